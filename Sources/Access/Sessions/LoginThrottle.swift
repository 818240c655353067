/// How long somebody waits after failed logins: nothing for the first ones, then twice as long each time.
public enum LoginThrottle {
    /// Failures that cost nothing: a person mistypes.
    public static let freeFailures = 5
    public static let longestWait: Duration = .seconds(900)

    /// The wait after the `failures`th failure in a row: 1 s after the sixth, 2 s after the seventh, up to 15 minutes.
    public static func wait(after failures: Int) -> Duration {
        guard failures > freeFailures else { return .zero }
        let doublings = min(failures - freeFailures - 1, 10)
        return min(.seconds(1 << doublings), longestWait)
    }
}
