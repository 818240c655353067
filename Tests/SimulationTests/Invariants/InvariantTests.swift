import Domain
import Store
import TestSupport
import Testing
import Vault

/// An invariant that cannot be broken would say nothing: each of them is, once, by rows that the services never write.
@Suite("Each invariant can be broken")
struct InvariantTests {
    private struct Undo: Error {}

    private static let now = Timestamp(milliseconds: 1_800_000_000_000)

    /// What the store looks like after `breach`, which is undone.
    private func violations(_ breach: @escaping @Sendable (WriteTransaction) throws -> Void) async throws -> [String] {
        let temporary = try TemporaryFolder()
        let folder = try DataFolder(at: temporary.file("data"))
        let keys = try KeyStore(in: folder)
        let (ring, new) = try KeyRing.create(
            root: RootKey(randomFrom: SeededRandomSource(seed: 7)), random: SystemRandom(), at: Self.now)
        try keys.save(new)
        let store = try Store(in: folder, keys: keys, ring: ring)
        let found = Box()
        do {
            try await store.write { transaction in
                // Rows are put in without what they belong to.
                _ = try transaction.first("PRAGMA defer_foreign_keys = ON") { _ in 0 }
                _ = try transaction.first("PRAGMA ignore_check_constraints = ON") { _ in 0 }
                try Self.people(transaction)
                try breach(transaction)
                found.names = try Invariant.all.filter { try !$0.violations(transaction, Self.now).isEmpty }
                    .map(\.name)
                throw Undo()
            }
        } catch is Undo {}
        await store.close()
        return found.names
    }

    // @unchecked: written on the writer, read when its write has ended.
    private final class Box: @unchecked Sendable { var names: [String] = [] }

    /// One account, a1…, that works; one student, 51…, who is there.
    private static func people(_ transaction: WriteTransaction) throws {
        try transaction.execute(
            """
            INSERT INTO accounts (id, login_index, profile_sealed, state, created_at, created_by)
            VALUES (x'a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1', x'01', x'00', 'active', 0, zeroblob(16))
            """)
        try transaction.execute(
            """
            INSERT INTO students (school_id, id, identity_sealed, state, enrolled_at)
            VALUES (x'50505050505050505050505050505050', x'51515151515151515151515151515151', x'00', 'enrolled', 0)
            """)
    }

    @Test("A store with people and nothing else breaks none")
    func whole() async throws {
        #expect(try await violations { _ in } == [])
    }

    @Test("There is a breach for each")
    func complete() {
        #expect(Set(Breach.all.map(\.invariant)) == Set(Invariant.all.map(\.name)))
    }

    @Test("A breach is found", arguments: Breach.all)
    func found(_ breach: Breach) async throws {
        #expect(try await violations(breach.make).contains(breach.invariant))
    }
}
