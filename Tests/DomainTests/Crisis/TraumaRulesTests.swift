import Domain
import Foundation
import Testing

@Suite("Rules of the trauma protocol")
struct TraumaRulesTests {
    private func shipped() throws -> TraumaRules {
        try JSONDecoder().decode(TraumaRules.self, from: try shippedFile("config/rules/trauma.json"))
    }

    private func mandatory(
        _ kind: TraumaKind, _ gravity: TraumaGravity, _ suspect: TraumaSuspect, _ age: TraumaRules.AgeGroup
    ) throws -> [String] {
        try shipped().tasks(for: kind, gravity, suspect: suspect, age).filter(\.isMandatory).map(\.step.id)
    }

    @Test("Grave bullying goes to the police; ordinary bullying to the education authority and the guardians")
    func bullying() throws {
        #expect(
            try mandatory(.bullying, .grave, .student, .minor) == ["police", "education_authority", "guardians"])
        #expect(try mandatory(.bullying, .ordinary, .student, .minor) == ["education_authority", "guardians"])
    }

    @Test("Violence and sexual assault of a minor always go to the police", arguments: TraumaSuspect.allCases)
    func police(_ suspect: TraumaSuspect) throws {
        for kind in [TraumaKind.violence, .sexualAssault] {
            for gravity in TraumaGravity.allCases {
                let steps = try mandatory(kind, gravity, suspect, .minor)
                #expect(steps.contains("police") && steps.contains("education_authority"))
            }
        }
    }

    @Test("A suspected guardian is not told; civil affairs are")
    func guardians() throws {
        for kind in TraumaKind.allCases {
            let tasks = try shipped().tasks(for: kind, .grave, suspect: .guardian, .minor)
            #expect(!tasks.contains { $0.step.id == "guardians" })
            #expect(tasks.first { $0.step.id == "civil_affairs" }?.isMandatory == true)
            let others = try shipped().tasks(for: kind, .grave, suspect: .other, .minor)
            #expect(others.first { $0.step.id == "guardians" }?.isMandatory == true)
            #expect(others.first { $0.step.id == "civil_affairs" }?.isMandatory == false)
        }
    }

    @Test("For adults the law on minors binds nobody: what it asks is advice, the authority is still told")
    func adults() throws {
        for kind in TraumaKind.allCases {
            #expect(try mandatory(kind, .grave, .other, .adult) == ["education_authority"])
        }
    }

    @Test("Each step cites its ground, and is due within three days")
    func grounds() throws {
        for step in try shipped().steps.values.joined() {
            #expect(step.ground.contains("《"))
            #expect(1...72 * 3_600 ~= step.within.seconds)
        }
    }

    @Test("A kind missing, a step twice, no ground, nothing that must always be done: refused")
    func faults() throws {
        func step(
            _ id: String = "police", _ duty: TraumaRules.Duty = .always,
            adults: TraumaRules.Duty? = nil,
            ground: String = "《法》"
        ) -> TraumaRules.Step {
            .init(
                id: id, title: "报告", ground: ground, duty: duty, dutyForAdults: adults, within: TimeSpan(seconds: 60))
        }
        func rules(_ steps: [TraumaRules.Step]) throws(TraumaRules.Fault) -> TraumaRules {
            try TraumaRules([.bullying: steps, .violence: [step()], .sexualAssault: [step()]])
        }
        #expect(throws: Never.self) { try rules([step()]) }
        #expect(throws: TraumaRules.Fault.stepTwice(.bullying, "police")) { try rules([step(), step()]) }
        #expect(throws: TraumaRules.Fault.groundMissing(.bullying, "police")) { try rules([step(ground: "")]) }
        for duty in TraumaRules.Duty.allCases where duty != .always {
            #expect(throws: TraumaRules.Fault.nothingMandatory(.bullying)) { try rules([step("police", duty)]) }
        }
        #expect(throws: TraumaRules.Fault.nothingMandatory(.bullying)) { try rules([step(adults: .never)]) }
        #expect(throws: TraumaRules.Fault.kindMissing(.bullying)) {
            try TraumaRules([.violence: [step()], .sexualAssault: [step()]])
        }
    }
}
