internal import Vault

/// What an instrument's signature says beside the code: which instrument it is, and which manifest belongs to it.
enum TrustedComment {
    /// The comment for `manifest`, whose bytes are `bytes`; `xinyu-scorer` holds signatures to exactly this.
    static func text(for manifest: Manifest, bytes: [UInt8]) -> String {
        "xinyu-instrument id=\(manifest.id) version=\(manifest.version) abi=\(manifest.abi) manifest="
            + (ContentHash(bytes: FileHash.blake2b256(of: bytes))?.description ?? "")
    }
}

extension InstrumentFiles {
    /// What the signature of these files has to say.
    ///
    /// - Throws: what is wrong with the manifest.
    public func trustedComment() throws(ManifestError) -> String {
        let bytes = Self.read(manifest, limit: ManifestLoader.largestSize) ?? []
        return TrustedComment.text(for: try ManifestLoader.load(bytes), bytes: bytes)
    }
}
