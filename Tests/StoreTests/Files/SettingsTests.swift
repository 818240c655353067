import TestSupport
import Testing

@testable import Store

/// What every connection has set, asked of SQLite itself.
@Suite struct SettingsTests {
    let folder: TemporaryFolder
    let data: DataFolder
    let file: DatabaseFile
    let writing: Connection

    init() throws {
        folder = try TemporaryFolder()
        data = try DataFolder(at: folder.file("data"))
        file = DatabaseFile(
            path: try data.prepareFile("some.db"), name: "some.db", applicationID: 77,
            migrations: [Migration(number: 1, sql: "CREATE TABLE a (b INTEGER) STRICT")])
        writing = try Connection(file, .writing, lockPatience: .seconds(1))
        let writing = writing
        let file = file
        try writing.now { () throws(StoreError) in try writing.migrate(file) }
    }

    @Test(arguments: [
        ("synchronous", 2), ("foreign_keys", 1), ("trusted_schema", 0), ("temp_store", 2), ("secure_delete", 1),
        ("cell_size_check", 1), ("busy_timeout", 1_000), ("application_id", 77), ("user_version", 1),
    ])
    func theWriterIsSafe(_ pragma: String, _ wanted: Int64) throws {
        #expect(try ask("PRAGMA \(pragma)", writing) == wanted)
    }

    @Test(arguments: [
        ("query_only", 1), ("foreign_keys", 1), ("trusted_schema", 0), ("temp_store", 2), ("cell_size_check", 1),
    ])
    func aReaderIsSafe(_ pragma: String, _ wanted: Int64) throws {
        let reading = try Connection(file, .reading, lockPatience: .seconds(1))
        #expect(try ask("PRAGMA \(pragma)", reading) == wanted)
    }

    @Test func theLogIsWrittenAhead() throws {
        let writing = writing
        let mode = try writing.now { () throws(StoreError) in
            try ConnectionSettings.word("PRAGMA journal_mode", on: writing.handle)
        }
        #expect(mode == "wal")
    }

    @Test(arguments: [
        // A misspelt column in double quotes would be taken for a string.
        "SELECT \"no such column\" FROM a",
        "SELECT load_extension('x')",
        // Defensive: the schema cannot be written by hand, nor its protection lifted.
        "INSERT INTO sqlite_schema VALUES ('table', 'x', 'x', 0, '')",
        "CREATE TABLE c (d TEXT DEFAULT \"e\") STRICT; INSERT INTO c VALUES (\"f\")",
        // STRICT: a word is no number.
        "INSERT INTO a VALUES ('word')",
    ])
    func sqliteRefuses(_ sql: String) throws {
        let writing = writing
        #expect(throws: StoreError.self) { try writing.now { () throws(StoreError) in try writing.script(sql) } }
    }

    private func ask(_ sql: String, _ connection: Connection) throws -> Int64 {
        try connection.now { () throws(StoreError) in try connection.setting(sql) }
    }
}
