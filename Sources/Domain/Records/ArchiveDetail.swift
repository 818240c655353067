/// One record of an archive with all that it says, in names that stay when the code changes: what a parcel for another
/// school and a guardian's copy are made of.
public struct ArchiveDetail: Sendable, Equatable {
    public let topic: ArchiveTopic
    /// What it is within its topic, as `interview` or `plan_review`.
    public let kind: String
    /// By which the records of a file refer to each other: the key of the record, in hexadecimal digits.
    public let id: String
    public let at: Timestamp
    public let sensitivity: Sensitivity
    public var fields: [DetailField]

    public init(
        topic: ArchiveTopic, kind: String, id: String, at: Timestamp, sensitivity: Sensitivity, fields: [DetailField]
    ) {
        self.topic = topic
        self.kind = kind
        self.id = id
        self.at = at
        self.sensitivity = sensitivity
        self.fields = fields
    }
}

/// A named value of a record.
public struct DetailField: Sendable, Equatable {
    public let name: String
    public var value: DetailValue

    public init(_ name: String, _ value: DetailValue) {
        self.name = name
        self.value = value
    }
}

/// A value of a record, as plain as it can be told.
public indirect enum DetailValue: Sendable, Equatable {
    /// Free text, or a word of a closed list.
    case text(String)
    case number(Int64)
    case moment(Timestamp)
    /// A person of the school, by the account; whoever makes a file says who that is, or leaves it out.
    case person(Identifier)
    /// Another record.
    case link(Identifier)
    case list([DetailValue])
    case record([DetailField])
    /// The scores of an instrument in their stored form; whoever makes a file opens them.
    case scores([UInt8])
    /// What a result was compared with, in its stored form.
    case norms([UInt8])
    /// Bytes of a file.
    case bytes([UInt8])
    /// Nothing that can be told.
    case nothing
}
