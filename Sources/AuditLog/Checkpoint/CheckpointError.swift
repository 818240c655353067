/// Why a checkpoint was refused.
public enum CheckpointError: Error, Sendable, Hashable {
    /// The text is not a checkpoint; what is wrong.
    case malformed(String)
    /// It is of another log.
    case otherLog(origin: String)
    /// None of the trusted keys has signed it.
    case notSigned
    /// The signature of a trusted key is false.
    case wrongSignature(name: String)
}

extension CheckpointError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .malformed(let reason): "this is not a checkpoint: \(reason)"
        case .otherLog(let origin): "the checkpoint is of another log, \(origin)"
        case .notSigned:
            "the checkpoint is not signed with a trusted key: give the key of that time, if there was another"
        case .wrongSignature(let name): "the signature of \(name) under the checkpoint is false"
        }
    }
}
