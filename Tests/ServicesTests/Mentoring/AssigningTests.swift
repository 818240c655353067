import Domain
import JSONRPC
import SwiftProtobuf
import Testing
import XinyuAPI

@Suite("Mentors for every student")
struct AssigningTests {
    @Test func proposesAndChangesNothing() async throws {
        try await CounsellingSchool.open { school in
            let (counsellor, listed) = (school.counsellor, school.pupils[2].student)
            try await counsellor.enlist(school.teachers[0], for: school.school, most: 2)
            try await counsellor.enlist(school.teachers[1], for: school.school, .trained)
            try await school.list(listed, .crisis)
            let proposal = try await counsellor.propose(school.school)
            #expect(proposal.waiting == 3)
            #expect(proposal.leftOver.isEmpty)
            #expect(proposal.proposals.count == 3)
            let first = proposal.proposals[0]
            #expect(first.studentID == listed.description)
            #expect(first.studentName == "学生2")
            #expect(first.classID == school.classes[1].description)
            #expect(first.mentorID == school.teachers[1].id.description)
            #expect(first.priorityGroups == ["psychological_problem"])
            #expect(
                first.reason == "2 of the student's units have room; this one has 0 of 15 mentees, and is trained")
            #expect(try await school.teachers[1].today().isEmpty)
            #expect(try await counsellor.propose(school.school) == proposal)
            #expect(
                try await counsellor.mentoring.listMentorships(
                    .with { $0.unitID = school.school.description }, counsellor.meta
                ).withoutMentor == 3)
        }
    }

    @Test func appliesWhatWasProposed() async throws {
        try await CounsellingSchool.open { school in
            let counsellor = school.counsellor
            try await counsellor.enlist(school.teachers[0], for: school.school)
            let proposal = try await counsellor.propose(school.school)
            // Somebody enrols: the proposal would be another one.
            let late = try await school.enrol()
            let stale = try await failure { try await counsellor.apply(school.school, proposal.fingerprint) }
            #expect(stale?.status == .aborted)
            let fresh = try await counsellor.propose(school.school)
            let applied = try await counsellor.apply(school.school, fresh.fingerprint)
            #expect(applied.assigned == 4)
            #expect(applied.waiting == 0)
            #expect(try await counsellor.propose(school.school).proposals.isEmpty)
            let mentees = try await school.teachers[0].mentees()
            #expect(
                Set(mentees.map(\.studentID)) == Set(([late] + school.pupils[0...2].map(\.student)).map(\.description)))
            #expect(try await counsellor.timeline(late).contains("成长导师：已安排"))
        }
    }

    /// 1 of the first class and the mentor's; who waits there is told.
    @Test func leavesOverWhomNobodyIsFor() async throws {
        try await CounsellingSchool.open { school in
            try await school.counsellor.enlist(school.teachers[0], for: school.classes[0], most: 1)
            let proposal = try await school.counsellor.propose(school.school)
            #expect(proposal.proposals.count == 1)
            #expect(
                Dictionary(grouping: proposal.leftOver, by: \.classID).mapValues { $0.map(\.reason) } == [
                    school.classes[0].description: [
                        "all mentors of the student's units have as many mentees as they can have"
                    ],
                    school.classes[1].description: ["no mentor is enlisted for a unit of the student"],
                ])
            let applied = try await school.counsellor.apply(school.school, proposal.fingerprint)
            #expect(applied.assigned == 1)
            #expect(applied.waiting == 2)
        }
    }

    /// A grade lead reads status, not clinical data: neither the groups nor an order that tells them.
    @Test func whyAStudentComesFirstIsForCounsellors() async throws {
        try await CounsellingSchool.open { school in
            try await school.gradeLead.enlist(school.teachers[0], for: school.grade)
            for pupil in school.pupils[0...2] { try await school.list(pupil.student, .watch) }
            for _ in 0..<5 { _ = try await school.enrol() }
            let seen = try await school.gradeLead.propose(school.grade)
            #expect(seen.proposals.count == 8)
            #expect(seen.proposals.map(\.studentID) == seen.proposals.map(\.studentID).sorted())
            #expect(seen.proposals.allSatisfy { $0.priorityGroups.isEmpty && $0.reason.isEmpty })
            #expect(
                try await failure { try await school.gradeLead.propose(school.school) }?.status == .notFound)
            #expect(
                try await failure { try await school.classTeacher.propose(school.classes[0]) }?.status
                    == .permissionDenied)
            // Both mean the same.
            #expect(try await school.counsellor.propose(school.grade).fingerprint == seen.fingerprint)
            #expect(try await school.gradeLead.apply(school.grade, seen.fingerprint).assigned == 8)
        }
    }

    @Test func theRoleComesAndGoesWithTheMentorship() async throws {
        try await CounsellingSchool.open { school in
            let (counsellor, teacher, student) = (school.counsellor, school.teachers[0], school.pupils[0].student)
            try await school.list(student, advice: "课后谈心")
            try await counsellor.enlist(teacher, for: school.school)
            try await counsellor.enlist(school.teachers[1], for: school.school)
            #expect(try await failure { try await teacher.mentees() }?.status == .permissionDenied)
            let mentorship = try await counsellor.assign(teacher, to: student)
            #expect(mentorship.studentName == "学生0")
            let mentees = try await teacher.mentees()
            #expect(mentees.map(\.supportAdvice) == ["课后谈心"])
            #expect(mentees.map(\.mentorshipID) == [mentorship.id])
            // Of nobody else's.
            _ = try await teacher.keepContact(student)
            #expect(try await failure { try await teacher.keepContact(school.pupils[1].student) }?.status == .notFound)
            #expect(try await failure { try await teacher.contacts(school.pupils[1].student) }?.status == .notFound)
            // Another mentor takes over, and the first sees nothing any more.
            let second = try await counsellor.assign(school.teachers[1], to: student)
            #expect(try await failure { try await teacher.mentees() }?.status == .permissionDenied)
            #expect(try await failure { try await teacher.contacts(student) }?.status == .permissionDenied)
            #expect(try await school.teachers[1].mentees().map(\.mentorshipID) == [second.id])
            try await counsellor.end(second.id)
            #expect(try await failure { try await school.teachers[1].mentees() }?.status == .permissionDenied)
            #expect(
                try await failure { try await counsellor.end(second.id) }?.message == "it has ended already")
        }
    }

    @Test func adviceThatIsOnlyProposedIsNotShown() async throws {
        try await CounsellingSchool.open { school in
            let student = school.pupils[0].student
            try await school.counsellor.enlist(school.teachers[0], for: school.school)
            try await school.counsellor.assign(school.teachers[0], to: student)
            #expect(try await school.teachers[0].mentees().map(\.supportAdvice) == [""])
        }
    }

    @Test func keepsToWhoCanBeAMentor() async throws {
        try await CounsellingSchool.open { school in
            let (counsellor, student) = (school.counsellor, school.pupils[0].student)
            for outsider in [school.stranger, school.pupils[1]] {
                let refusal = try await failure { try await counsellor.enlist(outsider, for: school.school) }
                #expect(refusal?.details.fieldViolations.map(\.field) == ["accountId"])
            }
            let unlisted = try await failure { try await counsellor.assign(school.teachers[0], to: student) }
            #expect(unlisted?.details.fieldViolations.map(\.field) == ["mentorId"])
            // Nobody grants a role to themself.
            try await counsellor.enlist(counsellor, for: school.school)
            #expect(
                try await failure { try await counsellor.assign(counsellor, to: student) }?.status
                    == .failedPrecondition)
            #expect(try await counsellor.propose(school.school).proposals.isEmpty)
            #expect(try await school.secondCounsellor.propose(school.school).proposals.count == 3)
            try await counsellor.enlist(school.teachers[0], for: school.school, most: 1)
            try await counsellor.assign(school.teachers[0], to: student)
            #expect(
                try await failure { try await counsellor.assign(school.teachers[0], to: student) }?.status
                    == .alreadyExists)
            #expect(
                try await failure { try await counsellor.assign(school.teachers[0], to: school.pupils[1].student) }?
                    .message == "this mentor has 1 mentees, the most that there can be")
        }
    }

    @Test func aReleasedMentorGetsNobodyElse() async throws {
        try await CounsellingSchool.open { school in
            let counsellor = school.counsellor
            try await counsellor.enlist(school.teachers[0], for: school.school)
            try await counsellor.assign(school.teachers[0], to: school.pupils[0].student)
            let released = try await counsellor.mentoring.releaseMentor(
                .with {
                    $0.unitID = school.school.description
                    $0.accountID = school.teachers[0].id.description
                }, counsellor.meta)
            #expect(released.mentees == 1)
            #expect(
                try await counsellor.mentoring.listMentors(
                    .with { $0.unitID = school.school.description }, counsellor.meta
                ).mentors.isEmpty)
            #expect(try await counsellor.propose(school.school).leftOver.count == 2)
            // The mentee stays until there is somebody else.
            #expect(try await school.teachers[0].mentees().count == 1)
        }
    }

    @Test func aGradeLeadChangesNoMentorOfTheWholeSchool() async throws {
        try await CounsellingSchool.open { school in
            try await school.counsellor.enlist(school.teachers[0], for: school.school)
            let refusal = try await failure { try await school.gradeLead.enlist(school.teachers[0], for: school.grade) }
            #expect(refusal?.status == .failedPrecondition)
            #expect(
                try await school.gradeLead.mentoring.listMentors(
                    .with { $0.unitID = school.grade.description }, school.gradeLead.meta
                ).mentors.map(\.unitID) == [school.school.description])
        }
    }

    @Test func whoWaitsIsOnTheDay() async throws {
        try await CounsellingSchool.open { school in
            let counsellor = school.counsellor
            // A school without mentors has not begun.
            #expect(try await counsellor.today().isEmpty)
            try await counsellor.enlist(school.teachers[0], for: school.school)
            try await school.list(school.pupils[2].student, .crisis)
            let items = try await counsellor.today().filter { $0.kind == .assignMentor }
            #expect(items.map(\.subjectID).first == school.pupils[2].student.description)
            #expect(items.first?.level == .crisis)
            #expect(Set(items.dropFirst().map(\.subjectID)) == Set(school.classes.map(\.description)))
            let proposal = try await counsellor.propose(school.school)
            _ = try await counsellor.apply(school.school, proposal.fingerprint)
            #expect(try await counsellor.today().filter { $0.kind == .assignMentor }.isEmpty)
        }
    }
}
