/// Which signals raise a warning, at which level: configuration (`config/rules/warnings.json`), since schools differ.
///
/// Every signal, from a sheet as from a telephone call, passes through `fired(by:among:)`, which is a pure function.
public struct WarningRules: Sendable, Hashable, Codable {
    /// One rule: it fires when the sum of the weights of what is there reaches its threshold.
    public struct Rule: Sendable, Hashable, Codable {
        public let id: String
        public let level: AttentionLevel
        /// What the weights must reach; 1 when left out, so that any one condition is enough.
        public let threshold: Int
        /// How far signals may lie from the newest to count together; when left out the newest counts alone.
        public let window: TimeSpan?
        public let conditions: [Condition]

        public init(
            id: String, level: AttentionLevel, threshold: Int = 1, window: TimeSpan? = nil, conditions: [Condition]
        ) {
            self.id = id
            self.level = level
            self.threshold = threshold
            self.window = window
            self.conditions = conditions
        }

        public init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            id = try container.decode(String.self, forKey: .id)
            level = try container.decode(AttentionLevel.self, forKey: .level)
            threshold = try container.decodeIfPresent(Int.self, forKey: .threshold) ?? 1
            window = try container.decodeIfPresent(TimeSpan.self, forKey: .window)
            conditions = try container.decode([Condition].self, forKey: .conditions)
        }
    }

    public let rules: [Rule]
    /// The groups of words that conditions may ask for.
    public let words: CrisisWords

    public init(rules: [Rule], words: CrisisWords = CrisisWords(groups: [])) {
        self.rules = rules
        self.words = words
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        rules = try container.decode([Rule].self, forKey: .rules)
        words = try container.decodeIfPresent(CrisisWords.self, forKey: .words) ?? CrisisWords(groups: [])
    }

    /// What one scored (or not yet scored) sheet shows.
    public struct Evidence: Sendable, Hashable {
        public let instrument: String
        /// Ids of critical items that were hit.
        public let criticalItems: [String]
        /// Band by scale; empty while the sheet is not scored.
        public let bands: [String: String]

        public init(instrument: String, criticalItems: [String], bands: [String: String]) {
            self.instrument = instrument
            self.criticalItems = criticalItems
            self.bands = bands
        }
    }

    /// A rule that fired, with what made it.
    public struct Fired: Sendable, Hashable {
        public let ruleID: String
        public let level: AttentionLevel
        /// As `phq9.item9`, `phq9.total=severe` or `observation.trust=observed ×3`.
        public let inputs: [String]

        public init(ruleID: String, level: AttentionLevel, inputs: [String]) {
            self.ruleID = ruleID
            self.level = level
            self.inputs = inputs
        }
    }

    /// The rules that fire on a sheet alone, in the configuration's order.
    public func fired(by evidence: Evidence) -> [Fired] {
        fired(by: WarningSignal(evidence, at: Timestamp(milliseconds: 0)))
    }

    /// The rules that fire now that `newest` has come, in the configuration's order.
    ///
    /// A rule fires only if `newest` has a part in it: what fired before does not fire again for something else.
    ///
    /// - Parameter earlier: the student's other signals, in any order.
    public func fired(by newest: WarningSignal, among earlier: [WarningSignal] = []) -> [Fired] {
        rules.compactMap { rule in
            var considered = [newest]
            if let window = rule.window?.duration {
                considered += earlier.filter { signal in
                    let distance = newest.at - signal.at
                    return distance <= window && .zero - distance <= window
                }
            }
            var weight = 0
            var inputs: [String] = []
            var isNewestPart = false
            for condition in rule.conditions {
                let found = condition.inputs(in: considered)
                guard !found.inputs.isEmpty else { continue }
                weight += (condition.weight ?? 1) * (condition.count == .each ? found.signals : 1)
                if found.holdsNewest { isNewestPart = true }
                for input in found.inputs where !inputs.contains(input) { inputs.append(input) }
            }
            guard weight >= rule.threshold, !inputs.isEmpty, isNewestPart else { return nil }
            return Fired(ruleID: rule.id, level: rule.level, inputs: inputs)
        }
    }

    /// Whether any condition asks for something that the signal has: only such a signal can make a rule fire, then or
    /// later.
    public func areConcerned(by signal: WarningSignal) -> Bool {
        rules.contains { rule in rule.conditions.contains { !$0.inputs(in: signal).isEmpty } }
    }

    /// How far back signals can count together with a new one; nothing when each counts alone.
    public var longestWindow: Duration? { rules.compactMap { $0.window?.duration }.max() }
}

extension Collection where Element == WarningRules.Fired {
    /// The gravest level that is suggested; none when nothing fired.
    public var suggestedLevel: AttentionLevel { map(\.level).max() ?? .none }
}
