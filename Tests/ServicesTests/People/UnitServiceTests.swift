import JSONRPC
import SwiftProtobuf
import TestSupport
import Testing
import XinyuAPI

@Suite("Units")
struct UnitServiceTests {
    @Test("What stands where, with which stage and grade")
    func placement() async throws {
        let office = try await Office()
        let clerk = try await office.clerk("registrar")
        let province = try await clerk.unit(.province, "省")
        let city = try await clerk.unit(.city, "市", under: province)
        let county = try await clerk.unit(.county, "区", under: city)
        let school = try await clerk.unit(.school, "一中", under: county, stage: .junior)
        let grade = try await clerk.unit(.grade, "初一", under: school, grade: 7)
        let schoolClass = try await clerk.unit(.class, "1班", under: grade)
        let college = try await clerk.unit(.school, "大学", under: province, stage: .university)
        let department = try await clerk.unit(.department, "数学系", under: college)
        let studyClass = try await clerk.unit(.class, "数学1班", under: department, grade: 3)
        _ = try await clerk.unit(.dorm, "6号楼101", under: college)

        let found = try await clerk.unit(schoolClass)
        #expect(found.stage == .junior)
        #expect(found.grade == 7)
        #expect(found.parentID == grade)
        #expect(!found.hasClosedAt)
        let studied = try await clerk.unit(studyClass)
        #expect(studied.stage == .university)
        #expect(studied.grade == 3)
        #expect(try await clerk.unit(county).stage == .unspecified)
        await office.close()
    }

    @Test("Somebody who knows no unit is told those that the grants reach, each once")
    func withinReach() async throws {
        let office = try await Office()
        let registrar = try await office.clerk("registrar")
        let county = try await registrar.unit(.county, "区")
        let school = try await registrar.unit(.school, "一中", under: county, stage: .junior)
        let grade = try await registrar.unit(.grade, "初一", under: school, grade: 7)
        let (first, second) = (
            try await registrar.unit(.class, "1班", under: grade), try await registrar.unit(.class, "2班", under: grade)
        )
        let elsewhere = try await registrar.unit(.school, "二中", under: county, stage: .junior)
        #expect(try await Set(office.clerk("registrar").mine()) == [county, school, grade, first, second, elsewhere])

        let person = try await registrar.account("person", in: school)
        let grants: [(role: APIRole, unit: String, reach: [String])] = [
            (.classTeacher, second, [second]), (.gradeLead, grade, [grade, first, second]),
            (.classTeacher, elsewhere, [grade, first, second, elsewhere]),
        ]
        for grant in grants {
            _ = try await registrar.request(grant.role, in: grant.unit, for: person)
            let found = try await office.clerk("person").mine()
            #expect(found.count == grant.reach.count)
            #expect(Set(found) == Set(grant.reach), "\(grant.role)")
            // Parents before children.
            if let parent = found.firstIndex(of: grade), let child = found.firstIndex(of: second) {
                #expect(parent < child)
            }
        }
        #expect(try await status { try await office.clerk("officer").mine() } == .permissionDenied)
        await office.close()
    }

    @Test("What may not stand there")
    func misplaced() async throws {
        let office = try await Office()
        let clerk = try await office.clerk("registrar")
        let city = try await clerk.unit(
            .city, "市", under: try await clerk.unit(.province, "省"))
        let school = try await clerk.unit(.school, "一中", stage: .junior)
        let grade = try await clerk.unit(.grade, "初一", under: school, grade: 7)
        let college = try await clerk.unit(.school, "大学", stage: .university)

        let cases: [(APIUnitKind, String, APISchoolStage, UInt32, String)] = [
            (.class, "", .unspecified, 0, "a class at the top"),
            (.class, school, .unspecified, 0, "a class right under a school"),
            (.province, city, .unspecified, 0, "a province under a city"),
            (.county, school, .unspecified, 0, "a county under a school"),
            (.school, grade, .junior, 0, "a school under a grade"),
            (.school, city, .unspecified, 0, "a school without a stage"),
            (.grade, school, .unspecified, 0, "a grade without a number"),
            (.grade, school, .unspecified, 10, "a grade of another stage"),
            (.grade, school, .senior, 8, "a grade with a stage of its own"),
            (.class, grade, .unspecified, 8, "a class with another grade"),
            (.department, school, .unspecified, 0, "a department in a junior school"),
            (.dorm, college, .unspecified, 2, "a dorm with a grade"),
            (.unspecified, school, .unspecified, 0, "no kind"),
        ]
        for (kind, parent, stage, number, what) in cases {
            let status = try await status {
                try await clerk.unit(kind, "名", under: parent, stage: stage, grade: number)
            }
            #expect(status == .invalidArgument, "\(what)")
        }
        await office.close()
    }

    @Test("Names are kept in one form, and are free among open siblings")
    func names() async throws {
        let office = try await Office()
        let clerk = try await office.clerk("registrar")
        let school = try await clerk.unit(.school, "  e\u{301}cole ", stage: .junior)
        let other = try await clerk.unit(.school, "二中", stage: .junior)
        #expect(try await clerk.units.getUnit(.with { $0.unitID = school }).unit.name == "école")
        #expect(try await status { try await clerk.unit(.school, "二中", stage: .senior) } == .alreadyExists)

        func rename(_ id: String, _ name: String) async throws -> String {
            try await clerk.units.renameUnit(
                .with {
                    $0.unitID = id
                    $0.name = name
                }
            ).unit.name
        }
        #expect(try await status { try await rename(school, "二中") } == .alreadyExists)
        #expect(try await rename(other, "二中") == "二中")
        for name in ["", "   ", "a\u{0}b", "a\nb", String(repeating: "长", count: 61)] {
            #expect(try await status { try await rename(school, name) } == .invalidArgument)
        }
        #expect(try await rename(school, String(repeating: "长", count: 60)).count == 60)
        await office.close()
    }

    @Test("A unit closes when nothing open is below it, and stays readable")
    func closing() async throws {
        let office = try await Office()
        let clerk = try await office.clerk("registrar")
        let school = try await clerk.unit(.school, "一中", stage: .junior)
        let grade = try await clerk.unit(.grade, "初一", under: school, grade: 7)
        let schoolClass = try await clerk.unit(.class, "1班", under: grade)
        let student = try await office.enrol(in: schoolClass, of: school)

        #expect(try await status { try await clerk.close(school) } == .failedPrecondition)
        #expect(try await status { try await clerk.close(grade) } == .failedPrecondition)
        #expect(try await status { try await clerk.close(schoolClass) } == .failedPrecondition, "a student is in it")
        try await office.leave(student)
        #expect(try await clerk.close(schoolClass).hasClosedAt)
        #expect(try await status { try await clerk.close(schoolClass) } == .failedPrecondition, "closed already")
        #expect(try await status { try await clerk.unit(.class, "2班", under: schoolClass) } != nil)
        #expect(try await clerk.close(grade).hasClosedAt)
        #expect(try await status { try await clerk.unit(.class, "2班", under: grade) } == .failedPrecondition)

        let all = try await clerk.units.listUnits(.with { $0.unitID = school }).units
        #expect(all.map(\.id) == [school, grade, schoolClass])
        #expect(all.map(\.hasClosedAt) == [false, true, true])
        // The name of what is closed is free again.
        _ = try await clerk.unit(.grade, "初一", under: school, grade: 7)
        await office.close()
    }

    @Test("A unit that was just made is a place to act in, and a list is in order")
    func listing() async throws {
        let office = try await Office()
        let clerk = try await office.clerk("registrar")
        let first = try await clerk.unit(.school, "一中", stage: .junior)
        office.clock.advance(by: .seconds(1))
        let second = try await clerk.unit(.school, "二中", stage: .senior)
        let grade = try await clerk.unit(.grade, "初一", under: first, grade: 7)
        let teacher = try await clerk.account("teacher", in: first)
        _ = try await clerk.request(.classTeacher, in: grade, for: teacher)

        let all = try await clerk.units.listUnits(APIListUnitsRequest()).units
        #expect(all.map(\.id) == [first, grade, second])
        let visitor = try await office.clerk("teacher")
        #expect(try await visitor.units.listUnits(.with { $0.unitID = grade }).units.map(\.id) == [grade])
        #expect(try await status { try await visitor.units.listUnits(.with { $0.unitID = first }) } != nil)
        #expect(try await status { try await visitor.units.listUnits(APIListUnitsRequest()) } != nil)
        #expect(try await status { try await visitor.unit(.class, "1班", under: grade) } == .permissionDenied)
        await office.close()
    }
}
