internal import Foundation

/// A file that only its owner reads, written a piece at a time.
struct PrivateFile {
    private let handle: FileHandle

    /// Makes the file anew; an existing one is not written over.
    ///
    /// - Throws: `Failure.refused`, after the person was told.
    init(making path: String) throws {
        let descriptor = Foundation.open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            Output.note(
                Language.current.text(
                    en: "cannot make \(path): it is there already, or the folder is not yours",
                    zh: "无法创建 \(path)：文件已存在或目录不可写"))
            throw Failure.refused
        }
        handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    }

    /// Makes the file anew with what `body` writes. What broke off is taken away, so that the same can be typed again.
    static func made(at path: String, _ body: (PrivateFile) async throws -> Void) async throws {
        let file = try PrivateFile(making: path)
        do {
            try await body(file)
        } catch {
            try? file.close()
            unlink(path)
            throw error
        }
        try file.close()
    }

    func write(_ data: Data) throws { try handle.write(contentsOf: data) }
    func write(_ text: String) throws { try write(Data(text.utf8)) }
    func close() throws { try handle.close() }

    /// The whole of a file that the person names.
    static func read(_ path: String) throws -> [UInt8] {
        guard let data = FileManager.default.contents(atPath: path) else {
            Output.note(Language.current.text(en: "cannot read \(path)", zh: "无法读取 \(path)"))
            throw Failure.refused
        }
        return Array(data)
    }

    static func readText(_ path: String) throws -> String { String(decoding: try read(path), as: UTF8.self) }
}
