import Domain
import Foundation
import Testing

@Suite("Rules of crisis cases")
struct CrisisRulesTests {
    private static func decode(_ change: (inout [String: Any]) -> Void) throws -> CrisisRules {
        var object = try #require(
            JSONSerialization.jsonObject(with: try shippedFile("config/rules/crisis.json")) as? [String: Any])
        change(&object)
        return try JSONDecoder().decode(CrisisRules.self, from: try JSONSerialization.data(withJSONObject: object))
    }

    @Test("The shipped file holds: five mandatory points, the first in half an hour, follow-ups to the ninetieth day")
    func shipped() throws {
        let rules = try Self.decode { _ in }
        #expect(Set(rules.checklist.map(\.kind)) == Set(CrisisPoint.allCases))
        #expect(!rules.checklist.contains { !$0.mandatory })
        #expect(rules.checklist.first?.kind == .constantCompany)
        #expect(rules.checklist.first?.within.seconds == 1_800)
        #expect(rules.followUps.map { $0.seconds / 86_400 } == [1, 3, 7, 14, 30, 90])
        #expect(rules.reportWithin.seconds == 14 * 86_400)
        #expect(rules.specialPeriods[.exams]?.intervalPercent == 50)
    }

    @Test("A point twice, a point missing, nothing mandatory: refused")
    func points() throws {
        let point: (String) -> [String: Any] = { ["kind": $0, "mandatory": false, "within": "1h"] }
        let all = CrisisPoint.allCases.map(\.rawValue)
        for kinds in [all, Array(all.dropLast()), Array(all.dropLast()) + [all[0]]] {
            #expect(throws: CrisisRules.Fault.points) {
                try Self.decode { $0["checklist"] = kinds.map(point) }
            }
        }
    }

    @Test("Follow-ups come one after another, and the report before the last of them")
    func followUps() throws {
        for spans in [[], ["3d", "1d"], ["1d", "24h"]] {
            #expect(throws: CrisisRules.Fault.followUps) { try Self.decode { $0["followUps"] = spans } }
        }
        #expect(throws: CrisisRules.Fault.report) { try Self.decode { $0["reportWithin"] = "91d" } }
        #expect(try Self.decode { $0["reportWithin"] = "90d" }.reportWithin.seconds == 7_776_000)
        #expect(throws: CrisisRules.Fault.nextStep) { try Self.decode { $0["nextStepWithin"] = "0d" } }
    }

    @Test("Every kind of period has a rule, and shortens")
    func periods() throws {
        let rule: [String: Any] = ["intervalPercent": 50, "reviewWithin": "7d"]
        let all = ["spring": rule, "enrolment": rule, "exams": rule, "graduation": rule]
        for percent in [0, 101] {
            var wrong = all
            wrong["exams"]?["intervalPercent"] = percent
            #expect(throws: CrisisRules.Fault.specialPeriods) { try Self.decode { $0["specialPeriods"] = wrong } }
        }
        var missing = all
        missing["spring"] = nil
        var foreign = all
        foreign["carnival"] = rule
        for wrong in [missing, foreign] {
            #expect(throws: CrisisRules.Fault.specialPeriods) { try Self.decode { $0["specialPeriods"] = wrong } }
        }
    }
}
