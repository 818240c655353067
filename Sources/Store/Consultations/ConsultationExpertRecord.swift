public import Domain

/// An expert's place on the panel of a consultation, with the declaration of interest and the opinion.
public struct ConsultationExpertRecord: Sendable, Equatable {
    public enum Declaration: String, Sendable, CaseIterable {
        case pending, none, conflict
    }

    public let school: Identifier
    public let id: Identifier
    public let consultation: Identifier
    public let student: Identifier
    public let account: Identifier
    public let assignedBy: Identifier
    public let assignedAt: Timestamp
    public var declaration: Declaration
    public var declaredAt: Timestamp?
    /// What the conflict is.
    public var conflict: String?
    public var opinion: String?
    public var opinionLevel: AttentionLevel?
    public var opinionAt: Timestamp?

    public init(
        school: Identifier, id: Identifier, consultation: Identifier, student: Identifier, account: Identifier,
        assignedBy: Identifier, assignedAt: Timestamp, declaration: Declaration = .pending,
        declaredAt: Timestamp? = nil, conflict: String? = nil, opinion: String? = nil,
        opinionLevel: AttentionLevel? = nil, opinionAt: Timestamp? = nil
    ) {
        self.school = school
        self.id = id
        self.consultation = consultation
        self.student = student
        self.account = account
        self.assignedBy = assignedBy
        self.assignedAt = assignedAt
        self.declaration = declaration
        self.declaredAt = declaredAt
        self.conflict = conflict
        self.opinion = opinion
        self.opinionLevel = opinionLevel
        self.opinionAt = opinionAt
    }

    /// Whether the expert belongs to the panel: a conflict takes off it.
    public var isOnPanel: Bool { declaration != .conflict }
}
