import Domain
import TestSupport
import Vault

/// A ring, and a key of one owner from it.
struct Fixture {
    static let moment = Timestamp(milliseconds: 1_788_220_800_000)

    let random: any RandomSource
    let root: RootKey
    let ring: KeyRing
    let stored: [StoredKey]
    let owner: Identifier
    let key: OwnerKey
    let wrapped: WrappedOwnerKey

    init(seed: UInt64 = 1) throws {
        random = SeededRandomSource(seed: seed)
        root = RootKey(randomFrom: random)
        (ring, stored) = try KeyRing.create(root: root, random: random, at: Fixture.moment)
        owner = Identifier(randomFrom: random)
        (key, wrapped) = ring.newOwnerKey(for: owner)
    }

    var place: SealedPlace { SealedPlace(table: "student", column: "name", row: owner, owner: owner) }
}

/// The error that `body` throws, if it is a `VaultError`.
func vaultError<Result>(_ body: () throws -> Result) -> VaultError? {
    do {
        _ = try body()
        return nil
    } catch { return error as? VaultError }
}
