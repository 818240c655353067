import Access
import Domain
import Foundation
import TestSupport
import Testing
import Vault
import XinyuAPI

@testable import JSONRPC
@testable import Router
@testable import Services
@testable import Store

/// Two schools that serve the counselling room and mentoring through the router. All people are of the first school but
/// for the strangers, who are a counsellor and a student of the second.
final class CounsellingSchool: Sendable {
    /// 2026-11-04T08:00:00+08:00, a Wednesday.
    static let start = Timestamp(milliseconds: 1_793_750_400_000)
    static let zone = Duration.seconds(8 * 3_600)

    let premises: Premises
    var temporary: TemporaryFolder { premises.temporary }
    var clock: ManualClock { premises.clock }
    var random: SeededRandomSource { premises.random }
    var store: Store { premises.store }
    let school: Identifier
    let otherSchool: Identifier
    let grade: Identifier
    let classes: [Identifier]

    let counsellor: Visitor
    let secondCounsellor: Visitor
    let stranger: Visitor
    let classTeacher: Visitor
    /// Of the second class, and so free to become mentors in the first.
    let teachers: [Visitor]
    let gradeLead: Visitor
    let crisisLead: Visitor
    let supervisor: Visitor
    /// Two in the first class, one in the second, one in the other school.
    let pupils: [Visitor]

    /// Closes the school whatever becomes of `body`.
    static func open(_ body: (CounsellingSchool) async throws -> Void) async throws {
        let school = try await CounsellingSchool()
        try await school.premises.closing { try await body(school) }
    }

    private init() async throws {
        let premises = try await Premises(from: CounsellingSchool.start, seed: 20_261_104)
        self.premises = premises
        func identifier() -> Identifier { premises.identifier() }
        let now = premises.clock.now()

        let (school, grade, otherSchool) = (identifier(), identifier(), identifier())
        let classes = [identifier(), identifier()]
        (self.school, self.grade, self.otherSchool, self.classes) = (school, grade, otherSchool, classes)
        let seats: [(role: Role, scope: Identifier)] = [
            (.counsellor, school), (.counsellor, school), (.counsellor, otherSchool), (.classTeacher, classes[0]),
            (.classTeacher, classes[1]), (.classTeacher, classes[1]), (.gradeLead, grade), (.crisisLead, school),
            (.supervisor, school),
        ]
        let staff = seats.map { CarePerson($0.role, premises.random) }
        let students = (0..<4).map { _ in CarePerson(.student, student: identifier(), premises.random) }
        try await premises.store.write { transaction in
            func unit(
                _ id: Identifier, of school: Identifier, under parent: Identifier?, _ kind: UnitRecord.Kind,
                grade: Int? = nil
            ) throws {
                try transaction.insert(
                    UnitRecord(
                        school: school, id: id, parent: parent, kind: kind, stage: .junior, grade: grade, name: "单位",
                        createdAt: now))
            }
            try unit(school, of: school, under: nil, .school)
            try unit(otherSchool, of: otherSchool, under: nil, .school)
            try unit(grade, of: school, under: school, .grade, grade: 8)
            for id in classes { try unit(id, of: school, under: grade, .schoolClass, grade: 8) }
            for (number, person) in students.enumerated() {
                let place: Identifier? = number == 3 ? nil : classes[number / 2]
                guard let id = person.student else { continue }
                try transaction.insert(
                    IdentifiedStudent(
                        StudentRecord(
                            school: number == 3 ? otherSchool : school, id: id, schoolClass: place, enrolledAt: now),
                        StudentIdentity(name: "学生\(number)", number: id.description)), indexes: .init())
            }
            for (person, seat) in zip(staff, seats) { try premises.admit(person, seat.scope, in: transaction) }
            for person in students {
                guard let student = person.student else { continue }
                try premises.admit(person, student, kind: "student", in: transaction)
            }
        }

        let units = try await premises.units()
        let policy = try CareSchool.policy()
        let decoder = JSONDecoder()
        let rules = try decoder.decode(
            CounsellingRules.self, from: Data(try ScreeningSchool.configuration("counselling.json")))
        let requirements = try decoder.decode(
            MentoringRequirements.self, from: Data(try ScreeningSchool.configuration("mentoring.json")))
        var table = MethodTable()
        let signals = SignalDesk(rules: try CareSchool.screening())
        table.register(
            CounsellingServiceImplementation(rules: rules, policy: policy, signals: signals, zone: Self.zone))
        table.register(SignalServiceImplementation(desk: signals))
        table.register(MentoringServiceImplementation(requirements: requirements, policy: policy))
        table.register(ArchiveServiceImplementation(signals: signals, policy: policy))
        table.register(CareServiceImplementation(rules: try CareSchool.careRules(), zone: Self.zone))
        table.register(DayServiceImplementation(policy: policy, zone: Self.zone))
        let people = staff + students
        let visitors = zip(people, try await premises.serve(table, units, to: people.count)).map { Visitor($0, $1) }
        (counsellor, secondCounsellor, stranger) = (visitors[0], visitors[1], visitors[2])
        (classTeacher, teachers) = (visitors[3], Array(visitors[4...5]))
        (gradeLead, crisisLead, supervisor) = (visitors[6], visitors[7], visitors[8])
        pupils = Array(visitors[9...])
    }

    /// Lets time pass.
    func pass(_ span: Duration) { clock.advance(by: span) }

    /// Who is enrolled beyond those who have an account.
    func enrol(_ name: String = "王小明", in schoolClass: Int = 0) async throws -> Identifier {
        let (id, now, school, place) = (Identifier(randomFrom: random), clock.now(), school, classes[schoolClass])
        try await store.write { transaction in
            try transaction.insert(
                IdentifiedStudent(
                    StudentRecord(school: school, id: id, schoolClass: place, enrolledAt: now),
                    StudentIdentity(name: name, number: id.description)), indexes: .init())
        }
        return id
    }

    /// Puts a student on the care list.
    func list(_ student: Identifier, _ level: AttentionLevel = .concern, advice: String? = nil) async throws {
        let (id, now, school, author) = (Identifier(randomFrom: random), clock.now(), school, counsellor.id)
        try await store.write { transaction in
            try transaction.insert(
                CareEntryRecord(
                    school: school, id: id, student: student, schoolClass: nil, state: .active, level: level,
                    advice: advice, proposedBy: author, createdAt: now, levelSince: now))
        }
    }
}
