internal import Daemon
internal import Foundation
internal import Instruments

/// Where the instruments are that commands without a daemon work with.
///
/// An installed catalogue has `<id>/<version>/<id>.so`, and what `make plugins` builds has `<id>/<id>.so`; both are
/// taken.
enum InstrumentsFolder {
    /// What was asked for, else `XINYU_INSTRUMENTS`, else the folder that was installed with this program, else the
    /// one of the development tree that this program was built in.
    static func find(asked: String?, environment: [String: String], executableFolder: String = Executable.folder)
        -> String
    {
        if let asked { return asked }
        if let named = environment["XINYU_INSTRUMENTS"], !named.isEmpty { return named }
        let installed = parent(of: executableFolder) + "/lib/xinyu/instruments"
        if isFolder(installed) { return installed }
        var folder = executableFolder
        while !folder.isEmpty {
            let built = folder + "/.build-plugins/instruments"
            if isFolder(built) { return built }
            folder = parent(of: folder)
        }
        return installed
    }

    /// The public keys for `folder`: in it, or beside it.
    static func trustedKeys(beside folder: String) -> String {
        let inside = folder + "/trusted-keys"
        return isFolder(inside) ? inside : parent(of: folder) + "/trusted-keys"
    }

    /// The versions of an instrument in `folder`, the newest last.
    static func versions(of id: String, in folder: String) -> [InstrumentFiles] {
        let own = folder + "/" + id
        if FileManager.default.fileExists(atPath: "\(own)/\(id).so") { return [InstrumentFiles(folder: own, id: id)] }
        let names = (try? FileManager.default.contentsOfDirectory(atPath: own)) ?? []
        return names.filter { !$0.hasPrefix(".") && isFolder(own + "/" + $0) }
            .sorted { $0.compare($1, options: .numeric) == .orderedAscending }
            .map { InstrumentFiles(folder: own + "/" + $0, id: id) }
    }

    private static func parent(of path: String) -> String {
        path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
    }

    private static func isFolder(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
    }
}
