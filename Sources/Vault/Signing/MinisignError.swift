/// Why a minisign key or signature was refused.
public enum MinisignError: Error, Sendable, Equatable {
    /// The text is not a public key of minisign; what is wrong.
    case malformedKey(String)
    /// The text is not a signature file of minisign; what is wrong.
    case malformedSignature(String)
    /// The signature was made with another key; the numbers of both, as minisign prints them.
    case signedByAnother(expected: String, found: String)
    /// The signature does not belong to these bytes.
    case wrongSignature
    /// The trusted comment has been altered.
    case wrongTrustedComment
}

extension MinisignError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .malformedKey(let reason):
            "this is not a minisign public key: \(reason)"
        case .malformedSignature(let reason):
            "this is not a minisign signature: \(reason)"
        case .signedByAnother(let expected, let found):
            "signed with key \(found), but key \(expected) is trusted: sign it again, or trust that key"
        case .wrongSignature:
            "the signature does not belong to this file: it was altered after it was signed"
        case .wrongTrustedComment:
            "the trusted comment of the signature was altered"
        }
    }
}
