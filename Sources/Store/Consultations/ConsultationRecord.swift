public import Domain

/// A consultation of experts (专家会诊), as stored.
public struct ConsultationRecord: Sendable, Equatable {
    /// What people wrote, and what the experts know the student by; sealed as one value.
    public struct Body: Sendable, Equatable {
        public let pseudonym: String
        public let question: String
        public let summary: String
        public var conclusion: String?
        public var recommendations: [String]
        /// Why it was cancelled.
        public var cancelledBecause: String?

        public init(
            pseudonym: String, question: String, summary: String, conclusion: String? = nil,
            recommendations: [String] = [], cancelledBecause: String? = nil
        ) {
            self.pseudonym = pseudonym
            self.question = question
            self.summary = summary
            self.conclusion = conclusion
            self.recommendations = recommendations
            self.cancelledBecause = cancelledBecause
        }

        init(fields: [UInt8]) throws(StoreError) {
            let fields = try FieldDecoder(fields)
            pseudonym = try fields.text(1)
            question = try fields.text(2)
            summary = try fields.text(3)
            conclusion = try fields.optionalText(4)
            recommendations = try fields.texts(5)
            cancelledBecause = try fields.optionalText(6)
        }

        var fields: [UInt8] {
            var fields = FieldEncoder()
            fields.put(1, pseudonym)
            fields.put(2, question)
            fields.put(3, summary)
            fields.put(4, conclusion)
            fields.put(5, recommendations)
            fields.put(6, cancelledBecause)
            return fields.bytes
        }
    }

    public let school: Identifier
    public let id: Identifier
    public let student: Identifier
    public var state: ConsultationState
    public let urgency: ConsultationRules.Urgency
    public var body: Body
    public let requestedBy: Identifier
    public let requestedAt: Timestamp
    public let deadlines: ConsultationDeadlines
    /// A proposal of the conclusion.
    public var proposedLevel: AttentionLevel?
    public var closedBy: Identifier?
    public var closedAt: Timestamp?

    public init(
        school: Identifier, id: Identifier, student: Identifier, state: ConsultationState = .requested,
        urgency: ConsultationRules.Urgency, body: Body, requestedBy: Identifier, requestedAt: Timestamp,
        deadlines: ConsultationDeadlines, proposedLevel: AttentionLevel? = nil, closedBy: Identifier? = nil,
        closedAt: Timestamp? = nil
    ) {
        self.school = school
        self.id = id
        self.student = student
        self.state = state
        self.urgency = urgency
        self.body = body
        self.requestedBy = requestedBy
        self.requestedAt = requestedAt
        self.deadlines = deadlines
        self.proposedLevel = proposedLevel
        self.closedBy = closedBy
        self.closedAt = closedAt
    }
}
