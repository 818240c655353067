/// What is wrong with the folder of rules, and in which file.
public enum RulesError: Error, Sendable, Equatable, CustomStringConvertible {
    case fileMissing(path: String)
    /// The file does not hold what it should; what is wrong.
    case refused(path: String, reason: String)

    public var description: String {
        switch self {
        case .fileMissing(let path): "there are no rules at \(path), or they may not be read"
        case .refused(let path, let reason): "\(path): \(reason)"
        }
    }
}
