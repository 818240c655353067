internal import AuditLog
internal import Domain
internal import Router
internal import Store
internal import Vault

/// The steps of one rotation of data keys. Each finds out from what is stored whether it was done before.
///
/// 1. Count what is there, for the certificate.
/// 2. Make the new term and bring it into force: what is new is sealed under it from now on.
/// 3. Owner by owner, seal anew what is of former terms, then destroy the owner's former keys.
/// 4. Count again, destroy the keys of the former terms, sign what was done, and end the rotation with its record in
///    the access log.
struct RotationWork: Sendable {
    let store: Store
    let keys: KeyStore
    let ring: KeyRing
    let log: AuditLog
    let feed: ChangeFeed
    let clock: any WallClock
    let board: ProgressBoard<RotationProgress>
    let pace: RotationPace

    func run(_ record: KeyRotationRecord) async throws {
        var record = record
        board.publish(RotationProgress(record))
        let notes = try await countBefore(&record)
        var progress = RotationProgress(record)
        progress.valuesSealed = notes.sealedValues
        do {
            try await takeTerm(of: record)
            progress.ownersDone = max(record.total - (try countOwnersLeft(before: record.toTerm)), 0)
            board.publish(progress)
            try await sealEverything(for: &record, &progress)
            let left = try keys.owners(withKeysBefore: record.toTerm, limit: .max).count
            guard left == 0 else { throw RotationFailure.unreadable(owners: left) }
        } catch let failure as RotationFailure {
            return try await end(record, progress, with: failure)
        }
        try await finish(record, progress, before: notes.before)
    }

    // MARK: - Beginning

    private func countBefore(_ record: inout KeyRotationRecord) async throws -> RotationNotes {
        let id = record.id
        if let notes = try await store.read({ try $0.notes(of: id) }) { return notes }
        let before = try await count()
        record.total = before.ownerKeys(before: record.toTerm)
        let (counted, notes) = (record, RotationNotes(rotation: id, before: before, sealedValues: 0))
        try await store.write { transaction in
            try transaction.keep(notes)
            try transaction.update(counted)
        }
        return notes
    }

    private func takeTerm(of record: KeyRotationRecord) async throws {
        if ring.currentTerm < record.toTerm {
            let change = try ring.newTerm(of: .dataKeyEncryption, at: clock.now())
            try keys.save(change.stored)
            try ring.adopt(change)
            // A write that was on its way may have made a key of the former term: it is stored when this one is.
            _ = try await store.write { try $0.update(record) }
        }
        guard ring.currentTerm == record.toTerm else { throw RotationFailure.otherTerm(ring.currentTerm) }
    }

    // MARK: - Sealing anew

    /// Goes through the owners until none is left, or only such whose values do not open.
    private func sealEverything(for record: inout KeyRotationRecord, _ progress: inout RotationProgress) async throws {
        var hasAdvanced = true
        while hasAdvanced {
            hasAdvanced = false
            var last: Identifier?
            while true {
                let owners = try keys.owners(withKeysBefore: record.toTerm, after: last, limit: pace.ownersInBatch)
                guard let end = owners.last else { break }
                last = end
                let done = try await turn(owners, for: record, &progress)
                hasAdvanced = hasAdvanced || done > 0
                progress.ownersDone = min(progress.ownersDone + done, progress.ownersTotal)
                record.done = progress.ownersDone
                board.publish(progress)
            }
        }
    }

    /// Seals all of `owners` anew, and destroys their former keys.
    ///
    /// - Returns: of how many.
    private func turn(
        _ owners: [Identifier], for record: KeyRotationRecord, _ progress: inout RotationProgress
    ) async throws -> Int {
        var turned = owners
        do {
            try await seal(owners, for: record, &progress)
        } catch let error as StoreError where error.isOfOneOwner {
            turned = []
            for owner in owners {
                do {
                    try await seal([owner], for: record, &progress)
                    turned.append(owner)
                } catch let error as StoreError where error.isOfOneOwner {
                    continue
                }
            }
        }
        try Task.checkCancellation()
        do throws(StoreError) {
            try await store.dropFormerKeys(of: turned)
        } catch .stillSealed {
            return 0
        }
        return turned.count
    }

    /// In writes small enough for others to come in between.
    private func seal(
        _ owners: [Identifier], for record: KeyRotationRecord, _ progress: inout RotationProgress
    ) async throws {
        var rest = owners[...]
        while !rest.isEmpty {
            try Task.checkCancellation()
            let (waiting, before, limit) = (rest, progress.valuesSealed, pace.valuesInWrite)
            let (ownersDone, count) = try await store.write { transaction in
                let step = try transaction.reseal(waiting, limit: limit)
                try transaction.update(record)
                try transaction.setSealedValues(before + step.values)
                return (step.owners, step.values)
            }
            rest = rest.dropFirst(ownersDone)
            progress.valuesSealed += count
            board.publish(progress)
        }
    }

    // MARK: - Ending

    private func finish(
        _ record: KeyRotationRecord, _ progress: RotationProgress, before: TermCounts
    ) async throws {
        let after = try await count()
        try retireFormerTerms()
        var (record, progress) = (record, progress)
        record.state = .finished
        record.done = record.total
        record.finishedAt = clock.now()
        let certificate = try RotationCertificate(
            origin: log.origin, rotation: record, before: before, after: after, retired: retiredTerms(since: before)
        ).signed(with: ring.signingKey).note
        record.certificate = certificate
        try await close(record, progress, .ok)
        progress.ownersDone = progress.ownersTotal
        progress.end = .finished(certificate: certificate)
        board.publish(progress)
    }

    private func end(
        _ record: KeyRotationRecord, _ progress: RotationProgress, with failure: RotationFailure
    ) async throws {
        var (record, progress) = (record, progress)
        record.state = .failed
        record.finishedAt = clock.now()
        try await close(record, progress, .dataLoss)
        progress.end = .failed(failure)
        board.publish(progress)
    }

    private func close(
        _ record: KeyRotationRecord, _ progress: RotationProgress, _ outcome: AuditRecord.Outcome
    ) async throws {
        let entry = AuditRecord(endOf: record, sealedValues: progress.valuesSealed, outcome)
        let (log, feed) = (log, feed)
        try await store.write { transaction in
            try transaction.update(record)
            try transaction.removeRotationNotes()
            try log.append(entry, in: transaction)
            transaction.afterCommit { feed.publish(.auditRecords(size: log.head.size)) }
        }
    }

    private func retireFormerTerms() throws {
        for key in ring.stored where key.purpose == .dataKeyEncryption && key.state == .retiring {
            let change = try ring.retire(.dataKeyEncryption, term: key.term)
            try keys.save(change.stored)
            try ring.adopt(change)
        }
    }

    /// Also those that were retired before a kill.
    private func retiredTerms(since before: TermCounts) -> [UInt32] {
        ring.stored.filter { key in
            key.purpose == .dataKeyEncryption && key.state == .retired && before.terms[key.term] != nil
        }.map(\.term)
    }

    // MARK: - Counting

    private func count() async throws -> TermCounts {
        let values = try await store.read { try $0.sealedCounts() }
        return TermCounts(ownerKeys: try keys.ownerCounts(), sealedValues: values)
    }

    private func countOwnersLeft(before term: UInt32) throws -> Int {
        TermCounts(ownerKeys: try keys.ownerCounts(), sealedValues: []).ownerKeys(before: term)
    }
}
