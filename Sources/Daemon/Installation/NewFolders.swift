internal import Foundation

/// Folders and files that a new installation has made, so that one that fails leaves nothing.
struct NewFolders {
    private var made: [String] = []

    /// Makes the folder, with those above it; one that is there stays as it is.
    mutating func make(_ path: String, mode: mode_t) throws(InstallationError) {
        var missing: [String] = []
        var folder = path
        while !folder.isEmpty, access(folder, F_OK) != 0 {
            missing.append(folder)
            folder = folder.lastIndex(of: "/").map { String(folder[..<$0]) } ?? ""
        }
        for folder in missing.reversed() {
            guard mkdir(folder, folder == path ? mode : 0o755) == 0 else { throw .last("make", folder) }
            made.append(folder)
            // What umask takes away is not what was asked for.
            guard chmod(folder, folder == path ? mode : 0o755) == 0 else { throw .last("set the mode of", folder) }
        }
    }

    mutating func note(file: String) { made.append(file) }

    func removeAll() {
        for path in made.reversed() { try? FileManager.default.removeItem(atPath: path) }
    }
}

/// Whose a folder is, and whether anything is in it.
enum OwnedFolder {
    static func isEmptyOrMissing(_ path: String) -> Bool {
        guard access(path, F_OK) == 0 else { return true }
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else { return false }
        return names.isEmpty
    }

    /// Whether the caller is root, or owns the nearest folder that is there.
    static func callerMayMake(_ path: String) -> Bool {
        guard geteuid() != 0 else { return true }
        var folder = path
        var status = stat()
        while lstat(folder.isEmpty ? "/" : folder, &status) != 0 {
            guard let slash = folder.lastIndex(of: "/") else { return false }
            folder = String(folder[..<slash])
        }
        return status.st_uid == geteuid()
    }
}

extension InstallationError {
    /// For a system call that has just failed.
    static func last(_ step: String, _ path: String) -> InstallationError {
        .system(step: step, path: path, reason: String(cString: strerror(errno)))
    }
}
