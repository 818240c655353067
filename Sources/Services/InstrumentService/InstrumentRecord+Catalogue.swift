internal import Domain
internal import Instruments
internal import Store
internal import Vault

extension InstrumentRecord {
    init(_ installed: InstalledInstrument, by account: Identifier, at moment: Timestamp) {
        self.init(
            id: installed.reference.id, version: installed.reference.version, hash: installed.reference.hash.bytes,
            state: .installed, installedBy: account, installedAt: moment,
            manifestHash: SHA256Digest(of: installed.manifestBytes).bytes, verifiedAt: moment)
    }

    /// Nothing if the hash in the store is damaged.
    var reference: InstrumentReference? {
        ContentHash(bytes: hash).map { InstrumentReference(id: id, version: version, hash: $0) }
    }

    /// For people: `phq9 1.1.0`.
    var title: String { "\(id) \(version)" }
}

extension ReadTransaction {
    /// The record of exactly this content.
    func instrument(_ reference: InstrumentReference) throws -> InstrumentRecord? {
        let found = try instrument(reference.id, version: reference.version)
        return found?.hash == reference.hash.bytes ? found : nil
    }
}
