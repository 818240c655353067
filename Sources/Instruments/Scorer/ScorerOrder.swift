internal import CInstrument

/// What the helper is told first: which instrument it must find, and whose signature counts.
struct ScorerOrder {
    enum Task: UInt32 {
        case serve = 1
        case verify = 2
    }

    var id: String
    var version: String
    /// Nothing at installation, when the hash is what is asked for.
    var pinned: ContentHash?
    var manifest: [UInt8]
    var keys: [TrustedKey]

    /// The payload of an ORDER frame.
    func bytes(_ task: Task) throws(ScoringFailure) -> [UInt8] {
        var writer = HostWriter()
        writer.append(task.rawValue)
        writer.append(UInt32(pinned == nil ? 0 : 1))
        writer.append(pinned?.bytes ?? [UInt8](repeating: 0, count: ContentHash.length))
        guard writer.append(id, padded: 64), writer.append(version, padded: 64) else {
            throw .notVerified("id or version is too long")
        }
        writer.append(UInt32(keys.count))
        writer.append(UInt32(manifest.count))
        for key in keys { writer.append(key.bytes) }
        writer.append(manifest)
        return writer.bytes
    }
}
