public import Domain

/// A roster that is being sent, or was read, as stored. Its pieces lie sealed beside it until it is read.
public struct RosterImportRecord: Sendable, Equatable {
    public enum Encoding: String, Sendable, CaseIterable {
        case utf8, gb18030
    }

    /// What becomes of the good lines of a file that has bad ones.
    public enum Mode: String, Sendable, CaseIterable {
        case allOrNothing = "all_or_nothing"
        case goodLines = "good_lines"
    }

    public enum State: String, Sendable, CaseIterable {
        /// Takes pieces, and can be run.
        case receiving
        /// Read; its students are enrolled.
        case applied
        /// Read; nobody was enrolled.
        case refused
    }

    public let school: Identifier
    public let id: Identifier
    public let encoding: Encoding
    public let mode: Mode
    public let state: State
    /// Bytes received, which is where the next piece begins.
    public let byteCount: Int
    public let createdBy: Identifier
    public let createdAt: Timestamp
    /// How it ended, in the form of who stored it; nothing while it is received.
    public let outcome: [UInt8]?

    public init(
        school: Identifier, id: Identifier, encoding: Encoding, mode: Mode, state: State = .receiving,
        byteCount: Int = 0, createdBy: Identifier, createdAt: Timestamp, outcome: [UInt8]? = nil
    ) {
        self.school = school
        self.id = id
        self.encoding = encoding
        self.mode = mode
        self.state = state
        self.byteCount = byteCount
        self.createdBy = createdBy
        self.createdAt = createdAt
        self.outcome = outcome
    }
}
