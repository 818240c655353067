import Domain
import JSONRPC
import Router
import Store
import SwiftProtobuf
import TestSupport
import Testing
import XinyuAPI

@testable import Services

@Suite("Crisis cases: what waits, what is late, what is counted")
struct CrisisDayTests {
    @Test("The next step waits for its owner; checklist and follow-ups for lead and helpers")
    func owners() async throws {
        try await CrisisSchool.open { school in
            let kinds: Set<APIDueKind> = [.advanceCrisisCase, .completeChecklistPoint, .followUp]
            let crisis = try await school.crisisLead.open(
                for: try await school.enrol(), helpers: [school.counsellor.id, school.classTeacher.id],
                step: school.step(owner: school.secondCounsellor.id))
            #expect(try await school.crisisLead.day(kinds).map(\.kind) == [.completeChecklistPoint])
            #expect(try await school.counsellor.day(kinds).map(\.kind) == [.completeChecklistPoint])
            #expect(try await school.secondCounsellor.day(kinds).map(\.kind) == [.advanceCrisisCase])
            #expect(try await school.secondLead.day(kinds).isEmpty)
            // Who keeps company and may see nothing of cases has nothing in the day.
            #expect(try await school.classTeacher.day(kinds).isEmpty)
            for point in CrisisSchool.points { _ = try await school.counsellor.complete(point, of: crisis.id) }
            #expect(try await school.crisisLead.day(kinds).isEmpty)
            school.clock.advance(by: .seconds(25 * 3_600))
            // The owner has not done it: the lead hears of it, too.
            for person in [school.crisisLead, school.secondCounsellor] {
                let items = try await person.day(kinds)
                #expect(items.map(\.kind) == [.advanceCrisisCase])
                #expect(items.map(\.urgency) == [.overdue])
                #expect(items.first?.level == .crisis)
            }
        }
    }

    @Test("In follow-up a report waits for who writes, then for who signs")
    func reports() async throws {
        try await CrisisSchool.open { school in
            let crisis = try await school.crisis(in: .followUp)
            let kinds: Set<APIDueKind> = [.writeCaseReport, .signCaseReport]
            #expect(try await school.counsellor.day(kinds).map(\.kind) == [.writeCaseReport])
            #expect(try await school.crisisLead.day(kinds).isEmpty)
            let report = try await school.counsellor.submit(crisis.id)
            #expect(try await school.counsellor.day(kinds).isEmpty)
            #expect(try await school.crisisLead.day(kinds).map(\.kind) == [.signCaseReport])
            _ = try await school.crisisLead.sign(report)
            #expect(try await school.crisisLead.day(kinds).isEmpty)
            #expect(try await school.crisisLead.day([.followUp]).count == 1)
        }
    }

    @Test("What is late is noted once, by the system, and told to those who watch")
    func deadlines() async throws {
        try await CrisisSchool.open { school in
            let crisis = try await school.crisis(in: .opened)
            func notes() async throws -> [String] {
                try await school.background.run(CrisisDeadlines())
                return try await school.crisisLead.see(crisis.id).history.filter { $0.kind == .overdue }.map(\.note)
            }
            school.clock.advance(by: .seconds(1_800))
            #expect(try await notes() == [])
            let changes = school.feed.subscribe(to: .crises(school: school.school))
            school.clock.advance(by: .milliseconds(1))
            #expect(try await notes() == ["step", "point: constant_company"])
            #expect(try await notes() == ["step", "point: constant_company"])
            var told = changes.makeAsyncIterator()
            let id = try #require(Identifier(crisis.id))
            #expect(try await told.next() == .crisis(id, school: school.school))
            let history = try await school.crisisLead.see(crisis.id).history
            #expect(history.last?.authorID == "")
            // Another step is another moment.
            _ = try await school.crisisLead.crises.setNextStep(
                .with {
                    $0.crisisCaseID = crisis.id
                    $0.nextStep = school.step(hours: 1)
                }, school.crisisLead.meta)
            _ = try await school.counsellor.complete(.meansRemoved, of: crisis.id)
            school.clock.advance(by: .seconds(2 * 3_600))
            #expect(
                try await notes()
                    == [
                        "step", "point: constant_company", "step", "point: guardians_told", "point: reported_up",
                    ])
        }
    }

    @Test("Late follow-ups, reports and actions of lessons are noted, too, and none of a case that ended or relapsed")
    func otherDeadlines() async throws {
        try await CrisisSchool.open { school in
            let crisis = try await school.crisis(in: .followUp)
            _ = try await school.crisisLead.crises.recordLesson(
                .with {
                    $0.crisisCaseID = crisis.id
                    $0.findings = "流程过长"
                    $0.actions = [school.step("修订预案", hours: 24 * 20)]
                }, school.crisisLead.meta)
            let relapsed = try await school.crisis(in: .followUp)
            _ = try await school.crisisLead.advance(relapsed.id, .relapse, school.step(hours: 24 * 14))
            school.clock.advance(by: .seconds(21 * 86_400))
            try await school.background.run(CrisisDeadlines())
            func notes(_ crisis: APICrisisCase) async throws -> [String] {
                try await school.crisisLead.see(crisis.id).history.filter { $0.kind == .overdue }.map(\.note)
            }
            #expect(
                try await notes(crisis).sorted()
                    == ["follow_up", "follow_up", "follow_up", "follow_up", "lesson_action", "report", "step"])
            #expect(
                try await notes(relapsed).sorted()
                    == [
                        "point: constant_company", "point: guardians_told", "point: hospital_contacted",
                        "point: means_removed", "point: reported_up", "step",
                    ])
        }
    }

    @Test("What belonged to a student who was erased stops neither lists nor deadlines of the others")
    func erased() async throws {
        try await CrisisSchool.open { school in
            let student = try await school.enrol()
            _ = try await school.counsellor.open(for: student)
            _ = try await school.counsellor.report(student, .violence)
            try await school.care(for: student)
            _ = try await school.crisisLead.plan(school.school, .exams, "2026-11-04", "2026-11-30")
            let other = try await school.counsellor.open(for: try await school.enrol())
            let home = school.school
            _ = try await school.store.write { try $0.markErased(student, in: home) }
            _ = try await school.store.erase(student, at: school.clock.now())
            #expect(try await school.crisisLead.list(school.school).map(\.id) == [other.id])
            #expect(try await school.counsellor.reviews(school.school).isEmpty)
            school.clock.advance(by: .seconds(86_400))
            try await school.background.run(CrisisDeadlines())
            try await school.background.run(TraumaDeadlines())
            #expect(try await school.crisisLead.see(other.id).history.contains { $0.kind == .overdue })
            #expect(
                try await school.crisisLead.day([.reportTrauma, .advanceCrisisCase]).map(\.subjectID) == [other.id])
        }
    }

    @Test("A supervisor gets figures of schools and above, none under ten, and no other thing")
    func counts() async throws {
        try await CrisisSchool.open { school in
            func count(_ unit: Identifier?, _ person: Responder) async throws -> APICountCrisesResponse {
                try await person.crises.countCrises(.with { $0.unitID = unit?.description ?? "" }, person.meta)
            }
            let none = try await count(school.school, school.supervisor)
            #expect(none.open == .with { $0.number = 0 })
            for _ in 0..<9 { _ = try await school.counsellor.open(for: try await school.enrol()) }
            let held = try await count(school.school, school.supervisor)
            #expect(held.open == .with { $0.isHeldBack = true })
            #expect(held.opened.isHeldBack && !held.trauma.isHeldBack && held.closed.number == 0)
            _ = try await school.counsellor.open(for: try await school.enrol())
            let shown = try await count(school.school, school.supervisor)
            #expect(shown.open.number == 10 && !shown.open.isHeldBack)
            #expect(shown.overdue.number == 0 && !shown.overdue.isHeldBack)
            school.clock.advance(by: .seconds(86_400))
            #expect(try await count(school.school, school.supervisor).overdue.number == 10)
            // A single case of the neighbours would be told by the county's figure.
            _ = try await school.stranger.open(for: try await school.enrolElsewhere())
            #expect(try await count(school.county, school.supervisor).open.isHeldBack)
            #expect(
                try await failure { try await count(school.classes[0], school.supervisor) }?.details.fieldViolations
                    .map(\.field) == ["unitId"])
            #expect(try await failure { try await count(nil, school.supervisor) }?.status == .notFound)
            #expect(
                try await failure { try await count(school.school, school.counsellor) }?.status == .permissionDenied)
        }
    }
}
