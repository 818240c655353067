public import Domain

/// One version of norms, as stored, without its file.
public struct NormRecord: Sendable, Equatable {
    public let id: String
    public let version: String
    public let instrumentID: String
    /// SHA-256 of the file.
    public let hash: [UInt8]
    public var state: NormState
    public let installedBy: Identifier
    public let installedAt: Timestamp

    public init(
        id: String, version: String, instrumentID: String, hash: [UInt8], state: NormState = .installed,
        installedBy: Identifier, installedAt: Timestamp
    ) {
        self.id = id
        self.version = version
        self.instrumentID = instrumentID
        self.hash = hash
        self.state = state
        self.installedBy = installedBy
        self.installedAt = installedAt
    }
}

/// A norm file as it was signed.
public struct SignedNormFile: Sendable, Equatable {
    public let bytes: [UInt8]
    /// The text of the `.minisig` file.
    public let signature: String

    public init(bytes: [UInt8], signature: String) {
        self.bytes = bytes
        self.signature = signature
    }
}
