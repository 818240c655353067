public import Domain
internal import Store
internal import Vault

extension AuditLog {
    /// Who has read or changed the record of `subject`, up to now, with the proof of each record.
    ///
    /// It reads every record of the log once, and holds 64 bytes for each while it works.
    ///
    /// - Parameter names: of the accounts that are named, as far as they have one.
    public func statement(
        of subject: Identifier, names: @Sendable ([Identifier]) async throws -> [Identifier: String]
    ) async throws -> AccessStatement {
        let note = try await checkpoint()
        let size = try Checkpoint(text: note.text).size
        guard let key = noteKey else { throw AuditLogError.badOrigin }
        var leaves: [SHA256Digest] = []
        var found: [(index: UInt64, canonical: [UInt8], actor: Identifier)] = []
        leaves.reserveCapacity(Int(size))
        while leaves.count < size {
            let (start, end) = (UInt64(leaves.count), min(size, UInt64(leaves.count) + 1_024))
            let piece = try await store.read { transaction in
                var rows: [(SHA256Digest, [UInt8]?, Identifier)] = []
                try transaction.auditRecords(in: Int64(start)..<Int64(end)) { row in
                    rows.append(
                        (
                            AuditRecord.leafHash(ofCanonical: row.record), row.subject == subject ? row.record : nil,
                            row.actor
                        ))
                }
                return rows
            }
            guard piece.count == Int(end - start) else { throw AuditLogError.recordDamaged(at: start) }
            for (leaf, record, actor) in piece {
                if let record { found.append((UInt64(leaves.count), record, actor)) }
                leaves.append(leaf)
            }
            try Task.checkCancellation()
        }
        let levels = MerkleLevels(leaves: leaves)
        let actors = try await names(Array(Set(found.map(\.actor))))
        return AccessStatement(
            origin: origin, subject: subject, key: key, actors: actors,
            entries: found.map { record in
                AccessStatement.Entry(
                    index: record.index, canonical: record.canonical,
                    path: levels.proof(of: record.index)?.path ?? [])
            }, checkpoint: note)
    }
}
