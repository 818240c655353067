import Domain
import JSONRPC
import Store
import SwiftProtobuf
import TestSupport
import Testing
import XinyuAPI

@Suite("The panel of a consultation")
struct ConsultationPanelTests {
    @Test func isOfTheExpertsOfTheSchool() async throws {
        try await AffairSchool.open { school in
            let id = try await school.consultation(.assigned, about: try await school.enrol())
            let panel = try await school.counsellor.panel(school.school)
            #expect(Set(panel.map(\.accountID)) == Set(school.experts.map(\.id.description)))
            let open = Dictionary(uniqueKeysWithValues: panel.map { ($0.accountID, $0.openConsultations) })
            #expect(school.experts.map { open[$0.id.description] } == [1, 1, 0])
            _ = try await school.counsellor.cancel(id)
            #expect(try await school.counsellor.panel(school.school).allSatisfy { $0.openConsultations == 0 })
        }
    }

    @Test func takesIndependentExpertsOnlyAndOfEachOnce() async throws {
        try await AffairSchool.open { school in
            let student = try await school.enrol()
            // An expert who has held an interview with the student knows who it is.
            try await school.history(of: student, counsellor: school.experts[1].id)
            let id = try await school.counsellor.request(student).id
            let first = school.experts[0]
            let cases: [(experts: [Party], field: String)] = [
                ([], "expertIds"), ([first], "expertIds"), ([first, first], "expertIds[1]"),
                ([first, school.experts[1]], "expertIds[1]"), ([school.foreignExpert, first], "expertIds[0]"),
                ([first, school.secondCounsellor], "expertIds[1]"), ([first, school.liaison], "expertIds[1]"),
                (school.experts + school.experts + school.experts, "expertIds[1]"),
            ]
            for (experts, field) in cases {
                let refusal = try await failure { try await school.counsellor.assign(id, experts) }
                #expect(refusal?.status == .invalidArgument)
                #expect(refusal?.details.fieldViolations.map(\.field) == [field])
            }
            #expect(try await school.counsellor.consultation(id).panel.isEmpty)
            #expect(try await school.counsellor.assign(id, [first, school.experts[2]]).state == .assigned)
            let again = try await failure { try await school.counsellor.assign(id, [first]) }
            #expect(again?.details.fieldViolations.map(\.field) == ["expertIds[0]"])
        }
    }

    @Test func fallsShortWhenAnExpertHasAConflictWhoCannotComeBack() async throws {
        try await AffairSchool.open { school in
            let id = try await school.consultation(.assigned, about: try await school.enrol())
            let (first, second, third) = (school.experts[0], school.experts[1], school.experts[2])
            let unsaid = try await failure { try await first.declare(id, .conflict) }
            #expect(unsaid?.details.fieldViolations.map(\.field) == ["reason"])
            #expect(try await failure { try await first.declare(id, .pending) }?.status == .invalidArgument)
            #expect(try await first.declare(id, .conflict, reason: "学生的亲属") == .conflict)
            let short = try await school.counsellor.consultation(id)
            #expect(short.state == .requested)
            #expect(
                Dictionary(uniqueKeysWithValues: short.panel.map { ($0.accountID, $0.declaration) })
                    == [first.id.description: .conflict, second.id.description: .pending])
            // Nobody sees anything while the panel is not complete; who is off it sees nothing again.
            for expert in [first, second] {
                #expect(try await expert.assigned().isEmpty)
                #expect(try await failure { try await expert.caseFile(id) }?.status == .notFound)
            }
            #expect(
                try await failure { try await school.counsellor.assign(id, [first, third]) }?.status == .invalidArgument
            )
            #expect(try await school.counsellor.assign(id, [third]).state == .assigned)
            #expect(try await second.assigned().map(\.id) == [id])
            #expect(try await first.assigned().isEmpty)
            #expect(try await failure { try await first.declare(id) }?.status == .notFound)
        }
    }

    @Test func keepsOpinionsOfThoseWhoStayWhenItFallsShort() async throws {
        try await AffairSchool.open { school in
            let id = try await school.consultation(.assigned, about: try await school.enrol())
            try await school.experts[0].declare(id)
            #expect(try await school.experts[0].opine(id) == .assigned)
            try await school.experts[1].declare(id, .conflict, reason: "利益相关")
            #expect(try await school.counsellor.assign(id, [school.experts[2]]).state == .assigned)
            try await school.experts[2].declare(id)
            #expect(try await school.experts[2].opine(id) == .opinionsIn)
        }
    }
}
