import Domain
import JSONRPC
import Store
import SwiftProtobuf
import TestSupport
import Testing
import XinyuAPI

@Suite("Dorms and departments of a university")
struct RoundTests {
    private func visit(
        _ school: CareSchool, _ seen: [(Identifier, String)] = [], by colleague: Colleague, note: String = ""
    ) async throws -> APIRound {
        try await colleague.reports.recordDormVisit(
            .with {
                $0.unitID = school.dorm?.description ?? ""
                $0.note = note
                $0.observations = seen.map { student, text in
                    .with {
                        $0.studentID = student.description
                        $0.text = text
                    }
                }
            }, colleague.meta
        ).round
    }

    private func review(_ school: CareSchool, note: String) async throws -> APIRound {
        try await school.gradeLead.reports.recordDepartmentReview(
            .with {
                $0.unitID = school.grade.description
                $0.note = note
            }, school.gradeLead.meta
        ).round
    }

    private func rounds(_ school: CareSchool) async throws -> [String] {
        try await school.counsellor.reports.listRounds(
            .with { $0.unitID = school.school.description }, school.counsellor.meta
        ).rounds.map { "\($0.kind) \($0.isOverdue ? "overdue" : "done") \($0.note)" }
    }

    @Test func areDueAtTheirIntervals() async throws {
        try await CareSchool.open(.university) { school in
            let dorm = try #require(school.dorm)
            let student = try await school.enrol()
            try await school.move(student, into: dorm)
            #expect(try await rounds(school) == ["dormVisit overdue ", "departmentReview overdue "])
            let due = try await school.gradeLead.today().filter { [.visitDorm, .reviewDepartment].contains($0.kind) }
            #expect(Set(due.map(\.unitID)) == [dorm.description, school.grade.description])
            _ = try await visit(school, [(student, "宿舍关系紧张")], by: school.gradeLead, note: "整洁")
            #expect(try await review(school, note: "两名学生需关注").isOverdue == false)
            #expect(try await rounds(school) == ["dormVisit done 整洁", "departmentReview done 两名学生需关注"])
            #expect(try await school.counsellor.timeline(student).entries.map(\.kind) == [.observation])
            school.clock.advance(by: .seconds(8 * 86_400))
            #expect(try await rounds(school).map { $0.prefix(20) } == ["dormVisit overdue 整洁", "departmentReview don"])
            let empty = try await failure { try await review(school, note: " ") }
            #expect(empty?.details.fieldViolations.map(\.field) == ["note"])
            let notADorm = try await failure {
                try await school.gradeLead.reports.recordDormVisit(
                    .with { $0.unitID = school.grade.description }, school.gradeLead.meta)
            }
            #expect(notADorm?.details.fieldViolations.map(\.field) == ["unitId"])
        }
    }

    @Test func haveFourLevels() async throws {
        try await CareSchool.open(.university) { school in
            let dorm = try #require(school.dorm)
            let kinds = try await school.counsellor.network.getNetwork(
                .with { $0.unitID = school.school.description }, school.counsellor.meta
            ).nodes.map(\.kind)
            #expect(Set(kinds) == [.school, .department, .class, .dorm])
            #expect(try await school.crisisLead.gaps(school.school).contains { $0.unitID == dorm.description })
            #expect(try await school.classTeacher.today().filter { $0.kind == .visitDorm }.isEmpty)
        }
    }
}
