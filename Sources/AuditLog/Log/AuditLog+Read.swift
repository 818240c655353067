public import Store

extension AuditLog {
    /// At most `limit` records that fit `filter`, in order, from the place `index` on.
    ///
    /// - Throws: `AuditLogError.recordDamaged` if the bytes of one are not a record.
    public func records(
        matching filter: AuditFilter, from index: UInt64 = 0, limit: Int, in transaction: ReadTransaction
    ) throws -> [AuditRecord] {
        guard let position = Int64(exactly: index) else { return [] }
        return try transaction.auditRecords(matching: filter, from: position, limit: limit).map(AuditLog.record)
    }

    /// Hands out the whole log up to now as `LogVerifier` reads it, signed to the end, a piece at a time. Between
    /// the pieces nothing is held, so it may take as long as it likes.
    public func export(_ sink: (String) async throws -> Void) async throws {
        let note = try await checkpoint()
        let size = try Checkpoint(text: note.text).size
        guard let key = noteKey else { throw AuditLogError.badOrigin }
        try await sink(LogExport.header(origin: origin, keys: [key]))
        var index: UInt64 = 0
        while index < size {
            let (start, end) = (index, min(size, index + 1_024))
            let piece = try await store.read { transaction in
                var piece = ""
                try transaction.auditRecords(in: Int64(start)..<Int64(end)) { row in
                    piece += LogExport.record(at: UInt64(row.position), canonical: row.record)
                }
                return piece
            }
            try await sink(piece)
            index = end
        }
        try await sink(LogExport.checkpoint(note) + LogExport.end(size: size))
    }

    private static func record(_ row: AuditRow) throws -> AuditRecord {
        do throws(AuditRecord.Malformation) {
            return try AuditRecord(canonical: row.record)
        } catch {
            throw AuditLogError.recordDamaged(at: UInt64(row.position))
        }
    }
}
