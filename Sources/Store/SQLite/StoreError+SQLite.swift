internal import CSQLite

extension StoreError {
    /// What `code`, just returned by a call on `connection`, means.
    static func sqlite(_ code: Int32, on connection: OpaquePointer?) -> StoreError {
        let extended = connection.map { sqlite3_extended_errcode($0) } ?? code
        let message = connection.flatMap { sqlite3_errmsg($0) }.map { String(cString: $0) } ?? ""
        return sqlite(code: extended & 0xFF == code & 0xFF ? extended : code, message: message)
    }

    static func sqlite(code: Int32, message: String) -> StoreError {
        switch code & 0xFF {
        case SQLITE_FULL: .full
        case SQLITE_IOERR, SQLITE_CANTOPEN, SQLITE_READONLY: .inputOutput(code: code)
        case SQLITE_CORRUPT: .damaged(message)
        case SQLITE_BUSY, SQLITE_LOCKED: .busy
        case SQLITE_NOMEM: .outOfMemory
        case SQLITE_CONSTRAINT: .constraint(ConstraintKind(code: code), place(in: message))
        default: .statement(code: code, message: message)
        }
    }

    /// From "UNIQUE constraint failed: accounts.login_index" what follows the colon.
    private static func place(in message: String) -> String {
        guard let colon = message.firstIndex(of: ":") else { return "" }
        return String(message[colon...].dropFirst(2))
    }
}

extension ConstraintKind {
    fileprivate init(code: Int32) {
        // The extended codes are macros that Swift does not import: SQLITE_CONSTRAINT | n << 8.
        switch code >> 8 {
        case 1: self = .check
        case 3: self = .foreignKey
        case 5: self = .notNull
        case 6, 8, 10: self = .unique
        case 12: self = .type
        default: self = .other
        }
    }
}
