internal import Domain
internal import Instruments
internal import Store
internal import Vault

extension InstrumentRecord {
    init(
        _ installed: InstalledInstrument, state: InstrumentRecord.State = .installed, by account: Identifier,
        at moment: Timestamp
    ) {
        self.init(
            id: installed.reference.id, version: installed.reference.version, hash: installed.reference.hash.bytes,
            state: state, installedBy: account, installedAt: moment,
            manifestHash: SHA256Digest(of: installed.manifestBytes).bytes)
    }

    /// Nothing if the hash in the store is damaged.
    var reference: InstrumentReference? {
        ContentHash(bytes: hash).map { InstrumentReference(id: id, version: version, hash: $0) }
    }
}

extension InstrumentState {
    init(_ state: InstrumentRecord.State) {
        switch state {
        case .installed: self = .installed
        case .active: self = .active
        case .suspended: self = .suspended
        case .retired: self = .retired
        }
    }
}

/// How an instrument failed last: a sentence of the scorer's, which knows nobody.
extension ReadTransaction {
    func trouble(of reference: InstrumentReference) throws -> String? {
        try setting(InstrumentReference.troubleSetting(reference))
    }
}

extension WriteTransaction {
    func remember(trouble: String, of reference: InstrumentReference) throws {
        try set(InstrumentReference.troubleSetting(reference), to: trouble)
    }

    func forgetTrouble(of reference: InstrumentReference) throws {
        try removeSetting(InstrumentReference.troubleSetting(reference))
    }
}

extension InstrumentReference {
    fileprivate static func troubleSetting(_ reference: InstrumentReference) -> String {
        "instrument.trouble.\(reference.id).\(reference.version)"
    }
}
