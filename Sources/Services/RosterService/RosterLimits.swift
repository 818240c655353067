/// How much a roster may be, and in which zone its days are.
public struct RosterLimits: Sendable, Hashable {
    /// Bytes of one piece.
    public var pieceBytes: Int
    /// Bytes of the whole file.
    public var fileBytes: Int
    /// After so many lines the caller hears of it.
    public var linesPerReport: Int
    /// How far the school's clocks are ahead of UTC.
    public var zone: Duration

    public init(
        pieceBytes: Int = 512 << 10, fileBytes: Int = 64 << 20, linesPerReport: Int = 500,
        zone: Duration = .seconds(8 * 3_600)
    ) {
        self.pieceBytes = pieceBytes
        self.fileBytes = fileBytes
        self.linesPerReport = max(linesPerReport, 1)
        self.zone = zone
    }
}
