import Domain
import JSONRPC
import Store
import SwiftProtobuf
import TestSupport
import Testing
import XinyuAPI

@Suite("Measures of plans")
struct MeasureTests {
    /// A plan that runs, with a measure of the class teacher's account, one of the role, and one of the counsellor's.
    private func started(_ school: CareSchool) async throws -> APIPlan {
        let measures = [
            APIMeasure.with {
                $0.text = "每周谈心"
                $0.ownerID = school.classTeacher.id.description
                $0.everyDays = 7
            },
            APIMeasure.with {
                $0.text = "课堂关照"
                $0.ownerRole = .classTeacher
                $0.timesAWeek = 1
            },
            APIMeasure.with {
                $0.text = "心理辅导"
                $0.ownerID = school.counsellor.id.description
                $0.everyDays = 3
            },
        ]
        let plan = try await school.counsellor.plan(
            for: try await school.enrol(), Colleague.content(measures: measures))
        return try await school.counsellor.activate(plan: plan.id)
    }

    @Test func opensToAnOwnerOnlyWhatIsTheirs() async throws {
        try await CareSchool.open { school in
            let plan = try await started(school)
            // The role counts where it is held: this student is in another class.
            let others = Colleague.content(measures: [
                .with {
                    $0.text = "课堂关照"
                    $0.ownerRole = .classTeacher
                    $0.timesAWeek = 1
                },
                .with {
                    $0.text = "心理辅导"
                    $0.ownerID = school.counsellor.id.description
                    $0.everyDays = 3
                },
            ])
            let other = try await school.counsellor.plan(for: try await school.enrol(in: 1), others)
            _ = try await school.counsellor.activate(plan: other.id)
            let own = try await school.classTeacher.myMeasures()
            #expect(Set(own.map(\.text)) == ["每周谈心", "课堂关照"])
            #expect(Set(own.map(\.planID)) == [plan.id])
            #expect(own.allSatisfy { $0.studentName == "王小明" })
            #expect(try await school.counsellor.myMeasures().map(\.text) == ["心理辅导", "心理辅导"])
            #expect(try await school.crisisLead.myMeasures().isEmpty)
            let teacher = school.classTeacher
            #expect(try await failure { try await teacher.plan(plan.id) }?.status == .permissionDenied)
            #expect(try await failure { try await school.peerObserver.myMeasures() }?.status == .permissionDenied)
        }
    }

    @Test func isDueFromWhatWasDone() async throws {
        try await CareSchool.open { school in
            let plan = try await started(school)
            let start = school.clock.now()
            let (talk, _, session) = (plan.content.measures[0].id, 0, plan.content.measures[2].id)
            #expect(plan.tasks.map(\.timesDone) == [0, 0, 0])
            #expect(plan.tasks[0].dueAt == Google_Protobuf_Timestamp(start + .seconds(7 * 86_400)))
            school.clock.advance(by: .seconds(2 * 86_400))
            let after = try await school.classTeacher.done(plan: plan.id, talk)
            #expect(after.dueAt == Google_Protobuf_Timestamp(start + .seconds(9 * 86_400)))
            #expect(after.timesDone == 1)
            // The counsellor manages the plan, and may write down what somebody else has done.
            _ = try await school.counsellor.done(plan: plan.id, talk, at: start + .seconds(86_400))
            #expect(try await school.counsellor.plan(plan.id).tasks[0].timesDone == 2)
            #expect(
                try await failure { try await school.classTeacher.done(plan: plan.id, session) }?.status
                    == .invalidArgument)
            let records = try await school.counsellor.history(plan: plan.id).records
            #expect(records.map(\.doneBy) == [school.counsellor.id, school.classTeacher.id].map(\.description))
            #expect(records.map(\.text) == ["每周谈心", "每周谈心"])
            #expect(records.map(\.note) == ["已谈心", "已谈心"])
        }
    }

    @Test func waitsInTheDayOfItsOwner() async throws {
        try await CareSchool.open { school in
            let plan = try await started(school)
            #expect(try await school.classTeacher.waiting(in: .carryOutMeasure).count == 2)
            #expect(try await school.counsellor.waiting(in: .carryOutMeasure).count == 1)
            school.clock.advance(by: .seconds(4 * 86_400))
            #expect(try await school.counsellor.waiting(in: .carryOutMeasure).map(\.urgency) == [.overdue])
            _ = try await school.counsellor.decline(plan: plan.id)
            #expect(try await school.counsellor.waiting(in: .carryOutMeasure).isEmpty)
            #expect(try await school.classTeacher.myMeasures().isEmpty)
        }
    }

    @Test func goesOnThroughVersions() async throws {
        try await CareSchool.open { school in
            let plan = try await started(school)
            let kept = plan.content.measures[0]
            _ = try await school.classTeacher.done(plan: plan.id, kept.id)
            let adjusted = try await school.counsellor.adjust(
                plan: plan.id,
                Colleague.content(measures: [
                    kept,
                    .with {
                        $0.text = "家访"
                        $0.ownerRole = .gradeLead
                    },
                ]))
            #expect(adjusted.content.measures[0].id == kept.id)
            #expect(adjusted.tasks.map(\.timesDone) == [1, 0])
            #expect(adjusted.version == 2)
        }
    }

    @Test func isWrittenDownOnlyWhileThePlanRuns() async throws {
        try await CareSchool.open { school in
            let plan = try await started(school)
            let measure = plan.content.measures[0].id
            let future = school.clock.now() + .seconds(1)
            #expect(
                try await failure { try await school.classTeacher.done(plan: plan.id, measure, at: future) }?.details
                    .fieldViolations.map(\.field) == ["doneAt"])
            let before = school.clock.now() + .seconds(-86_400)
            #expect(
                try await failure { try await school.classTeacher.done(plan: plan.id, measure, at: before) }?.details
                    .fieldViolations.map(\.field) == ["doneAt"])
            _ = try await school.counsellor.finish(plan: plan.id, .completed)
            #expect(
                try await failure { try await school.classTeacher.done(plan: plan.id, measure) }?.status
                    == .failedPrecondition)
            #expect(
                try await failure { try await school.stranger.done(plan: plan.id, measure) }?.status == .notFound)
        }
    }

    /// Somebody who could never see that it is theirs to do would leave the student without it.
    @Test func isOwnedByWhoReachesTheStudent() async throws {
        try await CareSchool.open { school in
            let student = try await school.enrol(in: 1)
            func content(_ owner: Identifier) -> APIPlanContent {
                Colleague.content(measures: [
                    .with {
                        $0.text = "谈心"
                        $0.ownerID = owner.description
                    }
                ])
            }
            for owner in [
                // Of another class, of another school, without a part in plans, nobody.
                school.classTeacher.id, school.stranger.id, school.peerObserver.id,
                Identifier(randomFrom: school.random),
            ] {
                let refusal = try await failure { try await school.counsellor.plan(for: student, content(owner)) }
                #expect(refusal?.details.fieldViolations.map(\.field) == ["content.measures[0].ownerId"])
                #expect(
                    refusal?.message.contains(
                        "must name an active account that holds measure_carry_out for this student")
                        == true)
            }
            let plan = try await school.counsellor.plan(for: student, content(school.counsellor.id))
            var adjusted = plan.content
            adjusted.measures[0].ownerID = school.classTeacher.id.description
            let change = try await failure { try await school.counsellor.adjust(plan: plan.id, adjusted) }
            #expect(change?.details.fieldViolations.map(\.field) == ["content.measures[0].ownerId"])
            adjusted.measures[0].ownerID = school.crisisLead.id.description
            #expect(try await school.counsellor.adjust(plan: plan.id, adjusted).state == .draft)
        }
    }

    private static let senseless: [(String, APIMeasure)] = [
        ("id", .with { $0.id = String(repeating: "0", count: 32) }),
        ("ownerRole", .with { $0.ownerRole = .student }),
        (
            "ownerRole",
            .with {
                $0.ownerRole = .mentor
                $0.ownerID = String(repeating: "1", count: 32)
            }
        ),
        ("timesAWeek", .with { $0.timesAWeek = 22 }),
        (
            "timesAWeek",
            .with {
                $0.timesAWeek = 1
                $0.everyDays = 1
            }
        ),
    ]

    @Test(arguments: senseless)
    func isRefusedWhereItMakesNoSense(_ field: String, _ measure: APIMeasure) async throws {
        var measure = measure
        measure.text = "谈心"
        let content = Colleague.content(measures: [measure])
        try await CareSchool.open { school in
            let student = try await school.enrol()
            let refusal = try await failure { try await school.counsellor.plan(for: student, content) }
            #expect(refusal?.details.fieldViolations.map(\.field) == ["content.measures[0].\(field)"])
        }
    }
}
