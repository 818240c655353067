/// What is wrong with the configuration, and where.
public enum ConfigurationError: Error, Sendable, Equatable, CustomStringConvertible {
    case fileMissing(path: String)
    /// Not JSON, or not an object.
    case fileNotReadable(path: String)
    /// A value is not what the key takes; names the key and what it takes, not the value.
    case badValue(key: String, expected: String)
    case missingValue(key: String)

    public var description: String {
        switch self {
        case .fileMissing(let path): "there is no configuration file at \(path)"
        case .fileNotReadable(let path): "\(path) is not a JSON object, or may not be read"
        case .badValue(let key, let expected): "\(key) must be \(expected)"
        case .missingValue(let key): "\(key) must be set"
        }
    }
}
