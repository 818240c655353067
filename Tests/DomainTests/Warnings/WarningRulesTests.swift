import Domain
import Foundation
import Testing

@Suite("Rules of early warning")
struct WarningRulesTests {
    private typealias Rule = WarningRules.Rule
    private typealias Condition = WarningRules.Condition

    private func evidence(
        _ instrument: String = "phq9", items: [String] = [], bands: [String: String] = [:]
    ) -> WarningRules.Evidence {
        WarningRules.Evidence(instrument: instrument, criticalItems: items, bands: bands)
    }

    @Test("A rule fires when the weights of what is there reach its threshold")
    func weights() {
        let rules = WarningRules(rules: [
            Rule(
                id: "sum", level: .concern, threshold: 5,
                conditions: [
                    Condition(instrument: "phq9", criticalItem: "item9", weight: 2),
                    Condition(instrument: "phq9", scale: "total", band: "severe", weight: 3),
                    Condition(instrument: "phq9", scale: "sleep", band: "poor"),
                ])
        ])
        #expect(rules.fired(by: evidence(items: ["item9"])).isEmpty)
        #expect(rules.fired(by: evidence(bands: ["total": "severe"])).isEmpty)
        // 3 and 1, one short of 5.
        #expect(rules.fired(by: evidence(bands: ["total": "severe", "sleep": "poor"])).isEmpty)
        let fired = rules.fired(by: evidence(items: ["item9"], bands: ["total": "severe"]))
        #expect(fired == [.init(ruleID: "sum", level: .concern, inputs: ["phq9.item9", "phq9.total=severe"])])
        let all = rules.fired(by: evidence(items: ["item9"], bands: ["total": "severe", "sleep": "poor"]))
        #expect(all.map(\.inputs) == [["phq9.item9", "phq9.total=severe", "phq9.sleep=poor"]])
    }

    @Test("A rule without a threshold needs one condition, whatever it weighs least")
    func defaults() throws {
        let json = #"""
            {"rules": [{"id": "a", "level": "watch", "conditions": [
                {"instrument": "gad7", "scale": "total", "band": "severe"}, {"instrument": "gad7", "criticalItem": "x"}
            ]}]}
            """#
        let rules = try JSONDecoder().decode(WarningRules.self, from: Data(json.utf8))
        #expect(rules.rules.map(\.threshold) == [1])
        #expect(rules.fired(by: evidence("gad7", items: ["x"])).map(\.inputs) == [["gad7.x"]])
        #expect(rules.fired(by: evidence("gad7")).isEmpty)
        #expect(rules.fired(by: evidence("phq9", items: ["x"], bands: ["total": "severe"])).isEmpty)
    }

    @Test("A star is any instrument, or any critical item, and every input is named once")
    func wildcards() {
        let rules = WarningRules(rules: [
            Rule(id: "any", level: .crisis, conditions: [Condition(instrument: "*", criticalItem: "*")]),
            Rule(id: "named item", level: .crisis, conditions: [Condition(instrument: "*", criticalItem: "item9")]),
            Rule(id: "one instrument", level: .crisis, conditions: [Condition(instrument: "phq9", criticalItem: "*")]),
            Rule(
                id: "twice", level: .crisis, threshold: 2,
                conditions: [
                    Condition(instrument: "*", criticalItem: "*"), Condition(instrument: "phq9", criticalItem: "item9"),
                ]),
        ])
        #expect(
            rules.fired(by: evidence(items: ["item9", "item10"])).map { [$0.ruleID] + $0.inputs } == [
                ["any", "phq9.item9", "phq9.item10"], ["named item", "phq9.item9"],
                ["one instrument", "phq9.item9", "phq9.item10"], ["twice", "phq9.item9", "phq9.item10"],
            ])
        #expect(
            rules.fired(by: evidence("k10", items: ["item3"])).map { [$0.ruleID] + $0.inputs }
                == [["any", "k10.item3"]])
        // Several items of one condition weigh once.
        #expect(!rules.fired(by: evidence("k10", items: ["a", "b"])).contains { $0.ruleID == "twice" })
    }

    @Test("Rules fire in the configuration's order, and the gravest level counts")
    func order() {
        let condition = Condition(instrument: "*", scale: "total", band: "severe")
        let rules = WarningRules(rules: [
            Rule(id: "z", level: .watch, conditions: [condition]),
            Rule(id: "a", level: .crisis, conditions: [condition]),
            Rule(id: "m", level: .concern, conditions: [condition]),
        ])
        let fired = rules.fired(by: evidence(bands: ["total": "severe"]))
        #expect(fired.map(\.ruleID) == ["z", "a", "m"])
        #expect(fired.suggestedLevel == .crisis)
        #expect([WarningRules.Fired]().suggestedLevel == .none)
    }

    @Test("A rule that asks for nothing never fires, whatever its threshold")
    func nothing() {
        let rules = WarningRules(rules: [
            Rule(id: "empty", level: .crisis, threshold: 0, conditions: []),
            Rule(id: "no question", level: .crisis, threshold: 0, conditions: [Condition(instrument: "*")]),
            Rule(id: "half", level: .crisis, conditions: [Condition(instrument: "*", scale: "total")]),
        ])
        #expect(rules.fired(by: evidence(items: ["item9"], bands: ["total": "severe"])).isEmpty)
    }

    @Test(
        "The shipped rules",
        arguments: [
            ("phq9", [], [:], [], .none), ("phq9", [], ["total": "mild"], [], .none),
            ("phq9", [], ["total": "moderate"], ["moderate-depression"], .watch),
            ("phq9", [], ["total": "moderately_severe"], ["severe-depression"], .concern),
            ("phq9", [], ["total": "severe"], ["severe-depression"], .concern),
            // Not yet scored: a critical item does not wait for the bands.
            ("phq9", ["item9"], [:], ["self-harm-item"], .crisis),
            ("phq9", ["item9"], ["total": "severe"], ["self-harm-item", "severe-depression"], .crisis),
            ("gad7", [], ["total": "severe"], ["severe-anxiety"], .concern),
            ("gad7", [], ["total": "moderate"], [], .none),
            ("who5", [], ["total": "severe"], [], .none),
            ("another", ["item4"], [:], ["self-harm-item"], .crisis),
        ] as [(String, [String], [String: String], [String], AttentionLevel)])
    func shipped(
        instrument: String, items: [String], bands: [String: String], fired: [String], level: AttentionLevel
    ) throws {
        let rules = try JSONDecoder().decode(WarningRules.self, from: shippedFile("config/rules/warnings.json"))
        let found = rules.fired(by: evidence(instrument, items: items, bands: bands))
        #expect(found.map(\.ruleID) == fired)
        #expect(found.suggestedLevel == level)
    }

    @Test("More evidence never suggests less", arguments: 1...50)
    func monotone(seed: Int) throws {
        let rules = try JSONDecoder().decode(WarningRules.self, from: shippedFile("config/rules/warnings.json"))
        var numbers = SeededNumbers(seed: seed)
        var (items, bands): ([String], [String: String]) = ([], [:])
        var level = AttentionLevel.none
        for scale in ["total", "sleep", "mood"].shuffled(using: &numbers) {
            if Bool.random(using: &numbers) { items.append("item\(items.count + 1)") }
            bands[scale] = ["mild", "moderate", "severe"].randomElement(using: &numbers)
            let next = rules.fired(by: evidence(items: items, bands: bands)).suggestedLevel
            #expect(next >= level)
            level = next
        }
    }

    @Test(
        "A level that does not exist, or a rule without conditions, is not read",
        arguments: [
            #"{"rules": [{"id": "a", "level": "grave", "conditions": []}]}"#,
            #"{"rules": [{"id": "a", "level": "watch"}]}"#, #"{"rules": [{"level": "watch", "conditions": []}]}"#,
            #"{"rules": {}}"#, "{}",
        ])
    func faulty(json: String) {
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(WarningRules.self, from: Data(json.utf8)) }
    }
}
