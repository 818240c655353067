import Foundation
import Store

/// What lies on the disk at one moment while a daemon writes: as a copy that a power cut would have left.
///
/// Files can only be copied one after another, so the order matters: the signed checkpoints first, which the database
/// is never behind; a database before its log, which then holds whatever the copy of the database lacks; the keys last,
/// of which a new one is durable before anything is sealed with it. A reader stands open meanwhile: as long as it does
/// no former key is dropped and no log begun anew.
struct CrashImage {
    private static let parts = ["log", "data"]
    private static let databases = ["xinyu.db", "keys.db"]

    let path: String

    static func take(of folder: String, to path: String, _ store: Store) async throws -> CrashImage {
        let image = CrashImage(path: path)
        try await store.read { transaction in
            // The snapshot begins with its first statement.
            _ = try transaction.exists("SELECT 1 FROM settings LIMIT 1")
            try? FileManager.default.removeItem(atPath: path)
            try FileManager.default.createDirectory(atPath: path + "/data", withIntermediateDirectories: true)
            try FileManager.default.copyItem(atPath: folder + "/log", toPath: path + "/log")
            for name in databases { try copy(name, from: folder + "/data", to: path + "/data") }
        }
        return image
    }

    /// Takes the place of what is there.
    func restore(to folder: String) throws {
        for part in Self.parts {
            try FileManager.default.removeItem(atPath: folder + "/" + part)
            try FileManager.default.moveItem(atPath: path + "/" + part, toPath: folder + "/" + part)
        }
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: folder + "/data")
    }

    /// Again if the log was begun anew between the two copies, which a power cut could not have come between.
    private static func copy(_ name: String, from source: String, to target: String) throws {
        for _ in 0..<20 {
            let before = header(source + "/" + name + "-wal")
            for file in [name, name + "-wal"] {
                try? FileManager.default.removeItem(atPath: target + "/" + file)
                if FileManager.default.fileExists(atPath: source + "/" + file) {
                    try FileManager.default.copyItem(atPath: source + "/" + file, toPath: target + "/" + file)
                }
            }
            if header(source + "/" + name + "-wal") == before { return }
        }
        throw CannotCopy(name: name)
    }

    /// Of the log beside a database: its salts change when it is begun anew.
    private static func header(_ path: String) -> Data {
        guard let file = FileHandle(forReadingAtPath: path) else { return Data() }
        defer { try? file.close() }
        return (try? file.read(upToCount: 32)) ?? Data()
    }

    struct CannotCopy: Error { let name: String }
}
