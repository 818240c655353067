internal import Domain
internal import Vault

/// What one closure changes: all of it is stored, or nothing. See `ReadTransaction` for what holds for both.
public final class WriteTransaction: ReadTransaction {
    /// How this closure alone can be undone.
    enum Savepoint {
        /// With the whole transaction.
        case unneeded
        /// By a savepoint that its first change sets: many closures change nothing but the log, at the commit.
        case due
        case set
    }

    private(set) var savepoint: Savepoint
    let newKeys: NewOwnerKeys
    private(set) var afterCommitActions: [() -> Void] = []
    private let changesBefore: Int64

    init(on connection: Connection, newKeys: NewOwnerKeys, savepoint: Savepoint = .unneeded) {
        self.newKeys = newKeys
        self.savepoint = savepoint
        changesBefore = connection.totalChanges
        super.init(on: connection, keys: newKeys.keys)
    }

    /// Whether the closure has changed anything so far.
    public var hasChangedRows: Bool { connection.totalChanges > changesBefore }

    /// Runs an INSERT, UPDATE or DELETE. For one with RETURNING use `first` or `all`.
    ///
    /// - Returns: how many rows it changed.
    @discardableResult
    public func execute(_ sql: StaticString, _ arguments: [Value] = []) throws -> Int {
        try query(sql, arguments) { _ in }
        return connection.changes
    }

    @discardableResult
    func execute(composed sql: String, _ arguments: [Value] = []) throws(StoreError) -> Int {
        try query(composed: sql, arguments) { _ throws(StoreError) in }
        return connection.changes
    }

    /// Runs `action` once all this is durable, before the write is answered, on the writer's thread: keep it short.
    /// If the closure throws or the commit fails, it never runs.
    public func afterCommit(_ action: @escaping () -> Void) {
        afterCommitActions.append(action)
    }

    override func admit(_ statement: Statement) throws(StoreError) {
        guard savepoint == .due, !statement.isReading else { return }
        try connection.step(.savepoint)
        savepoint = .set
    }

    override public func checkUse() throws(StoreError) {
        try super.checkUse()
        // SQLite ends the whole transaction on some errors; a closure that goes on would write piece by piece.
        if connection.isOutsideTransaction { throw .transactionOver }
    }

    override func openingKey(of owner: Identifier, term: UInt32) throws(StoreError) -> OwnerKey {
        if let key = newKeys.pendingKey(of: owner), key.term == term { return key }
        return try super.openingKey(of: owner, term: term)
    }
}
