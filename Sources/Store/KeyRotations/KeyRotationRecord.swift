public import Domain

/// The turning of a key, as stored: what is left of it to do is found again after a kill.
public struct KeyRotationRecord: Sendable, Equatable {
    public enum Kind: String, Sendable, CaseIterable {
        case root, data, index, signing
    }

    public enum State: String, Sendable, CaseIterable {
        case running, finished, failed
    }

    public let id: Identifier
    public let kind: Kind
    public let fromTerm: UInt32
    public let toTerm: UInt32
    public var state: State
    public var done: Int
    public var total: Int
    public let startedBy: Identifier
    public let startedAt: Timestamp
    public var finishedAt: Timestamp?
    /// The signed counts before and after.
    public var certificate: String?

    public init(
        id: Identifier, kind: Kind, fromTerm: UInt32, toTerm: UInt32, state: State = .running, done: Int = 0,
        total: Int, startedBy: Identifier, startedAt: Timestamp, finishedAt: Timestamp? = nil,
        certificate: String? = nil
    ) {
        self.id = id
        self.kind = kind
        self.fromTerm = fromTerm
        self.toTerm = toTerm
        self.state = state
        self.done = done
        self.total = total
        self.startedBy = startedBy
        self.startedAt = startedAt
        self.finishedAt = finishedAt
        self.certificate = certificate
    }
}
