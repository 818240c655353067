/// How much a roster may be.
public struct RosterLimits: Sendable, Hashable {
    /// Bytes of one piece.
    public var pieceBytes: Int
    /// Bytes of the whole file.
    public var fileBytes: Int
    /// After so many lines the caller hears of it.
    public var linesPerReport: Int

    public init(pieceBytes: Int = 512 << 10, fileBytes: Int = 64 << 20, linesPerReport: Int = 500) {
        self.pieceBytes = pieceBytes
        self.fileBytes = fileBytes
        self.linesPerReport = max(linesPerReport, 1)
    }
}
