import Domain
import JSONRPC
import Router
import Store
import SwiftProtobuf
import TestSupport
import Testing
import XinyuAPI

@testable import Services

@Suite("Whoever was erased stops no list of the others")
struct ErasedStudentTests {
    @Test("Warnings, signals, the network's works")
    func earlyWarning() async throws {
        try await CareSchool.open { school in
            let (gone, other) = (try await school.enrol(), try await school.enrol("李华"))
            for student in [gone, other] {
                _ = try await school.warn(of: student)
                _ = try await school.counsellor.report(student)
            }
            try await school.erase(gone)
            let warnings = try await school.counsellor.list(school.school).warnings
            #expect(warnings.map(\.studentID).contains(other.description))
            #expect(warnings.filter { $0.studentID == gone.description }.allSatisfy { $0.studentName.isEmpty })
            #expect(
                try await school.counsellor.signals(school.school).map(\.studentID).filter { $0 == other.description }
                    .count >= 1)
            #expect(try await school.counsellor.today().contains { $0.studentID == other.description })
            school.clock.advance(by: .seconds(3_600))
            try await school.escalate()
            try await school.sweep()
            #expect(try await school.counsellor.list(school.school).warnings.count >= 1)
        }
    }

    @Test("The care list and its proposals, plans and measures")
    func carePlans() async throws {
        try await CareSchool.open { school in
            let (gone, other) = (try await school.enrol(), try await school.enrol("李华"))
            for student in [gone, other] {
                let entry = try await school.counsellor.propose(student, .concern)
                _ = try await school.counsellor.take(.activate, entry.id, advice: "多关心")
                _ = try await school.measuredPlan(for: student)
            }
            try await school.erase(gone)
            for colleague in [school.counsellor, school.classTeacher, school.crisisLead] {
                let entries = try await colleague.care.listCareEntries(
                    .with { $0.unitID = school.classes[0].description }, colleague.meta
                ).entries
                #expect(entries.contains { $0.studentName == "李华" })
                #expect(!entries.contains { $0.studentName == "王小明" })
                _ = try await colleague.today()
                _ = try await colleague.myMeasures()
            }
            _ = try await school.counsellor.proposals(school.school)
            _ = try await school.counsellor.plans.listUnitPlans(
                .with { $0.unitID = school.school.description }, school.counsellor.meta)
            _ = try await school.counsellor.care.countCareEntries(
                .with { $0.unitID = school.school.description }, school.counsellor.meta)
        }
    }

    @Test("Consultations and referrals, the institution's side too")
    func affairs() async throws {
        try await AffairSchool.open { school in
            let (gone, other) = (try await school.enrol(), try await school.enrol())
            for student in [gone, other] {
                _ = try await school.consultation(.assigned, about: student)
                _ = try await school.referral(.sent, of: student)
            }
            try await school.store.erase(gone, in: school.school, at: school.clock.now())
            #expect(
                try await school.counsellor.list(school.school).consultations.map(\.studentID).contains(
                    other.description))
            #expect(
                try await school.counsellor.referralList(school.school).map(\.studentID).contains(other.description))
            #expect(try await !school.liaison.inbox(school.hospital).isEmpty)
            #expect(try await !school.experts[0].assigned().isEmpty)
            for party in [school.counsellor, school.liaison, school.experts[0]] { _ = try await party.dueItems() }
            school.clock.advance(by: .seconds(14 * 86_400))
            try await school.tickConsultations()
            _ = try await school.tickReferrals()
        }
    }

    @Test("Crises, trauma reports and special reviews, also before the student is marked")
    func crises() async throws {
        try await CrisisSchool.open { school in
            let (gone, other) = (try await school.enrol(), try await school.enrol())
            for student in [gone, other] {
                _ = try await school.counsellor.open(for: student)
                _ = try await school.counsellor.report(student, .violence)
                try await school.care(for: student)
            }
            _ = try await school.crisisLead.plan(school.school, .exams, "2026-11-04", "2026-11-30")
            _ = try await school.store.erase(gone, at: school.clock.now())
            #expect(try await school.crisisLead.list(school.school).map(\.studentID) == [other.description])
            #expect(
                try await school.counsellor.reviews(school.school).map(\.studentID).contains(other.description))
            _ = try await school.crisisLead.day([.reportTrauma, .advanceCrisisCase])
            let home = school.school
            _ = try await school.store.write { try $0.markErased(gone, in: home) }
            school.clock.advance(by: .seconds(86_400))
            try await school.background.run(CrisisDeadlines())
            try await school.background.run(TraumaDeadlines())
        }
    }

    @Test("Appointments, mentors, contacts and buddies")
    func rooms() async throws {
        try await CounsellingSchool.open { school in
            let room = try await school.counsellor.room(school.school)
            try await school.counsellor.duty(room, of: school.counsellor)
            let (gone, other) = (school.pupils[0], school.pupils[1])
            for pupil in [gone, other] {
                let slots = try await pupil.slots(for: pupil.student)
                _ = try await pupil.book(slots[0], for: pupil.student, "睡不着")
            }
            try await school.store.erase(gone.student, in: school.school, at: school.clock.now())
            let appointments = try await school.counsellor.counselling.listAppointments(
                .with { $0.unitID = school.school.description }, school.counsellor.meta
            ).appointments
            #expect(appointments.map(\.studentID).contains(other.student.description))
            _ = try await school.counsellor.today(days: 30)
            _ = try await school.counsellor.compliance(school.school)
            _ = try await school.counsellor.buddies(school.school)
        }
    }
}

extension Store {
    /// As erasing does it, without taking the rows away: what a restored backup looks like.
    func erase(_ student: Identifier, in school: Identifier, at moment: Timestamp) async throws {
        _ = try await write { try $0.markErased(student, in: school) }
        _ = try await erase(student, at: moment)
    }
}

extension CareSchool {
    fileprivate func erase(_ student: Identifier) async throws {
        try await store.erase(student, in: school, at: clock.now())
    }
}
