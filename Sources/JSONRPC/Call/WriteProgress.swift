/// Whether the other end takes what it is sent.
struct WriteProgress {
    enum Verdict { case idle, moving, stuck }

    /// Bytes given to the stream since the connection began.
    var written = 0
    /// When to look again; nothing while nothing waits.
    private(set) var checkAt: ContinuousClock.Instant?
    private var takenBefore = 0

    mutating func begin(queued: Int, until moment: ContinuousClock.Instant) {
        takenBefore = written - queued
        checkAt = moment
    }

    mutating func check(queued: Int) -> Verdict {
        checkAt = nil
        if queued == 0 { return .idle }
        return written - queued > takenBefore ? .moving : .stuck
    }
}
