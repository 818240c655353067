import Foundation

/// Where the year's installation lies. In memory if the machine has room there: what is tested is the order in which
/// things are written, not the disk, and a year commits tens of thousands of times.
final class YearFolder: Sendable {
    struct CannotMake: Error {}

    private static let memory = "/dev/shm"
    /// The database, and the copy that is made of it.
    private static let need = 1 << 30

    let path: String

    init() throws {
        let free = try? FileManager.default.attributesOfFileSystem(forPath: Self.memory)[.systemFreeSize] as? NSNumber
        let hasRoom = (free?.intValue ?? 0) > Self.need && FileManager.default.isWritableFile(atPath: Self.memory)
        var template = Array(((hasRoom ? Self.memory : "/tmp") + "/xinyu-year-XXXXXX").utf8CString)
        guard mkdtemp(&template) != nil else { throw CannotMake() }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func file(_ name: String) -> String { path + "/" + name }
}
