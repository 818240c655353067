import Domain
import Foundation
import Testing

@Suite("What an effect proposes")
struct CareTests {
    private static let day = 86_400

    @Test(
        "Up at any time, down and off the list only after the dwell time",
        arguments: [
            (.worse, .none, 0, .up), (.worse, .watch, 0, .up), (.worse, .concern, 0, .up), (.worse, .crisis, 0, .keep),
            (.worse, .crisis, 900 * day, .keep), (.unchanged, .watch, 900 * day, .keep),
            (.unchanged, .crisis, 0, .keep), (.improved, .crisis, 28 * day - 1, .keep),
            (.improved, .crisis, 28 * day, .down), (.improved, .concern, 28 * day - 1, .keep),
            (.improved, .concern, 28 * day, .down), (.improved, .watch, 28 * day - 1, .keep),
            (.improved, .watch, 28 * day, .remove), (.improved, .none, 28 * day, .remove),
            (.improved, .concern, 0, .keep),
            // A clock that was set back.
            (.improved, .concern, -5, .keep),
        ] as [(ReliableChange.Verdict, AttentionLevel, Int, CareProposal)])
    func proposals(verdict: ReliableChange.Verdict, level: AttentionLevel, seconds: Int, proposal: CareProposal) {
        let dwell = Duration.seconds(28 * Self.day)
        #expect(
            CareProposal(verdict, state: .active, level: level, standingFor: .seconds(seconds), dwell: dwell)
                == proposal)
    }

    @Test(
        "Who is only monitored comes back, or goes off the list",
        arguments: [
            (.worse, .crisis, 0, .up), (.worse, .watch, 0, .up), (.unchanged, .concern, 10, .keep),
            (.improved, .concern, 9, .keep), (.improved, .concern, 10, .remove), (.improved, .crisis, 10, .remove),
        ] as [(ReliableChange.Verdict, AttentionLevel, Int, CareProposal)])
    func monitored(verdict: ReliableChange.Verdict, level: AttentionLevel, seconds: Int, proposal: CareProposal) {
        #expect(
            CareProposal(
                verdict, state: .monitoring, level: level, standingFor: .seconds(seconds), dwell: .seconds(10))
                == proposal)
    }

    @Test(
        "Nothing is proposed for an entry that is not on the list yet, or no longer",
        arguments: [
            CareState.proposed, .removed,
        ])
    func nothing(_ state: CareState) {
        for verdict in [ReliableChange.Verdict.improved, .unchanged, .worse] {
            #expect(
                CareProposal(verdict, state: state, level: .concern, standingFor: .seconds(1), dwell: .zero) == nil)
        }
    }

    @Test("What a proposal comes to")
    func targets() {
        #expect(CareProposal.up.level(from: .watch) == .concern)
        #expect(CareProposal.up.level(from: .crisis) == .crisis)
        #expect(CareProposal.down.level(from: .crisis) == .concern)
        #expect(CareProposal.keep.level(from: .concern) == .concern)
        #expect(CareProposal.remove.level(from: .watch) == .watch)
    }

    @Test("Whoever follows a proposal makes a legal move")
    func moves() throws {
        for state in [CareState.active, .monitoring] {
            for proposal in CareProposal.allCases where !(state == .monitoring && proposal == .down) {
                let target = try state.applying(proposal.move(of: state))
                #expect(target == (proposal == .remove ? .removed : proposal == .keep ? state : .active))
            }
        }
    }
}

@Suite("The rules of the care list")
struct CareRulesTests {
    private static func shipped() throws -> CareRules {
        try JSONDecoder().decode(CareRules.self, from: Data(try shippedFile("config/rules/care.json")))
    }

    private static let day: Int64 = 86_400

    @Test("Shipped: four weeks at a level; the graver, the sooner the review")
    func figures() throws {
        let rules = try Self.shipped()
        try rules.check()
        for level in AttentionLevel.allCases { #expect(rules.dwell(at: level) == .seconds(28 * Self.day)) }
        let days: [(AttentionLevel, Int64)] = [(.none, 30), (.watch, 30), (.concern, 14), (.crisis, 7)]
        for (level, days) in days {
            #expect(rules.review(of: .active, at: level) == .seconds(days * Self.day))
            #expect(rules.review(of: .monitoring, at: level) == .seconds(days * Self.day))
            #expect(rules.review(of: .proposed, at: level) == nil)
            #expect(rules.review(of: .removed, at: level) == nil)
        }
        #expect(rules.review(of: .declinedMonitored) == .seconds(14 * Self.day))
        #expect(rules.review(of: .lostToFollowUp) == .seconds(7 * Self.day))
        #expect(PlanState.allCases.filter { rules.review(of: $0) != nil } == [.declinedMonitored, .lostToFollowUp])
    }

    @Test(
        "A figure that cannot be worked with is named",
        arguments: [
            (-1, 1, 1, 1, "dwell.watch"), (0, 0, 1, 1, "review.watch"),
            (0, 1, -5, 1, "declinedReview"), (0, 1, 1, 366 * 86_400 + 1, "lostReview"),
        ] as [(Int, Int, Int, Int, String)])
    func check(_ dwell: Int, _ review: Int, _ declined: Int, _ lost: Int, _ name: String) {
        let rules = CareRules(
            dwell: .init(watch: TimeSpan(seconds: dwell), concern: .second, crisis: .second),
            review: .init(watch: TimeSpan(seconds: review), concern: .second, crisis: .second),
            declinedReview: TimeSpan(seconds: declined), lostReview: TimeSpan(seconds: lost))
        let finding = #expect(throws: CareRules.Finding.self) { try rules.check() }
        #expect(finding?.description.hasPrefix(name + ":") == true)
    }
}

@Suite("The deviation of a sample")
struct SampleDeviationTests {
    @Test("Of n − 1, rounded")
    func figures() {
        // 1…30: the sum of squares about the mean is 30 · 899 / 12 = 2247.5, over 29 is 77.5, its root 8.803.
        #expect(SampleDeviation.standardDeviation(of: (1...30).map { $0 }) == 9)
        #expect(SampleDeviation.standardDeviation(of: (1...30).map { $0 * 1000 }) == 8_803)
        #expect(SampleDeviation.standardDeviation(of: (1...30).map { $0 * 1000 - 90_000 }) == 8_803)
        // Half at 0, half at 10: 40 · 25 / 39, root 5.064 (5.0 by n).
        let halves = [Int64](repeating: 0, count: 20) + [Int64](repeating: 10_000, count: 20)
        #expect(SampleDeviation.standardDeviation(of: halves) == 5_064)
    }

    @Test("Too few scores, or all alike, say nothing")
    func nothing() {
        #expect(SampleDeviation.standardDeviation(of: []) == nil)
        #expect(SampleDeviation.standardDeviation(of: (1...29).map { $0 * 1000 }) == nil)
        #expect(SampleDeviation.standardDeviation(of: [Int64](repeating: 7_000, count: 100)) == nil)
    }

    @Test("Scores beyond any instrument's do not stop the daemon")
    func extremes() {
        let scores = [Int64](repeating: .min, count: 15) + [Int64](repeating: .max, count: 15)
        #expect(SampleDeviation.standardDeviation(of: scores) == nil)
    }
}
