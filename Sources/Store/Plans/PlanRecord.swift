public import Domain

/// One student's plan (一人一案), as stored.
public struct PlanRecord: Sendable, Equatable {
    public struct Measure: Sendable, Equatable {
        public let text: String
        /// Who does it.
        public let owner: Identifier?
        public let everyDays: Int

        public init(text: String, owner: Identifier?, everyDays: Int) {
            self.text = text
            self.owner = owner
            self.everyDays = everyDays
        }
    }

    /// Goals and measures; sealed as one value.
    public struct Body: Sendable, Equatable {
        public let goals: [String]
        public let measures: [Measure]
        /// The review date as a person wrote it, `2026-10-01`.
        public let reviewOn: String
        /// Why it was ended.
        public var outcome: String?

        public init(goals: [String], measures: [Measure], reviewOn: String, outcome: String? = nil) {
            self.goals = goals
            self.measures = measures
            self.reviewOn = reviewOn
            self.outcome = outcome
        }

        init(fields: [UInt8]) throws(StoreError) {
            let fields = try FieldDecoder(fields)
            goals = try fields.texts(1)
            var measures: [Measure] = []
            for measure in try fields.nested(2) {
                measures.append(
                    Measure(
                        text: try measure.text(1), owner: try measure.optionalIdentifier(2),
                        everyDays: Int(try measure.optionalInteger(3) ?? 0)))
            }
            self.measures = measures
            reviewOn = try fields.text(3)
            outcome = try fields.optionalText(4)
        }

        var fields: [UInt8] {
            var fields = FieldEncoder()
            fields.put(1, goals)
            for measure in measures {
                fields.put(
                    2,
                    nested: { nested in
                        nested.put(1, measure.text)
                        nested.put(2, measure.owner)
                        nested.put(3, Int64(measure.everyDays))
                    })
            }
            fields.put(3, reviewOn)
            fields.put(4, outcome)
            return fields.bytes
        }
    }

    public let school: Identifier
    public let id: Identifier
    public let student: Identifier
    public let careEntry: Identifier?
    public var state: PlanState
    public var body: Body
    /// When the review is due: the start of its day.
    public var reviewAt: Timestamp?
    public let createdBy: Identifier
    public let createdAt: Timestamp
    public var closedAt: Timestamp?

    public init(
        school: Identifier, id: Identifier, student: Identifier, careEntry: Identifier?, state: PlanState = .draft,
        body: Body, reviewAt: Timestamp?, createdBy: Identifier, createdAt: Timestamp, closedAt: Timestamp? = nil
    ) {
        self.school = school
        self.id = id
        self.student = student
        self.careEntry = careEntry
        self.state = state
        self.body = body
        self.reviewAt = reviewAt
        self.createdBy = createdBy
        self.createdAt = createdAt
        self.closedAt = closedAt
    }
}
