import Domain
import JSONRPC
import Store
import SwiftProtobuf
import TestSupport
import Testing
import XinyuAPI

@Suite("Measured effects")
struct EffectTests {
    /// A student with a plan that runs.
    private func started(_ school: CareSchool, careEntry: String = "") async throws -> (Identifier, String) {
        let student = try await school.enrol()
        let plan = try await school.counsellor.plan(for: student).id
        _ = try await school.counsellor.activate(plan: plan)
        return (student, plan)
    }

    /// SD 5 and r 0.8: the error of the difference is 5 · √(2 · 0.2) = 3.16228. Then −9 is −2.846, −6 is −1.897, and so
    /// on, from a pocket calculator.
    @Test(
        arguments: [
            (18, 9, -2_846, .improved), (18, 12, -1_897, .unchanged), (12, 18, 1_897, .unchanged),
            (9, 18, 2_846, .worse), (10, 10, 0, .unchanged), (20, 13, -2_214, .improved), (0, 27, 8_538, .worse),
        ] as [(Int64, Int64, Int32, APIEffectVerdict)])
    func byTheManifestsFigures(
        _ before: Int64, _ after: Int64, _ index: Int32, _ verdict: APIEffectVerdict
    ) async throws {
        try await CareSchool.open { school in
            let (student, plan) = try await started(school)
            let first = try await school.result(of: student, before, .withFigures, in: try await school.campaign())
            school.clock.advance(by: .seconds(30 * 86_400))
            let second = try await school.result(of: student, after, .withFigures, in: try await school.campaign())
            let effect = try #require(try await school.counsellor.measure(plan: plan, first, second))
            #expect(effect.instrumentID == "phq9")
            #expect(effect.scaleID == "total")
            #expect(effect.beforeMilli == Int32(before) * 1_000)
            #expect(effect.afterMilli == Int32(after) * 1_000)
            #expect(effect.indexMilli == index)
            #expect(effect.verdict == verdict)
            #expect(effect.standardDeviationMilli == 5_000)
            #expect(effect.reliabilityMilli == 800)
            #expect(effect.basis == "made up for a test")
            // A plan without a place on the list proposes nothing for it.
            #expect(effect.proposal == .unspecified)
        }
    }

    /// Fifteen with 4 points and fifteen with 10: SD = √(30 · 3² / 29) = 3.051. The lowest r that the manifest cites is
    /// 0.78: the error is 3.051 · √0.44 = 2.0238, and −6 is −2.965.
    @Test func byTheCampaignWhereTheManifestHasNone() async throws {
        try await CareSchool.open { school in
            let (student, plan) = try await started(school)
            let campaign = try await school.campaign()
            let first = try await school.result(of: student, 10, .asItShips, in: campaign)
            for number in 1..<30 {
                let pupil = try await school.enrol()
                _ = try await school.result(of: pupil, number < 15 ? 10 : 4, .asItShips, in: campaign)
            }
            // Counted by nobody: a gap, another instrument, another campaign.
            _ = try await school.result(of: try await school.enrol(), nil, .asItShips, in: campaign)
            _ = try await school.result(of: student, 21, .other, in: campaign)
            school.clock.advance(by: .seconds(30 * 86_400))
            let second = try await school.result(of: student, 4, .asItShips, in: try await school.campaign())
            let effect = try #require(try await school.counsellor.measure(plan: plan, first, second))
            #expect(effect.standardDeviationMilli == 3_051)
            #expect(effect.reliabilityMilli == 780)
            #expect(effect.indexMilli == -2_965)
            #expect(effect.verdict == .improved)
            #expect(effect.basis.hasPrefix("SD of 30 students of the same campaign; test-retest"))
        }
    }

    @Test func refusesWhereTooFewAnswered() async throws {
        try await CareSchool.open { school in
            let (student, plan) = try await started(school)
            let campaign = try await school.campaign()
            let first = try await school.result(of: student, 10, .asItShips, in: campaign)
            for number in 1..<29 {
                _ = try await school.result(of: try await school.enrol(), Int64(number % 20), .asItShips, in: campaign)
            }
            school.clock.advance(by: .seconds(30 * 86_400))
            let second = try await school.result(of: student, 4, .asItShips, in: try await school.campaign())
            let refusal = try await failure { try await school.counsellor.measure(plan: plan, first, second) }
            #expect(refusal?.status == .failedPrecondition)
            #expect(refusal?.message.contains("fewer than 30") == true)
            _ = try await school.result(of: try await school.enrol(), 3, .asItShips, in: campaign)
            #expect(try await failure { try await school.counsellor.measure(plan: plan, first, second) } == nil)
        }
    }

    @Test func countsAStudentOnceHoweverOftenScored() async throws {
        try await CareSchool.open { school in
            let (student, plan) = try await started(school)
            let campaign = try await school.campaign()
            let first = try await school.result(of: student, 10, .asItShips, in: campaign)
            for number in 1..<20 {
                let pupil = try await school.enrol()
                let sheet = try await school.sheet(of: pupil, .asItShips, in: campaign)
                for _ in 0..<2 {
                    _ = try await school.result(of: pupil, Int64(number), .asItShips, sheet: sheet)
                }
            }
            school.clock.advance(by: .seconds(30 * 86_400))
            let second = try await school.result(of: student, 4, .asItShips, in: try await school.campaign())
            #expect(
                try await failure { try await school.counsellor.measure(plan: plan, first, second) }?.status
                    == .failedPrecondition)
        }
    }

    @Test func comparesTwoMeasurementsOfOneStudentByOneInstrument() async throws {
        try await CareSchool.open { school in
            let (student, plan) = try await started(school)
            let (spring, autumn) = (try await school.campaign(), try await school.campaign())
            let sheet = try await school.sheet(of: student, .withFigures, in: spring)
            let first = try await school.result(of: student, 18, .withFigures, sheet: sheet)
            let sameMoment = try await school.result(of: student, 11, .withFigures, in: try await school.campaign())
            school.clock.advance(by: .seconds(86_400))
            let rescored = try await school.result(of: student, 17, .withFigures, sheet: sheet)
            let other = try await school.result(of: student, 9, .other, in: autumn)
            let second = try await school.result(of: student, 9, .withFigures, in: autumn)
            let gap = try await school.result(of: student, nil, .withFigures, in: try await school.campaign())
            let stranger = try await school.result(of: try await school.enrol(), 9, .withFigures, in: autumn)

            let cases: [(Identifier, Identifier, String, GRPCStatus, String?)] = [
                (first, other, "", .invalidArgument, "afterResultId"),
                (second, first, "", .invalidArgument, "afterResultId"),
                (first, first, "", .invalidArgument, "afterResultId"),
                (first, sameMoment, "", .invalidArgument, "afterResultId"),
                (first, rescored, "", .invalidArgument, "afterResultId"),
                (first, stranger, "", .invalidArgument, "afterResultId"),
                (stranger, second, "", .invalidArgument, "beforeResultId"),
                (first, second, "item9", .invalidArgument, "scaleId"),
                (first, gap, "", .failedPrecondition, nil),
            ]
            for (before, after, scale, status, field) in cases {
                let refusal = try await failure {
                    try await school.counsellor.measure(plan: plan, before, after, scale: scale)
                }
                #expect(refusal?.status == status)
                #expect(refusal?.details.fieldViolations.first?.field == field)
            }
            #expect(
                try await school.counsellor.measure(plan: plan, first, second, scale: "total")?.indexMilli == -2_846)
        }
    }

    @Test(
        arguments: [(.draft, false), (.completed, false), (.escalated, false), (.reviewDue, true), (.adjusted, true)]
            as [(PlanState, Bool)])
    func isMeasuredWhileThePlanRuns(_ state: PlanState, _ isTaken: Bool) async throws {
        try await CareSchool.open { school in
            let student = try await school.enrol()
            let plan = try await school.plan(for: student, state)
            let first = try await school.result(of: student, 18, .withFigures, in: try await school.campaign())
            school.clock.advance(by: .seconds(86_400))
            let second = try await school.result(of: student, 9, .withFigures, in: try await school.campaign())
            #expect(
                try await failure { try await school.counsellor.measure(plan: plan, first, second) }?.status
                    == (isTaken ? nil : .failedPrecondition))
        }
    }

    /// A level stands for 28 days before it goes down; up, at any time.
    @Test(
        arguments: [
            (.crisis, 9, 28, .down), (.crisis, 9, 27, .keep), (.concern, 9, 28, .down), (.watch, 9, 28, .remove),
            (.watch, 9, 27, .keep), (.crisis, 18, 28, .keep), (.concern, 27, 1, .up), (.watch, 27, 1, .up),
            (.crisis, 27, 1, .keep),
        ] as [(AttentionLevel, Int64, Int64, APICareProposal)])
    func proposesForTheList(
        _ level: AttentionLevel, _ after: Int64, _ days: Int64, _ proposal: APICareProposal
    ) async throws {
        try await CareSchool.open { school in
            let student = try await school.enrol()
            let entry = try await school.careEntry(for: student, level)
            let plan = try await school.counsellor.plan(for: student, careEntry: entry).id
            _ = try await school.counsellor.activate(plan: plan)
            let first = try await school.result(of: student, 18, .withFigures, in: try await school.campaign())
            school.clock.advance(by: .seconds(days * 86_400))
            let second = try await school.result(of: student, after, .withFigures, in: try await school.campaign())
            let effect = try #require(try await school.counsellor.measure(plan: plan, first, second))
            #expect(effect.proposal == proposal)
            // A person decides: the list is as it was.
            #expect(try await school.counsellor.careEntry(entry).level == APIAttentionLevel(level))
            #expect(try await school.counsellor.careEntry(entry).state == .active)
        }
    }

    @Test func proposesNothingForWhoIsNoLongerOnTheList() async throws {
        try await CareSchool.open { school in
            let student = try await school.enrol()
            let entry = try await school.careEntry(for: student, .concern)
            let plan = try await school.counsellor.plan(for: student, careEntry: entry).id
            _ = try await school.counsellor.activate(plan: plan)
            let first = try await school.result(of: student, 18, .withFigures, in: try await school.campaign())
            school.clock.advance(by: .seconds(30 * 86_400))
            let second = try await school.result(of: student, 9, .withFigures, in: try await school.campaign())
            #expect(try await school.counsellor.measure(plan: plan, first, second)?.proposal == .down)
            _ = try await school.counsellor.take(.remove, entry)
            let effect = try #require(try await school.counsellor.measure(plan: plan, first, second))
            #expect(effect.proposal == .unspecified)
            #expect(effect.verdict == .improved)
            // Put on it again, the student has another entry, which the plan was not made for.
            _ = try await school.counsellor.propose(student, .watch)
            #expect(try await school.counsellor.measure(plan: plan, first, second)?.proposal == .unspecified)
        }
    }

    @Test func keepsEachInItsOrder() async throws {
        try await CareSchool.open { school in
            let (student, plan) = try await started(school)
            var results: [Identifier] = []
            for points in [18, 15, 9] as [Int64] {
                results.append(
                    try await school.result(of: student, points, .withFigures, in: try await school.campaign()))
                school.clock.advance(by: .seconds(14 * 86_400))
            }
            _ = try await school.counsellor.measure(plan: plan, results[0], results[1])
            _ = try await school.counsellor.measure(plan: plan, results[0], results[2])
            let read = try await school.counsellor.plans.getPlan(.with { $0.planID = plan }, school.counsellor.meta)
            #expect(read.plan.effects.map(\.afterResultID) == results[1...2].map(\.description))
            #expect(read.plan.effects.map(\.verdict) == [.unchanged, .improved])
        }
    }
}
