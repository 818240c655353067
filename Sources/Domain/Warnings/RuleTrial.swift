/// What rules would have found among signals of the past: a dry run that changes nothing.
public struct RuleTrial: Sendable {
    /// What one set of rules makes of one student.
    public struct Outcome: Sendable, Hashable {
        /// How many signals made each rule fire.
        public var signals: [String: Int] = [:]
        /// The moment of the gravest level, the first of them, with what fired then.
        public var gravest: (at: Timestamp, level: AttentionLevel, fired: [WarningRules.Fired])?

        public var level: AttentionLevel { gravest?.level ?? .none }

        public static func == (left: Outcome, right: Outcome) -> Bool {
            left.signals == right.signals && left.gravest?.at == right.gravest?.at && left.level == right.level
                && left.gravest?.fired == right.gravest?.fired
        }

        public func hash(into hasher: inout Hasher) {
            hasher.combine(signals)
            hasher.combine(gravest?.at)
        }
    }

    public let rules: WarningRules

    public init(_ rules: WarningRules) { self.rules = rules }

    /// Plays a student's signals in the order in which they happened; those before `from` count in windows alone.
    public func outcome(of signals: [WarningSignal], from: Timestamp, to: Timestamp) -> Outcome {
        let ordered = signals.filter { $0.at <= to }.sorted { $0.at < $1.at }
        var outcome = Outcome()
        for (index, signal) in ordered.enumerated() where signal.at >= from {
            let fired = rules.fired(by: signal, among: Array(ordered[..<index]))
            for rule in fired { outcome.signals[rule.ruleID, default: 0] += 1 }
            let level = fired.suggestedLevel
            if level > outcome.level { outcome.gravest = (signal.at, level, fired) }
        }
        return outcome
    }
}
