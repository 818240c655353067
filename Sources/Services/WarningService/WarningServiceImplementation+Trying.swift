internal import Domain
internal import JSONRPC
public import Router
internal import Store
public import XinyuAPI

extension WarningServiceImplementation {
    public func tryRules(_ request: APITryRulesRequest, _ call: RunningCall) async throws -> APITryRulesResponse {
        let unit = try Identifier(request.unitID, field: "unitId")
        let school = try call.units.school(ofList: unit)
        var run = try RuleTrialRun(request, present: rules.warnings, now: call.context.now)
        // Windows reach back before the span.
        let windows = [rules.warnings.longestWindow, run.proposed.longestWindow].compactMap { $0 }
        let (from, to) = (run.from + (.zero - (windows.max() ?? .zero)), run.to)
        var after = Identifier.installation
        while !call.isCancelled {
            // In pieces, so that no snapshot is held for long.
            let last = after
            let piece = try await call.read { reading in
                try reading.transaction.studentIDs(ofSchool: school, after: last, limit: RuleTrialRun.pieceSize).map {
                    student -> (Identifier, [RuleTrialRun.Event]?) in
                    guard try reading.isInside(unit, student: student) else { return (student, nil) }
                    do {
                        return (
                            student,
                            try RuleTrialRun.history(of: student, from: from, to: to, in: reading.transaction)
                        )
                    } catch StoreError.ownerErased {
                        return (student, nil)
                    }
                }
            }
            for (student, history) in piece {
                if let history { run.add(student, history) }
            }
            guard piece.count == RuleTrialRun.pieceSize, let next = piece.last?.0 else { break }
            after = next
        }
        var response = run.response
        let cases = run.shownCases
        response.cases = try await call.read { reading in
            reading.count(.students, cases.count)
            return try cases.map { try $0.contract(in: reading.transaction) }
        }
        return response
    }
}
