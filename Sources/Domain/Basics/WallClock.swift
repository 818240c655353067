/// Where the time of day comes from: the kernel in the daemon, the test's hand in tests.
public protocol WallClock: Sendable {
    func now() -> Timestamp
}
