internal import DequeModule
internal import Dispatch
internal import JSONRPC
internal import Synchronization
public import Vault

/// Hashes and checks passwords a few at a time, on threads of its own.
///
/// Argon2id takes its memory and some sixty milliseconds of a core by intention. On the threads that all calls share,
/// two people who log in would stop everybody; without a bound, a hundred who log in would take all memory.
public final class PasswordGate: Sendable {
    private struct State {
        var running = 0
        var waiting: Deque<@Sendable () -> Void> = []
    }

    private let hasher: PasswordHasher
    private let width: Int
    private let longestQueue: Int
    private let threads = DispatchQueue(label: "password hashing", attributes: .concurrent)
    private let state = Mutex(State())

    /// - Parameters:
    ///   - width: how many hashes are computed at once.
    ///   - longestQueue: how many may wait; one more is told to come again.
    public init(_ hasher: PasswordHasher, width: Int = 2, longestQueue: Int = 512) {
        self.hasher = hasher
        self.width = max(width, 1)
        self.longestQueue = longestQueue
    }

    /// The text to store for `password`.
    ///
    /// - Throws: `RESOURCE_EXHAUSTED` when too many wait, `PasswordHasher.NotEnoughMemory`.
    public func hash(_ password: String) async throws -> String {
        try await run { hasher in try hasher.hash(password) }
    }

    /// Whether `password` is the one that `stored` was made of. Without `stored` it is never so, and takes as long.
    ///
    /// - Throws: `RESOURCE_EXHAUSTED` when too many wait.
    public func verify(_ password: String, against stored: String?) async throws -> Bool {
        try await run { hasher in
            guard let stored else { return hasher.verifyAgainstNobody(password) }
            return hasher.verify(password, against: stored)
        }
    }

    /// Whether `stored` was made at another cost than today's.
    public func needsRehash(_ stored: String) -> Bool { hasher.needsRehash(stored) }

    private func run<Result: Sendable>(
        _ work: @escaping @Sendable (PasswordHasher) throws -> Result
    ) async throws -> Result {
        try Task.checkCancellation()
        let hasher = hasher
        return try await withCheckedThrowingContinuation { continuation in
            let isTaken = enter { continuation.resume(with: Swift.Result { try work(hasher) }) }
            guard !isTaken else { return }
            continuation.resume(
                throwing: RPCError.resourceExhausted("too many are logging in at once", retryDelay: .seconds(2)))
        }
    }

    /// Starts `job`, or lets it wait; false if too many wait.
    private func enter(_ job: @escaping @Sendable () -> Void) -> Bool {
        let (isTaken, starts) = state.withLock { state in
            if state.running < width {
                state.running += 1
                return (true, true)
            }
            guard state.waiting.count < longestQueue else { return (false, false) }
            state.waiting.append(job)
            return (true, false)
        }
        if starts { start(job) }
        return isTaken
    }

    private func start(_ job: @escaping @Sendable () -> Void) {
        threads.async {
            var next: (@Sendable () -> Void)? = job
            while let job = next {
                job()
                next = self.state.withLock { state in
                    let following = state.waiting.popFirst()
                    if following == nil { state.running -= 1 }
                    return following
                }
            }
        }
    }
}
