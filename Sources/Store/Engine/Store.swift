internal import Dispatch
public import Domain
public import Vault

/// The database of an installation: steady snapshots to read, and one writer whose answers are durable.
///
///     try await store.write { transaction in
///         try transaction.insert(student)
///     }
///     let student = try await store.read { transaction in
///         try transaction.student(id, in: school)
///     }
///
/// A write is answered only after its commit is on the disk (`synchronous = FULL`); writes that wait together share
/// one commit, see `GroupCommit`. A read sees every write that was answered before it was asked for. Closures run on
/// the store's own threads: they must not wait for anything, least of all for the store.
public final class Store: Sendable {
    /// What erasing has done.
    public struct Erasure: Sendable, Equatable {
        /// Keys destroyed; 0 if there were none, or it had been done before.
        public let keys: Int
        /// Whether the log beside the database has been emptied, too. If not, a reader was in the way for long, and
        /// `emptyLog` is to be called again; what is left in the log cannot be opened by anyone.
        public let hasEmptiedLog: Bool
    }

    private let folder: DataFolder
    private let connection: Connection
    private let keys: OwnerKeys
    private let writer: GroupCommit
    private let readers: SnapshotReaders
    /// Where writes are answered that were not even taken, so that no completion runs on the caller's thread.
    private let refusals = DispatchQueue(label: "xinyu.store.refusals")

    /// Opens the database in `folder`, or makes it, and brings its schema up to date.
    ///
    /// - Throws: `StoreError` of the group "Opening".
    public init(
        in folder: DataFolder, keys: KeyStore, ring: KeyRing, configuration: StoreConfiguration = StoreConfiguration()
    ) throws(StoreError) {
        let name = "xinyu.db"
        let file = DatabaseFile(
            path: try folder.prepareFile(name), name: name, applicationID: SQLiteSchema.applicationID,
            migrations: SQLiteSchema.migrations)
        let connection = try Connection(file, .writing, lockPatience: configuration.lockPatience)
        try connection.now { () throws(StoreError) in
            try connection.migrate(file)
            if let limit = configuration.pageLimit { _ = try connection.setting("PRAGMA max_page_count = \(limit)") }
        }
        var reading: [Connection] = []
        for _ in 0..<max(configuration.readers, 1) {
            reading.append(try Connection(file, .reading, lockPatience: configuration.lockPatience))
        }
        self.folder = folder
        self.connection = connection
        self.keys = OwnerKeys(ring: ring, store: keys, limit: configuration.cachedOwnerKeys)
        writer = GroupCommit(on: connection, keys: self.keys, configuration)
        readers = SnapshotReaders(on: reading, keys: self.keys, waitingLimit: configuration.waitingLimit)
    }

    /// Has `participant` take part in every commit from now on. The store keeps it until it is closed.
    public func add(_ participant: any BatchParticipant) { writer.add(participant) }

    // MARK: - Without waiting

    /// Runs `body` on a snapshot, on a thread of the store. It always runs; if the store is closed or has too much
    /// waiting, every query in it throws.
    ///
    /// It has a name of its own, for a closure that returns nothing fits `read` with waiting just as well.
    public func enqueueRead(_ body: @escaping @Sendable (ReadTransaction) -> Void) {
        do throws(StoreError) {
            try readers.submit(body)
        } catch {
            refusals.async { [connection, keys] in
                let transaction = ReadTransaction(on: connection, keys: keys)
                transaction.end(error)
                body(transaction)
            }
        }
    }

    /// Runs `body` in the next transaction and calls `completion` on a thread of the store: with what `body` returned,
    /// when that is durable; or with the error of `body`, or of the commit, when nothing of it was stored. All
    /// completions of a commit are called one after another: keep them short.
    public func write<Answer>(
        _ body: @escaping @Sendable (WriteTransaction) throws -> Answer,
        completion: @escaping @Sendable (Result<Answer, any Error>) -> Void
    ) {
        do throws(StoreError) {
            try writer.submit(WriteJobReturning(body, completion))
        } catch {
            refusals.async { completion(.failure(error)) }
        }
    }

    // MARK: - With waiting

    /// What `body` makes of a snapshot. Cancelling the task does not stop it.
    public func read<Answer: Sendable>(
        _ body: @escaping @Sendable (ReadTransaction) throws -> Answer
    ) async throws -> Answer {
        try await withCheckedThrowingContinuation { continuation in
            enqueueRead { transaction in
                let answer = Result { try body(transaction) }
                // Over before the caller goes on: one that was kept must not work by chance.
                transaction.end()
                continuation.resume(with: answer)
            }
        }
    }

    /// What `body` returned, once all that it changed is durable. Cancelling the task does not stop it.
    @discardableResult
    public func write<Answer: Sendable>(
        _ body: @escaping @Sendable (WriteTransaction) throws -> Answer
    ) async throws -> Answer {
        try await withCheckedThrowingContinuation { continuation in
            write(body) { continuation.resume(with: $0) }
        }
    }

    // MARK: - Keeping

    /// Destroys the keys of `owner`, and with them all that was ever sealed for it, backups included. The rows stay,
    /// unreadable, until they are deleted.
    public func erase(_ owner: Identifier, at moment: Timestamp) async throws(StoreError) -> Erasure {
        try await onWriter { [connection, keys] () throws(StoreError) in
            let count = try keys.store.destroyKeys(of: owner, at: moment)
            keys.forget(owner)
            return Erasure(keys: count, hasEmptiedLog: (try? connection.truncateLog()) != nil)
        }
    }

    /// Whose keys have been destroyed, by id: students and their accounts.
    public func erasedOwners() throws(StoreError) -> [Identifier] { try keys.store.erasedOwners() }

    /// Writes the log beside the database into it and cuts it to nothing.
    ///
    /// - Throws: `StoreError.busy` if a reader is in the way for long.
    public func emptyLog() async throws(StoreError) {
        try await onWriter { [connection] () throws(StoreError) in try connection.truncateLog() }
    }

    /// Looks through the whole database for damage; this takes seconds for each gigabyte, and holds up no write.
    ///
    /// - Returns: what is wrong, in SQLite's words; nothing if all is well.
    public func findDamage() async throws -> [String] {
        try await read { transaction in try transaction.findDamage() }
    }

    /// Does what waits, answers it, and lets go of the files. Later reads and writes fail with `StoreError.closed`.
    public func close() async {
        writer.close()
        readers.close()
        for connection in readers.connections + [connection] {
            await withCheckedContinuation { continuation in
                connection.later { continuation.resume() }
            }
            connection.close()
        }
        writer.dismissParticipants()
    }

    /// Destroys the keys from before the ring's current term of owners of which everything has been sealed anew.
    ///
    /// - Throws: `StoreError.stillSealed` if a value of one of them is still of a former term; then no key is gone.
    public func dropFormerKeys(of owners: [Identifier]) async throws(StoreError) {
        // A reader whose snapshot is from before the sealing still needs the former keys.
        await readers.presentSnapshotsEnd()
        // On the writer, so that nothing is sealed with a former key between the look and the drop.
        try await onWriter { [connection, keys] () throws(StoreError) in
            let term = keys.ring.currentTerm
            let transaction = ReadTransaction(on: connection, keys: keys)
            for owner in owners where try transaction.hasFormerValues(of: owner, currentTerm: term) {
                throw .stillSealed(owner)
            }
            try keys.store.dropKeys(of: owners, before: term)
            for owner in owners { keys.forget(owner) }
        }
    }

    /// Between two batches.
    private func onWriter<Answer: Sendable>(
        _ body: @escaping @Sendable () throws(StoreError) -> Answer
    ) async throws(StoreError) -> Answer {
        let outcome: Result<Answer, StoreError> = await withCheckedContinuation { continuation in
            connection.later {
                continuation.resume(returning: Result { () throws(StoreError) in try body() })
            }
        }
        return try outcome.get()
    }
}
