import Domain
import JSONRPC
import Store
import SwiftProtobuf
import TestSupport
import Testing
import XinyuAPI

@testable import Services

@Suite("Special circumstances")
struct CircumstanceServiceTests {
    @Test func aStudentMayHaveSeveralEachWithItsDates() async throws {
        try await CareSchool.open { school in
            let (student, counsellor) = (try await school.enrol(), school.counsellor)
            let first = try await counsellor.circumstance(of: student, .leftBehind, since: "2024-09-01")
            #expect(first.circumstance.since == "2024-09-01" && first.circumstance.until.isEmpty)
            _ = try await counsellor.circumstance(of: student, .economicHardship)
            // One that is over does not keep from having it again.
            _ = try await counsellor.circumstance(of: student, .studyPressure, since: "2025-01-01", until: "2025-06-30")
            _ = try await counsellor.circumstance(of: student, .studyPressure, since: "2026-10-01")
            let again = await #expect(throws: RPCError.self) {
                try await counsellor.circumstance(of: student, .leftBehind)
            }
            #expect(again?.status == .failedPrecondition)
            let listed = try await counsellor.circumstances(in: school.school).students
            #expect(listed.map(\.studentName) == ["王小明"])
            #expect(
                Set(listed[0].circumstances.map(\.circumstance.category))
                    == [.leftBehind, .economicHardship, .studyPressure])
            // Nobody is warned of for where one comes from.
            #expect(try await counsellor.list(school.school).warnings.isEmpty)
        }
    }

    @Test(arguments: [
        ("since", "2027-01-01", ""), ("until", "2026-01-01", "2025-12-31"), ("until", "", "2026-11-05"),
        ("since", "1.9.2026", ""),
    ])
    func datesThatCannotBeAreRefused(_ field: String, _ since: String, _ until: String) async throws {
        try await CareSchool.open { school in
            let student = try await school.enrol()
            let error = await #expect(throws: RPCError.self) {
                try await school.counsellor.circumstance(of: student, .migrant, since: since, until: until)
            }
            #expect(error?.details.fieldViolations.map(\.field) == [field])
        }
    }

    @Test func oneEndsWithItsLastDayAndStaysInTheArchive() async throws {
        try await CareSchool.open { school in
            let (student, counsellor) = (try await school.enrol(), school.counsellor)
            let record = try await counsellor.circumstance(of: student, .divorced, since: "2026-01-01")
            let early = await #expect(throws: RPCError.self) {
                try await counsellor.end(record.id, until: "2025-12-31")
            }
            #expect(early?.details.fieldViolations.map(\.field) == ["until"])
            let ended = try await counsellor.end(record.id)
            #expect(ended.circumstance.until == "2026-11-04" && ended.version == 2)
            // The last day still counts.
            #expect(try await counsellor.circumstances(in: school.school).students.count == 1)
            school.clock.advance(by: .seconds(16 * 3_600))
            #expect(try await counsellor.circumstances(in: school.school).students.isEmpty)
            #expect(try await counsellor.records(student, .circumstances).records.map(\.id) == [record.id])
            let versions = try await counsellor.versions(record.id).versions
            #expect(versions.map(\.change) == [.made, .ended])
            #expect(versions.map(\.circumstance.until) == ["", "2026-11-04"])
            let twice = await #expect(throws: RPCError.self) { try await counsellor.end(record.id) }
            #expect(twice?.status == .failedPrecondition)
        }
    }

    @Test func aCorrectionOpensOrClosesItAgain() async throws {
        try await CareSchool.open { school in
            let (student, counsellor) = (try await school.enrol(), school.counsellor)
            let record = try await counsellor.circumstance(of: student, .divorced, until: "2026-11-01")
            #expect(try await counsellor.circumstances(in: school.school).students.isEmpty)
            let corrected = try await counsellor.correct(record.id) {
                $0.circumstance.category = .singleParent
                $0.circumstance.source = .schoolFiles
            }
            #expect(corrected.circumstance.category == .singleParent && corrected.circumstance.until.isEmpty)
            let listed = try await counsellor.circumstances(in: school.school).students
            #expect(listed.flatMap(\.circumstances).map(\.circumstance.category) == [.singleParent])
            _ = try await counsellor.withdraw(record.id)
            #expect(try await counsellor.circumstances(in: school.school).students.isEmpty)
        }
    }

    @Test func theListIsOfAUnitOfSomeCategoriesAndPageByPage() async throws {
        try await CareSchool.open { school in
            let counsellor = school.counsellor
            var first: [Identifier] = []
            for number in 0..<5 { first.append(try await school.enrol("学生\(number)")) }
            let other = try await school.enrol("邻班", in: 1)
            for student in first { _ = try await counsellor.circumstance(of: student, .migrant) }
            _ = try await counsellor.circumstance(of: first[2], .disability)
            _ = try await counsellor.circumstance(of: other, .disability)
            #expect(try await counsellor.circumstances(in: school.school).students.count == 6)
            #expect(try await counsellor.circumstances(in: school.classes[1]).students.map(\.studentName) == ["邻班"])
            let disabled = try await counsellor.circumstances(in: school.school, [.disability]).students
            #expect(Set(disabled.map(\.studentID)) == [first[2].description, other.description])
            #expect(disabled.allSatisfy { $0.circumstances.count == 1 })
            for size in 1...7 as ClosedRange<UInt32> {
                var (seen, token): ([String], String) = ([], "")
                repeat {
                    let page = try await counsellor.circumstances(in: school.school, size: size, token: token)
                    #expect(!page.students.isEmpty)
                    seen += page.students.map(\.studentID)
                    token = page.nextPage
                } while !token.isEmpty
                #expect(seen.count == 6 && Set(seen).count == 6, "\(size)")
            }
            let foreign = await #expect(throws: RPCError.self) {
                try await counsellor.circumstances(in: school.school, token: "x")
            }
            #expect(foreign?.status == .invalidArgument)
        }
    }

    @Test func theyMakeThePriorityGroupsOfMentoring() async throws {
        try await CareSchool.open { school in
            let (counsellor, now) = (school.counsellor, school.clock.now())
            let (one, two, three, four) = (
                try await school.enrol("甲"), try await school.enrol("乙"), try await school.enrol("丙"),
                try await school.enrol("丁")
            )
            _ = try await counsellor.circumstance(of: one, .divorced)
            _ = try await counsellor.circumstance(of: one, .studyPressure)
            _ = try await school.careEntry(for: two, .crisis)
            _ = try await counsellor.circumstance(of: two, .mentalCondition)
            _ = try await counsellor.circumstance(of: three, .specialPersonality)
            _ = try await counsellor.circumstance(of: four, .migrant, until: "2026-10-01")
            let place = school.school
            let needs = try await school.store.read {
                try MentoringServiceImplementation.needs.needs(ofSchool: place, at: now, in: $0)
            }
            #expect(needs[one] == MentorNeed([.specialFamily, .studyPressure]))
            #expect(needs[two] == MentorNeed([.psychologicalProblem], level: .crisis))
            #expect(needs[three] == nil && needs[four] == nil)
        }
    }

    @Test func theyMakeTheSpecialGroupsOfSpecialPeriods() async throws {
        try await CareSchool.open { school in
            let (counsellor, now, place) = (school.counsellor, school.clock.now(), school.school)
            let (one, two, three) = (
                try await school.enrol("甲"), try await school.enrol("乙"), try await school.enrol("丙")
            )
            _ = try await counsellor.circumstance(of: one, .leftBehind)
            _ = try await counsellor.circumstance(of: one, .disability)
            // On the list too: the graver cause is told.
            _ = try await school.careEntry(for: two)
            _ = try await counsellor.circumstance(of: two, .leftBehind)
            _ = try await counsellor.circumstance(of: three, .leftBehind, until: "2026-11-03")
            let group = try await school.store.read {
                try $0.specialGroup(ofSchool: place, notIn: place, at: now, limit: 99)
            }
            let causes = Dictionary(group.map { ($0.student, $0.cause) }, uniquingKeysWith: { first, _ in first })
            #expect(group.count == 2)
            #expect(causes == [one: .circumstance, two: .careList])
        }
    }
}
