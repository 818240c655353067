/// Which signals raise a warning, at which level: configuration (`config/rules/warnings.json`), since schools differ.
public struct WarningRules: Sendable, Hashable, Codable {
    /// One rule: it fires when the sum of the weights of what is there reaches its threshold.
    public struct Rule: Sendable, Hashable, Codable {
        public let id: String
        public let level: AttentionLevel
        /// What the weights must reach; 1 when left out, so that any one condition is enough.
        public let threshold: Int
        public let conditions: [Condition]

        public init(id: String, level: AttentionLevel, threshold: Int = 1, conditions: [Condition]) {
            self.id = id
            self.level = level
            self.threshold = threshold
            self.conditions = conditions
        }

        public init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            id = try container.decode(String.self, forKey: .id)
            level = try container.decode(AttentionLevel.self, forKey: .level)
            threshold = try container.decodeIfPresent(Int.self, forKey: .threshold) ?? 1
            conditions = try container.decode([Condition].self, forKey: .conditions)
        }
    }

    /// Something that a result can show, and how much it weighs.
    public struct Condition: Sendable, Hashable, Codable {
        /// As `phq9`; `*` is any instrument.
        public let instrument: String
        /// A critical item's id; `*` is any.
        public let criticalItem: String?
        /// A scale's band, as `total` and `severe`.
        public let scale: String?
        public let band: String?
        /// 1 when left out.
        public let weight: Int?

        public init(
            instrument: String, criticalItem: String? = nil, scale: String? = nil, band: String? = nil,
            weight: Int? = nil
        ) {
            self.instrument = instrument
            self.criticalItem = criticalItem
            self.scale = scale
            self.band = band
            self.weight = weight
        }
    }

    public let rules: [Rule]

    public init(rules: [Rule]) { self.rules = rules }

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
        /// As `phq9.item9` or `phq9.total=severe`.
        public let inputs: [String]

        public init(ruleID: String, level: AttentionLevel, inputs: [String]) {
            self.ruleID = ruleID
            self.level = level
            self.inputs = inputs
        }
    }

    /// The rules that fire, in the configuration's order.
    public func fired(by evidence: Evidence) -> [Fired] {
        rules.compactMap { rule in
            var weight = 0
            var inputs: [String] = []
            for condition in rule.conditions {
                let found = condition.inputs(in: evidence)
                guard !found.isEmpty else { continue }
                weight += condition.weight ?? 1
                for input in found where !inputs.contains(input) { inputs.append(input) }
            }
            guard weight >= rule.threshold, !inputs.isEmpty else { return nil }
            return Fired(ruleID: rule.id, level: rule.level, inputs: inputs)
        }
    }
}

extension WarningRules.Condition {
    fileprivate func inputs(in evidence: WarningRules.Evidence) -> [String] {
        guard instrument == "*" || instrument == evidence.instrument else { return [] }
        var found: [String] = []
        if let criticalItem {
            found += evidence.criticalItems.filter { criticalItem == "*" || criticalItem == $0 }
                .map { "\(evidence.instrument).\($0)" }
        }
        if let scale, let band, evidence.bands[scale] == band {
            found.append("\(evidence.instrument).\(scale)=\(band)")
        }
        return found
    }
}

extension Collection where Element == WarningRules.Fired {
    /// The gravest level that is suggested; none when nothing fired.
    public var suggestedLevel: AttentionLevel { map(\.level).max() ?? .none }
}
