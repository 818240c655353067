internal import Instruments
internal import XinyuAPI

/// What an instrument manager sends: the four files of an instrument.
struct InstrumentParcel: Sendable {
    let plugin: [UInt8]
    let manifest: [UInt8]
    let signature: [UInt8]
    let vectors: [UInt8]

    init(_ request: APIInstallInstrumentRequest) {
        plugin = Array(request.plugin)
        manifest = Array(request.manifest)
        signature = Array(request.signature.utf8)
        vectors = Array(request.vectors)
    }

    init(plugin: [UInt8], manifest: [UInt8], signature: [UInt8], vectors: [UInt8]) {
        self.plugin = plugin
        self.manifest = manifest
        self.signature = signature
        self.vectors = vectors
    }

    /// The id and the version that the manifest gives, or what is wrong with the manifest.
    func identify() -> Result<(id: String, version: String), ManifestError> {
        do throws(ManifestError) {
            let manifest = try ManifestLoader.load(manifest)
            return .success((manifest.id, manifest.version))
        } catch {
            return .failure(error)
        }
    }
}
