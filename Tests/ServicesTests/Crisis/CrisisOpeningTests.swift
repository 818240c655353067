import Domain
import JSONRPC
import Store
import SwiftProtobuf
import TestSupport
import Testing
import XinyuAPI

@Suite("Crisis cases: opening and people")
struct CrisisOpeningTests {
    @Test("Opening starts the checklist with its deadlines, names a lead and a first step, and tells the archive")
    func opening() async throws {
        try await CrisisSchool.open { school in
            let student = try await school.enrol()
            let warning = try await school.warn(of: student)
            let crisis = try await school.counsellor.open(
                for: student, warning: warning, helpers: [school.classTeacher.id, school.counsellor.id])
            #expect(crisis.state == .opened)
            #expect(crisis.studentName == "王小明")
            #expect(crisis.warningID == warning.description)
            // The school's crisis lead, not the counsellor who opened it.
            #expect(crisis.leadID == school.crisisLead.id.description)
            #expect(Set(crisis.helperIds) == [school.classTeacher.id.description, school.counsellor.id.description])
            #expect(crisis.points.map(\.kind) == CrisisSchool.points)
            let start = CrisisSchool.start.milliseconds / 1_000
            #expect(crisis.points.map { $0.dueAt.seconds - start } == [1_800, 3_600, 3_600, 14_400, 7_200])
            #expect(crisis.nextStep.ownerID == crisis.leadID)
            #expect(crisis.nextStep.dueAt.seconds - start == 1_800)
            #expect(try await school.store.read { try $0.warning(warning) }?.state == .inIntervention)
            let lines = try await school.archive(of: student)
            #expect(lines.filter { $0.kind == .crisis }.map(\.summary) == ["危机个案：启动"])
        }
    }

    @Test("A student has one open case; another can follow when it is closed")
    func once() async throws {
        try await CrisisSchool.open { school in
            let student = try await school.enrol()
            let first = try await school.counsellor.open(for: student)
            let refusal = try await failure { try await school.crisisLead.open(for: student) }
            #expect(refusal?.status == .alreadyExists)
            #expect(refusal?.message.contains(first.id) == true)
            async let one = outcome { try await school.counsellor.open(for: try await school.enrol()) }
            _ = await one
            let other = try await school.enrol()
            async let left = outcome { try await school.counsellor.open(for: other) }
            async let right = outcome { try await school.secondCounsellor.open(for: other) }
            let outcomes = [await left, await right]
            #expect(outcomes.filter { (try? $0.get()) != nil }.count == 1)

            let ended = try await school.enrol()
            _ = try await school.crisis(of: ended, in: .closed)
            #expect(try await school.counsellor.open(for: ended).state == .opened)
        }
    }

    @Test("A lead is who may handle crises of the student; a helper is anybody of the school's staff")
    func people() async throws {
        try await CrisisSchool.open { school in
            let student = try await school.enrol()
            for person in [school.classTeacher, school.supervisor, school.stranger] {
                let refusal = try await failure { try await school.counsellor.open(for: student, lead: person.id) }
                #expect(refusal?.details.fieldViolations.map(\.field) == ["leadId"])
            }
            let nobody = Identifier(randomFrom: school.random)
            let refusal = try await failure { try await school.counsellor.open(for: student, helpers: [nobody]) }
            #expect(refusal?.details.fieldViolations.map(\.field) == ["helperIds[0]"])
            // Whoever leads crises and opens a case leads it.
            #expect(
                try await school.secondLead.open(for: student).leadID == school.secondLead.id.description)
            let other = try await school.enrol()
            let led = try await school.crisisLead.open(for: other, lead: school.counsellor.id)
            #expect(led.leadID == school.counsellor.id.description)
            let assigned = try await school.crisisLead.crises.assignCrisisCase(
                .with {
                    $0.crisisCaseID = led.id
                    $0.leadID = school.secondLead.id.description
                }, school.crisisLead.meta
            ).crisisCase
            #expect(assigned.leadID == school.secondLead.id.description)
            // The step goes to the new lead, too.
            #expect(assigned.nextStep.ownerID == assigned.leadID)
            #expect(assigned.helperIds.isEmpty)
        }
    }

    @Test("A warning must be the student's, and still open")
    func warnings() async throws {
        try await CrisisSchool.open { school in
            let (student, other) = (try await school.enrol(), try await school.enrol())
            let foreign = try await school.warn(of: other)
            let refusal = try await failure { try await school.counsellor.open(for: student, warning: foreign) }
            #expect(refusal?.details.fieldViolations.map(\.field) == ["warningId"])
            for state in [WarningState.dismissed, .resolved] {
                let over = try await school.warn(of: student, state)
                #expect(
                    try await failure { try await school.counsellor.open(for: student, warning: over) }?.status
                        == .failedPrecondition)
            }
            let raised = try await school.warn(of: student, .raised)
            _ = try await school.counsellor.open(for: student, warning: raised)
            #expect(try await school.store.read { try $0.warning(raised) }?.state == .raised)
        }
    }

    @Test("Class teacher and supervisor see no case; a lead of another school does not even find it")
    func access() async throws {
        try await CrisisSchool.open { school in
            let student = try await school.enrol()
            let crisis = try await school.counsellor.open(for: student, helpers: [school.classTeacher.id])
            for person in school.outsiders {
                #expect(try await failure { try await person.see(crisis.id) }?.status == .permissionDenied)
                #expect(try await failure { try await person.list(school.school) }?.status == .permissionDenied)
                #expect(try await failure { try await person.open(for: student) }?.status == .permissionDenied)
            }
            #expect(try await failure { try await school.stranger.see(crisis.id) }?.status == .notFound)
            #expect(try await failure { try await school.stranger.open(for: student) }?.status == .notFound)
        }
    }

    @Test("A list has what is due first in front, by state, and only of the unit")
    func lists() async throws {
        try await CrisisSchool.open { school in
            var ids: [String] = []
            for hours: Int64 in [30, 10, 20] {
                let student = try await school.enrol()
                ids.append(try await school.crisisLead.open(for: student, step: school.step(hours: hours)).id)
            }
            let closed = try await school.crisis(in: .closed)
            #expect(try await school.crisisLead.list(school.school).map(\.id) == [ids[1], ids[2], ids[0]])
            #expect(try await school.crisisLead.list(school.classes[0]).count == 3)
            #expect(try await school.crisisLead.list(school.classes[1]).isEmpty)
            #expect(try await school.crisisLead.list(school.school, [.closed]).map(\.id) == [closed.id])
            #expect(
                try await failure { try await school.crisisLead.list(school.county) }?.status == .notFound)
        }
    }

    @Test("A watch shows what is there, and then every change")
    func watch() async throws {
        try await CrisisSchool.open { school in
            let crisis = try await school.crisis(in: .opened)
            let events = school.crisisLead.crises.watchCrises(
                .with { $0.unitID = school.school.description }, school.crisisLead.meta)
            var iterator = events.makeAsyncIterator()
            let first = try #require(try await iterator.next())
            #expect(first.isSnapshot && first.crisisCase.id == crisis.id)
            _ = try await school.counsellor.complete(.meansRemoved, of: crisis.id)
            let second = try #require(try await iterator.next())
            #expect(!second.isSnapshot)
            #expect(second.crisisCase.points.filter { $0.state == .done }.map(\.kind) == [.meansRemoved])
        }
    }
}
