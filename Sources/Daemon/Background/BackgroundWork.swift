/// Something that the daemon does by itself from time to time.
protocol BackgroundWork: Sendable {
    /// For the log, as "checkpoints".
    var name: String { get }
    /// The wait between two times; the first is after it, too.
    var interval: Duration { get }
    func runOnce() async throws
}
