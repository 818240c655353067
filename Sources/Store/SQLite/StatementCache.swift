internal import CSQLite

/// The statements of one connection, prepared once. Only touched on the thread of the connection.
final class StatementCache {
    private let connection: OpaquePointer
    /// By the address of the literal in the program, which is cheaper to find than by its text.
    private var literals: [UInt: Statement] = [:]
    private var texts: [String: Statement] = [:]

    init(on connection: OpaquePointer) {
        self.connection = connection
    }

    func statement(_ sql: StaticString) throws(StoreError) -> Statement {
        guard sql.hasPointerRepresentation else { throw .statementRefused }
        let address = UInt(bitPattern: sql.utf8Start)
        if let known = literals[address], !known.isRunning { return known }
        let text = UnsafeBufferPointer(start: sql.utf8Start, count: sql.utf8CodeUnitCount)
        let statement = try make(text)
        // A query inside a row of the same query has a statement of its own, which is not kept.
        if literals[address] == nil { literals[address] = statement }
        return statement
    }

    /// For SQL that is put together from the names of tables and columns, never from data.
    func statement(composed sql: String) throws(StoreError) -> Statement {
        if let known = texts[sql], !known.isRunning { return known }
        let statement = try Array(sql.utf8).withUnsafeBufferPointer { text throws(StoreError) in try make(text) }
        if texts[sql] == nil { texts[sql] = statement }
        return statement
    }

    private func make(_ sql: UnsafeBufferPointer<UInt8>) throws(StoreError) -> Statement {
        guard StatementCache.isAllowed(sql) else { throw .statementRefused }
        return try Statement(sql, on: connection)
    }

    /// Transactions, settings and attached files are the store's own business.
    private static func isAllowed(_ sql: UnsafeBufferPointer<UInt8>) -> Bool {
        let first = sql.drop { $0 <= UInt8(ascii: " ") }.prefix { $0 > UInt8(ascii: " ") }
        return allowed.contains { word in
            word.utf8CodeUnitCount == first.count
                && zip(first, UnsafeBufferPointer(start: word.utf8Start, count: first.count))
                    .allSatisfy { $0 & 0xDF == $1 }
        }
    }

    private static let allowed: [StaticString] = ["SELECT", "WITH", "VALUES", "INSERT", "UPDATE", "DELETE"]
}
