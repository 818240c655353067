public import Instruments
internal import Store
internal import Synchronization

/// Instruments that campaigns ask with, made ready once: a sheet must not wait for a manifest.
public final class InstrumentShelf: Sendable {
    private let find: @Sendable (InstrumentReference) -> Manifest?
    private let ready = Mutex<[InstrumentReference: ReadyInstrument]>([:])
    /// What their results are compared with.
    let norms: NormShelf

    /// - Parameters:
    ///   - keys: whose signatures count for norms, asked each time.
    ///   - find: where a manifest comes from; called once for each version, and may take some milliseconds.
    public init(
        keys: @escaping @Sendable () -> [TrustedKey] = { [] },
        find: @escaping @Sendable (InstrumentReference) -> Manifest?
    ) {
        self.find = find
        norms = NormShelf(keys: keys)
    }

    /// The instruments of a catalogue, whose signatures have been verified.
    public convenience init(_ catalogue: Catalogue) {
        self.init(keys: { catalogue.keys }) { catalogue.instrument($0)?.manifest }
    }

    /// Exactly the instrument that was pinned, or nothing if it is not installed any more.
    func instrument(_ pin: InstrumentPin) -> ReadyInstrument? {
        guard let reference = pin.reference else { return nil }
        if let known = ready.withLock({ $0[reference] }) { return known }
        guard let manifest = find(reference) else { return nil }
        let instrument = ReadyInstrument(reference, manifest)
        ready.withLock { $0[reference] = instrument }
        return instrument
    }
}

/// An instrument with what every sheet needs of it worked out beforehand.
final class ReadyInstrument: Sendable {
    let reference: InstrumentReference
    let manifest: Manifest
    let check: AnswerCheck
    /// For people, in Chinese where there is such a name.
    let title: String

    init(_ reference: InstrumentReference, _ manifest: Manifest) {
        self.reference = reference
        self.manifest = manifest
        check = AnswerCheck(manifest)
        title = manifest.names["zh"] ?? manifest.names["en"] ?? manifest.id
    }

    var pin: InstrumentPin {
        InstrumentPin(instrumentID: reference.id, version: reference.version, hash: reference.hash.bytes)
    }
}

extension InstrumentPin {
    /// Nothing in a draft, or if the hash in the store is damaged.
    var reference: InstrumentReference? {
        ContentHash(bytes: hash).map { InstrumentReference(id: instrumentID, version: version, hash: $0) }
    }
}
