public import Domain

/// One version of an instrument in the catalogue, as stored.
public struct InstrumentRecord: Sendable, Equatable {
    /// Why a version is suspended.
    public enum Suspension: String, Sendable, CaseIterable {
        /// It failed three times within an hour.
        case strikes
        /// Its files are gone, or are not those that were installed.
        case files
        /// A check that was run again has found something.
        case check
        /// An instrument manager did it.
        case person
    }

    public let id: String
    public let version: String
    /// Of the plugin's bytes.
    public let hash: [UInt8]
    public var state: InstrumentState
    /// Failures within the hour before the last of them.
    public var strikes: Int
    public let installedBy: Identifier
    public let installedAt: Timestamp
    public let manifestHash: [UInt8]
    /// While it is suspended.
    public var suspension: Suspension?
    /// How it failed last: a sentence of the scorer's or a manager's, which names nobody.
    public var trouble: String?
    /// When its bytes were last found to be what was signed.
    public var verifiedAt: Timestamp?

    public init(
        id: String, version: String, hash: [UInt8], state: InstrumentState, strikes: Int = 0, installedBy: Identifier,
        installedAt: Timestamp, manifestHash: [UInt8], suspension: Suspension? = nil, trouble: String? = nil,
        verifiedAt: Timestamp? = nil
    ) {
        self.id = id
        self.version = version
        self.hash = hash
        self.state = state
        self.strikes = strikes
        self.installedBy = installedBy
        self.installedAt = installedAt
        self.manifestHash = manifestHash
        self.suspension = suspension
        self.trouble = trouble
        self.verifiedAt = verifiedAt
    }
}
