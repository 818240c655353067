import Domain
import JSONRPC
import Store
import SwiftProtobuf
import TestSupport
import Testing
import XinyuAPI

@Suite("Plans after they were begun")
struct PlanFollowUpTests {
    @Test func keepsEveryMoveAndVersion() async throws {
        try await CareSchool.open { school in
            let counsellor = school.counsellor
            let made = try await counsellor.plan(for: try await school.enrol(), Colleague.content(goals: ["睡眠"]))
            _ = try await counsellor.activate(plan: made.id)
            school.clock.advance(by: .seconds(60))
            let adjusted = try await counsellor.review(plan: made.id, .adjust, Colleague.content(goals: ["回到课堂"]))
            #expect(adjusted.version == 2)
            let crisis = String(repeating: "ab", count: 16)
            let ended = try await school.secondCounsellor.review(plan: made.id, .escalate, crisisCase: crisis)
            #expect(ended.state == .escalated)
            #expect(ended.crisisCaseID == crisis)
            #expect(!ended.hasReviewAt)
            let again = try await counsellor.reopen(plan: made.id)
            #expect(again.state == .active)
            #expect(again.finishReason.isEmpty)
            #expect(again.content.reviewOn == "2027-06-30")

            let history = try await counsellor.history(plan: made.id)
            #expect(history.changes.map(\.fromState) == [.unspecified, .draft, .active, .adjusted, .escalated])
            #expect(history.changes.map(\.toState) == [.draft, .active, .adjusted, .escalated, .active])
            #expect(history.changes.map(\.reason) == ["", "", "会议决定", "会议决定", "情况反复"])
            #expect(history.changes.map(\.crisisCaseID) == ["", "", "", crisis, ""])
            #expect(history.changes.map(\.content.goals) == [["睡眠"], [], ["回到课堂"], [], []])
            #expect(history.changes[3].authorID == school.secondCounsellor.id.description)
            #expect(history.reviews.map(\.decision) == [.adjust, .escalate])
            #expect(history.reviews.map(\.participants) == Array(repeating: ["心理教师", "班主任", "家长"], count: 2))
            #expect(history.reviews.map(\.nextReviewOn) == ["2026-12-31", ""])
        }
    }

    /// Fourteen days for a family that declined, seven for a student who was lost, as shipped.
    @Test func looksAtWhoDeclinedAndWhoWasLost() async throws {
        try await CareSchool.open { school in
            let counsellor = school.counsellor
            let plan = try await counsellor.plan(for: try await school.enrol()).id
            #expect(try await counsellor.decline(plan: plan).content.reviewOn == "2026-11-18")
            #expect(try await counsellor.waiting(in: .reviewPlan).map(\.subjectID) == [plan])
            #expect(try await counsellor.review(plan: plan, next: "").state == .declinedMonitored)
            #expect(try await counsellor.lose(plan: plan).content.reviewOn == "2026-11-11")
            school.clock.advance(by: .seconds(10 * 86_400))
            #expect(try await counsellor.waiting(in: .reviewPlan).map(\.urgency) == [.overdue])
            #expect(try await counsellor.review(plan: plan, next: "2026-12-01").content.reviewOn == "2026-12-01")
            #expect(try await counsellor.reopen(plan: plan).state == .active)
        }
    }

    @Test func isReopenedOnlyWhereNoOtherRuns() async throws {
        try await CareSchool.open { school in
            let student = try await school.enrol()
            let first = try await school.plan(for: student, .completed)
            let second = try await school.counsellor.plan(for: student).id
            let refusal = try await failure { try await school.counsellor.reopen(plan: first) }
            #expect(refusal?.status == .alreadyExists)
            #expect(refusal?.message.contains(second) == true)
        }
    }

    @Test func hasAMeetingWithPeopleAReasonAndADate() async throws {
        try await CareSchool.open { school in
            let plan = try await school.plan(for: try await school.enrol(), .active)
            func refused(_ change: @escaping (inout APIRecordPlanReviewRequest) -> Void) async throws -> [String]? {
                let request = APIRecordPlanReviewRequest.with {
                    $0.planID = plan
                    $0.participants = ["家长"]
                    $0.decision = .continue
                    $0.reason = "继续"
                    $0.nextReviewOn = "2026-12-31"
                    change(&$0)
                }
                let counsellor = school.counsellor
                return try await failure {
                    try await counsellor.plans.recordPlanReview(request, counsellor.meta)
                }?.details.fieldViolations.map(\.field)
            }
            #expect(try await refused { $0.participants = [] } == ["participants"])
            #expect(try await refused { $0.participants = [" "] } == ["participants[0]"])
            #expect(try await refused { $0.reason = "" } == ["reason"])
            #expect(try await refused { $0.decision = .unspecified } == ["decision"])
            #expect(try await refused { $0.nextReviewOn = "" } == ["nextReviewOn"])
            #expect(try await refused { $0.nextReviewOn = "2026-11-04" } == ["nextReviewOn"])
            let tomorrow = Google_Protobuf_Timestamp(school.clock.now() + .seconds(86_400))
            #expect(try await refused { $0.heldAt = tomorrow } == ["heldAt"])
            #expect(try await refused { _ in } == nil)
        }
    }

    @Test func listsThoseOfAUnit() async throws {
        try await CareSchool.open { school in
            let running = try await school.plan(for: try await school.enrol(in: 0), .active)
            let elsewhere = try await school.plan(for: try await school.enrol(in: 1), .reviewDue)
            let ended = try await school.plan(for: try await school.enrol(in: 0), .completed)
            func list(_ unit: Identifier, _ states: [APIPlanState] = []) async throws -> Set<String> {
                let response = try await school.counsellor.plans.listUnitPlans(
                    .with {
                        $0.unitID = unit.description
                        $0.states = states
                    }, school.counsellor.meta)
                return Set(response.plans.map(\.id))
            }
            #expect(try await list(school.school) == [running, elsewhere])
            #expect(try await list(school.classes[0]) == [running])
            #expect(try await list(school.school, [.completed]) == [ended])
        }
    }

    @Test func showsTheCourseOfTheScores() async throws {
        try await CareSchool.open { school in
            let student = try await school.enrol()
            func assess(_ points: Int64?, _ instrument: CareInstrument = .withFigures) async throws -> Identifier {
                school.clock.advance(by: .seconds(30 * 86_400))
                return try await school.result(of: student, points, instrument, in: try await school.campaign())
            }
            _ = try await assess(27)
            let baseline = try await assess(18)
            let plan = try await school.counsellor.plan(
                for: student, Colleague.content(reviewOn: "2027-12-31")
            ).id
            _ = try await school.counsellor.activate(plan: plan)
            let middle = try await assess(12)
            _ = try await assess(nil)
            let last = try await assess(9)
            _ = try await assess(3, .other)
            let series = try await school.counsellor.plans.getEffectSeries(
                .with {
                    $0.planID = plan
                    $0.instrumentID = "phq9"
                }, school.counsellor.meta
            ).series
            // SD 5 and r 0.8, as in the tests of effects.
            #expect(series.points.map(\.resultID) == [baseline, middle, last].map(\.description))
            #expect(series.points.map(\.scoreMilli) == [18_000, 12_000, 9_000])
            #expect(series.points.map(\.indexMilli) == [0, -1_897, -2_846])
            #expect(series.points.map(\.verdict) == [.unspecified, .unchanged, .improved])
            #expect(series.reliableDifferenceMilli == 6_199)
        }
    }
}
