/// Which instrument a campaign asks with: in a draft its id alone, from the opening on exactly one content.
public struct InstrumentPin: Sendable, Hashable {
    public let instrumentID: String
    /// Empty in a draft.
    public let version: String
    /// The content hash, 32 bytes; empty in a draft.
    public let hash: [UInt8]

    public init(instrumentID: String, version: String = "", hash: [UInt8] = []) {
        self.instrumentID = instrumentID
        self.version = version
        self.hash = hash
    }
}
