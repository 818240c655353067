/// Something that the installation does by itself from time to time. What it needs of the store it gets from its run,
/// which keeps a record in the access log of all that it changes.
public protocol BackgroundWork: Sendable {
    var name: BackgroundWorkName { get }
    /// The wait between two times; the first is after it, too.
    var interval: Duration { get }
    func runOnce(_ run: BackgroundRun) async throws
}
