/// A signal as the rules see it: what kind, when, and the few facts that conditions ask for. What was written stays out.
public struct WarningSignal: Sendable, Hashable {
    public enum Content: Sendable, Hashable {
        case assessment(WarningRules.Evidence)
        case report(Report)
    }

    /// What somebody told, without the words of it.
    public struct Report: Sendable, Hashable {
        public let trust: SignalTrust
        /// Ids of the groups of crisis words that the text holds.
        public let words: [String]
        /// Of an absence.
        public let days: Int?
        /// Of an observation.
        public let signs: [ObservationSign]

        public init(
            trust: SignalTrust, words: [String] = [], days: Int? = nil, signs: [ObservationSign] = []
        ) {
            self.trust = trust
            self.words = words
            self.days = days
            self.signs = signs
        }
    }

    public let kind: SignalKind
    /// When it happened, which may be long before it was told.
    public let at: Timestamp
    public let content: Content

    public init(_ kind: SignalKind, at moment: Timestamp, _ report: Report) {
        self.kind = kind
        at = moment
        content = .report(report)
    }

    public init(_ evidence: WarningRules.Evidence, at moment: Timestamp) {
        kind = .assessment
        at = moment
        content = .assessment(evidence)
    }

    /// Everything that a condition could ask for, as the evidence of a warning names it: `phq9.item9`,
    /// `phq9.total=severe`, `absence.days=3`, `observation.word=suicide`, `observation.sign=farewell`,
    /// `hotline.trust=confirmed`.
    public var facts: [String] {
        switch content {
        case .assessment(let evidence):
            return evidence.criticalItems.map { "\(evidence.instrument).\($0)" }
                + evidence.bands.sorted { $0.key < $1.key }.map { "\(evidence.instrument).\($0.key)=\($0.value)" }
        case .report(let report):
            var facts = ["\(kind.rawValue).trust=\(report.trust.rawValue)"]
            if let days = report.days { facts.append("\(kind.rawValue).days=\(days)") }
            facts += report.signs.map { "\(kind.rawValue).sign=\($0.rawValue)" }
            facts += report.words.map { "\(kind.rawValue).word=\($0)" }
            return facts
        }
    }
}
