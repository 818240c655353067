internal import CSQLite
internal import Domain
internal import GRDB

/// One SQLite connection, opened and owned by GRDB, which also gives it the queue that it is used on.
// @unchecked: `statements` and `savepoint` are only touched on `queue`; the rest does not change.
final class Connection: @unchecked Sendable {
    enum Access { case reading, writing }

    private let queue: DatabaseQueue
    let handle: OpaquePointer
    private(set) var statements: StatementCache
    private var transactionStatements: [TransactionStep: Statement] = [:]

    /// The statements that the store itself makes transactions with.
    enum TransactionStep: String, CaseIterable {
        case beginReading = "BEGIN DEFERRED"
        case beginWriting = "BEGIN IMMEDIATE"
        case commit = "COMMIT"
        case rollback = "ROLLBACK"
        case savepoint = "SAVEPOINT one"
        case rollbackSavepoint = "ROLLBACK TO one"
        case releaseSavepoint = "RELEASE one"
    }

    /// Done once. Where another part of the process has opened a database before, things go on as they are.
    private static let memoryIsNotCounted = xinyu_sqlite_count_no_memory() == SQLITE_OK

    init(_ file: DatabaseFile, _ access: Access, lockPatience: Duration) throws(StoreError) {
        _ = Self.memoryIsNotCounted
        var configuration = Configuration()
        configuration.readonly = access == .reading
        configuration.label = "xinyu.\(file.name).\(access)"
        configuration.busyMode = .timeout(Double(lockPatience.wholeMilliseconds) / 1_000)
        configuration.prepareDatabase { database in
            guard let handle = database.sqliteConnection else { throw StoreError.closed }
            try ConnectionSettings(handle, of: file, access).apply()
        }
        do {
            queue = try DatabaseQueue(path: file.path, configuration: configuration)
            guard let handle = queue.unsafeRead({ $0.sqliteConnection }) else { throw StoreError.closed }
            self.handle = handle
            statements = StatementCache(on: handle)
            try queue.inDatabase { _ in
                for step in TransactionStep.allCases {
                    transactionStatements[step] = try Statement.prepare(step.rawValue, on: handle)
                }
            }
        } catch {
            throw StoreError(opening: error, file: file)
        }
    }

    /// Whether no transaction is open: SQLite itself ends one on some errors.
    var isOutsideTransaction: Bool { sqlite3_get_autocommit(handle) != 0 }

    /// Rows changed by the statement run last.
    var changes: Int { Int(sqlite3_changes64(handle)) }

    /// Rows changed since the connection was opened.
    var totalChanges: Int64 { sqlite3_total_changes64(handle) }

    /// Runs `body` on the connection's queue, some time later.
    func later(_ body: @escaping @Sendable () -> Void) {
        queue.asyncWriteWithoutTransaction { _ in body() }
    }

    /// Runs `body` on the connection's queue and waits.
    func now<Result>(_ body: () throws(StoreError) -> Result) throws(StoreError) -> Result {
        let outcome: Swift.Result<Result, StoreError> = queue.inDatabase { _ in
            do throws(StoreError) { return .success(try body()) } catch { return .failure(error) }
        }
        return try outcome.get()
    }

    /// On the queue.
    func step(_ step: TransactionStep) throws(StoreError) {
        guard let statement = transactionStatements[step] else { throw .closed }
        try statement.collect([]) { _ throws(StoreError) in }
    }

    /// Ends the transaction without a trace, whether or not SQLite has done so already.
    func rollback() {
        guard !isOutsideTransaction else { return }
        // It can only fail when there is nothing to roll back.
        try? step(.rollback)
    }

    /// On the queue: SQL that is not prepared for further use; several statements may be in it.
    func script(_ sql: String) throws(StoreError) {
        let code = sqlite3_exec(handle, sql, nil, nil, nil)
        guard code == SQLITE_OK else { throw .sqlite(code, on: handle) }
    }

    /// On the queue: the first column of the first row, for a setting.
    func setting(_ sql: String) throws(StoreError) -> Int64 {
        try ConnectionSettings.ask(sql, on: handle)
    }

    /// On the queue: writes the log into the database and cuts it to nothing.
    ///
    /// - Throws: `StoreError.busy` if a reader keeps it in use for longer than the patience of the connection.
    func truncateLog() throws(StoreError) {
        guard try setting("PRAGMA wal_checkpoint(TRUNCATE)") == 0 else { throw .busy }
    }

    /// On the queue: what `quick_check` finds.
    func damage() throws(StoreError) -> [String] {
        var findings: [String] = []
        try Statement.prepare("PRAGMA quick_check", on: handle).collect([]) { row throws(StoreError) in
            findings.append(try row.text(0))
        }
        return findings == ["ok"] ? [] : findings
    }

    /// Forgets the prepared statements, which hold the connection open, and closes it.
    func close() {
        queue.inDatabase { _ in
            statements = StatementCache(on: handle)
            transactionStatements = [:]
        }
        try? queue.close()
    }
}

extension StoreError {
    fileprivate init(opening error: any Error, file: DatabaseFile) {
        switch error {
        case let error as StoreError: self = error
        case let error as DatabaseError where error.resultCode == .SQLITE_NOTADB: self = .notADatabase(file: file.name)
        case let error as DatabaseError:
            self = .sqlite(code: error.extendedResultCode.rawValue, message: error.message ?? "")
        default: self = .damaged("opening failed")
        }
        if case .statement(code: SQLITE_NOTADB, _) = self { self = .notADatabase(file: file.name) }
    }
}
