import Domain
import JSONRPC
import Store
import SwiftProtobuf
import TestSupport
import Vault
import XinyuAPI

/// Somebody who is logged in, with a client for each service of care on a connection of their own.
struct Colleague: Sendable {
    let id: Identifier
    let meta: CallMeta
    let warnings: WarningServiceClient
    let care: CareServiceClient
    let plans: PlanServiceClient
    let archive: ArchiveServiceClient
    let circumstanceClient: CircumstanceServiceClient
    let attachments: AttachmentServiceClient
    let signals: SignalServiceClient
    let network: NetworkServiceClient
    let reports: NetworkReportServiceClient
    let day: DayServiceClient

    init(_ person: CarePerson, _ client: RPCClient) {
        id = person.id
        meta = CallMeta(authorization: "Bearer " + person.token.text, purpose: "个案跟进")
        warnings = WarningServiceClient(client)
        care = CareServiceClient(client)
        plans = PlanServiceClient(client)
        archive = ArchiveServiceClient(client)
        circumstanceClient = CircumstanceServiceClient(client)
        attachments = AttachmentServiceClient(client)
        signals = SignalServiceClient(client)
        network = NetworkServiceClient(client)
        reports = NetworkReportServiceClient(client)
        day = DayServiceClient(client)
    }

    // MARK: - Warnings

    func list(
        _ unit: Identifier, _ states: [APIWarningState] = [], size: UInt32 = 0, token: String = ""
    ) async throws -> APIListWarningsResponse {
        try await warnings.listWarnings(
            .with {
                $0.unitID = unit.description
                $0.states = states
                $0.page.size = size
                $0.page.token = token
            }, meta)
    }

    func warning(_ id: Identifier) async throws -> APIEarlyWarning {
        try await warnings.getWarning(.with { $0.warningID = id.description }, meta).warning
    }

    func acknowledge(_ warning: Identifier) async throws -> APIEarlyWarning {
        try await warnings.acknowledgeWarning(.with { $0.warningID = warning.description }, meta).warning
    }

    func interview(
        _ warning: Identifier, _ level: APIAttentionLevel, notes: String = "面谈记录", advice: String = "",
        heldAt: Timestamp? = nil
    ) async throws -> APIRecordInterviewResponse {
        try await warnings.recordInterview(
            .with {
                $0.warningID = warning.description
                $0.level = level
                $0.notes = notes
                $0.supportAdvice = advice
                if let heldAt { $0.heldAt = Google_Protobuf_Timestamp(heldAt) }
            }, meta)
    }

    func notes(_ warning: Identifier) async throws -> APIGetInterviewResponse {
        try await warnings.getInterview(.with { $0.warningID = warning.description }, meta)
    }

    func dismiss(_ warning: Identifier, _ reason: String) async throws -> APIEarlyWarning {
        try await warnings.dismissWarning(
            .with {
                $0.warningID = warning.description
                $0.reason = reason
            }, meta
        ).warning
    }

    func resolve(_ warning: Identifier, _ reason: String) async throws -> APIEarlyWarning {
        try await warnings.resolveWarning(
            .with {
                $0.warningID = warning.description
                $0.reason = reason
            }, meta
        ).warning
    }

    // MARK: - Plans

    static func content(
        goals: [String] = ["每周运动三次"], measures: [APIMeasure] = [], reviewOn: String = "2026-12-31"
    ) -> APIPlanContent {
        .with {
            $0.goals = goals
            $0.measures = measures
            $0.reviewOn = reviewOn
        }
    }

    func plan(
        for student: Identifier, careEntry: String = "", _ content: APIPlanContent = Colleague.content()
    ) async throws -> APIPlan {
        try await plans.createPlan(
            .with {
                $0.studentID = student.description
                $0.careEntryID = careEntry
                $0.content = content
            }, meta
        ).plan
    }

    func activate(plan: String) async throws -> APIPlan {
        try await plans.activatePlan(.with { $0.planID = plan }, meta).plan
    }

    func adjust(plan: String, _ content: APIPlanContent = Colleague.content()) async throws -> APIPlan {
        try await plans.adjustPlan(
            .with {
                $0.planID = plan
                $0.content = content
            }, meta
        ).plan
    }

    func finish(plan: String, _ state: APIPlanState, _ reason: String = "目标达成") async throws -> APIPlan {
        try await plans.finishPlan(
            .with {
                $0.planID = plan
                $0.state = state
                $0.reason = reason
            }, meta
        ).plan
    }

    func measure(
        plan: String, _ before: Identifier, _ after: Identifier, scale: String = ""
    ) async throws -> APIEffect? {
        try await plans.measureEffect(
            .with {
                $0.planID = plan
                $0.beforeResultID = before.description
                $0.afterResultID = after.description
                $0.scaleID = scale
            }, meta
        ).plan.effects.last
    }

    // MARK: - Archive

    func timeline(
        _ student: Identifier, size: UInt32 = 0, token: String = ""
    ) async throws -> APIGetTimelineResponse {
        try await archive.getTimeline(
            .with {
                $0.studentID = student.description
                $0.page.size = size
                $0.page.token = token
            }, meta)
    }

    func observe(_ student: Identifier, _ text: String, at moment: Timestamp? = nil) async throws -> String {
        try await archive.recordObservation(
            .with {
                $0.studentID = student.description
                $0.text = text
                if let moment { $0.observedAt = Google_Protobuf_Timestamp(moment) }
            }, meta
        ).observationID
    }
}

/// What became of `body`, for one of two that are done at once.
func outcome<Value: Sendable>(_ body: () async throws -> Value) async -> Result<Value, any Error> {
    do {
        return .success(try await body())
    } catch {
        return .failure(error)
    }
}
