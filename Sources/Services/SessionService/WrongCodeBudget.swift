internal import Domain
internal import Synchronization

/// How many wrong one-time codes are heard in a second, from all callers together.
///
/// A code has 50 bits and no name that failures could be counted by. A class that mistypes stays far below the budget;
/// who tries out codes gets nowhere in the hours that they live.
final class WrongCodeBudget: Sendable {
    private struct State {
        var tokens: Double
        var at: Timestamp?
    }

    private let perSecond: Double
    private let burst: Double
    private let state: Mutex<State>

    init(perSecond: Double = 50, burst: Double = 200) {
        self.perSecond = perSecond
        self.burst = burst
        state = Mutex(State(tokens: burst, at: nil))
    }

    /// Whether another code may be tried.
    func isOpen(at now: Timestamp) -> Bool {
        state.withLock { state in
            refill(&state, at: now)
            return state.tokens >= 1
        }
    }

    func countWrongCode(at now: Timestamp) {
        state.withLock { state in
            refill(&state, at: now)
            state.tokens = max(state.tokens - 1, 0)
        }
    }

    private func refill(_ state: inout State, at now: Timestamp) {
        // A clock that was set back gives nothing, and takes nothing.
        let passed = state.at.map { max(now.milliseconds - $0.milliseconds, 0) } ?? 0
        state.tokens = min(state.tokens + Double(passed) * perSecond / 1_000, burst)
        state.at = now
    }
}
