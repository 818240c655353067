public import Domain

/// One version of an instrument in the catalogue, as stored.
public struct InstrumentRecord: Sendable, Equatable {
    public enum State: String, Sendable, CaseIterable {
        case installed, active, suspended, retired
    }

    public let id: String
    public let version: String
    /// Of the plugin's bytes.
    public let hash: [UInt8]
    public var state: State
    /// Scores that did not come, one after another.
    public var strikes: Int
    public let installedBy: Identifier
    public let installedAt: Timestamp
    public let manifestHash: [UInt8]

    public init(
        id: String, version: String, hash: [UInt8], state: State, strikes: Int = 0, installedBy: Identifier,
        installedAt: Timestamp, manifestHash: [UInt8]
    ) {
        self.id = id
        self.version = version
        self.hash = hash
        self.state = state
        self.strikes = strikes
        self.installedBy = installedBy
        self.installedAt = installedAt
        self.manifestHash = manifestHash
    }
}
