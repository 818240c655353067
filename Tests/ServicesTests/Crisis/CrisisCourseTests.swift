import Domain
import JSONRPC
import Store
import SwiftProtobuf
import TestSupport
import Testing
import XinyuAPI

@Suite("Crisis cases: checklist, assessments, follow-ups, lessons")
struct CrisisCourseTests {
    @Test("A point keeps who did it, when, and the note; it is done once, and excused by the lead alone")
    func points() async throws {
        try await CrisisSchool.open { school in
            let crisis = try await school.crisis(in: .opened)
            let done = try await school.counsellor.complete(.guardiansTold, of: crisis.id, note: "母亲已到校")
            let point = try #require(done.points.first { $0.kind == .guardiansTold })
            #expect(point.state == .done && point.note == "母亲已到校" && point.excuse.isEmpty)
            #expect(point.doneBy == school.counsellor.id.description)
            #expect(point.doneAt.seconds == CrisisSchool.start.milliseconds / 1_000)
            for person in [school.counsellor, school.crisisLead] {
                #expect(
                    try await failure { try await person.complete(.guardiansTold, of: crisis.id) }?.message
                        == "the point is done already")
            }
            #expect(
                try await failure { try await school.counsellor.excuse(.reportedUp, of: crisis.id, "不需要") }?.status
                    == .permissionDenied)
            let refusal = try await failure { try await school.crisisLead.excuse(.reportedUp, of: crisis.id, " ") }
            #expect(refusal?.details.fieldViolations.map(\.field) == ["reason"])
            let excused = try await school.crisisLead.excuse(.reportedUp, of: crisis.id, "主管部门在场")
            let other = try #require(excused.points.first { $0.kind == .reportedUp })
            #expect(other.state == .excused && other.excuse == "主管部门在场" && other.note.isEmpty)
        }
    }

    @Test("What somebody did lies in the past")
    func future() async throws {
        try await CrisisSchool.open { school in
            let crisis = try await school.crisis(in: .opened)
            let refusal = try await failure {
                try await school.counsellor.crises.completePoint(
                    .with {
                        $0.crisisCaseID = crisis.id
                        $0.kind = .meansRemoved
                        $0.doneAt = Google_Protobuf_Timestamp(CrisisSchool.start + .seconds(1))
                    }, school.counsellor.meta)
            }
            #expect(refusal?.details.fieldViolations.map(\.field) == ["doneAt"])
        }
    }

    @Test("Conditions belong to a conditional return, which has some; an assessment has the hospital's word")
    func assessments() async throws {
        try await CrisisSchool.open { school in
            let crisis = try await school.crisis(in: .returnAssessment)
            for (decision, conditions) in [
                (APIReturnDecision.conditional, []), (.return, ["每周复诊"]), (.notYet, ["每周复诊"]),
            ] as [(APIReturnDecision, [String])] {
                let refusal = try await failure {
                    try await school.counsellor.assess(crisis.id, decision, conditions: conditions)
                }
                #expect(refusal?.details.fieldViolations.map(\.field) == ["conditions"])
            }
            _ = try await school.counsellor.assess(crisis.id, .conditional, conditions: ["每周复诊", "专人陪同"])
            let shown = try #require(try await school.crisisLead.see(crisis.id).assessments.first)
            #expect(shown.conditions == ["每周复诊", "专人陪同"])
            #expect(shown.hospitalOpinion == "病情稳定")
            #expect(shown.assessorID == school.counsellor.id.description)
            let early = try await school.crisis(in: .inTreatment)
            #expect(
                try await failure { try await school.counsellor.assess(early.id, .return) }?.status
                    == .failedPrecondition)
        }
    }

    @Test("Follow-up makes its dates, each is held once, and a late one is seen")
    func followUps() async throws {
        try await CrisisSchool.open { school in
            let crisis = try await school.crisis(in: .followUp)
            let start = CrisisSchool.start.milliseconds / 1_000
            var shown = try await school.counsellor.see(crisis.id)
            #expect(shown.followUps.map { ($0.dueAt.seconds - start) / 86_400 } == [1, 3, 7, 14, 30, 90])
            #expect((shown.reportDueAt.seconds - start) / 86_400 == 14)
            school.clock.advance(by: .seconds(86_401))
            shown = try await school.counsellor.see(crisis.id)
            #expect(shown.followUps.map(\.isOverdue) == [true, false, false, false, false, false])
            _ = try await school.counsellor.follow(crisis.id, shown.followUps[0].id)
            #expect(
                try await failure { try await school.counsellor.follow(crisis.id, shown.followUps[0].id) }?.message
                    == "the follow-up is held already")
            let excuse = try await failure {
                try await school.counsellor.crises.excuseFollowUp(
                    .with {
                        $0.crisisCaseID = crisis.id
                        $0.followUpID = shown.followUps[1].id
                        $0.reason = "转学"
                    }, school.counsellor.meta)
            }
            #expect(excuse?.status == .permissionDenied)
            _ = try await school.crisisLead.crises.excuseFollowUp(
                .with {
                    $0.crisisCaseID = crisis.id
                    $0.followUpID = shown.followUps[1].id
                    $0.reason = "转学"
                }, school.crisisLead.meta)
            shown = try await school.counsellor.see(crisis.id)
            #expect(shown.followUps.prefix(3).map(\.state) == [.held, .excused, .open])
            #expect(shown.followUps[1].record == "转学")
            let other = try await school.crisis(in: .followUp)
            #expect(
                try await failure { try await school.counsellor.follow(other.id, shown.followUps[2].id) }?.details
                    .fieldViolations.map(\.field) == ["followUpId"])
        }
    }

    @Test("A case whose newest follow-up found a crisis does not end: it is a relapse")
    func crisisAgain() async throws {
        try await CrisisSchool.open { school in
            let crisis = try await school.crisis(in: .followUp)
            let followUps = try await school.counsellor.see(crisis.id).followUps
            for followUp in followUps.dropLast() {
                school.clock.advance(by: .seconds(60))
                _ = try await school.counsellor.follow(crisis.id, followUp.id)
            }
            school.clock.advance(by: .seconds(60))
            _ = try await school.counsellor.crises.recordCrisisFollowUp(
                .with {
                    $0.crisisCaseID = crisis.id
                    $0.followUpID = followUps[5].id
                    $0.record = "再次说到轻生"
                    $0.level = .crisis
                }, school.counsellor.meta)
            _ = try await school.crisisLead.sign(try await school.counsellor.submit(crisis.id))
            let refusal = try await failure { try await school.crisisLead.advance(crisis.id, .close, nil) }
            #expect(refusal?.message == "the newest follow-up found a crisis: this is a relapse, not an end")
            #expect(try await school.crisisLead.advance(crisis.id, .relapse, school.step()).state == .stabilising)
        }
    }

    @Test("A lesson keeps its actions until they are done, after the case is closed, too")
    func lessons() async throws {
        try await CrisisSchool.open { school in
            let crisis = try await school.crisis(in: .closed)
            let held = try await school.crisisLead.crises.recordLesson(
                .with {
                    $0.crisisCaseID = crisis.id
                    $0.participantIds = [school.classTeacher.id.description]
                    $0.findings = "夜间联系不上家长"
                    $0.actions = [
                        school.step("核对监护人电话", hours: 24 * 30, owner: school.counsellor.id), school.step("修订预案"),
                    ]
                }, school.crisisLead.meta
            ).crisisCase
            let lesson = try #require(held.lessons.first)
            #expect(lesson.findings == "夜间联系不上家长")
            #expect(lesson.participantIds == [school.classTeacher.id.description])
            #expect(lesson.actions.map(\.what) == ["核对监护人电话", "修订预案"])
            #expect(lesson.actions[1].ownerID == crisis.leadID)
            #expect(try await school.counsellor.day([.finishLessonAction]).map(\.subjectID) == [crisis.id])
            let done = try await school.counsellor.crises.finishLessonAction(
                .with {
                    $0.crisisCaseID = crisis.id
                    $0.actionID = lesson.actions[0].id
                    $0.note = "已核对"
                }, school.counsellor.meta
            ).crisisCase
            #expect(done.lessons.first?.actions.map(\.hasDoneAt) == [true, false])
            #expect(try await school.counsellor.day([.finishLessonAction]).isEmpty)
            school.clock.advance(by: .seconds(25 * 3_600))
            #expect(try await school.crisisLead.see(crisis.id).lessons[0].actions[1].isOverdue)
            let refusal = try await failure {
                try await school.counsellor.crises.recordLesson(
                    .with {
                        $0.crisisCaseID = crisis.id
                        $0.findings = "……"
                    }, school.counsellor.meta)
            }
            #expect(refusal?.status == .permissionDenied)
        }
    }

    @Test("The history tells everything that happened, in its order, and the archive its lines")
    func history() async throws {
        try await CrisisSchool.open { school in
            let student = try await school.enrol()
            let crisis = try await school.crisis(of: student, in: .closed)
            let history = try await school.crisisLead.see(crisis.id).history
            let expected: [APICrisisEventKind] =
                [.opened] + Array(repeating: .pointDone, count: 5) + [.advanced, .advanced, .advanced]
                + [.returnAssessed, .advanced] + Array(repeating: .followedUp, count: 6)
                + [.reportSubmitted, .reportSigned, .advanced]
            #expect(history.map(\.kind) == expected)
            #expect(history.last?.state == .closed)
            #expect(history.first?.note == "面谈中说到轻生")
            let lines = try await school.archive(of: student).filter { $0.kind == .crisis }
            #expect(lines.count == expected.count)
            // What was said is not in the archive's lines.
            #expect(!lines.contains { $0.summary.contains("轻生") || $0.summary.contains("专班研判") })
        }
    }
}
