public import Domain

/// One line of a student's archive (心理健康档案): what happened, when, and where it is told in full.
public struct ArchiveEntry: Sendable, Equatable {
    public typealias Kind = ArchiveKind

    public let school: Identifier
    public let student: Identifier
    public let at: Timestamp
    public let id: Identifier
    public let kind: Kind
    /// Who may read the line at all.
    public let sensitivity: Sensitivity
    /// The sheet, warning, interview, care entry or plan it tells of.
    public let subject: Identifier?
    /// Nothing where the system itself wrote it.
    public let author: Identifier?
    public let summary: String

    public init(
        school: Identifier, student: Identifier, at: Timestamp, id: Identifier, kind: Kind,
        sensitivity: Sensitivity = .clinical, subject: Identifier?, author: Identifier?, summary: String
    ) {
        self.school = school
        self.student = student
        self.at = at
        self.id = id
        self.kind = kind
        self.sensitivity = sensitivity
        self.subject = subject
        self.author = author
        self.summary = summary
    }
}
