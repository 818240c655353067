internal import Dispatch
internal import Foundation
internal import Synchronization

/// The instruments in a folder: `<folder>/<id>/<version>/`, each with `<id>.so`, its signature and its manifest.
///
/// Nothing is taken from a file name or a cache of hashes: whenever an instrument is looked up for the first time, the
/// helper verifies the bytes that are there. An installed version is never changed; another one is another folder.
public final class Catalogue: Sendable {
    public let folder: String
    let helper: String
    let keysFolder: String
    private let known = Mutex<[InstrumentReference: InstalledInstrument]>([:])

    /// - Parameters:
    ///   - folder: holds the instruments.
    ///   - trustedKeys: folder of minisign public keys (`*.pub`).
    ///   - helper: path of `xinyu-scorer`.
    public init(folder: String, trustedKeys: String, helper: String) {
        self.folder = folder
        self.keysFolder = trustedKeys
        self.helper = helper
    }

    /// Whose signatures count here, as the folder has them now.
    public var keys: [TrustedKey] { TrustedKey.all(in: keysFolder) }

    /// Verifies every instrument in the folder; those that fail are returned with the reason.
    ///
    /// Blocks for some milliseconds an instrument: for the start, not for a call.
    public func load() -> (instruments: [InstalledInstrument], refused: [(path: String, reason: ScoringFailure)]) {
        let places = subfolders(of: folder).flatMap { id in
            subfolders(of: "\(folder)/\(id)").map { version in (id: id, version: version) }
        }
        // Each waits for a helper of its own: together they take as long as a few.
        let results = Mutex<[Int: Result<InstalledInstrument, ScoringFailure>]>([:])
        DispatchQueue.concurrentPerform(iterations: places.count) { index in
            let (id, version) = places[index]
            let result = Result { () throws(ScoringFailure) in
                try read(InstrumentFiles(folder: "\(folder)/\(id)/\(version)", id: id))
            }
            results.withLock { $0[index] = result }
        }
        var instruments: [InstalledInstrument] = []
        var refused: [(path: String, reason: ScoringFailure)] = []
        for (index, result) in results.withLock({ $0 }).sorted(by: { $0.key < $1.key }) {
            switch result {
            case .success(let instrument): instruments.append(instrument)
            case .failure(let reason):
                refused.append((path: "\(places[index].id)/\(places[index].version)", reason: reason))
            }
        }
        known.withLock { known in for instrument in instruments { known[instrument.reference] = instrument } }
        return (instruments, refused)
    }

    /// The instrument, if exactly this one is there.
    public func instrument(_ reference: InstrumentReference) -> InstalledInstrument? {
        if let found = known.withLock({ $0[reference] }) { return found }
        guard let files = files(of: reference), let found = try? read(files), found.reference == reference else {
            return nil
        }
        known.withLock { $0[reference] = found }
        return found
    }

    /// Reads and verifies what is in `files`, without running any of it.
    func read(_ files: InstrumentFiles) throws(ScoringFailure) -> InstalledInstrument {
        guard let bytes = InstrumentFiles.read(files.manifest, limit: ManifestLoader.largestSize) else {
            throw .notVerified("manifest.json is missing or larger than \(ManifestLoader.largestSize / 1024) KiB")
        }
        var manifest: Manifest
        do {
            manifest = try ManifestLoader.load(bytes)
        } catch {
            throw .notVerified("manifest.json: \(error.findings.first?.description ?? "cannot be read")")
        }
        guard manifest.id == files.id else { throw .notVerified("the manifest is about \(manifest.id)") }
        let order = ScorerOrder(
            id: manifest.id, version: manifest.version, pinned: nil, manifest: bytes, keys: keys)
        let verified = try ScorerProcess.verify(
            helper: helper, files: files, order: order, by: ContinuousClock.now + .seconds(10))
        guard verified.abi == manifest.abi else { throw .notVerified("signature and manifest name another ABI") }
        for name in InstalledTexts.fileNames(in: files.folder) {
            do {
                manifest.add(try InstalledTexts(contentsOf: "\(files.folder)/\(name)", for: manifest))
            } catch {
                throw .notVerified("\(name): \(error.message)")
            }
        }
        let reference = InstrumentReference(id: manifest.id, version: manifest.version, hash: verified.contentHash)
        return InstalledInstrument(reference: reference, manifest: manifest, files: files, manifestBytes: bytes)
    }

    func remember(_ instrument: InstalledInstrument) {
        known.withLock { $0[instrument.reference] = instrument }
    }

    func forget(_ reference: InstrumentReference) {
        known.withLock { _ = $0.removeValue(forKey: reference) }
    }

    private func subfolders(of path: String) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        return names.filter { name in
            var isFolder: ObjCBool = false
            return !name.hasPrefix(".")
                && FileManager.default.fileExists(atPath: "\(path)/\(name)", isDirectory: &isFolder)
                && isFolder.boolValue
        }.sorted()
    }
}
