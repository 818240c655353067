import Domain
import JSONRPC
import Store
import SwiftProtobuf
import TestSupport
import Testing
import XinyuAPI

@Suite("Plans")
struct PlanTests {
    enum Step: String, CaseIterable, Sendable {
        case activate, adjust, complete, escalate
        case carryOn = "carry on"
        case decline
        case loseContact = "lose contact"
        case reopen
    }

    private func take(_ step: Step, _ plan: String, _ colleague: Colleague) async throws -> APIPlan {
        switch step {
        case .activate: try await colleague.activate(plan: plan)
        case .adjust: try await colleague.adjust(plan: plan)
        case .complete: try await colleague.finish(plan: plan, .completed)
        case .escalate: try await colleague.finish(plan: plan, .escalated)
        case .carryOn: try await colleague.review(plan: plan)
        case .decline: try await colleague.decline(plan: plan)
        case .loseContact: try await colleague.lose(plan: plan)
        case .reopen: try await colleague.reopen(plan: plan)
        }
    }

    private static func running(_ carriedOn: APIPlanState) -> [Step: APIPlanState] {
        [
            .adjust: .adjusted, .complete: .completed, .escalate: .escalated, .carryOn: carriedOn,
            .decline: .declinedMonitored, .loseContact: .lostToFollowUp,
        ]
    }

    private static let runningMoves = "adjust, complete, escalate, carry on, decline, lose contact"

    /// Written out from the domain's page and not asked of the state machine.
    @Test(
        arguments: [
            (
                .draft, [.activate: .active, .adjust: .draft, .decline: .declinedMonitored],
                "from here: activate, adjust, decline"
            ),
            (.active, running(.active), "from here: fall due, \(runningMoves)"),
            (.reviewDue, running(.active), "from here: \(runningMoves)"),
            (.adjusted, running(.adjusted), "from here: fall due, \(runningMoves)"),
            (.completed, [.reopen: .active], "from here: reopen"),
            (.escalated, [.reopen: .active], "from here: reopen"),
            (
                .declinedMonitored,
                [
                    .complete: .completed, .escalate: .escalated, .carryOn: .declinedMonitored,
                    .loseContact: .lostToFollowUp, .reopen: .active,
                ], "from here: complete, escalate, carry on, lose contact, reopen"
            ),
            (
                .lostToFollowUp,
                [
                    .complete: .completed, .escalate: .escalated, .carryOn: .lostToFollowUp,
                    .decline: .declinedMonitored, .reopen: .active,
                ], "from here: complete, escalate, carry on, decline, reopen"
            ),
        ] as [(PlanState, [Step: APIPlanState], String)])
    func eachFromEachState(_ state: PlanState, _ legal: [Step: APIPlanState], _ next: String) async throws {
        try await CareSchool.open { school in
            for step in Step.allCases {
                let plan = try await school.plan(for: try await school.enrol(), state)
                if let target = legal[step] {
                    #expect(try await take(step, plan, school.counsellor).state == target)
                } else {
                    let refusal = try await failure { try await take(step, plan, school.counsellor) }
                    #expect(refusal?.status == .failedPrecondition)
                    #expect(
                        refusal?.message
                            == "\(step.rawValue) is not possible for a plan that is \(state.word); \(next)")
                }
            }
        }
    }

    @Test func keepsWhatWasWritten() async throws {
        try await CareSchool.open { school in
            let student = try await school.enrol()
            let measures = [
                APIMeasure.with {
                    $0.text = "每周谈心"
                    $0.ownerID = school.classTeacher.id.description
                    $0.everyDays = 7
                },
                APIMeasure.with { $0.text = "家访一次" },
            ]
            let content = Colleague.content(goals: ["睡眠规律", "有一个朋友"], measures: measures)
            let entry = try await school.careEntry(for: student)
            let made = try await school.counsellor.plan(for: student, careEntry: entry, content)
            #expect(made.state == .draft)
            let read = try await school.secondCounsellor.plans.getPlan(
                .with { $0.planID = made.id }, school.secondCounsellor.meta
            ).plan
            #expect(read == made)
            #expect(read.content.goals == content.goals)
            #expect(read.content.measures.map(\.text) == ["每周谈心", "家访一次"])
            #expect(read.content.measures.map(\.ownerID) == [school.classTeacher.id.description, ""])
            #expect(read.content.measures.map(\.everyDays) == [7, 0])
            #expect(Set(read.content.measures.map(\.id)).count == 2)
            #expect(read.careEntryID == entry)
            #expect(read.authorID == school.counsellor.id.description)

            let adjusted = Colleague.content(goals: ["回到课堂"], reviewOn: "2027-01-15")
            #expect(try await school.counsellor.adjust(plan: made.id, adjusted).content == adjusted)
            _ = try await school.counsellor.activate(plan: made.id)
            _ = try await school.counsellor.finish(plan: made.id, .completed)
            school.clock.advance(by: .seconds(60))
            let second = try await school.counsellor.plan(for: student).id
            let listed = try await school.counsellor.plans.listPlans(
                .with { $0.studentID = student.description }, school.counsellor.meta
            ).plans
            #expect(listed.map(\.id) == [second, made.id])
        }
    }

    @Test(arguments: [(0, false), (1, true), (20, true), (21, false)])
    func hasOneToTwentyGoals(_ count: Int, _ isTaken: Bool) async throws {
        try await CareSchool.open { school in
            let content = Colleague.content(goals: (0..<count).map { "目标\($0)" })
            let student = try await school.enrol()
            let refusal = try await failure { try await school.counsellor.plan(for: student, content) }
            #expect(refusal?.status == (isTaken ? nil : .invalidArgument))
            #expect(refusal?.details.fieldViolations.map(\.field) == (isTaken ? nil : ["content.goals"]))
        }
    }

    @Test(
        arguments: [(50, 366, nil), (51, 1, "content.measures"), (2, 367, "content.measures[0].everyDays")]
            as [(
                Int, UInt32, String?
            )])
    func hasFiftyMeasuresAtMost(_ count: Int, _ days: UInt32, _ field: String?) async throws {
        try await CareSchool.open { school in
            let measure = APIMeasure.with {
                $0.text = "谈心"
                $0.everyDays = days
            }
            let content = Colleague.content(measures: Array(repeating: measure, count: count))
            let student = try await school.enrol()
            let refusal = try await failure { try await school.counsellor.plan(for: student, content) }
            #expect(refusal?.details.fieldViolations.map(\.field) == field.map { [$0] })
        }
    }

    /// It is 4 November in China from the third of November, 16:00 UTC, on.
    @Test(
        arguments: [
            ("2026-11-03", 0, false), ("2026-11-04", 0, false), ("2026-11-05", 0, true), ("2027-03-01", 0, true),
            ("2026-11-05", 16 * 3_600 - 1, true), ("2026-11-05", 16 * 3_600, false),
            ("2026-02-29", 0, false), ("2026-11-31", 0, false), ("下周", 0, false), ("", 0, false),
        ] as [(String, Int64, Bool)])
    func isReviewedOnADayToCome(_ date: String, _ later: Int64, _ isTaken: Bool) async throws {
        try await CareSchool.open { school in
            let plan = try await school.counsellor.plan(for: try await school.enrol()).id
            let student = try await school.enrol()
            school.clock.advance(by: .seconds(later))
            let content = Colleague.content(reviewOn: date)
            for refusal in [
                try await failure { try await school.counsellor.plan(for: student, content) },
                try await failure { try await school.counsellor.adjust(plan: plan, content) },
            ] {
                #expect(refusal?.status == (isTaken ? nil : .invalidArgument))
                #expect(refusal?.details.fieldViolations.map(\.field) == (isTaken ? nil : ["content.reviewOn"]))
            }
        }
    }

    /// 一人一案: whoever wants another one ends the one that runs, whose name is in the refusal.
    @Test(
        arguments: [
            (.draft, false), (.active, false), (.reviewDue, false), (.adjusted, false), (.completed, true),
            (.escalated, true), (.declinedMonitored, false), (.lostToFollowUp, false),
        ] as [(PlanState, Bool)])
    func isTheOnlyOneOfItsStudentThatIsOpen(_ state: PlanState, _ isTaken: Bool) async throws {
        try await CareSchool.open { school in
            let student = try await school.enrol()
            let present = try await school.plan(for: student, state)
            let refusal = try await failure { try await school.counsellor.plan(for: student) }
            #expect(refusal?.status == (isTaken ? nil : .alreadyExists))
            #expect(isTaken || refusal?.message.contains(present) == true)
            let listed = try await school.counsellor.plans.listPlans(
                .with { $0.studentID = student.description }, school.counsellor.meta
            ).plans
            #expect(listed.count == (isTaken ? 2 : 1))
        }
    }

    @Test func settlesTwoAtOnce() async throws {
        try await CareSchool.open { school in
            let student = try await school.enrol()
            async let first = outcome { try await school.counsellor.plan(for: student) }
            async let second = outcome { try await school.secondCounsellor.plan(for: student) }
            let outcomes = [await first, await second]
            #expect(outcomes.filter { (try? $0.get()) != nil }.count == 1)
        }
    }

    @Test func answersTheConfirmedWarningsOfItsStudent() async throws {
        try await CareSchool.open { school in
            let (student, other) = (try await school.enrol(), try await school.enrol())
            var own: [WarningState: Identifier] = [:]
            for state in WarningState.allCases { own[state] = try await school.warn(of: student, .concern, state) }
            let others = try await school.warn(of: other, .concern, .confirmed)
            let plan = try await school.counsellor.plan(for: student)
            _ = try await school.counsellor.activate(plan: plan.id)
            for (state, warning) in own {
                let expected: WarningState = state == .confirmed ? .inIntervention : state
                #expect(try await school.store.read { try $0.warning(warning) }?.state == expected)
            }
            #expect(try await school.store.read { try $0.warning(others) }?.state == .confirmed)
        }
    }

    @Test func belongsToTheEntryOfItsOwnStudent() async throws {
        try await CareSchool.open { school in
            let (student, other) = (try await school.enrol(), try await school.enrol())
            let entry = try await school.careEntry(for: other)
            #expect(
                try await failure { try await school.counsellor.plan(for: student, careEntry: entry) }?.status
                    == .notFound)
        }
    }

    @Test(arguments: [APIPlanState.unspecified, .draft, .active, .reviewDue, .adjusted])
    func endsCompletedOrEscalated(_ state: APIPlanState) async throws {
        try await CareSchool.open { school in
            let plan = try await school.plan(for: try await school.enrol(), .active)
            let refusal = try await failure { try await school.counsellor.finish(plan: plan, state) }
            #expect(refusal?.status == .invalidArgument)
            #expect(refusal?.details.fieldViolations.map(\.field) == ["state"])
        }
    }

    @Test func keepsWhyItEnded() async throws {
        try await CareSchool.open { school in
            let made = try await school.counsellor.plan(for: try await school.enrol())
            _ = try await school.counsellor.activate(plan: made.id)
            school.clock.advance(by: .seconds(86_400))
            let ended = try await school.counsellor.finish(plan: made.id, .completed, "睡眠恢复，自愿结束")
            #expect(ended.state == .completed)
            #expect(ended.content == made.content)
            #expect(made.finishReason.isEmpty)
            #expect(ended.finishReason == "睡眠恢复，自愿结束")
            let read = try await school.secondCounsellor.plans.getPlan(
                .with { $0.planID = made.id }, school.secondCounsellor.meta
            ).plan
            #expect(read == ended)
            let id = try #require(Identifier(made.id))
            let stored = try #require(try await school.store.read { try $0.plan(id) })
            #expect(stored.body.outcome == "睡眠恢复，自愿结束")
            #expect(stored.closedAt == school.clock.now())
        }
    }

    @Test func isForCounsellors() async throws {
        try await CareSchool.open { school in
            let student = try await school.enrol()
            let plan = try await school.counsellor.plan(for: student).id
            for colleague in [school.classTeacher, school.peerObserver, school.crisisLead] {
                #expect(try await failure { try await colleague.plan(for: student) }?.status == .permissionDenied)
                #expect(try await failure { try await colleague.activate(plan: plan) }?.status == .permissionDenied)
            }
            #expect(try await failure { try await school.stranger.activate(plan: plan) }?.status == .notFound)
        }
    }
}
