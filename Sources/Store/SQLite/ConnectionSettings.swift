internal import CSQLite

/// What a connection must have set before anything goes through it. Each setting is asked back after it is set: some
/// builds of SQLite ignore some without a word.
struct ConnectionSettings {
    private let connection: OpaquePointer
    private let file: DatabaseFile
    private let access: Connection.Access

    init(_ connection: OpaquePointer, of file: DatabaseFile, _ access: Connection.Access) {
        self.connection = connection
        self.file = file
        self.access = access
    }

    func apply() throws(StoreError) {
        // First, so that nothing is changed in a file that is not ours.
        try checkApplication()
        for (name, option, value) in ConnectionSettings.switches { try set(name, option, to: value) }
        try set("foreign_keys", to: 1)
        // Temporary tables and sorters hold plaintext of queries: not in files.
        try set("temp_store", to: 2)
        try set("cell_size_check", to: 1)
        // A fault in a mapped file would be a signal in place of an error.
        try set("mmap_size", to: 0)
        try set("cache_size", to: -16_384)
        switch access {
        case .reading:
            try set("query_only", to: 1)
        case .writing:
            guard try ConnectionSettings.word("PRAGMA journal_mode = WAL", on: connection) == "wal" else {
                throw .settingRefused("journal_mode")
            }
            // FULL: in WAL mode only this makes a commit wait for the disk.
            try set("synchronous", to: 2)
            try set("secure_delete", to: 1)
            // In pages. Most of a burst's pages are written again and again: the longer the log, the fewer of them are
            // copied to the database.
            try set("wal_autocheckpoint", to: 4_000)
            // After a burst the log does not keep its size.
            try set("journal_size_limit", to: 64 << 20)
        }
    }

    private func checkApplication() throws(StoreError) {
        let found = try ConnectionSettings.ask("PRAGMA application_id", on: connection)
        if found == file.applicationID { return }
        let tables = try ConnectionSettings.ask("SELECT count(*) FROM sqlite_schema", on: connection)
        guard found == 0, tables == 0, access == .writing else { throw .otherApplication(file: file.name) }
    }

    private static let switches: [(String, Int32, Int32)] = [
        ("load_extension", SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0),
        ("dqs_dml", SQLITE_DBCONFIG_DQS_DML, 0),
        ("dqs_ddl", SQLITE_DBCONFIG_DQS_DDL, 0),
        ("trusted_schema", SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0),
        ("defensive", SQLITE_DBCONFIG_DEFENSIVE, 1),
    ]

    private func set(_ name: String, _ option: Int32, to value: Int32) throws(StoreError) {
        var inForce: Int32 = -1
        guard xinyu_sqlite_switch(connection, option, value, &inForce) == SQLITE_OK, inForce == value else {
            throw .settingRefused(name)
        }
    }

    private func set(_ pragma: String, to value: Int64) throws(StoreError) {
        _ = try ConnectionSettings.ask("PRAGMA \(pragma) = \(value)", on: connection, orElse: value)
        let inForce = try ConnectionSettings.ask("PRAGMA \(pragma)", on: connection, orElse: value)
        guard inForce == value else { throw .settingRefused(pragma) }
    }

    /// The number in the first column of the first row. `absent` stands for no row: a pragma that tells nothing.
    static func ask(
        _ sql: String, on connection: OpaquePointer, orElse absent: Int64? = nil
    ) throws(StoreError) -> Int64 {
        var answer = absent
        try first(sql, on: connection) { answer = sqlite3_column_int64($0, 0) }
        guard let answer else { throw .settingRefused(sql) }
        return answer
    }

    static func word(_ sql: String, on connection: OpaquePointer) throws(StoreError) -> String {
        var answer = ""
        try first(sql, on: connection) { row in
            if let text = sqlite3_column_text(row, 0) { answer = String(cString: text) }
        }
        return answer
    }

    private static func first(
        _ sql: String, on connection: OpaquePointer, _ body: (OpaquePointer) -> Void
    ) throws(StoreError) {
        var statement: OpaquePointer?
        defer { sqlite3_finalize(statement) }
        var code = sqlite3_prepare_v2(connection, sql, -1, &statement, nil)
        guard code == SQLITE_OK, let statement else { throw .sqlite(code, on: connection) }
        code = sqlite3_step(statement)
        if code == SQLITE_ROW { body(statement) } else if code != SQLITE_DONE { throw .sqlite(code, on: connection) }
    }
}
