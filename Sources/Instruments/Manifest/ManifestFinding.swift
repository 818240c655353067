/// Something wrong with a manifest: where, and what to do.
public struct ManifestFinding: Sendable, Equatable, CustomStringConvertible {
    /// As `$.scales[0].bands[2].from`.
    public let path: String
    public let message: String
    /// The message in Chinese.
    public let chinese: String

    init(_ path: String, _ message: String, zh chinese: String) {
        self.path = path
        self.message = message
        self.chinese = chinese
    }

    public var description: String { "\(path): \(message)" }
}

/// A manifest that cannot be used.
public struct ManifestError: Error, Sendable, Equatable {
    public let findings: [ManifestFinding]
}
