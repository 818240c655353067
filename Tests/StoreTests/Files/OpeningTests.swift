import CSQLite
import Domain
import Foundation
import TestSupport
import Testing

@testable import Store

/// A file is opened only if it is ours and safe to use.
@Suite struct OpeningTests {
    let temporary: TemporaryFolder
    var database: String { temporary.file("data/xinyu.db") }

    init() throws {
        temporary = try TemporaryFolder()
    }

    @Test func filesAreOpenToTheirUserAlone() async throws {
        let installation = try TestInstallation(in: temporary)
        try await installation.store.write { try $0.set("a", to: "b") }
        for name in try FileManager.default.contentsOfDirectory(atPath: temporary.file("data")) {
            let attributes = try FileManager.default.attributesOfItem(atPath: temporary.file("data/" + name))
            #expect(attributes[.posixPermissions] as? Int == 0o600, "\(name)")
        }
        let folder = try FileManager.default.attributesOfItem(atPath: temporary.file("data"))
        #expect(folder[.posixPermissions] as? Int == 0o700)
    }

    @Test func aFolderInUseNamesItsProcess() throws {
        let installation = try TestInstallation(in: temporary)
        #expect(throws: StoreError.inUse(processID: getpid())) { try DataFolder(at: temporary.file("data")) }
        withExtendedLifetime(installation) {}
    }

    @Test func aFolderIsFreeWhenItsHolderIsGone() async throws {
        do {
            let installation = try TestInstallation(in: temporary)
            try await installation.store.write { try $0.set("a", to: "b") }
            await installation.store.close()
        }
        let again = try TestInstallation(in: temporary)
        #expect(try await again.store.read { try $0.setting("a") } == "b")
    }

    @Test func aFileThatIsNoDatabaseIsRefused() throws {
        try prepare { try Data(repeating: 120, count: 5_000).write(to: URL(fileURLWithPath: database)) }
        #expect(throws: StoreError.notADatabase(file: "xinyu.db")) { try TestInstallation(in: temporary) }
    }

    @Test func aDatabaseOfAnotherApplicationIsRefusedAndLeftAsItWas() throws {
        try prepare { try run("CREATE TABLE theirs (a); PRAGMA application_id = 7") }
        let before = try Data(contentsOf: URL(fileURLWithPath: database))
        #expect(throws: StoreError.otherApplication(file: "xinyu.db")) { try TestInstallation(in: temporary) }
        #expect(try Data(contentsOf: URL(fileURLWithPath: database)) == before)
    }

    @Test func aNewerSchemaIsRefused() async throws {
        do {
            let installation = try TestInstallation(in: temporary)
            await installation.store.close()
        }
        try run("PRAGMA user_version = 999")
        let known = SQLiteSchema.migrations.count
        #expect(throws: StoreError.newerSchema(file: "xinyu.db", version: 999, known: known)) {
            try TestInstallation(in: temporary)
        }
    }

    @Test func damageIsFound() async throws {
        do {
            let installation = try TestInstallation(in: temporary)
            try await installation.store.write { transaction in
                for number in 0..<200 { try transaction.set("\(number)", to: String(repeating: "v", count: 200)) }
            }
            #expect(try await installation.store.findDamage() == [])
            await installation.store.close()
        }
        let file = try FileHandle(forUpdating: URL(fileURLWithPath: database))
        let size = try file.seekToEnd()
        try file.seek(toOffset: size - 3 * 4_096)
        try file.write(contentsOf: Data(repeating: 0xFF, count: 3 * 4_096))
        try file.close()
        let again = try TestInstallation(in: temporary)
        let damage: [String]
        do { damage = try await again.store.findDamage() } catch { damage = ["\(error)"] }
        #expect(damage != [])
    }

    /// With a data folder and nothing in it.
    private func prepare(_ body: () throws -> Void) throws {
        try FileManager.default.createDirectory(atPath: temporary.file("data"), withIntermediateDirectories: true)
        try body()
    }

    private func run(_ sql: String) throws {
        var connection: OpaquePointer?
        defer { sqlite3_close(connection) }
        try #require(sqlite3_open(database, &connection) == SQLITE_OK)
        try #require(sqlite3_exec(connection, sql, nil, nil, nil) == SQLITE_OK)
    }
}
