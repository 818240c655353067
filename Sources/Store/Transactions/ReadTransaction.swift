internal import Domain
internal import Vault

/// A steady view of the database for the time of one closure.
///
///     let names = try await store.read { transaction in
///         try transaction.all("SELECT name_sealed FROM units WHERE school_id = $1", [.identifier(school)]) { row in
///             try row.blob(0)
///         }
///     }
///
/// Statements are literals with numbered parameters, so that nothing of a person can get into their text. A
/// transaction works on its own thread and in its own closure only; used later it throws
/// `StoreError.transactionOver`.
public class ReadTransaction {
    let connection: Connection
    let keys: OwnerKeys
    /// What every use throws from now on.
    private var refusal: StoreError?

    init(on connection: Connection, keys: OwnerKeys) {
        self.connection = connection
        self.keys = keys
    }

    /// Runs a SELECT and lends each of its rows to `body`.
    public final func query(
        _ sql: StaticString, _ arguments: [Value] = [], _ body: (borrowing Row) throws -> Void
    ) throws {
        try checkUse()
        let statement = try connection.statements.statement(sql)
        try admit(statement)
        try statement.run(arguments, body)
    }

    /// What `read` makes of each row. A row that holds something sealed of an owner who is erased is left out: nobody can
    /// read it any more, and it must not keep others out of a list. (Erasing takes the rows away, too; what is met here
    /// is a snapshot from before, or a restored backup.)
    public final func all<Element>(
        _ sql: StaticString, _ arguments: [Value] = [], _ read: (borrowing Row) throws -> Element
    ) throws -> [Element] {
        var elements: [Element] = []
        try query(sql, arguments) { row in
            do {
                elements.append(try read(row))
            } catch StoreError.ownerErased {}
        }
        return elements
    }

    /// What `read` makes of the first row, or nothing if there is none. Write `LIMIT 1` where there may be several.
    public final func first<Element>(
        _ sql: StaticString, _ arguments: [Value] = [], _ read: (borrowing Row) throws -> Element
    ) throws -> Element? {
        var found: Element?
        try query(sql, arguments) { row in if found == nil { found = try read(row) } }
        return found
    }

    /// Whether there is any row.
    public final func exists(_ sql: StaticString, _ arguments: [Value] = []) throws -> Bool {
        var exists = false
        try query(sql, arguments) { _ in exists = true }
        return exists
    }

    /// For SQL put together from the names of tables and columns.
    final func query(
        composed sql: String, _ arguments: [Value] = [], _ body: (borrowing Row) throws(StoreError) -> Void
    ) throws(StoreError) {
        try checkUse()
        let statement = try connection.statements.statement(composed: sql)
        try admit(statement)
        try statement.collect(arguments, body)
    }

    /// Stands before each statement.
    func admit(_ statement: Statement) throws(StoreError) {
        guard statement.isReading else { throw .statementRefused }
    }

    /// - Throws: `StoreError.transactionOver` once the closure has returned, or whatever else stands against its use.
    public func checkUse() throws(StoreError) {
        if let refusal { throw refusal }
    }

    func end(_ refusal: StoreError = .transactionOver) { self.refusal = refusal }

    func findDamage() throws -> [String] {
        try checkUse()
        return try connection.damage()
    }

    /// The key to open what was sealed under `term`.
    func openingKey(of owner: Identifier, term: UInt32) throws(StoreError) -> OwnerKey {
        try keys.key(of: owner, term: term)
    }
}
