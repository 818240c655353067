public import Domain

/// What experts see of a case: pseudonymised when they were assigned, and sealed as one value.
///
/// It has no field for a name, a number, a place, a date or an identifier, so that none can slip in.
public struct CaseFileRecord: Sendable, Equatable {
    public struct Score: Sendable, Equatable {
        public let instrument: String
        public let scale: String
        /// In thousandths.
        public let value: Int64
        public let band: String?
        /// Before the consultation was asked for, by `CaseInterval`; so in all of these.
        public let daysBefore: Int

        public init(instrument: String, scale: String, value: Int64, band: String?, daysBefore: Int) {
            self.instrument = instrument
            self.scale = scale
            self.value = value
            self.band = band
            self.daysBefore = daysBefore
        }
    }

    public struct Warning: Sendable, Equatable {
        public let state: WarningState
        public let suggested: AttentionLevel
        public let confirmed: AttentionLevel?
        public let rules: [String]
        public let daysBefore: Int

        public init(
            state: WarningState, suggested: AttentionLevel, confirmed: AttentionLevel?, rules: [String], daysBefore: Int
        ) {
            self.state = state
            self.suggested = suggested
            self.confirmed = confirmed
            self.rules = rules
            self.daysBefore = daysBefore
        }
    }

    public struct Intervention: Sendable, Equatable {
        public enum Kind: String, Sendable, CaseIterable {
            case careList = "care_list"
            case plan, interview, referral
            case crisisCase = "crisis_case"
            case counselling, mentoring
        }

        public let kind: Kind
        /// A word of the thing's state machine; empty for an interview, which has none; "active" or "ended" for mentoring.
        public let state: String
        public let level: AttentionLevel?
        /// Measured effects, as `phq9.total improved`.
        public let effects: [String]
        public let daysBefore: Int

        public init(kind: Kind, state: String, level: AttentionLevel?, effects: [String], daysBefore: Int) {
            self.kind = kind
            self.state = state
            self.level = level
            self.effects = effects
            self.daysBefore = daysBefore
        }
    }

    public let ageYears: Int?
    public let sex: StudentIdentity.Sex?
    public let stage: SchoolStage?
    public let grade: Int?
    /// The oldest first, each list.
    public let scores: [Score]
    public let warnings: [Warning]
    public let interventions: [Intervention]

    public init(
        ageYears: Int?, sex: StudentIdentity.Sex?, stage: SchoolStage?, grade: Int?, scores: [Score],
        warnings: [Warning], interventions: [Intervention]
    ) {
        self.ageYears = ageYears
        self.sex = sex
        self.stage = stage
        self.grade = grade
        self.scores = scores
        self.warnings = warnings
        self.interventions = interventions
    }
}
