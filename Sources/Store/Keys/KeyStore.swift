internal import Domain
public import Vault

/// The wrapped keys, in a file apart from the data, so that backups kept for long can leave them out.
///
///     let folder = try DataFolder(at: path)
///     let keys = try KeyStore(in: folder)
///     let ring = try KeyRing.open(root: root, stored: keys.ringKeys(), random: random)
///     let store = try Store(in: folder, keys: keys, ring: ring)
///
/// It can be used from any thread. Each change is durable when the call returns.
public final class KeyStore: Sendable {
    let connection: Connection
    private let folder: DataFolder

    /// Opens the keys in `folder`, which are made, empty, if they are not there.
    public init(in folder: DataFolder, lockPatience: Duration = .seconds(5)) throws(StoreError) {
        self.folder = folder
        let name = "keys.db"
        let file = DatabaseFile(
            path: try folder.prepareFile(name), name: name, applicationID: KeyStoreSchema.applicationID,
            migrations: KeyStoreSchema.migrations)
        let connection = try Connection(file, .writing, lockPatience: lockPatience)
        try connection.now { () throws(StoreError) in try connection.migrate(file) }
        self.connection = connection
    }

    /// Lets go of the file. The keys that were read stay usable; nothing is read or stored any more.
    public func close() { connection.close() }

    // MARK: - Keys of the ring

    /// All keys of the ring, by purpose and term; none in a new installation.
    public func ringKeys() throws(StoreError) -> [StoredKey] {
        try select("SELECT purpose, term, state, wrapped, created_at FROM installation_keys ORDER BY purpose, term") {
            row throws(StoreError) in
            StoredKey(
                purpose: try row.state(0), term: try row.number(1), state: try row.state(2), wrapped: try row.blob(3),
                createdAt: try row.timestamp(4))
        }
    }

    /// Stores new and changed keys of the ring, as a `KeyRingChange` lists them: all or none.
    public func save(_ keys: [StoredKey]) throws(StoreError) {
        try change { () throws(StoreError) in
            for key in keys {
                try run(
                    """
                    INSERT INTO installation_keys (purpose, term, state, wrapped, created_at)
                    VALUES ($1, $2, $3, $4, $5)
                    ON CONFLICT (purpose, term) DO UPDATE SET state = excluded.state, wrapped = excluded.wrapped
                    """,
                    [
                        .state(key.purpose), .number(key.term), .state(key.state), .blob(key.wrapped),
                        .time(key.createdAt),
                    ])
            }
        }
        // Former wrapped forms must not be left in the log beside the database.
        try truncateLog()
    }

    // MARK: - Keys of owners

    /// The keys of `owner`, the newest term first.
    func ownerKeys(of owner: Identifier) throws(StoreError) -> [WrappedOwnerKey] {
        try select(
            "SELECT term, wrapped FROM owner_keys WHERE owner = $1 ORDER BY term DESC", [.identifier(owner)]
        ) { row throws(StoreError) in
            WrappedOwnerKey(owner: owner, term: try row.number(0), bytes: try row.blob(1))
        }
    }

    /// Stores new keys: all or none.
    func insert(_ keys: [WrappedOwnerKey]) throws(StoreError) {
        try change { () throws(StoreError) in
            for key in keys {
                try run(
                    "INSERT INTO owner_keys (owner, term, wrapped) VALUES ($1, $2, $3)",
                    [.identifier(key.owner), .number(key.term), .blob(key.bytes)])
            }
        }
    }

    func isErased(_ owner: Identifier) throws(StoreError) -> Bool {
        try !select("SELECT 1 FROM erased_owners WHERE owner = $1", [.identifier(owner)]) {
            row throws(StoreError) in try row.integer(0)
        }.isEmpty
    }

    func erasedOwners() throws(StoreError) -> [Identifier] {
        try select("SELECT owner FROM erased_owners ORDER BY owner") { row throws(StoreError) in
            try row.identifier(0)
        }
    }

    /// Destroys the keys of `owner` for good: overwritten in the database, and gone from the log beside it.
    ///
    /// - Returns: how many there were.
    func destroyKeys(of owner: Identifier, at moment: Timestamp) throws(StoreError) -> Int {
        var count = 0
        try change { () throws(StoreError) in
            try run("DELETE FROM owner_keys WHERE owner = $1", [.identifier(owner)])
            count = connection.changes
            try run(
                "INSERT INTO erased_owners (owner, erased_at) VALUES ($1, $2) ON CONFLICT (owner) DO NOTHING",
                [.identifier(owner), .time(moment)])
        }
        try truncateLog()
        return count
    }

    // MARK: - Statements

    func select<Element>(
        _ sql: StaticString, _ arguments: [Value] = [], _ read: (borrowing Row) throws(StoreError) -> Element
    ) throws(StoreError) -> [Element] {
        try connection.now { () throws(StoreError) in
            var elements: [Element] = []
            let statement = try connection.statements.statement(sql)
            try statement.collect(arguments) { row throws(StoreError) in elements.append(try read(row)) }
            return elements
        }
    }

    /// Within `change`.
    func run(_ sql: StaticString, _ arguments: [Value]) throws(StoreError) {
        try connection.statements.statement(sql).collect(arguments) { _ throws(StoreError) in }
    }

    func change(_ body: () throws(StoreError) -> Void) throws(StoreError) {
        try connection.now { () throws(StoreError) in
            try connection.step(.beginWriting)
            do throws(StoreError) {
                try body()
                try connection.step(.commit)
            } catch {
                connection.rollback()
                throw error
            }
        }
    }

    /// Writes the log into the database and empties it.
    func truncateLog() throws(StoreError) {
        try connection.now { () throws(StoreError) in try connection.truncateLog() }
    }
}
