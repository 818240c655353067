internal import AuditLog
internal import JSONRPC
internal import Store

/// Finds records from the newest backwards.
struct NewestRecords {
    /// Records read at a time.
    private static let piece = 500
    /// Positions looked through at a time where no index helps.
    private static let window: Int64 = 10_000

    let filter: RecordFilter
    let transaction: ReadTransaction
    /// Positions that may be looked through for one answer where no index helps; the rest is left to the next page.
    var budget: Int64 = 200_000

    /// At most `limit` records from before `end`, and before which position to go on; nothing when the beginning of
    /// the log is reached.
    func find(before end: Int64, limit: Int) throws -> (records: [AuditRecord], rest: Int64?) {
        var found: [AuditRecord] = []
        var end = end
        let last = filter.stored.subject == nil ? max(end - budget, 0) : 0
        while end > last {
            let start = filter.stored.subject == nil ? max(end - NewestRecords.window, last) : 0
            let rows = try transaction.newestAuditRecords(
                matching: filter.stored, in: start..<end, limit: NewestRecords.piece)
            for row in rows {
                let record = try AuditRecord(stored: row)
                guard filter.fits(record) else { continue }
                found.append(record)
                if found.count == limit { return (found, row.position > 0 ? row.position : nil) }
            }
            end = rows.count == NewestRecords.piece ? rows.last?.position ?? start : start
        }
        return (found, end > 0 ? end : nil)
    }
}

extension AuditRecord {
    /// - Throws: `DATA_LOSS` if the bytes are not a record.
    init(stored row: AuditRow) throws(RPCError) {
        do throws(Malformation) {
            try self.init(canonical: row.record)
        } catch {
            throw RPCError(.status(.dataLoss), "record \(row.position) of the log is damaged: have the log verified")
        }
    }
}
