internal import AuditLog
internal import Domain
internal import JSONRPC
internal import Store
internal import XinyuAPI

/// Which records of the access log are wanted. What the store has no column for is looked for in the records.
struct RecordFilter: Sendable {
    let stored: AuditFilter
    private let method: String
    private let outcome: AuditRecord.Outcome?

    init(_ filter: APIAuditFilter) throws(RPCError) {
        stored = AuditFilter(
            subject: try Identifier.ifPresent(filter.subjectID, field: "filter.subjectId"),
            actor: try Identifier.ifPresent(filter.actorID, field: "filter.actorId"),
            from: filter.hasFrom ? try Timestamp(filter.from, field: "filter.from") : nil,
            until: filter.hasUntil ? try Timestamp(filter.until, field: "filter.until") : nil)
        method = filter.method
        outcome = try RecordFilter.outcome(filter.outcome)
    }

    /// For what the store has found already.
    func fits(_ record: AuditRecord) -> Bool {
        (method.isEmpty || record.method == method) && (outcome == nil || record.outcome == outcome)
    }

    /// For any record.
    func fitsInFull(_ record: AuditRecord) -> Bool {
        (stored.subject == nil || record.subject.id == stored.subject)
            && (stored.actor == nil || record.actor == stored.actor)
            && (stored.from.map { $0 <= record.time } ?? true) && (stored.until.map { record.time < $0 } ?? true)
            && fits(record)
    }

    private static func outcome(_ name: String) throws(RPCError) -> AuditRecord.Outcome? {
        guard !name.isEmpty else { return nil }
        guard let outcome = AuditRecord.Outcome(name: name) else {
            throw .invalidArgument(field: "filter.outcome", description: "must be OK or a status, as PERMISSION_DENIED")
        }
        return outcome
    }
}

extension AuditRecord.Outcome {
    private static let okName = "OK"

    /// As the contract writes it.
    var name: String { GRPCStatus(rawValue: Int(code))?.name ?? AuditRecord.Outcome.okName }

    fileprivate init?(name: String) {
        if name == AuditRecord.Outcome.okName {
            self = .ok
        } else if let status = GRPCStatus.allCases.first(where: { $0.name == name }) {
            self.init(code: status.rawValue)
        } else {
            return nil
        }
    }
}
