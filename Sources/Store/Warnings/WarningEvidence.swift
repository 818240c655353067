public import Domain

/// What made a warning: stays as it was, though rules and instruments go on changing.
public struct WarningEvidence: Sendable, Equatable {
    public struct FiredRule: Sendable, Equatable {
        public let rule: String
        public let level: AttentionLevel
        /// As `phq9.item9` or `phq9.total=severe`.
        public let inputs: [String]

        public init(rule: String, level: AttentionLevel, inputs: [String]) {
            self.rule = rule
            self.level = level
            self.inputs = inputs
        }
    }

    public let fired: [FiredRule]

    public init(fired: [FiredRule]) {
        self.fired = fired
    }

    init(fields: [UInt8]) throws(StoreError) {
        var fired: [FiredRule] = []
        for rule in try FieldDecoder(fields).nested(1) {
            fired.append(FiredRule(rule: try rule.text(1), level: try rule.state(2), inputs: try rule.texts(3)))
        }
        self.fired = fired
    }

    var fields: [UInt8] {
        var fields = FieldEncoder()
        for rule in fired {
            fields.put(
                1,
                nested: { nested in
                    nested.put(1, rule.rule)
                    nested.put(2, rule.level)
                    nested.put(3, rule.inputs)
                })
        }
        return fields.bytes
    }
}
