public import Domain
public import Store
public import Vault

extension AuditLog {
    /// What to do when the log folder has no checkpoint though the database has a log.
    public enum MissingCheckpoint: Sendable {
        /// Refuse: whoever cuts the log takes the checkpoint away, too.
        case refuse
        /// Believe the database and sign it anew. Only on the word of the security officer.
        case believeDatabase
    }

    /// Opens the log, checks it against the newest checkpoint, and has it take part in every commit of `store`.
    ///
    /// The check reads the records after that checkpoint. A new log gets its first checkpoint at once, so that from
    /// then on a missing one is noticed.
    ///
    /// - Parameters:
    ///   - folder: where checkpoints are kept; not where the database is.
    ///   - origin: names the log, as `school.example/xinyu`.
    /// - Throws: `AuditLogError`; the log then takes no part in commits, and the daemon must not serve.
    public static func open(
        store: Store, ring: KeyRing, folder path: String, origin: String, clock: any WallClock,
        missingCheckpoint: MissingCheckpoint = .refuse
    ) async throws(AuditLogError) -> AuditLog {
        guard NoteKey(name: origin, key: ring.signingKey.verifyKey) != nil else { throw .badOrigin }
        let folder = try LogFolder(at: path)
        let frontier = try await storedFrontier(in: store)
        if let newest = try await folder.newest() {
            let checkpoint = try trusted(newest, origin: origin, ring: ring)
            try await check(frontier, against: checkpoint, folder: folder, store: store)
        } else if frontier.size > 0 && missingCheckpoint == .refuse {
            throw .checkpointMissing
        }
        let log = AuditLog(
            store: store, ring: ring, folder: folder, origin: origin, clock: clock, frontier: frontier)
        _ = try await log.checkpoint()
        store.add(log)
        return log
    }

    /// The head of the database, which must fit its own root and its last record.
    private static func storedFrontier(in store: Store) async throws(AuditLogError) -> MerkleFrontier {
        let (head, next) = try await read(store) { transaction in
            (try transaction.auditHead(), try transaction.nextAuditPosition())
        }
        guard let head else {
            guard next == 0 else { throw .headDamaged }
            return MerkleFrontier()
        }
        guard head.size == next, let frontier = MerkleFrontier(encoded: head.frontier),
            Int64(exactly: frontier.size) == head.size, frontier.root.bytes == head.root
        else { throw .headDamaged }
        return frontier
    }

    private static func trusted(
        _ note: SignedNote, origin: String, ring: KeyRing
    ) throws(AuditLogError) -> Checkpoint {
        do throws(CheckpointError) {
            return try Checkpoint(
                note, origin: origin,
                trusted: ring.verifyKeys.values.compactMap { NoteKey(name: origin, key: $0) })
        } catch {
            throw .checkpointRefused(error)
        }
    }

    /// The tree that was signed, grown by the records after it, must be the tree of the head.
    private static func check(
        _ head: MerkleFrontier, against checkpoint: Checkpoint, folder: LogFolder, store: Store
    ) async throws(AuditLogError) {
        guard checkpoint.size <= head.size else {
            throw .shorterThanCheckpoint(database: head.size, checkpoint: checkpoint.size)
        }
        var frontier: MerkleFrontier
        if let kept = try await folder.frontier(of: checkpoint) {
            frontier = kept
        } else {
            frontier = try await grow(MerkleFrontier(), to: checkpoint.size, from: store)
            guard frontier.root == checkpoint.root else { throw .otherThanCheckpoint(size: checkpoint.size) }
        }
        frontier = try await grow(frontier, to: head.size, from: store)
        guard frontier == head else { throw .otherThanCheckpoint(size: checkpoint.size) }
    }

    private static func grow(
        _ start: MerkleFrontier, to size: UInt64, from store: Store
    ) async throws(AuditLogError) -> MerkleFrontier {
        var frontier = start
        while frontier.size < size {
            let (from, end) = (frontier, min(size, frontier.size + 4_096))
            frontier = try await read(store) { transaction in
                var frontier = from
                try transaction.auditRecords(in: Int64(from.size)..<Int64(end)) { row in
                    frontier.append(AuditRecord.leafHash(ofCanonical: row.record))
                }
                return frontier
            }
            guard frontier.size == end else { throw .headDamaged }
        }
        return frontier
    }

    static func read<Answer: Sendable>(
        _ store: Store, _ body: @escaping @Sendable (ReadTransaction) throws -> Answer
    ) async throws(AuditLogError) -> Answer {
        do {
            return try await store.read(body)
        } catch let error as StoreError {
            throw .store(error)
        } catch let error as AuditLogError {
            throw error
        } catch {
            throw .headDamaged
        }
    }
}
