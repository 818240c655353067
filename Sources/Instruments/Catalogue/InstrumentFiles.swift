internal import FoundationEssentials

/// Where the files of one instrument are.
public struct InstrumentFiles: Sendable, Equatable {
    public let folder: String
    public let id: String

    /// - Parameter folder: holds `<id>.so`, `<id>.so.minisig`, `manifest.json` and `vectors.jsonl`.
    public init(folder: String, id: String) {
        self.folder = folder
        self.id = id
    }

    var plugin: String { "\(folder)/\(id).so" }
    var signature: String { "\(folder)/\(id).so.minisig" }
    var manifest: String { "\(folder)/manifest.json" }
    /// Golden vectors, one JSON object a line; of use at installation only.
    public var vectors: String { "\(folder)/vectors.jsonl" }

    var all: [String] { [plugin, signature, manifest, vectors] }

    /// The whole file, or nothing if it is not there or larger than `limit`.
    static func read(_ path: String, limit: Int) -> [UInt8]? {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        guard let size = attributes?[.size] as? Int, size <= limit,
            let data = FileManager.default.contents(atPath: path)
        else { return nil }
        return Array(data)
    }
}

/// An instrument whose signature has been verified and whose manifest makes sense.
public struct InstalledInstrument: Sendable {
    public let reference: InstrumentReference
    public let manifest: Manifest
    public let files: InstrumentFiles
    /// `manifest.json` as it was signed.
    public let manifestBytes: [UInt8]

    func order(keys: [TrustedKey]) -> ScorerOrder {
        ScorerOrder(
            id: reference.id, version: reference.version, pinned: reference.hash, manifest: manifestBytes, keys: keys)
    }
}
