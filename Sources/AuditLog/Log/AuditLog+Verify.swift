internal import Domain
internal import Store
internal import Vault

extension AuditLog {
    /// Reads every record up to the present head again, a piece at a time, computes the tree from nothing, and compares
    /// it with the head and with the newest checkpoint of the log folder. Appending goes on meanwhile.
    ///
    /// - Throws: `AuditLogError` if the log or its folder cannot be read; `CancellationError`.
    public func verify() async throws -> LogVerdict {
        let head = head
        guard let newest = try await folder.newest() else { throw AuditLogError.checkpointMissing }
        let checkpoint: Checkpoint
        do throws(CheckpointError) {
            let trusted = ring.verifyKeys.values.compactMap { NoteKey(name: origin, key: $0) }
            checkpoint = try Checkpoint(newest, origin: origin, trusted: trusted)
        } catch {
            return .tampered(at: 0, .badCheckpoint(error))
        }
        // One that was signed after the head was looked at says nothing of records up to there.
        let end = max(head.size, min(checkpoint.size, self.head.size))
        guard checkpoint.size <= end else { return .tampered(at: end, .rolledBack(witnessSaw: checkpoint.size)) }

        var tree = MerkleFrontier()
        if let verdict = try await grow(&tree, to: checkpoint.size) { return verdict }
        guard tree.root == checkpoint.root else {
            return .tampered(at: 0, .wrongRoot(checkpointOfSize: checkpoint.size))
        }
        if let verdict = try await grow(&tree, to: head.size) { return verdict }
        guard tree.size > head.size || tree.root == head.root else {
            return .tampered(at: checkpoint.size, .otherThanWitnessed(size: head.size))
        }
        return .intact(size: tree.size, root: tree.root)
    }

    /// - Returns: what is wrong with a record on the way, if anything is.
    private func grow(_ tree: inout MerkleFrontier, to size: UInt64) async throws -> LogVerdict? {
        while tree.size < size {
            try Task.checkCancellation()
            let (start, end) = (tree, min(size, tree.size + 4_096))
            let (grown, verdict) = try await store.read { transaction in
                var tree = start
                var verdict: LogVerdict?
                try transaction.auditRecords(in: Int64(start.size)..<Int64(end)) { row in
                    guard verdict == nil else { return }
                    if let reason = AuditLog.fault(of: row, at: tree.size) {
                        verdict = .tampered(at: tree.size, reason)
                    } else {
                        tree.append(AuditRecord.leafHash(ofCanonical: row.record))
                    }
                }
                return (tree, verdict)
            }
            tree = grown
            if let verdict { return verdict }
            guard tree.size == end else { return .tampered(at: tree.size, .cutShort) }
        }
        return nil
    }

    private static func fault(of row: AuditRow, at index: UInt64) -> LogVerdict.Reason? {
        guard row.position == Int64(index) else { return .wrongIndex(found: UInt64(clamping: row.position)) }
        do throws(AuditRecord.Malformation) {
            let record = try AuditRecord(canonical: row.record)
            guard record.index == index else { return .wrongIndex(found: record.index) }
            let subject = record.subject.id == .installation ? nil : record.subject.id
            let isFiled = row.at == record.time && row.actor == record.actor && row.subject == subject
            return isFiled ? nil : .misfiled
        } catch {
            return .malformedRecord(error)
        }
    }
}
