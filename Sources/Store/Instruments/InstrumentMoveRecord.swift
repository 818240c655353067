public import Domain

/// One thing that was done with a version of an instrument. Kept for ever: a result may be asked about in years.
public struct InstrumentMoveRecord: Sendable, Equatable {
    public let instrumentID: String
    public let version: String
    public let move: InstrumentState.Move
    /// Nothing before the first installation.
    public let from: InstrumentState?
    public let to: InstrumentState
    public let at: Timestamp
    /// `.installation` for what the daemon did by itself.
    public let account: Identifier
    public let note: String?

    public init(
        instrumentID: String, version: String, move: InstrumentState.Move, from: InstrumentState?, to: InstrumentState,
        at: Timestamp, account: Identifier, note: String? = nil
    ) {
        self.instrumentID = instrumentID
        self.version = version
        self.move = move
        self.from = from
        self.to = to
        self.at = at
        self.account = account
        self.note = note
    }
}
