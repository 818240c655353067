internal import Domain
internal import Store
internal import Synchronization
internal import Vault

extension AuditLog {
    /// Signs how far the log is durable, keeps that in the log folder, and returns it for the journal or a witness.
    /// If nothing was added since the last one, and the key is the same, that one is returned.
    public func checkpoint() async throws(AuditLogError) -> SignedNote {
        let signer = ring.signingKey
        guard let key = NoteKey(name: origin, key: signer.verifyKey) else { throw .badOrigin }
        let frontier = state.withLock(\.committed)
        if let newest = try await folder.newest(),
            let checkpoint = try? Checkpoint(newest, origin: origin, trusted: [key]),
            checkpoint.size >= frontier.size
        {
            return newest
        }
        let now = clock.now()
        let checkpoint = Checkpoint(origin: origin, size: frontier.size, root: frontier.root, time: now)
        let note = checkpoint.signed(with: signer, as: key)
        try await folder.keep(note, frontier: frontier)
        do {
            try await store.write { transaction in
                try transaction.insert(
                    AuditCheckpointRow(size: Int64(checkpoint.size), note: note.note, at: now))
            }
        } catch let error as StoreError {
            throw .store(error)
        } catch {
            throw .headDamaged
        }
        return note
    }

    /// The key that checkpoints are signed with now, to be given to whoever verifies.
    public var noteKey: NoteKey? { NoteKey(name: origin, key: ring.signingKey.verifyKey) }
}
