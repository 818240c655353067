internal import Daemon
internal import Foundation
internal import Instruments

extension AuthorKit {
    /// In the folder that was asked for, else `XINYU_AUTHOR_KIT`, else what was installed with this program, else the
    /// development tree that this program was built in.
    static func find(
        asked: String?, environment: [String: String], executableFolder: String = Executable.folder
    ) -> AuthorKit? {
        if let named = asked ?? environment["XINYU_AUTHOR_KIT"], !named.isEmpty { return AuthorKit(folder: named) }
        var folder = URL(fileURLWithPath: executableFolder)
        if let installed = AuthorKit(folder: folder.deletingLastPathComponent().path + "/share/xinyu/author") {
            return installed
        }
        while folder.path != "/" {
            if let built = AuthorKit(folder: folder.path) { return built }
            folder.deleteLastPathComponent()
        }
        return nil
    }
}
