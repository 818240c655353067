import Domain
import Foundation
import JSONRPC
import Store
import SwiftProtobuf
import TestSupport
import Testing
import XinyuAPI

@Suite("What an expert sees")
struct ExpertViewTests {
    @Test func theFileIsTheCaseWithoutThePerson() async throws {
        try await AffairSchool.open { school in
            let student = try await school.enrol()
            try await school.history(of: student, counsellor: school.secondCounsellor.id)
            let id = try await school.consultation(.assigned, about: student)
            try await school.experts[0].declare(id)
            let response = try await school.experts[0].caseFile(id)
            let file = response.file
            // By hand from what was put there: 87, 20, 10 and 3 days ago; 87 days are told as 84.
            #expect(file.ageYears == 14)
            #expect(file.sex == .male)
            #expect(file.stage == .junior)
            #expect(file.grade == 8)
            #expect(file.question == "是否需要药物治疗")
            #expect(file.summary == "情绪低落三月余，伴失眠")
            #expect(file.scores.map(\.instrumentID) == ["phq9"])
            #expect(file.scores.map(\.scaleID) == ["total"])
            #expect(file.scores.map(\.valueMilli) == [18_000])
            #expect(file.scores.map(\.band) == ["moderately_severe"])
            #expect(file.scores.map(\.daysBefore) == [84])
            #expect(file.warnings.map(\.state) == ["confirmed"])
            #expect(file.warnings.map(\.suggestedLevel) == [.concern])
            #expect(file.warnings.map(\.confirmedLevel) == [.crisis])
            #expect(file.warnings.map(\.ruleIds) == [["band"]])
            #expect(file.warnings.map(\.daysBefore) == [84])
            #expect(file.interventions.map(\.kind) == [.interview, .careList, .plan])
            #expect(file.interventions.map(\.state) == ["", "active", "active"])
            #expect(file.interventions.map(\.level) == [.crisis, .crisis, .unspecified])
            #expect(file.interventions.map(\.daysBefore) == [14, 10, 3])
            #expect(response.caution.contains("不得"))

            let pupil = AffairSchool.pupil
            let identifiers = [
                student, school.school, school.schoolClass, school.counsellor.id, school.secondCounsellor.id,
            ].map(\.description)
            let needles =
                [
                    pupil.name, "小明", pupil.number, pupil.nationalID, pupil.birthDate, pupil.guardian, pupil.phone,
                    AffairSchool.names.school, AffairSchool.names.schoolClass, "不想活", "陪同", "睡眠改善", "2026-", "2012",
                ] + identifiers
            let everything =
                try response.jsonString()
                + (try await school.experts[0].assigned().map { try $0.jsonString() }.joined())
            for needle in needles where !needle.hasPrefix("2026-") {
                #expect(!everything.contains(needle), "\(needle)")
            }
            #expect(try !response.jsonString().contains("2026-"))
        }
    }

    /// What kind of help there was, when and how far it came: neither who gave it nor what was said.
    @Test func theFileTellsOfCrisesConversationsAndMentors() async throws {
        try await AffairSchool.open { school in
            let student = try await school.enrol()
            try await school.furtherHistory(of: student, by: school.secondCounsellor.id)
            let id = try await school.consultation(.assigned, about: student)
            try await school.experts[0].declare(id)
            let response = try await school.experts[0].caseFile(id)
            let told = response.file.interventions
            #expect(told.map(\.kind) == [.mentoring, .counselling, .counselling, .mentoring, .crisisCase])
            #expect(told.map(\.state) == ["ended", "no_show", "completed", "active", "stabilising"])
            // Whole weeks beyond two: 60, 40, 33, 30 days ago, and 9.
            #expect(told.map(\.daysBefore) == [56, 35, 28, 28, 9])
            let text = try response.jsonString()
            for needle in ["小明", "天台", "欧阳", "父亲", "静心室", school.secondCounsellor.id.description, student.description] {
                #expect(!text.contains(needle), "\(needle)")
            }
        }
    }

    @Test func theFileStaysAsItWasWhenExpertsWereAssigned() async throws {
        try await AffairSchool.open { school in
            let student = try await school.enrol()
            let id = try await school.consultation(.assigned, about: student)
            try await school.history(of: student, counsellor: school.secondCounsellor.id)
            school.clock.advance(by: .seconds(3 * 86_400))
            _ = try await school.counsellor.assign(id, [school.experts[2]])
            for expert in school.experts {
                try await expert.declare(id)
                #expect(try await expert.caseFile(id).file.scores.isEmpty)
            }
        }
    }

    @Test func anExpertWhoHasNotDeclaredSeesNothing() async throws {
        try await AffairSchool.open { school in
            let id = try await school.consultation(.assigned, about: try await school.enrol())
            let expert = school.experts[0]
            let listed = try #require(try await expert.assigned().first)
            #expect(listed.ownDeclaration == .pending)
            #expect(!listed.hasOwnOpinion_p)
            for refusal in [
                try await failure { try await expert.caseFile(id) },
                try await failure { try await expert.opine(id) },
                try await failure { try await expert.peerOpinions(id) },
            ] { #expect(refusal?.status == .failedPrecondition) }
            #expect(try await expert.declare(id) == .none)
            #expect(try await expert.caseFile(id).file.pseudonym == listed.pseudonym)
            #expect(try await expert.assigned().first?.ownDeclaration == APIInterestDeclaration.none)
        }
    }

    @Test(arguments: ConsultationState.allCases)
    func onlyWhileItIsOpen(_ state: ConsultationState) async throws {
        try await AffairSchool.open { school in
            let id = try await school.consultation(state, about: try await school.enrol())
            let isOpen = state == .assigned || state == .opinionsIn
            let expert = school.experts[0]
            if state == .assigned { try await expert.declare(id) }
            #expect(try await expert.assigned().map(\.id) == (isOpen ? [id] : []))
            #expect(try await failure { try await expert.caseFile(id) }?.status == (isOpen ? nil : .notFound))
            if !isOpen {
                #expect(try await failure { try await expert.declare(id) }?.status == .notFound)
                #expect(try await failure { try await expert.opine(id) }?.status == .notFound)
                #expect(try await failure { try await expert.peerOpinions(id) }?.status == .notFound)
            }
            // Nor ever, without a seat on it.
            for other in [school.experts[2], school.foreignExpert] {
                #expect(try await other.assigned().isEmpty)
                #expect(try await failure { try await other.declare(id) }?.status == .notFound)
                #expect(try await failure { try await other.caseFile(id) }?.status == .notFound)
            }
        }
    }

    /// The end of the time box shuts the file by itself: no clock has to have run.
    @Test func notAfterTheTimeBoxIsOver() async throws {
        try await AffairSchool.open { school in
            let id = try await school.consultation(.opinionsIn, about: try await school.enrol())
            let expert = school.experts[0]
            school.clock.advance(by: .seconds(14 * 86_400 - 1))
            #expect(try await failure { try await expert.caseFile(id) } == nil)
            school.clock.advance(by: .seconds(1))
            #expect(try await failure { try await expert.caseFile(id) }?.status == .notFound)
            #expect(try await expert.assigned().isEmpty)
            #expect(try await expert.dueItems().isEmpty)
            // What was said is not lost: a person concludes, late.
            #expect(try await school.counsellor.conclude(id).state == .concluded)
        }
    }

    @Test(
        arguments: [
            ("王小明能否用药", "情绪低落", ["question"]), ("能否用药", "小明情绪低落", ["summary"]),
            ("能否用药", "其父欧阳建国来电13800001111", ["summary", "summary"]),
            ("求真试验中学八年级３班一生", "学号2026070001", ["question", "question", "summary"]),
            ("", "情绪低落", ["question"]), ("能否用药", " ", ["summary"]),
        ] as [(String, String, [String])])
    func textThatNamesThePersonIsRefused(_ question: String, _ summary: String, _ fields: [String]) async throws {
        try await AffairSchool.open { school in
            let student = try await school.enrol()
            let refusal = try await failure {
                try await school.counsellor.request(student, question: question, summary: summary)
            }
            #expect(refusal?.status == .invalidArgument)
            let found = refusal?.details.fieldViolations.map(\.field) ?? []
            #expect(Set(found).isSubset(of: Set(fields)) && !found.isEmpty)
            // The error tells where, and not what.
            #expect(refusal?.message.contains("小明") == false)
            #expect(try await school.counsellor.list(school.school).consultations.isEmpty)
        }
    }

    @Test func theDayOfEachTellsWhatIsTheirs() async throws {
        try await AffairSchool.open { school in
            let student = try await school.enrol()
            let id = try await school.counsellor.request(student).id
            func kinds(_ party: Party) async throws -> [APIDueKind] { try await party.dueItems().map(\.kind) }
            #expect(try await kinds(school.counsellor) == [.assignExperts])
            #expect(try await kinds(school.experts[0]).isEmpty)
            _ = try await school.counsellor.assign(id, Array(school.experts.prefix(2)))
            #expect(try await kinds(school.counsellor).isEmpty)
            let due = try #require(try await school.experts[0].dueItems().first)
            #expect(due.kind == .giveOpinion)
            #expect(due.subjectID == id)
            #expect(due.studentID.isEmpty && due.studentName.isEmpty && due.unitID.isEmpty)
            for expert in school.experts.prefix(2) {
                try await expert.declare(id)
                try await expert.opine(id)
            }
            #expect(try await kinds(school.experts[0]).isEmpty)
            #expect(try await kinds(school.counsellor) == [.concludeConsultation])
            #expect(try await kinds(school.crisisLead) == [.concludeConsultation])
            #expect(try await kinds(school.secondCounsellor).isEmpty)
            _ = try await school.counsellor.conclude(id)
            #expect(try await kinds(school.crisisLead).isEmpty)
        }
    }
}
