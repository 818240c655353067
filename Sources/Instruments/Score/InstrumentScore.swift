/// What an instrument made of one sheet. Scores are in thousandths.
public struct InstrumentScore: Sendable, Equatable {
    public enum State: UInt8, Sendable {
        /// The scale's rule forbids a score with what is missing; there is no band.
        case incomplete = 0
        case complete = 1
    }

    public struct Scale: Sendable, Equatable {
        public var id: String
        public var raw: Int64?
        public var standard: Int64?
        public var mean: Int64?
        /// Items of the scale that carry an answer.
        public var answered: Int
        public var state: State
        public var band: String?
        /// An incomplete scale whose raw score was estimated from the items that are answered.
        public var isProrated: Bool

        public init(
            id: String, raw: Int64?, standard: Int64?, mean: Int64?, answered: Int, state: State, band: String?,
            isProrated: Bool = false
        ) {
            self.id = id
            self.raw = raw
            self.standard = standard
            self.mean = mean
            self.answered = answered
            self.state = state
            self.band = band
            self.isProrated = isProrated
        }

        /// The score of this kind, if there is one.
        public func score(_ kind: Manifest.ScoreKind) -> Int64? {
            switch kind {
            case .raw: raw
            case .standard: standard
            case .mean: mean
            }
        }
    }

    public struct Derived: Sendable, Equatable {
        public var id: String
        /// Which part of a table or a list; they stand one after the other.
        public var part: String?
        public var kind: Manifest.DerivedKind
        /// In thousandths, or in millionths for that kind; for what holds or not 0 or 1000; nothing where missing
        /// answers leave it open.
        public var value: Int64?
        /// The label that the value stands for.
        public var label: String?

        public init(
            id: String, part: String? = nil, kind: Manifest.DerivedKind, value: Int64?, label: String? = nil
        ) {
            self.id = id
            self.part = part
            self.kind = kind
            self.value = value
            self.label = label
        }

        /// One name and one number in thousandths for each value, where there is no room for structure: parts are
        /// `id.part`, a label is `id.label` and holds.
        public var flat: (name: String, thousandths: Int64?) {
            switch kind {
            case .number, .statement: (id, value)
            case .millionths: (id, value.map { ($0 + ($0 < 0 ? -500 : 500)) / 1_000 })
            case .label: (label.map { "\(id).\($0)" } ?? id, label == nil ? nil : 1_000)
            case .table, .list, .countedList: (part.map { "\(id).\($0)" } ?? id, value)
            }
        }
    }

    public struct Flag: Sendable, Equatable {
        public var id: String
        /// Nothing where missing answers leave it open.
        public var holds: Bool?

        public init(id: String, holds: Bool?) {
            self.id = id
            self.holds = holds
        }
    }

    public var scales: [Scale]
    public var derived: [Derived]
    public var flags: [Flag]
    /// Ids of the critical items that are hit.
    public var criticalItems: [String]

    public init(scales: [Scale], derived: [Derived], flags: [Flag], criticalItems: [String]) {
        self.scales = scales
        self.derived = derived
        self.flags = flags
        self.criticalItems = criticalItems
    }
}
