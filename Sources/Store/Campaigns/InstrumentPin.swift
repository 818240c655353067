/// Which instrument a campaign asks with: in a draft its id alone, from the opening on exactly one content.
public struct InstrumentPin: Sendable, Hashable {
    public let instrumentID: String
    /// Empty in a draft.
    public let version: String
    /// The content hash, 32 bytes; empty in a draft.
    public let hash: [UInt8]
    /// Which of the instrument's printed orders is on paper or on the screen; nothing where it has one only, and in a draft
    /// that takes the usual one.
    public let form: String?

    public init(instrumentID: String, version: String = "", hash: [UInt8] = [], form: String? = nil) {
        self.instrumentID = instrumentID
        self.version = version
        self.hash = hash
        self.form = form
    }
}
