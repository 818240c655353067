import Domain
import JSONRPC
import SwiftProtobuf
import XinyuAPI

/// What somebody does in the early-warning network.
extension Colleague {
    func handOver(
        _ warning: Identifier, to account: Identifier, _ reason: String = "转请处理"
    ) async throws -> APIEarlyWarning {
        try await warnings.handOverWarning(
            .with {
                $0.warningID = warning.description
                $0.accountID = account.description
                $0.reason = reason
            }, meta
        ).warning
    }

    func claim(_ warning: Identifier, _ reason: String = "我来处理") async throws -> APIEarlyWarning {
        try await warnings.claimWarning(
            .with {
                $0.warningID = warning.description
                $0.reason = reason
            }, meta
        ).warning
    }

    func begin(_ warning: Identifier) async throws -> APIEarlyWarning {
        try await warnings.beginIntervention(
            .with {
                $0.warningID = warning.description
                $0.agreement = "每周面谈一次"
            }, meta
        ).warning
    }

    func history(_ warning: Identifier) async throws -> [APIWarningStep] {
        try await warnings.getWarningHistory(.with { $0.warningID = warning.description }, meta).steps
    }

    // MARK: - Signals

    func report(
        _ student: Identifier, _ kind: APISignalKind = .information, _ trust: APISignalTrust = .hearsay,
        _ text: String = "家长来电说近来睡不好", days: UInt32 = 0, at moment: Timestamp? = nil
    ) async throws -> String {
        try await signals.reportSignal(
            .with {
                $0.studentID = student.description
                $0.kind = kind
                $0.trust = trust
                $0.text = text
                $0.days = days
                if let moment { $0.happenedAt = Google_Protobuf_Timestamp(moment) }
            }, meta
        ).signalID
    }

    func signal(_ id: String) async throws -> APISignal {
        try await signals.getSignal(.with { $0.signalID = id }, meta).signal
    }

    func signals(_ unit: Identifier, _ states: [APISignalState] = []) async throws -> [APISignal] {
        try await signals.listSignals(
            .with {
                $0.unitID = unit.description
                $0.states = states
            }, meta
        ).signals
    }

    func decide(
        _ signal: String, _ state: APISignalState, _ level: APIAttentionLevel = .unspecified
    ) async throws -> APISignal {
        try await signals.decideSignal(
            .with {
                $0.signalID = signal
                $0.state = state
                $0.level = level
                $0.reason = "核实后"
            }, meta
        ).signal
    }

    // MARK: - Network

    func assign(
        _ account: Identifier, to unit: Identifier, _ part: APINetworkPart = .responsible, from: Timestamp? = nil,
        until: Timestamp? = nil
    ) async throws -> APINetworkDuty {
        try await network.assignResponsible(
            .with {
                $0.unitID = unit.description
                $0.accountID = account.description
                $0.part = part
                if let from { $0.startsAt = Google_Protobuf_Timestamp(from) }
                if let until { $0.endsAt = Google_Protobuf_Timestamp(until) }
            }, meta
        ).duty
    }

    func end(duty: String) async throws -> APINetworkDuty {
        try await network.endResponsibility(.with { $0.dutyID = duty }, meta).duty
    }

    func gaps(_ unit: Identifier) async throws -> [APINetworkGap] {
        try await network.listGaps(.with { $0.unitID = unit.description }, meta).gaps
    }

    func today() async throws -> [APIDueItem] { try await day.getMyDay(.with { $0.daysAhead = 30 }, meta).items }
}
