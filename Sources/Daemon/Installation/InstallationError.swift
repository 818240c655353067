/// Why no installation was made.
public enum InstallationError: Error, Sendable, Equatable, CustomStringConvertible {
    /// Something is in the place; nothing is ever overwritten.
    case exists(path: String)
    /// The folder that it would be made in belongs to somebody else.
    case notYours(path: String)
    /// The system refused; the step, and its words.
    case system(step: String, path: String, reason: String)
    /// The configuration names no file for the root key, and neither did the caller.
    case rootKeyPlaceMissing

    public var description: String {
        switch self {
        case .exists(let path): "\(path) is there already: an installation is never overwritten"
        case .notYours(let path):
            "\(path) would lie in another's folder: only the folder's owner or root makes an installation there"
        case .system(let step, let path, let reason): "cannot \(step) \(path): \(reason)"
        case .rootKeyPlaceMissing:
            "say where the root key is to be written: root.key in the configuration, or --root-key"
        }
    }
}
