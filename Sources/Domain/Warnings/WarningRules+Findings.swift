extension WarningRules {
    /// What is wrong with rules that read well: each names the rule and says what to do. Empty for rules that hold.
    public var findings: [String] {
        var findings: [String] = []
        var seen: Set<String> = []
        let groups = Set(words.groups.map(\.id))
        if groups.count != words.groups.count { findings.append("words: an id stands twice; give each group its own") }
        for group in words.groups where group.id.isEmpty || group.words.isEmpty || group.words.contains("") {
            findings.append("words \(group.id): a group has an id and at least one word, and no word is empty")
        }
        for rule in rules {
            if rule.id.isEmpty { findings.append("a rule has no id; name it") }
            if !seen.insert(rule.id).inserted { findings.append("\(rule.id): the id stands twice; give each its own") }
            if rule.level == .none { findings.append("\(rule.id): a rule suggests watch, concern or crisis") }
            if rule.conditions.contains(where: { $0.weight ?? 1 < 1 }) {
                findings.append("\(rule.id): a weight is 1 or more")
            }
            for condition in rule.conditions where !condition.asks {
                findings.append(
                    "\(rule.id): a condition asks for an instrument's critical item or band, a signal, a word, or a sign"
                )
            }
            for condition in rule.conditions {
                guard let word = condition.word, word != "*", !groups.contains(word) else { continue }
                findings.append("\(rule.id): there is no group of words \(word)")
            }
            for sign in rule.conditions.compactMap(\.sign) where !WarningRules.Condition.isSign(sign) {
                findings.append("\(rule.id): there is no sign \(sign) of observations")
            }
            if !rule.isReachable {
                findings.append("\(rule.id): all conditions together do not reach its threshold; it would never fire")
            }
        }
        return findings
    }
}

extension WarningRules.Condition {
    fileprivate static func isSign(_ sign: String) -> Bool {
        sign == anySign || sign == urgentSign || ObservationSign(rawValue: sign) != nil
    }

    fileprivate var asks: Bool {
        let asksForSheet = instrument != nil && (criticalItem != nil || scale != nil && band != nil)
        let asksForReport = instrument == nil && (signal != nil || word != nil || sign != nil)
        return asksForSheet || asksForReport
    }
}

extension WarningRules.Rule {
    fileprivate var isReachable: Bool {
        // Several signals weigh one by one only within a window.
        if window != nil, conditions.contains(where: { $0.count == .each }) { return true }
        let most = conditions.reduce(0) { sum, condition in
            sum.addingReportingOverflow(condition.weight ?? 1).partialValue
        }
        return !conditions.isEmpty && most >= threshold
    }
}
