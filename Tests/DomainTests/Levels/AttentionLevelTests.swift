import Domain
import Testing

@Suite("Attention levels")
struct AttentionLevelTests {
    @Test("One order of severity")
    func order() {
        let order: [AttentionLevel] = [.none, .watch, .concern, .crisis]
        #expect(AttentionLevel.allCases == order)
        for (milder, level) in order.enumerated() {
            for (graver, other) in order.enumerated() { #expect((level < other) == (milder < graver)) }
        }
    }

    @Test(
        "One step up, one step down, and the ends stay",
        arguments: [
            (.none, .none, .watch), (.watch, .none, .concern), (.concern, .watch, .crisis),
            (.crisis, .concern, .crisis),
        ] as [(AttentionLevel, AttentionLevel, AttentionLevel)])
    func steps(level: AttentionLevel, lower: AttentionLevel, higher: AttentionLevel) {
        #expect(level.lower == lower)
        #expect(level.higher == higher)
    }
}
