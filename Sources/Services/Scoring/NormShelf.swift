internal import Instruments
internal import Store
internal import Synchronization

/// Norms that results are compared with, read and verified once: a sheet must not wait for a table.
final class NormShelf: Sendable {
    private enum Ready {
        case holds(NormFile)
        /// Why the file is not used.
        case refused(String)
    }

    private let keys: @Sendable () -> [TrustedKey]
    private let ready = Mutex<[NormReference: Ready]>([:])

    /// - Parameter keys: whose signatures count.
    init(keys: @escaping @Sendable () -> [TrustedKey]) {
        self.keys = keys
    }

    /// What an instrument's results are compared with now; nothing also where the file does not hold any more.
    func inUse(forInstrument instrument: String, _ transaction: ReadTransaction) throws -> NormFile? {
        guard let record = try transaction.activeNorms(ofInstrument: instrument) else { return nil }
        return try file(record.reference, transaction)
    }

    /// Exactly these norms, whatever their state; nothing where they are not here, or do not hold.
    func file(_ reference: NormReference, _ transaction: ReadTransaction) throws -> NormFile? {
        if case .holds(let file) = try verified(reference, transaction) { return file }
        return nil
    }

    /// Why they are not used, in a sentence; nothing when they hold.
    ///
    /// Looks again where they did not hold before: somebody may have put the key there meanwhile.
    func trouble(with reference: NormReference, _ transaction: ReadTransaction) throws -> String? {
        ready.withLock { ready in if case .refused = ready[reference] { ready[reference] = nil } }
        return switch try verified(reference, transaction) {
        case .holds: nil
        case .refused(let reason): reason
        case nil: "they are not installed"
        }
    }

    /// Whether a file may be taken, before it is anywhere.
    func signatureTrouble(with file: [UInt8], signature: String) -> String? {
        NormSignature.trouble(with: file, signature: signature, trusting: keys())
    }

    private func verified(_ reference: NormReference, _ transaction: ReadTransaction) throws -> Ready? {
        if let known = ready.withLock({ $0[reference] }) { return known }
        guard let stored = try transaction.normFile(reference.id, version: reference.version) else { return nil }
        let found = verify(stored, reference)
        ready.withLock { $0[reference] = found }
        return found
    }

    /// What is in the database was verified when it was installed; somebody may have written to it since.
    private func verify(_ stored: SignedNormFile, _ reference: NormReference) -> Ready {
        if let trouble = signatureTrouble(with: stored.bytes, signature: stored.signature) { return .refused(trouble) }
        guard let file = try? NormFile(stored.bytes) else { return .refused("the file cannot be read any more") }
        guard file.reference == reference else { return .refused("the file is another one than was installed") }
        return .holds(file)
    }
}

extension NormRecord {
    var reference: NormReference { NormReference(id: id, version: version, hash: hash) }
}
