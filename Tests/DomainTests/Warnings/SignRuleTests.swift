import Domain
import Foundation
import Testing

@Suite("Rules that ask for signs of observations")
struct SignRuleTests {
    private static let noon = Timestamp(milliseconds: 1_793_750_400_000)

    private func seen(_ signs: ObservationSign...) -> WarningSignal {
        WarningSignal(.observation, at: Self.noon, .init(trust: .observed, signs: signs))
    }

    private func rules(_ sign: String) -> WarningRules {
        WarningRules(rules: [.init(id: "sign", level: .concern, conditions: [.init(sign: sign)])])
    }

    @Test("A condition asks for one sign, for any, or for any that is urgent")
    func conditions() {
        #expect(rules("mood").fired(by: seen(.mood)).map(\.inputs) == [["observation.sign=mood"]])
        #expect(rules("mood").fired(by: seen(.sleep)).isEmpty)
        #expect(rules("*").fired(by: seen(.sleep)).count == 1)
        #expect(rules("*").fired(by: seen()).isEmpty)
        #expect(rules("urgent").fired(by: seen(.sleep, .other)).isEmpty)
        #expect(
            rules("urgent").fired(by: seen(.sleep, .harmed, .farewell)).map(\.inputs)
                == [["observation.sign=harmed", "observation.sign=farewell"]])
    }

    @Test("A sign that nobody knows is found before the rules are used")
    func findings() {
        for sign in ["urgent", "*", "self_harm"] { #expect(rules(sign).findings.isEmpty) }
        #expect(rules("sadness").findings == ["sign: there is no sign sadness of observations"])
    }

    @Test("As shipped, every urgent sign raises a warning at once, and no other does alone")
    func shipped() throws {
        let rules = try JSONDecoder().decode(WarningRules.self, from: shippedFile("config/rules/warnings.json"))
        let levels: [ObservationSign: AttentionLevel] = [
            .selfHarm: .crisis, .deathTalk: .crisis, .farewell: .crisis, .threat: .crisis, .harmed: .concern,
            .unreality: .concern,
        ]
        for sign in ObservationSign.allCases {
            #expect(rules.fired(by: seen(sign)).suggestedLevel == levels[sign] ?? .none, "\(sign)")
        }
    }

    @Test("What the rules see of it is a fact of the signal")
    func facts() {
        #expect(
            seen(.mood, .threat).facts == [
                "observation.trust=observed", "observation.sign=mood", "observation.sign=threat",
            ])
    }
}
