public import Domain

/// One version of a record of the archive, as stored. It is never changed.
public struct ArchiveRecordVersion: Sendable, Equatable {
    public enum Change: String, Sendable, CaseIterable {
        case made
        case corrected
        case ended
        case withdrawn
    }

    /// From 1.
    public let number: Int
    public let change: Change
    public let author: Identifier
    public let recordedAt: Timestamp
    /// When it was seen, learnt, or began.
    public let at: Timestamp
    /// The first moment after the last day of a circumstance.
    public let endsAt: Timestamp?
    public let content: RecordContent
    /// Nothing in the first version.
    public let reason: String?

    public init(
        number: Int = 1, _ change: Change = .made, author: Identifier, recordedAt: Timestamp, at moment: Timestamp,
        endsAt: Timestamp? = nil, content: RecordContent, reason: String? = nil
    ) {
        self.number = number
        self.change = change
        self.author = author
        self.recordedAt = recordedAt
        at = moment
        self.endsAt = endsAt
        self.content = content
        self.reason = reason
    }
}

/// A record of the archive in its newest version, as stored: an observation, an information, or a circumstance.
public struct ArchiveRecord: Sendable, Equatable {
    public let school: Identifier
    public let id: Identifier
    public let student: Identifier
    public var state: RecordState
    /// Of the first version.
    public let author: Identifier
    public let recordedAt: Timestamp
    /// The newest.
    public var version: ArchiveRecordVersion

    public var topic: RecordTopic { version.content.topic }

    public init(
        school: Identifier, id: Identifier, student: Identifier, state: RecordState = .standing, author: Identifier,
        recordedAt: Timestamp, version: ArchiveRecordVersion
    ) {
        self.school = school
        self.id = id
        self.student = student
        self.state = state
        self.author = author
        self.recordedAt = recordedAt
        self.version = version
    }

    /// A new one.
    public init(school: Identifier, id: Identifier, student: Identifier, _ first: ArchiveRecordVersion) {
        self.init(
            school: school, id: id, student: student, author: first.author, recordedAt: first.recordedAt,
            version: first)
    }
}
