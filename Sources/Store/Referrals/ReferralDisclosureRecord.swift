public import Domain

/// What allows an institution to see parts of a student's record: a version of consent, or a legal ground.
public struct ReferralDisclosureRecord: Sendable, Equatable {
    public enum Basis: Sendable, Equatable {
        case consent(ConsentRule.Giver)
        /// As the rules name it.
        case legalGround(String)
    }

    /// From 1.
    public let version: Int
    public let basis: Basis
    public let sections: Set<ReferralSection>
    /// How consent was given, or why the ground holds.
    public let note: String
    public let recordedBy: Identifier
    public let givenAt: Timestamp
    /// Withdrawn, or replaced by a further version.
    public let endedAt: Timestamp?

    public init(
        version: Int, basis: Basis, sections: Set<ReferralSection>, note: String, recordedBy: Identifier,
        givenAt: Timestamp, endedAt: Timestamp? = nil
    ) {
        self.version = version
        self.basis = basis
        self.sections = sections
        self.note = note
        self.recordedBy = recordedBy
        self.givenAt = givenAt
        self.endedAt = endedAt
    }
}

/// One step of a referral, which stands for ever.
public struct ReferralStepRecord: Sendable, Equatable {
    /// Nothing for the draft itself.
    public let from: ReferralState?
    public let to: ReferralState
    public let author: Identifier
    public let at: Timestamp

    public init(from: ReferralState?, to: ReferralState, author: Identifier, at: Timestamp) {
        self.from = from
        self.to = to
        self.author = author
        self.at = at
    }
}
