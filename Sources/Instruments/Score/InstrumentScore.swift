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

        public init(
            id: String, raw: Int64?, standard: Int64?, mean: Int64?, answered: Int, state: State, band: String?
        ) {
            self.id = id
            self.raw = raw
            self.standard = standard
            self.mean = mean
            self.answered = answered
            self.state = state
            self.band = band
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
        public var kind: Manifest.DerivedKind
        /// In thousandths; for a statement 0 or 1000; nothing where missing answers leave it open.
        public var value: Int64?

        public init(id: String, kind: Manifest.DerivedKind, value: Int64?) {
            self.id = id
            self.kind = kind
            self.value = value
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
