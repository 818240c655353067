internal import Foundation

/// The token of a login, in a file that only its owner can read: one file a socket.
///
/// In `$XINYU_SESSION_FILE`, or in the folder `$XDG_RUNTIME_DIR/xinyu`, else `~/.config/xinyu`.
struct SessionFile {
    enum Trouble: Error, CustomStringConvertible {
        case openToOthers(path: String)
        case notWritable(path: String)

        var description: String {
            switch self {
            case .openToOthers(let path): "others can read \(path): remove it and log in again"
            case .notWritable(let path): "\(path) cannot be written"
            }
        }
    }

    let path: String

    init(socket: String, environment: [String: String] = ProcessInfo.processInfo.environment) {
        if let path = environment["XINYU_SESSION_FILE"], !path.isEmpty {
            self.path = path
            return
        }
        let base =
            environment["XDG_RUNTIME_DIR"].map { $0 + "/xinyu" }
            ?? (environment["HOME"] ?? NSHomeDirectory()) + "/.config/xinyu"
        // The socket's path is in the name so that two daemons have two sessions.
        let name = socket.utf8.reduce(UInt64(0xCBF2_9CE4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
        path = base + "/session-" + String(name, radix: 16)
    }

    func read() throws -> String? {
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: path) else { return nil }
        let mode = (attributes[.posixPermissions] as? NSNumber)?.intValue ?? 0o777
        guard mode & 0o077 == 0 else { throw Trouble.openToOthers(path: path) }
        let text = try? String(contentsOfFile: path, encoding: .utf8)
        return text?.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    func write(_ token: String) throws {
        let folder = (path as NSString).deletingLastPathComponent
        try? FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        remove()
        // Created with its mode: there is no moment in which others could read it.
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw Trouble.notWritable(path: path) }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        do {
            try handle.write(contentsOf: Data((token + "\n").utf8))
        } catch {
            throw Trouble.notWritable(path: path)
        }
    }

    func remove() { try? FileManager.default.removeItem(atPath: path) }
}
