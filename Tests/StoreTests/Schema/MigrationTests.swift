import TestSupport
import Testing

@testable import Store

@Suite struct MigrationTests {
    let folder: TemporaryFolder
    let data: DataFolder

    init() throws {
        folder = try TemporaryFolder()
        data = try DataFolder(at: folder.file("data"))
    }

    @Test func migrationsRunInOrderAndOnce() throws {
        let first = Migration(number: 1, sql: "CREATE TABLE a (b INTEGER) STRICT; INSERT INTO a VALUES (1)")
        let second = Migration(number: 2, sql: "INSERT INTO a SELECT b + 1 FROM a")
        try migrate([first])
        try migrate([first, second])
        let connection = try migrate([first, second])
        #expect(try ask("SELECT sum(b) FROM a", connection) == 3)
        #expect(try ask("PRAGMA user_version", connection) == 2)
    }

    @Test func aMigrationThatFailsLeavesNothing() throws {
        let first = Migration(number: 1, sql: "CREATE TABLE a (b INTEGER) STRICT")
        let broken = Migration(number: 2, sql: "CREATE TABLE c (d INTEGER) STRICT; INSERT INTO nowhere VALUES (1)")
        #expect(throws: StoreError.self) { try migrate([first, broken]) }
        let connection = try migrate([first])
        #expect(try ask("SELECT count(*) FROM sqlite_schema WHERE name = 'c'", connection) == 0)
        #expect(try ask("PRAGMA user_version", connection) == 1)
    }

    @Test(arguments: [([2], 1), ([1, 3], 2), ([1, 1], 2), ([0, 1], 1)])
    func aGapIsRefused(_ numbers: [Int], _ missing: Int) {
        let migrations = numbers.map { Migration(number: $0, sql: "") }
        #expect(throws: StoreError.migrationMissing(missing)) { try migrate(migrations) }
    }

    @Test func everyTableIsStrictAndSchoolsComeFirst() async throws {
        let store = try TestInstallation().store
        try await store.read { transaction in
            try transaction.query(
                """
                SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
                """
            ) { row in
                let (name, sql) = (try row.text(0), try row.text(1))
                #expect(sql.contains("STRICT"), "\(name)")
                let key = sql.split(separator: "PRIMARY KEY (").dropFirst().first.map(String.init) ?? ""
                if sql.contains("school_id BLOB") && name != "sheet_codes" {
                    #expect(key.hasPrefix("school_id"), "\(name)")
                }
            }
        }
    }

    @discardableResult
    private func migrate(_ migrations: [Migration]) throws -> Connection {
        let file = DatabaseFile(
            path: try data.prepareFile("some.db"), name: "some.db", applicationID: 77, migrations: migrations)
        let connection = try Connection(file, .writing, lockPatience: .seconds(1))
        try connection.now { () throws(StoreError) in try connection.migrate(file) }
        return connection
    }

    private func ask(_ sql: String, _ connection: Connection) throws -> Int64 {
        try connection.now { () throws(StoreError) in try connection.setting(sql) }
    }
}
