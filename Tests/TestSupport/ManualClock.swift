public import Domain
import Synchronization

/// A clock that stands still until the test moves it.
public final class ManualClock: WallClock {
    private let moment: Mutex<Timestamp>

    /// Starts at 2026-09-01T00:00:00Z unless told otherwise.
    public init(_ start: Timestamp = Timestamp(milliseconds: 1_788_220_800_000)) {
        moment = Mutex(start)
    }

    public func now() -> Timestamp { moment.withLock { $0 } }

    public func advance(by span: Duration) { moment.withLock { $0 = $0 + span } }
}
