internal import CSQLite
internal import Domain

/// A prepared statement. Only touched on the thread of its connection.
final class Statement {
    private let handle: OpaquePointer
    private let connection: OpaquePointer
    /// For each parameter in SQLite's order, which argument it takes: SQLite numbers `$2` before `$1` if it is
    /// written first.
    private let argumentOfParameter: [Int]
    private let argumentCount: Int
    let isReading: Bool
    private(set) var isRunning = false

    init(_ sql: UnsafeBufferPointer<UInt8>, on connection: OpaquePointer) throws(StoreError) {
        var prepared: OpaquePointer?
        let code = sql.withMemoryRebound(to: CChar.self) {
            sqlite3_prepare_v3(
                connection, $0.baseAddress, Int32($0.count), UInt32(SQLITE_PREPARE_PERSISTENT), &prepared, nil)
        }
        guard code == SQLITE_OK else { throw .sqlite(code, on: connection) }
        guard let prepared else { throw .statementRefused }
        handle = prepared
        self.connection = connection
        isReading = sqlite3_stmt_readonly(prepared) != 0
        argumentOfParameter = (0..<sqlite3_bind_parameter_count(prepared)).map { parameter in
            guard let name = sqlite3_bind_parameter_name(prepared, parameter + 1) else { return Int(parameter) }
            return (Int(String(cString: name).dropFirst()) ?? Int(parameter) + 1) - 1
        }
        argumentCount = (argumentOfParameter.max() ?? -1) + 1
    }

    static func prepare(_ sql: String, on connection: OpaquePointer) throws(StoreError) -> Statement {
        try Array(sql.utf8).withUnsafeBufferPointer { text throws(StoreError) in try Statement(text, on: connection) }
    }

    deinit { sqlite3_finalize(handle) }

    /// Runs to the end, lending each row to `body`.
    func run(_ arguments: [Value], _ body: (borrowing Row) throws -> Void) throws {
        try start(arguments)
        defer { finish() }
        while try step() { try body(Row(of: handle)) }
    }

    /// The same, for a `body` with errors of the store only.
    func collect(
        _ arguments: [Value], _ body: (borrowing Row) throws(StoreError) -> Void
    ) throws(StoreError) {
        try start(arguments)
        defer { finish() }
        while try step() { try body(Row(of: handle)) }
    }

    private func start(_ arguments: [Value]) throws(StoreError) {
        guard arguments.count == argumentCount else {
            throw .argumentCount(wanted: argumentCount, given: arguments.count)
        }
        for (parameter, argument) in argumentOfParameter.enumerated() {
            try bind(arguments[argument], to: Int32(parameter + 1))
        }
        isRunning = true
    }

    /// Whether there is another row.
    private func step() throws(StoreError) -> Bool {
        switch sqlite3_step(handle) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        case let code: throw .sqlite(code, on: connection)
        }
    }

    private func finish() {
        sqlite3_reset(handle)
        // Does not keep what was bound in memory.
        sqlite3_clear_bindings(handle)
        isRunning = false
    }

    private func bind(_ value: Value, to parameter: Int32) throws(StoreError) {
        let code: Int32
        switch value {
        case .null: code = sqlite3_bind_null(handle, parameter)
        case .integer(let number): code = sqlite3_bind_int64(handle, parameter, number)
        case .text(let value):
            var text = value
            code = text.withUTF8 { bytes in
                bytes.withMemoryRebound(to: CChar.self) {
                    sqlite3_bind_text64(
                        handle, parameter, $0.baseAddress, UInt64($0.count), Statement.copied, UInt8(SQLITE_UTF8))
                }
            }
        case .blob(let bytes):
            code = bytes.withUnsafeBytes {
                // An empty array may have no address, which SQLite would take for NULL.
                $0.isEmpty
                    ? sqlite3_bind_zeroblob(handle, parameter, 0)
                    : sqlite3_bind_blob64(handle, parameter, $0.baseAddress, UInt64($0.count), Statement.copied)
            }
        case .identifier(let identifier):
            code = withUnsafeTemporaryAllocation(byteCount: 16, alignment: 8) {
                identifier.copyBytes(to: $0)
                return sqlite3_bind_blob64(handle, parameter, $0.baseAddress, 16, Statement.copied)
            }
        }
        guard code == SQLITE_OK else { throw .sqlite(code, on: connection) }
    }

    /// SQLite's word for "copy the bytes now": −1 in place of a function.
    private static var copied: sqlite3_destructor_type { unsafeBitCast(-1, to: sqlite3_destructor_type.self) }
}
