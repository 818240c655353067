import Domain
import JSONRPC
import SwiftProtobuf
import TestSupport
import Testing
import XinyuAPI

@Suite("Contacts of mentors, and whether they are as required")
struct ContactTests {
    private static let day = Duration.seconds(86_400)

    /// The first teacher is the mentor of the first pupil.
    private func open(_ body: (CounsellingSchool, Visitor, Identifier) async throws -> Void) async throws {
        try await CounsellingSchool.open { school in
            let (teacher, student) = (school.teachers[0], school.pupils[0].student)
            try await school.counsellor.enlist(teacher, for: school.school)
            try await school.counsellor.assign(teacher, to: student)
            try await body(school, teacher, student)
        }
    }

    /// The fields that a call is refused for.
    private func violations(_ body: () async throws -> some Any) async throws -> [String]? {
        try await failure(body)?.details.fieldViolations.map(\.field)
    }

    @Test func areKeptAndReadByTheMentorAndCounsellors() async throws {
        try await open { school, teacher, student in
            for number in 1...3 {
                school.pass(Self.day)
                _ = try await teacher.keepContact(student, .talk, [.study, .feelings], "第\(number)次")
            }
            let first = try await teacher.contacts(student, size: 2)
            #expect(first.contacts.map(\.content) == ["第3次", "第2次"])
            #expect(first.contacts[0].topics == [.study, .feelings])
            #expect(
                try await teacher.contacts(student, size: 2, token: first.nextPage).contacts.map(\.content) == ["第1次"])
            #expect(try await school.counsellor.contacts(student).contacts.count == 3)
            for visitor in [school.classTeacher, school.gradeLead, school.crisisLead, school.pupils[0]] {
                #expect(try await failure { try await visitor.contacts(student) }?.status == .permissionDenied)
            }
            #expect(try await failure { try await school.stranger.contacts(student) }?.status == .notFound)
            #expect(try await school.counsellor.timeline(student).filter { $0 == "成长导师：已联系" }.count == 3)
        }
    }

    @Test func aFollowingMentorReadsTheOwnAlone() async throws {
        try await open { school, teacher, student in
            _ = try await teacher.keepContact(student)
            try await school.counsellor.enlist(school.teachers[1], for: school.school)
            try await school.counsellor.assign(school.teachers[1], to: student)
            #expect(try await school.teachers[1].contacts(student).contacts.isEmpty)
            #expect(try await school.counsellor.contacts(student).contacts.count == 1)
        }
    }

    @Test func areOfTheMentorAndOfTheirTime() async throws {
        try await open { school, teacher, student in
            let now = school.clock.now()
            for moment in [now + .milliseconds(1), now + .seconds(-86_400)] {
                let refused = try await violations { try await teacher.keepContact(student, at: moment) }
                #expect(refused == ["contactedAt"])
            }
            let formless = try await violations { try await teacher.keepContact(student, .unspecified) }
            #expect(formless == ["form"])
            let aimless = try await violations { try await teacher.keepContact(student, .talk, [.unspecified]) }
            #expect(aimless == ["topics[0]"])
            let empty = try await violations { try await teacher.keepContact(student, .talk, [], "  ") }
            #expect(empty == ["content"])
            let another = try await failure { try await school.counsellor.keepContact(student) }
            #expect(another?.status == .permissionDenied)
            let kept = try await teacher.keepContact(student, at: now)
            #expect(kept.nextDueAt == Google_Protobuf_Timestamp(now + .seconds(14 * 86_400)))
        }
    }

    @Test func theDayTellsWhenOneIsDue() async throws {
        try await open { school, teacher, student in
            #expect(try await teacher.today(days: 14).map(\.kind) == [.logContact])
            #expect(try await teacher.today(days: 13).isEmpty)
            school.pass(.seconds(15 * 86_400))
            let items = try await teacher.today()
            #expect(items.map(\.urgency) == [.overdue])
            #expect(items.map(\.studentName) == ["学生0"])
            _ = try await teacher.keepContact(student)
            #expect(try await teacher.today().isEmpty)
        }
    }

    /// Two weeks a contact, a month face to face, as shipped.
    @Test func complianceIsCountedByMentorClassAndSchool() async throws {
        try await open { school, teacher, student in
            try await school.counsellor.enlist(school.teachers[1], for: school.school)
            try await school.counsellor.assign(school.teachers[1], to: school.pupils[2].student)
            school.pass(.seconds(10 * 86_400))
            _ = try await teacher.keepContact(student)
            school.pass(.seconds(5 * 86_400))
            let seen = try await school.counsellor.compliance(school.school)
            #expect(seen.unit.mentorships == 2)
            #expect(seen.unit.compliant == 1)
            #expect(seen.unit.contactOverdue == 1)
            #expect(seen.unit.withoutMentor == 1)
            let classes = Dictionary(uniqueKeysWithValues: seen.classes.map { ($0.classID, $0.figures) })
            #expect(classes[school.classes[0].description]?.compliant == 1)
            #expect(classes[school.classes[0].description]?.withoutMentor == 1)
            #expect(classes[school.classes[1].description]?.contactOverdue == 1)
            let mentors = Dictionary(uniqueKeysWithValues: seen.mentors.map { ($0.mentorID, $0.figures) })
            #expect(mentors[teacher.id.description]?.compliant == 1)
            #expect(mentors[school.teachers[1].id.description]?.compliant == 0)
            // A class teacher sees the own class.
            let own = try await school.classTeacher.compliance(school.classes[0])
            #expect(own.unit.mentorships == 1)
            #expect(own.mentors.map(\.mentorID) == [teacher.id.description])
            #expect(
                try await failure { try await school.classTeacher.compliance(school.classes[1]) }?.status == .notFound)
            #expect(try await failure { try await teacher.compliance(school.classes[0]) }?.status == .notFound)
        }
    }

    @Test func aSchoolSetsItsOwnRequirements() async throws {
        try await open { school, teacher, student in
            func set(_ visitor: Visitor, every seconds: UInt32) async throws -> APIMentoringRequirements {
                try await visitor.mentoring.setMentoringRequirements(
                    .with {
                        $0.schoolID = school.school.description
                        $0.requirements.everySeconds = seconds
                        $0.requirements.forms = [.talk]
                        $0.requirements.mostMentees = 3
                    }, visitor.meta
                ).requirements
            }
            func get() async throws -> APIMentoringRequirements {
                try await school.classTeacher.mentoring.getMentoringRequirements(
                    .with { $0.schoolID = school.school.description }, school.counsellor.meta
                ).requirements
            }
            #expect(try await get().everySeconds == 1_209_600)
            #expect(try await set(school.counsellor, every: 3_600).everySeconds == 3_600)
            #expect(try await get().forms == [.talk])
            // It holds for those who are mentors already.
            #expect(
                try await teacher.mentees()[0].contactDueAt
                    == Google_Protobuf_Timestamp(school.clock.now() + .seconds(3_600)))
            school.pass(.seconds(3_601))
            _ = try await teacher.keepContact(student, .phone)
            #expect(try await school.counsellor.compliance(school.school).unit.contactOverdue == 1)
            _ = try await teacher.keepContact(student, .talk)
            #expect(try await school.counsellor.compliance(school.school).unit.contactOverdue == 0)
            #expect(
                try await violations { try await set(school.counsellor, every: 0) }
                    == ["requirements.everySeconds"])
            #expect(try await failure { try await set(school.classTeacher, every: 60) }?.status == .permissionDenied)
            #expect(try await failure { try await set(school.gradeLead, every: 60) }?.status == .notFound)
        }
    }
}
