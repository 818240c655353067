import CSQLite
import Domain
import Store
import TestSupport
import Testing
import Vault

/// An invariant that cannot be broken would say nothing: each of them is, once, by rows that the services never write.
@Suite("Each invariant can be broken")
struct InvariantTests {
    private struct Refused: Error { let statement: String }

    private static let now = Timestamp(milliseconds: 1_800_000_000_000)

    /// Which of these invariants are broken in a store with these rows.
    private func broken(
        of invariants: [Invariant] = Invariant.all, by statements: [String] = [],
        sealed: @escaping @Sendable (WriteTransaction) throws -> Void = { _ in }
    ) async throws -> [String] {
        let temporary = try TemporaryFolder()
        let folder = try DataFolder(at: temporary.file("data"))
        let keys = try KeyStore(in: folder)
        let (ring, new) = try KeyRing.create(
            root: RootKey(randomFrom: SeededRandomSource(seed: 7)), random: SystemRandom(), at: Self.now)
        try keys.save(new)
        await (try Store(in: folder, keys: keys, ring: ring)).close()
        try Self.write(Breach.people + statements, into: temporary.file("data/xinyu.db"))
        let store = try Store(in: folder, keys: keys, ring: ring)
        try await store.write(sealed)
        let names = try await store.read { transaction in
            try invariants.filter { try !$0.violations(transaction, Self.now).isEmpty }.map(\.name)
        }
        await store.close()
        return names
    }

    /// As nobody should: past the store, whose rules some of the rows break.
    private static func write(_ statements: [String], into path: String) throws {
        var handle: OpaquePointer?
        defer { sqlite3_close(handle) }
        guard sqlite3_open(path, &handle) == SQLITE_OK else { throw Refused(statement: "open") }
        for statement in ["PRAGMA foreign_keys = OFF", "PRAGMA ignore_check_constraints = ON"] + statements {
            guard sqlite3_exec(handle, statement, nil, nil, nil) == SQLITE_OK else {
                throw Refused(statement: String(cString: sqlite3_errmsg(handle)) + ": " + statement)
            }
        }
    }

    @Test("A store with people and nothing else breaks none")
    func whole() async throws {
        #expect(try await broken() == [])
    }

    @Test("There is a breach for each")
    func complete() {
        #expect(Set(Breach.all.map(\.invariant)) == Set(Invariant.all.map(\.name)))
    }

    @Test("A breach is found", arguments: Breach.all)
    func found(_ breach: Breach) async throws {
        // Others may stumble over rows that nobody has sealed.
        let meant = Invariant.all.filter { $0.name == breach.invariant }
        #expect(
            try await broken(of: meant, by: breach.statements, sealed: breach.sealed) == [breach.invariant])
    }
}
