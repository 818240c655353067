public import Domain

/// A record of the access log, as stored. `AuditLog` makes the bytes and checks them; the rest is there to find it by.
public struct AuditRow: Sendable, Equatable {
    /// Counts from 0 without a gap.
    public let position: Int64
    public let at: Timestamp
    public let actor: Identifier
    /// Whom the call was about, if it was about one person.
    public let subject: Identifier?
    /// The canonical bytes.
    public let record: [UInt8]

    public init(position: Int64, at: Timestamp, actor: Identifier, subject: Identifier?, record: [UInt8]) {
        self.position = position
        self.at = at
        self.actor = actor
        self.subject = subject
        self.record = record
    }
}

/// How far the access log goes, as stored: a tree of `size` records.
public struct AuditHeadRow: Sendable, Equatable {
    public let size: Int64
    public let root: [UInt8]
    /// What the tree needs to grow.
    public let frontier: [UInt8]

    public init(size: Int64, root: [UInt8], frontier: [UInt8]) {
        self.size = size
        self.root = root
        self.frontier = frontier
    }
}

/// A signed checkpoint of the access log, as stored.
public struct AuditCheckpointRow: Sendable, Equatable {
    public let size: Int64
    public let note: String
    public let at: Timestamp

    public init(size: Int64, note: String, at: Timestamp) {
        self.size = size
        self.note = note
        self.at = at
    }
}
