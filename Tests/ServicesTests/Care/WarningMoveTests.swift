import Domain
import JSONRPC
import Store
import SwiftProtobuf
import TestSupport
import Testing
import XinyuAPI

@Suite("Moves of a warning")
struct WarningMoveTests {
    enum Step: String, CaseIterable, Sendable {
        case acknowledge, confirm, dismiss, resolve
        case handOver = "hand over"
        case beginIntervention = "begin intervention"
    }

    private func take(
        _ step: Step, _ warning: Identifier, _ colleague: Colleague, to other: Colleague
    ) async throws -> APIEarlyWarning {
        switch step {
        case .handOver: try await colleague.handOver(warning, to: other.id)
        case .beginIntervention: try await colleague.begin(warning)
        case .acknowledge: try await colleague.acknowledge(warning)
        case .confirm: try await colleague.interview(warning, .watch).warning
        case .dismiss: try await colleague.dismiss(warning, "误报")
        case .resolve: try await colleague.resolve(warning, "已好转")
        }
    }

    /// Written out from the domain's page and not asked of the state machine.
    @Test(
        arguments: [
            (.raised, [.acknowledge: .acknowledged], "from here: acknowledge"),
            (
                .acknowledged, [.handOver: .acknowledged, .confirm: .confirmed, .dismiss: .dismissed],
                "from here: hand over, confirm, dismiss"
            ),
            (
                .confirmed, [.handOver: .confirmed, .beginIntervention: .inIntervention, .resolve: .resolved],
                "from here: hand over, begin intervention, resolve"
            ),
            (
                .inIntervention, [.handOver: .inIntervention, .resolve: .resolved], "from here: hand over, resolve"
            ),
            (.dismissed, [:], "it has ended"),
            (.resolved, [:], "it has ended"),
        ] as [(WarningState, [Step: APIWarningState], String)])
    func eachFromEachState(_ state: WarningState, _ legal: [Step: APIWarningState], _ next: String) async throws {
        try await CareSchool.open { school in
            for step in Step.allCases {
                let warning = try await school.warn(of: try await school.enrol(), .concern, state)
                if let target = legal[step] {
                    #expect(
                        try await take(step, warning, school.counsellor, to: school.secondCounsellor).state == target)
                } else {
                    let refusal = try await failure {
                        try await take(step, warning, school.counsellor, to: school.secondCounsellor)
                    }
                    #expect(refusal?.status == .failedPrecondition)
                    #expect(
                        refusal?.message
                            == "\(step.rawValue) is not possible for a warning that is \(state.word); \(next)")
                    #expect(try await school.store.read { try $0.warning(warning) }?.state == state)
                }
            }
        }
    }

    @Test func belongsToWhoTookItFirst() async throws {
        try await CareSchool.open { school in
            let student = try await school.enrol()
            let warning = try await school.warn(of: student)
            async let first = outcome { try await school.counsellor.acknowledge(warning) }
            async let second = outcome { try await school.secondCounsellor.acknowledge(warning) }
            let outcomes = [(school.counsellor.id, await first), (school.secondCounsellor.id, await second)]
            let winners = outcomes.filter { (try? $0.1.get()) != nil }
            let refusals = outcomes.compactMap { outcome -> RPCError? in
                guard case .failure(let error as RPCError) = outcome.1 else { return nil }
                return error
            }
            try #require(winners.count == 1 && refusals.count == 1)
            #expect(refusals[0].status == .failedPrecondition)
            #expect(
                refusals[0].message
                    == "acknowledge is not possible for a warning that is acknowledged; from here: hand over, "
                    + "confirm, dismiss")
            #expect(try await school.counsellor.warning(warning).ownerID == winners[0].0.description)
            // The archive tells of it once.
            let told = try await school.counsellor.timeline(student).entries.filter { $0.kind == .warning }
            #expect(told.map(\.authorID) == [winners[0].0.description])
        }
    }

    @Test func keepsWhyItWasDismissedAndWhen() async throws {
        try await CareSchool.open { school in
            let warning = try await school.warn(of: try await school.enrol())
            _ = try await school.counsellor.acknowledge(warning)
            school.clock.advance(by: .seconds(600))
            let dismissed = try await school.counsellor.dismiss(warning, "作答时理解有误")
            #expect(dismissed.reason == "作答时理解有误")
            let stored = try #require(try await school.store.read { try $0.warning(warning) })
            #expect(stored.decidedAt == school.clock.now())
            #expect(stored.closedAt == school.clock.now())
            #expect(stored.acknowledgedAt == CareSchool.start)
            // What fired stays as it was.
            #expect(stored.evidence.fired.map(\.inputs) == [["phq9.total=severe"]])
        }
    }

    @Test func saysThatScreeningIsNotADiagnosis() async throws {
        try await CareSchool.open { school in
            let warning = try await school.warn(of: try await school.enrol())
            let answer = try await school.counsellor.warnings.getWarning(
                .with { $0.warningID = warning.description }, school.counsellor.meta)
            #expect(answer.caution.contains("筛查结果不是诊断"))
            #expect(answer.warning.fired.map(\.ruleID) == ["band"])
            #expect(answer.warning.sheetID == warning.description)
        }
    }
}
