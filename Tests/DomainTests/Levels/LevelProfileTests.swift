import Domain
import Foundation
import Testing

@Suite("How attention levels are shown")
struct LevelProfileTests {
    private func profile(_ change: (inout [String: [String: Any]]) -> Void) throws -> LevelProfile {
        let shipped = try JSONSerialization.jsonObject(with: shippedFile("config/rules/levels.json"))
        var levels = try #require(shipped as? [String: [String: Any]])
        change(&levels)
        return try JSONDecoder().decode(LevelProfile.self, from: JSONSerialization.data(withJSONObject: levels))
    }

    @Test("As shipped, one is the gravest, and red")
    func shipped() throws {
        let profile = try profile { _ in }
        try profile.check()
        #expect(profile[.crisis].number == 1)
        #expect(profile[.crisis].names["zh"] == "一级·红（危机）")
        #expect(profile[.watch].number == 3)
        #expect(profile[.none].number == nil)
    }

    @Test("A place may count the other way, or not at all")
    func otherPlaces() throws {
        try profile {
            $0["watch"]?["number"] = 1
            $0["crisis"]?["number"] = 3
        }.check()
        try profile { levels in
            for level in levels.keys {
                levels[level]?["number"] = nil
                levels[level]?["colour"] = nil
            }
        }.check()
    }

    @Test("What cannot be told apart is refused, with its place")
    func refused() throws {
        let cases: [(level: String, member: String, value: Any, place: String)] = [
            ("watch", "names", ["zh": "黄"], "watch.names.en"),
            ("watch", "names", ["zh": "", "en": "watch"], "watch.names.zh"),
            ("crisis", "names", ["zh": "红", "en": "none"], "crisis.names.en"),
            ("crisis", "number", 2, "crisis.number"), ("crisis", "number", 10, "crisis.number"),
            ("concern", "number", 4, "rise nor fall"),
            ("concern", "colour", "orange", "concern.colour"), ("concern", "colour", "#GG0000", "concern.colour"),
        ]
        for (level, member, value, place) in cases {
            let profile = try profile { $0[level]?[member] = value }
            let finding = #expect(throws: LevelProfile.Finding.self) { try profile.check() }
            #expect(finding?.description.contains(place) == true, "\(level).\(member)")
        }
    }
}
