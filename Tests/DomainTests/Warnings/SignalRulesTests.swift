import Domain
import Foundation
import Testing

@Suite("Rules about what is told")
struct SignalRulesTests {
    private typealias Rule = WarningRules.Rule
    private typealias Condition = WarningRules.Condition

    private func day(_ day: Int64) -> Timestamp { Timestamp(milliseconds: day * 86_400_000) }

    private func told(
        _ kind: SignalKind, _ trust: SignalTrust = .observed, on day: Int64 = 0, words: [String] = [],
        days: Int? = nil
    ) -> WarningSignal {
        WarningSignal(kind, at: self.day(day), WarningSignal.Report(trust: trust, words: words, days: days))
    }

    private func shipped() throws -> WarningRules {
        try JSONDecoder().decode(WarningRules.self, from: shippedFile("config/rules/warnings.json"))
    }

    @Test(
        "A condition is met by its kind, its trust, its word, its days",
        arguments: [
            (#"{"signal": "hotline"}"#, ["hotline.trust=observed"]), (#"{"signal": "absence"}"#, []),
            (#"{"signal": "hotline", "trust": "observed"}"#, ["hotline.trust=observed"]),
            (#"{"signal": "hotline", "trust": "confirmed"}"#, []),
            (#"{"word": "suicide"}"#, ["hotline.word=suicide"]), (#"{"word": "violence"}"#, []),
            (#"{"word": "*"}"#, ["hotline.word=suicide", "hotline.word=self-harm"]),
            (#"{"signal": "absence", "word": "*"}"#, []), (#"{"signal": "hotline", "days": 3}"#, []),
            (#"{"instrument": "*", "criticalItem": "*"}"#, []), (#"{"instrument": "*", "signal": "hotline"}"#, []),
            (#"{"trust": "hearsay"}"#, []), ("{}", []),
        ] as [(String, [String])])
    func conditions(json: String, inputs: [String]) throws {
        let text = #"{"rules": [{"id": "a", "level": "watch", "conditions": ["# + json + "]}]}"
        let rules = try JSONDecoder().decode(WarningRules.self, from: Data(text.utf8))
        let signal = told(.hotline, words: ["suicide", "self-harm"])
        #expect(rules.fired(by: signal).flatMap(\.inputs) == inputs)
        #expect(rules.areConcerned(by: signal) == !inputs.isEmpty)
    }

    @Test("A window looks both ways and to its very end, and no further")
    func windows() throws {
        let rules = WarningRules(rules: [
            Rule(
                id: "two", level: .watch, threshold: 2, window: TimeSpan(.seconds(14 * 86_400)),
                conditions: [Condition(signal: .observation, count: .each)])
        ])
        for (earlier, fires) in [(6, true), (5, false), (34, true), (35, false)] as [(Int64, Bool)] {
            let found = rules.fired(by: told(.observation, on: 20), among: [told(.observation, on: earlier)])
            #expect(!found.isEmpty == fires, "\(earlier)")
        }
        #expect(rules.longestWindow == .seconds(14 * 86_400))
        #expect(WarningRules(rules: []).longestWindow == nil)
    }

    @Test("Without a window, or for a count of once, several weigh as one")
    func counts() {
        let once = Rule(
            id: "once", level: .watch, threshold: 2, window: TimeSpan(.seconds(86_400)),
            conditions: [Condition(signal: .observation)])
        let alone = Rule(
            id: "alone", level: .watch, threshold: 2, conditions: [Condition(signal: .observation, count: .each)])
        let each = Rule(
            id: "each", level: .watch, threshold: 6, window: TimeSpan(.seconds(86_400)),
            conditions: [Condition(signal: .observation, weight: 3, count: .each)])
        let found = WarningRules(rules: [once, alone, each]).fired(
            by: told(.observation), among: [told(.observation), told(.information)])
        #expect(found.map(\.ruleID) == ["each"])
        #expect(found.map(\.inputs) == [["observation.trust=observed ×2"]])
    }

    @Test("A rule does not fire again for something that has no part in it")
    func newest() {
        let rules = WarningRules(rules: [
            Rule(
                id: "absence", level: .watch, window: TimeSpan(.seconds(86_400)),
                conditions: [Condition(signal: .absence)])
        ])
        #expect(rules.fired(by: told(.absence)).count == 1)
        #expect(rules.fired(by: told(.information), among: [told(.absence)]).isEmpty)
    }

    @Test("A sheet and what was seen count together")
    func together() throws {
        let sheet = WarningSignal(
            WarningRules.Evidence(instrument: "phq9", criticalItems: [], bands: ["total": "moderate"]), at: day(3))
        let rules = try shipped()
        #expect(rules.fired(by: sheet).map(\.ruleID) == ["moderate-depression"])
        let found = rules.fired(by: told(.observation, on: 20), among: [sheet])
        #expect(found.map(\.ruleID) == ["moderate-and-observed"])
        #expect(found.suggestedLevel == .concern)
        #expect(found.flatMap(\.inputs) == ["phq9.total=moderate", "observation.trust=observed"])
        #expect(rules.fired(by: told(.observation, on: 40), among: [sheet]).isEmpty)
    }

    @Test(
        "What the shipped rules make of one thing that is told",
        arguments: [
            (.information, .confirmed, [], nil, []), (.information, .hearsay, ["suicide"], nil, ["crisis-word"]),
            (.observation, .observed, ["self-harm", "bullying"], nil, ["crisis-word", "bullying-word"]),
            (.absence, .confirmed, [], 4, []), (.absence, .confirmed, [], 5, ["long-absence"]),
            (.external, .hearsay, [], nil, []), (.external, .observed, [], nil, ["from-outside"]),
            (.hotline, .observed, [], nil, []), (.hotline, .confirmed, [], nil, ["from-outside"]),
            (.freeText, .hearsay, ["violence"], nil, ["crisis-word"]),
        ] as [(SignalKind, SignalTrust, [String], Int?, [String])])
    func shippedRules(kind: SignalKind, trust: SignalTrust, words: [String], days: Int?, fired: [String]) throws {
        #expect(try shipped().fired(by: told(kind, trust, words: words, days: days)).map(\.ruleID) == fired)
    }

    @Test("The shipped rules hold")
    func shippedHold() throws { #expect(try shipped().findings == []) }

    @Test(
        "What is wrong with rules that read well is said",
        arguments: [
            (#"[{"id": "a", "level": "none", "conditions": [{"word": "*"}]}]"#, "suggests watch"),
            (#"[{"id": "", "level": "watch", "conditions": [{"word": "*"}]}]"#, "no id"),
            (
                #"[{"id": "a", "level": "watch", "conditions": [{"word": "*"}]}, {"id": "a", "level": "watch", "conditions": [{"word": "*"}]}]"#,
                "stands twice"
            ),
            (#"[{"id": "a", "level": "watch", "conditions": [{"word": "grief"}]}]"#, "no group of words grief"),
            (#"[{"id": "a", "level": "watch", "conditions": [{"instrument": "phq9"}]}]"#, "asks for"),
            (#"[{"id": "a", "level": "watch", "conditions": []}]"#, "never fire"),
            (#"[{"id": "a", "level": "watch", "threshold": 2, "conditions": [{"word": "*"}]}]"#, "never fire"),
            (
                #"[{"id": "a", "level": "watch", "threshold": 2, "conditions": [{"word": "*", "count": "each"}]}]"#,
                "never fire"
            ),
            (#"[{"id": "a", "level": "watch", "conditions": [{"word": "*", "weight": 0}]}]"#, "1 or more"),
            (
                #"[{"id": "a", "level": "watch", "window": "0d", "conditions": [{"word": "*"}]}]"#,
                "longer than nothing"
            ),
        ])
    func findings(json: String, says: String) throws {
        let rules = try JSONDecoder().decode(WarningRules.self, from: Data((#"{"rules": "# + json + "}").utf8))
        #expect(rules.findings.contains { $0.contains(says) }, "\(rules.findings)")
    }

    @Test(
        "Crisis words are found whatever the blanks, the case and the width",
        arguments: [
            ("不想活了", ["a"]), ("不 想\n活", ["a"]), ("ＫＩＬＬ himself", ["b"]), ("Kill", ["b"]), ("他想活", []), ("", []),
            ("不想活，kill", ["a", "b"]),
        ] as [(String, [String])])
    func words(text: String, groups: [String]) {
        let words = CrisisWords(groups: [.init(id: "a", words: ["不想活"]), .init(id: "b", words: ["kill", "die"])])
        #expect(words.groups(in: text) == groups)
    }
}
