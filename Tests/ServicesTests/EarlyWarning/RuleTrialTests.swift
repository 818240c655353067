import Domain
import JSONRPC
import Store
import SwiftProtobuf
import TestSupport
import Testing
import XinyuAPI

@Suite("A dry run of rules")
struct RuleTrialTests {
    private static let proposed = """
        {"words": [{"id": "sleep", "words": ["失眠"]}], "rules": [
            {"id": "sleep", "level": "watch", "conditions": [{"word": "sleep"}]},
            {"id": "any-absence", "level": "concern", "conditions": [{"signal": "absence"}]},
            {"id": "long-absence", "level": "watch", "conditions": [{"signal": "absence", "days": 3}]},
            {"id": "moderate", "level": "watch",
             "conditions": [{"instrument": "phq9", "scale": "total", "band": "moderate"}]}
        ]}
        """

    private func attempt(
        _ school: CareSchool, _ rules: String = proposed, unit: Identifier? = nil, by colleague: Colleague? = nil,
        limit: UInt32 = 0
    ) async throws -> APITryRulesResponse {
        let colleague = colleague ?? school.counsellor
        return try await colleague.warnings.tryRules(
            .with {
                $0.unitID = (unit ?? school.school).description
                $0.rules = rules
                $0.from = Google_Protobuf_Timestamp(CareSchool.start + .seconds(-86_400))
                $0.limit = limit
            }, colleague.meta)
    }

    @Test func tellsWhatWouldHaveFiredAndChangesNothing() async throws {
        try await CareSchool.open { school in
            let (first, second) = (try await school.enrol("甲"), try await school.enrol("乙", in: 1))
            _ = try await school.enrol("丙")
            _ = try await school.classTeacher.report(first, .absence, .observed, "病假", days: 1)
            _ = try await school.classTeacher.report(first, .absence, .observed, "事假", days: 6)
            _ = try await school.result(of: second, 12, .withFigures, in: try await school.campaign())
            let before = try await school.counsellor.list(school.school).warnings
            let answer = try await attempt(school)
            #expect(answer.rules.map(\.ruleID) == ["sleep", "any-absence", "long-absence", "moderate"])
            #expect(answer.rules.map(\.signals) == [0, 2, 1, 1])
            #expect(answer.rules.map(\.students) == [0, 1, 1, 1])
            // The rule in force asks for five days.
            #expect(answer.rules.map(\.presentSignals) == [0, 0, 1, 0])
            #expect(answer.levels.map(\.students) == [0, 1, 1])
            #expect(answer.levels.map(\.presentStudents) == [0, 0, 2])
            #expect(answer.cases.map(\.studentName) == ["甲", "乙"])
            #expect(answer.cases.map(\.level) == [.concern, .watch])
            #expect(answer.cases.map(\.presentLevel) == [.watch, .watch])
            #expect([answer.signals, answer.students] == [3, 3])
            #expect(try await school.counsellor.list(school.school).warnings == before)
            #expect(try await attempt(school, unit: school.classes[1]).cases.map(\.studentName) == ["乙"])
            #expect(try await attempt(school, limit: 1).cases.map(\.studentName) == ["甲"])
        }
    }

    /// What is written under other words today was written then.
    @Test func usesTheFactsThatWereKept() async throws {
        try await CareSchool.open { school in
            _ = try await school.classTeacher.report(try await school.enrol(), .information, .hearsay, "失眠一周")
            // The group is new, and the text was not read for it then: words are looked for anew.
            #expect(try await attempt(school).rules[0].signals == 1)
        }
    }

    @Test(arguments: ["", "[]", #"{"rules": [{"id": "a", "level": "watch", "conditions": []}]}"#])
    func refusesRulesThatDoNotHold(_ rules: String) async throws {
        try await CareSchool.open { school in
            let refusal = try await failure { try await attempt(school, rules) }
            #expect(refusal?.status == .invalidArgument)
            #expect(refusal?.details.fieldViolations.map(\.field) == ["rules"])
        }
    }

    @Test func isForThoseWhoReadWarnings() async throws {
        try await CareSchool.open { school in
            let teacher = try await failure {
                try await attempt(school, unit: school.classes[0], by: school.classTeacher)
            }
            #expect(teacher?.status == .permissionDenied)
            let stranger = try await failure { try await attempt(school, by: school.stranger) }
            #expect(stranger?.status == .notFound)
        }
    }
}
