internal import CSQLite
public import Domain

/// A row of an answer, lent to the closure that a query was given. Columns count from 0, in the order of the SELECT.
public struct Row: ~Copyable {
    private let statement: OpaquePointer

    init(of statement: OpaquePointer) {
        self.statement = statement
    }

    public func isNull(_ column: Int) -> Bool { type(column) == SQLITE_NULL }

    /// - Throws: `StoreError.unexpectedValue`, like all that follow, if the column holds anything else.
    public func integer(_ column: Int) throws(StoreError) -> Int64 {
        guard type(column) == SQLITE_INTEGER else { throw .unexpectedValue(column: column) }
        return sqlite3_column_int64(statement, Int32(column))
    }

    public func text(_ column: Int) throws(StoreError) -> String {
        guard type(column) == SQLITE_TEXT, let start = sqlite3_column_text(statement, Int32(column)) else {
            throw .unexpectedValue(column: column)
        }
        let count = Int(sqlite3_column_bytes(statement, Int32(column)))
        return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    }

    public func blob(_ column: Int) throws(StoreError) -> [UInt8] {
        try withBytes(column) { Array($0) }
    }

    /// Lends the bytes of a blob without copying them; they are gone when `body` returns.
    public func withBytes<Result>(
        _ column: Int, _ body: (UnsafeRawBufferPointer) -> Result
    ) throws(StoreError) -> Result {
        guard type(column) == SQLITE_BLOB else { throw .unexpectedValue(column: column) }
        let start = sqlite3_column_blob(statement, Int32(column))
        return body(UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, Int32(column)))))
    }

    public func identifier(_ column: Int) throws(StoreError) -> Identifier {
        guard let identifier = try withBytes(column, { Identifier(copying: $0) }) else {
            throw .unexpectedValue(column: column)
        }
        return identifier
    }

    public func timestamp(_ column: Int) throws(StoreError) -> Timestamp {
        Timestamp(milliseconds: try integer(column))
    }

    /// A state, or another word of a closed list.
    public func state<State: RawRepresentable<String>>(
        _ column: Int, as state: State.Type = State.self
    ) throws(StoreError) -> State {
        guard let value = State(rawValue: try text(column)) else { throw .unexpectedValue(column: column) }
        return value
    }

    /// A number that must fit `Number`.
    public func number<Number: FixedWidthInteger>(
        _ column: Int, as number: Number.Type = Number.self
    ) throws(StoreError) -> Number {
        guard let value = Number(exactly: try integer(column)) else { throw .unexpectedValue(column: column) }
        return value
    }

    fileprivate func type(_ column: Int) -> Int32 { sqlite3_column_type(statement, Int32(column)) }
}

extension Row {
    public func optionalInteger(_ column: Int) throws(StoreError) -> Int64? {
        isNull(column) ? nil : try integer(column)
    }

    public func optionalText(_ column: Int) throws(StoreError) -> String? {
        isNull(column) ? nil : try text(column)
    }

    public func optionalBlob(_ column: Int) throws(StoreError) -> [UInt8]? {
        isNull(column) ? nil : try blob(column)
    }

    public func optionalIdentifier(_ column: Int) throws(StoreError) -> Identifier? {
        isNull(column) ? nil : try identifier(column)
    }

    public func optionalTimestamp(_ column: Int) throws(StoreError) -> Timestamp? {
        isNull(column) ? nil : try timestamp(column)
    }

    public func optionalState<State: RawRepresentable<String>>(
        _ column: Int, as type: State.Type = State.self
    ) throws(StoreError) -> State? {
        isNull(column) ? nil : try state(column)
    }

    public func optionalNumber<Number: FixedWidthInteger>(
        _ column: Int, as type: Number.Type = Number.self
    ) throws(StoreError) -> Number? {
        isNull(column) ? nil : try number(column)
    }

    /// Whatever the column holds; an identifier comes as a blob.
    func value(_ column: Int) throws(StoreError) -> Value {
        switch type(column) {
        case SQLITE_NULL: .null
        case SQLITE_INTEGER: .integer(try integer(column))
        case SQLITE_TEXT: .text(try text(column))
        case SQLITE_BLOB: .blob(try blob(column))
        default: throw .unexpectedValue(column: column)
        }
    }
}
