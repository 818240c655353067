import Domain
import JSONRPC
import SwiftProtobuf
import TestSupport
import Testing
import XinyuAPI

@testable import Services

@Suite("Students")
struct StudentListTests {
    private struct Stage {
        let office: Office
        let clerk: Clerk
        let school: String
        let first: String
        let second: String
        let dorm: String

        init() async throws {
            office = try await Office()
            clerk = try await office.clerk("registrar")
            school = try await clerk.unit(.school, "一中", stage: .junior)
            let grade = try await clerk.unit(.grade, "初一", under: school, grade: 7)
            first = try await clerk.unit(.class, "1班", under: grade)
            office.clock.advance(by: .seconds(1))
            second = try await clerk.unit(.class, "2班", under: grade)
            dorm = try await clerk.unit(.dorm, "6号楼", under: school)
        }

        func move(_ student: String, to schoolClass: String, dorm: String = "") async throws -> APIStudent {
            try await clerk.roster.moveStudent(
                .with {
                    $0.studentID = student
                    $0.classID = schoolClass
                    $0.dormID = dorm
                }
            ).student
        }
    }

    @Test("Pages go by class and then by id, each student once", arguments: [1, 2, 3, 5, 100])
    func pages(_ size: UInt32) async throws {
        let stage = try await Stage()
        var expected: [String: [String]] = [:]
        for (place, count) in [(stage.second, 3), (stage.first, 3), (nil, 2)] {
            for number in 1...count {
                let id = try await stage.office.enrol(
                    in: place, of: stage.school, number: "\(number)\(place ?? "")".prefix(20).description)
                expected[place ?? "", default: []].append(id.description)
            }
        }
        var found: [String] = []
        var token = ""
        repeat {
            let answer = try await stage.clerk.roster.listStudents(
                .with {
                    $0.unitID = stage.school
                    $0.page.size = size
                    $0.page.token = token
                })
            #expect(answer.students.count <= Int(size))
            found += answer.students.map(\.id)
            token = answer.nextPage
        } while !token.isEmpty && found.count < 100
        let lists = ([stage.first, stage.second].sorted() + [""]).map { expected[$0, default: []].sorted() }
        #expect(found == lists.flatMap { $0 })
        #expect(
            try await status {
                try await stage.clerk.roster.listStudents(
                    .with {
                        $0.unitID = stage.school
                        $0.page.size = 1_001
                    })
            } == .invalidArgument)
        await stage.office.close()
    }

    @Test("A student is found by number in the school, and by those whose class it is")
    func find() async throws {
        let stage = try await Stage()
        let id = try await stage.office.enrol(in: stage.first, of: stage.school, number: "2026A01").description
        // Eight bits of index: some of these share the value.
        for number in 1...40 {
            _ = try await stage.office.enrol(in: stage.second, of: stage.school, number: "9\(number)")
        }
        func find(_ number: String, in unit: String, by clerk: Clerk) async throws -> APIStudent {
            try await clerk.roster.findStudent(
                .with {
                    $0.unitID = unit
                    $0.number = number
                }
            ).student
        }
        let found = try await find("２０２６A01", in: stage.school, by: stage.clerk)
        #expect(found.id == id)
        #expect(found.hasNationalID_p)
        #expect(try await find("917", in: stage.school, by: stage.clerk).number == "917")
        for number in ["2026a01", "2026A0", "", "941"] {
            #expect(try await status { try await find(number, in: stage.school, by: stage.clerk) } == .notFound)
        }
        let account = try await stage.clerk.account("teacher", in: stage.school)
        _ = try await stage.clerk.request(.classTeacher, in: stage.first, for: account)
        let teacher = try await stage.office.clerk("teacher")
        #expect(try await find("2026A01", in: stage.first, by: teacher).id == id)
        #expect(try await status { try await find("917", in: stage.first, by: teacher) } == .notFound)
        #expect(try await status { try await find("917", in: stage.second, by: teacher) } == .notFound)
        #expect(try await teacher.roster.getStudent(.with { $0.studentID = id }).student.name == "张三")
        await stage.office.close()
    }

    @Test("A national id is never told")
    func nationalID() async throws {
        let stage = try await Stage()
        let id = try await stage.office.enrol(in: stage.first, of: stage.school).description
        let student = try await stage.clerk.roster.getStudent(.with { $0.studentID = id }).student
        #expect(student.hasNationalID_p)
        #expect(try !student.jsonString().contains("110105"))
        await stage.office.close()
    }

    @Test("A student moves within the school, into open classes and dorms")
    func moves() async throws {
        let stage = try await Stage()
        let id = try await stage.office.enrol(in: stage.first, of: stage.school)
        let moved = try await stage.move(id.description, to: stage.second, dorm: stage.dorm)
        #expect(moved.classID == stage.second)
        #expect(moved.dormID == stage.dorm)
        func list(_ unit: String) async throws -> [String] {
            try await stage.clerk.roster.listStudents(.with { $0.unitID = unit }).students.map(\.id)
        }
        #expect(try await list(stage.first).isEmpty)
        #expect(try await list(stage.dorm) == [id.description])
        #expect(try await stage.move(id.description, to: stage.second).dormID.isEmpty)

        let neighbour = try await stage.clerk.unit(.school, "二中", stage: .junior)
        let grade = try await stage.clerk.unit(.grade, "初一", under: neighbour, grade: 7)
        let foreign = try await stage.clerk.unit(.class, "1班", under: grade)
        _ = try await stage.clerk.units.closeUnit(.with { $0.unitID = stage.first })
        for (schoolClass, dorm) in [
            (foreign, ""), (stage.first, ""), (stage.dorm, ""), ("", ""), (stage.second, stage.second),
        ] {
            #expect(
                try await status { try await stage.move(id.description, to: schoolClass, dorm: dorm) }
                    == .invalidArgument)
        }
        try await stage.office.leave(id)
        #expect(try await status { try await stage.move(id.description, to: stage.second) } == .failedPrecondition)
        await stage.office.close()
    }

    @Test("Nobody moves a student to where they have no say")
    func movesWithinTheGrant() async throws {
        let stage = try await Stage()
        let grade = try await stage.clerk.unit(.grade, "初二", under: stage.school, grade: 8)
        let above = try await stage.clerk.unit(.class, "1班", under: grade)
        let account = try await stage.clerk.account("clerk", in: stage.school)
        let request = try await stage.clerk.request(.registrar, in: stage.first, for: account)
        let ofDorm = try await stage.clerk.request(.registrar, in: stage.dorm, for: account)
        let officer = try await stage.office.clerk("officer")
        _ = try await officer.decide(request, .active)
        let id = try await stage.office.enrol(in: stage.first, of: stage.school).description
        let clerk = try await stage.office.clerk("clerk")
        func move(to schoolClass: String, dorm: String = "") async throws -> GRPCStatus? {
            try await status {
                try await clerk.roster.moveStudent(
                    .with {
                        $0.studentID = id
                        $0.classID = schoolClass
                        $0.dormID = dorm
                    })
            }
        }
        #expect(try await move(to: above) == .notFound)
        #expect(try await move(to: stage.second) == .notFound)
        #expect(try await move(to: stage.first, dorm: stage.dorm) == .notFound)
        #expect(try await stage.clerk.roster.getStudent(.with { $0.studentID = id }).student.classID == stage.first)
        #expect(try await move(to: stage.first) == nil)
        _ = try await officer.decide(ofDorm, .active)
        #expect(try await move(to: stage.first, dorm: stage.dorm) == nil)
        await stage.office.close()
    }
}
