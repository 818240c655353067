import Domain
import Foundation
import Testing

@Suite("Time boxes of consultations")
struct ConsultationRulesTests {
    private func shipped() throws -> ConsultationRules {
        try JSONDecoder().decode(
            ConsultationRules.self, from: try shippedFile("config/rules/consultations.json"))
    }

    @Test("Shipped: three days in urgent cases, fourteen in others")
    func deadlines() throws {
        let rules = try shipped()
        #expect(rules.finding == nil)
        let start = Timestamp(milliseconds: 1_793_750_400_000)
        let day = Duration.seconds(86_400)
        let urgent = rules.deadlines(for: .urgent, requestedAt: start)
        #expect(urgent.assignBy == start + .seconds(8 * 3_600))
        #expect(urgent.opinionsBy == start + day * 2)
        #expect(urgent.concludeBy == start + day * 3)
        let ordinary = rules.deadlines(for: .ordinary, requestedAt: start)
        #expect(ordinary.due(in: .requested) == start + day * 3)
        #expect(ordinary.due(in: .assigned) == start + day * 10)
        #expect(ordinary.due(in: .opinionsIn) == start + day * 14)
        for state in [ConsultationState.concluded, .cancelled, .expired] { #expect(ordinary.due(in: state) == nil) }
    }

    @Test("Figures that do not hold are found")
    func findings() {
        typealias Box = ConsultationRules.TimeBox
        func box(_ assign: Int, _ opinion: Int, _ conclude: Int) -> Box {
            Box(
                assign: TimeSpan(seconds: assign), opinion: TimeSpan(seconds: opinion),
                conclude: TimeSpan(seconds: conclude))
        }
        let good = box(1, 2, 2)
        func finding(_ ordinary: Box, _ urgent: Box, _ fewest: Int, _ most: Int) -> Bool {
            ConsultationRules(ordinary: ordinary, urgent: urgent, fewestExperts: fewest, mostExperts: most).finding
                != nil
        }
        #expect(!finding(good, good, 1, 1))
        #expect(finding(box(0, 2, 3), good, 1, 1))
        #expect(finding(good, box(3, 2, 3), 1, 1))
        #expect(finding(good, box(1, 4, 3), 1, 1))
        #expect(finding(good, good, 0, 1))
        #expect(finding(good, good, 3, 2))
    }
}
