public import Domain

/// One student's plan (一人一案), as stored.
public struct PlanRecord: Sendable, Equatable {
    public struct Measure: Sendable, Equatable {
        /// The same through all versions of the plan; nothing for one that was written before measures had names.
        public let id: Identifier?
        public let text: String
        /// The account that does it.
        public let owner: Identifier?
        /// Or whoever has this role for the student.
        public let ownerRole: Role?
        public let frequency: MeasureFrequency
        /// When it was written first.
        public let since: Timestamp?

        public init(
            id: Identifier?, text: String, owner: Identifier?, ownerRole: Role? = nil, frequency: MeasureFrequency,
            since: Timestamp?
        ) {
            self.id = id
            self.text = text
            self.owner = owner
            self.ownerRole = ownerRole
            self.frequency = frequency
            self.since = since
        }

        init(fields: FieldDecoder) throws(StoreError) {
            let everyDays = Int(try fields.optionalInteger(3) ?? 0)
            let times = Int(try fields.optionalInteger(6) ?? 0)
            text = try fields.text(1)
            owner = try fields.optionalIdentifier(2)
            id = try fields.optionalIdentifier(4)
            ownerRole = try fields.optionalState(5)
            since = try fields.optionalTimestamp(7)
            frequency = times > 0 ? .weekly(times: times) : everyDays > 0 ? .every(days: everyDays) : .once
        }

        func put(in fields: inout FieldEncoder) {
            let (everyDays, times): (Int64, Int64?) =
                switch frequency {
                case .once: (0, nil)
                case .every(let days): (Int64(days), nil)
                case .weekly(let times): (0, Int64(times))
                }
            fields.put(1, text)
            fields.put(2, owner)
            fields.put(3, everyDays)
            fields.put(4, id)
            fields.put(5, ownerRole)
            fields.put(6, times)
            fields.put(7, since)
        }
    }

    /// Goals and measures; sealed as one value.
    public struct Body: Sendable, Equatable {
        public let goals: [String]
        public let measures: [Measure]
        /// The review date as a person wrote it, `2026-10-01`.
        public var reviewOn: String
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
            for measure in try fields.nested(2) { measures.append(try Measure(fields: measure)) }
            self.measures = measures
            reviewOn = try fields.text(3)
            outcome = try fields.optionalText(4)
        }

        var fields: [UInt8] {
            var fields = FieldEncoder()
            fields.put(1, goals)
            for measure in measures { fields.put(2, nested: { measure.put(in: &$0) }) }
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
    /// When it was activated, or taken up again: measures are due from there.
    public var startedAt: Timestamp?

    public init(
        school: Identifier, id: Identifier, student: Identifier, careEntry: Identifier?, state: PlanState = .draft,
        body: Body, reviewAt: Timestamp?, createdBy: Identifier, createdAt: Timestamp, closedAt: Timestamp? = nil,
        startedAt: Timestamp? = nil
    ) {
        self.startedAt = startedAt
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
