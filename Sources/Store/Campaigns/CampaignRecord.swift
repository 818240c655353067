public import Domain

/// A screening as it is stored.
public struct CampaignRecord: Sendable, Equatable {
    public let school: Identifier
    public let id: Identifier
    public let title: String
    /// The year in which the school year begins.
    public let schoolYear: Int
    public let state: CampaignState
    public let opensAt: Timestamp
    public let closesAt: Timestamp
    public let consentVersion: Int
    public let consentText: String
    public let createdBy: Identifier
    public let createdAt: Timestamp
    public let openedAt: Timestamp?
    public let closedAt: Timestamp?

    public init(
        school: Identifier, id: Identifier, title: String, schoolYear: Int, state: CampaignState,
        opensAt: Timestamp, closesAt: Timestamp, consentVersion: Int, consentText: String, createdBy: Identifier,
        createdAt: Timestamp, openedAt: Timestamp? = nil, closedAt: Timestamp? = nil
    ) {
        self.school = school
        self.id = id
        self.title = title
        self.schoolYear = schoolYear
        self.state = state
        self.opensAt = opensAt
        self.closesAt = closesAt
        self.consentVersion = consentVersion
        self.consentText = consentText
        self.createdBy = createdBy
        self.createdAt = createdAt
        self.openedAt = openedAt
        self.closedAt = closedAt
    }
}

extension CampaignRecord {
    /// Whether its sheets can be answered.
    public func takesAnswers(at moment: Timestamp) -> Bool {
        state.takesAnswers(at: moment, from: opensAt, until: closesAt)
    }
}
