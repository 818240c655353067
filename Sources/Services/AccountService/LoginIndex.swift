public import Vault

/// Finds accounts by login name, without regard to case and width. Login names are no secret of a person and must be
/// unique, so that this index keeps all its bits.
public struct LoginIndex: Sendable {
    private let ring: KeyRing

    public init(_ ring: KeyRing) {
        self.ring = ring
    }

    /// With the index key of the moment, so that a rotation is followed without a restart.
    func value(of login: String) -> [UInt8] {
        BlindIndex(.loginName, bits: BlindIndex.widestBits, key: ring.indexKey).value(of: login)
    }
}
