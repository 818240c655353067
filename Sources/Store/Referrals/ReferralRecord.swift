public import Domain

/// A referral (转介) of a student to an institution, as stored.
public struct ReferralRecord: Sendable, Equatable {
    public enum Urgency: String, Sendable, CaseIterable { case ordinary, crisis }

    public let school: Identifier
    public let id: Identifier
    public let student: Identifier
    public let institution: Identifier
    public var state: ReferralState
    public let urgency: Urgency
    public let isGreenChannel: Bool
    public var body: Body
    public var feedback: Feedback?
    public let draftedBy: Identifier
    public let draftedAt: Timestamp
    public var sentAt: Timestamp?
    /// Since when it is in its state.
    public var stepSince: Timestamp
    /// By when the next step is due; nothing once it has ended.
    public var stepDueAt: Timestamp?
    /// What the archive was told of the delay of this step.
    public var toldDelay: ReferralDelay
    public var appointmentAt: Timestamp?
    public var closedAt: Timestamp?

    public init(
        school: Identifier, id: Identifier, student: Identifier, institution: Identifier,
        state: ReferralState = .drafted, urgency: Urgency, isGreenChannel: Bool, body: Body, feedback: Feedback? = nil,
        draftedBy: Identifier, draftedAt: Timestamp, sentAt: Timestamp? = nil, stepSince: Timestamp,
        stepDueAt: Timestamp?, toldDelay: ReferralDelay = .inTime, appointmentAt: Timestamp? = nil,
        closedAt: Timestamp? = nil
    ) {
        self.school = school
        self.id = id
        self.student = student
        self.institution = institution
        self.state = state
        self.urgency = urgency
        self.isGreenChannel = isGreenChannel
        self.body = body
        self.feedback = feedback
        self.draftedBy = draftedBy
        self.draftedAt = draftedAt
        self.sentAt = sentAt
        self.stepSince = stepSince
        self.stepDueAt = stepDueAt
        self.toldDelay = toldDelay
        self.appointmentAt = appointmentAt
        self.closedAt = closedAt
    }

    public func delay(at now: Timestamp) -> ReferralDelay { ReferralDelay(since: stepSince, due: stepDueAt, at: now) }
}
