internal import Domain
internal import JSONRPC
public import Router
internal import Store
internal import SwiftProtobuf
public import XinyuAPI

extension WarningServiceImplementation {
    public func getWarningHistory(
        _ request: APIGetWarningHistoryRequest, _ call: ReadingCall
    ) throws -> APIGetWarningHistoryResponse {
        let warning = try call.transaction.warningInFull(try Identifier(request.warningID, field: "warningId"))
        let steps = try call.transaction.steps(ofWarning: warning.id, in: warning.school)
        call.count(.warnings, 1)
        return try .with {
            $0.steps = try steps.map { step in
                var message = APIWarningStep(step)
                if let account = step.account {
                    message.accountName = try call.transaction.account(account)?.profile.name ?? ""
                }
                return message
            }
        }
    }

    /// Each step is told once: a watcher remembers how far it has come with each warning, so that neither two events for
    /// one commit nor one event for two steps makes a difference.
    public func watchWarnings(
        _ request: APIWatchWarningsRequest, _ call: RunningCall,
        _ send: @Sendable (APIWarningEvent) async throws -> Void
    ) async throws {
        let unit = try Identifier(request.unitID, field: "unitId")
        let school = try call.units.school(ofList: unit)
        let changes = call.watch(.warnings(school: school))
        let present = try await call.read { reading in
            try reading.warnings(in: unit, states: WarningState.allCases.filter(\.isOpen)).map { warning in
                (
                    id: warning.id, message: try reading.contract(warning),
                    position: try reading.transaction.lastStep(ofWarning: warning.id, in: warning.school)
                )
            }
        }
        var positions: [Identifier: Int] = [:]
        for warning in present {
            positions[warning.id] = warning.position
            try await send(
                .with {
                    $0.warning = warning.message
                    $0.isSnapshot = true
                })
        }
        for try await case .warning(let id, _) in changes {
            let known = positions[id] ?? 0
            let news = try await call.read { reading -> (APIEarlyWarning, [WarningStepRecord])? in
                guard let warning = try unlessErased({ try reading.transaction.warning(id) }),
                    try reading.isInside(unit, warning)
                else {
                    return nil
                }
                let steps = try reading.transaction.steps(ofWarning: id, in: warning.school, after: known)
                return (try reading.contract(warning), steps)
            }
            guard let (warning, steps) = news, let last = steps.last else { continue }
            positions[id] = last.position
            for step in steps {
                try await send(
                    .with {
                        $0.warning = warning
                        $0.change = APIWarningChange(step.change)
                    })
            }
        }
    }
}

extension APIWarningStep {
    init(_ step: WarningStepRecord) {
        self.init()
        position = UInt32(step.position)
        change = APIWarningChange(step.change)
        at = Google_Protobuf_Timestamp(step.at)
        authorID = step.author?.description ?? ""
        accountID = step.account?.description ?? ""
        unitID = step.unit?.description ?? ""
        if let moment = step.dueAt { dueAt = Google_Protobuf_Timestamp(moment) }
        note = step.note ?? ""
    }
}

extension APIWarningChange {
    init(_ change: WarningStepRecord.Change) {
        self =
            switch change {
            case .raised: .raised
            case .told: .told
            case .passedOver: .passedOver
            case .escalated: .escalated
            case .acknowledged: .acknowledged
            case .handedOver: .handedOver
            case .confirmed: .confirmed
            case .dismissed: .dismissed
            case .inIntervention: .inIntervention
            case .resolved: .resolved
            case .signalAdded: .signalAdded
            }
    }
}
