internal import DequeModule
public import Instruments
internal import Synchronization

/// Scores what students submit, in batches, and keeps nobody waiting for long.
///
/// Sheets that come while a batch of their instrument is away go out together as the next one. A sheet that has waited
/// for `patience` is told that its score is late; it is stored without, and scored by `PendingScoring`.
public final class ScoringDesk: Sendable {
    public typealias Outcome = Result<InstrumentScore, ScoringFailure>

    private struct Counter {
        var waiting: Deque<(sheet: AnswerSheet, ticket: Ticket)> = []
        var isServed = false
    }

    private struct State {
        var counters: [InstrumentReference: Counter] = [:]
        /// In the order of their deadlines, settled ones among them until they come to the front.
        var tickets: Deque<Ticket> = []
        var isWatched = false
    }

    private let scoring: any SheetScoring
    private let patience: Duration
    private let state = Mutex(State())
    private static let mostInBatch = 256
    /// Looking after late sheets this often makes a wait at most so much longer.
    private static let watchInterval = Duration.milliseconds(50)

    public init(_ scoring: any SheetScoring, patience: Duration = .seconds(1)) {
        self.scoring = scoring
        self.patience = patience
    }

    /// The score of one sheet, or why there is none yet.
    public func score(_ sheet: AnswerSheet, with reference: InstrumentReference) async -> Outcome {
        await withCheckedContinuation { continuation in
            let ticket = Ticket(continuation, deadline: .now + patience)
            let (mustServe, mustWatch) = state.withLock { state in
                state.tickets.append(ticket)
                state.counters[reference, default: Counter()].waiting.append((sheet, ticket))
                defer {
                    state.counters[reference]?.isServed = true
                    state.isWatched = true
                }
                return (state.counters[reference]?.isServed != true, !state.isWatched)
            }
            if mustServe { Task { await serve(reference) } }
            if mustWatch { Task { await watch() } }
        }
    }

    /// Sheets that have come and have no answer yet.
    var waitingCount: Int { state.withLock { $0.tickets.count { !$0.isSettled } } }

    /// Takes batch after batch until nobody waits for this instrument.
    private func serve(_ reference: InstrumentReference) async {
        while true {
            let batch = nextBatch(reference)
            guard !batch.isEmpty else { return }
            let outcomes = await scoring.score(batch.map(\.sheet), with: reference)
            for (index, waiting) in batch.enumerated() {
                waiting.ticket.settle(
                    outcomes.indices.contains(index) ? outcomes[index] : .failure(.impossibleResult("no result")))
            }
        }
    }

    private func nextBatch(_ reference: InstrumentReference) -> [(sheet: AnswerSheet, ticket: Ticket)] {
        state.withLock { state in
            guard var counter = state.counters.removeValue(forKey: reference) else { return [] }
            // Who was told that it is late has been stored without a score.
            let batch = counter.waiting.prefix(Self.mostInBatch)
            counter.waiting.removeFirst(batch.count)
            guard !batch.isEmpty else { return [] }
            state.counters[reference] = counter
            return Array(batch)
        }
    }

    /// Tells those who have waited too long, until nobody waits.
    private func watch() async {
        while true {
            try? await Task.sleep(for: Self.watchInterval)
            let (late, isOver) = state.withLock { state in
                let now = ContinuousClock.now
                var late: [Ticket] = []
                while let first = state.tickets.first, first.isSettled || first.deadline <= now {
                    if !first.isSettled { late.append(first) }
                    state.tickets.removeFirst()
                }
                if state.tickets.isEmpty { state.isWatched = false }
                return (late, state.tickets.isEmpty)
            }
            for ticket in late { ticket.settle(.failure(.timedOut)) }
            if isOver { return }
        }
    }
}

/// One who waits for a score. Answered once: by the score, or by the clock.
private final class Ticket: Sendable {
    private let continuation: Mutex<CheckedContinuation<ScoringDesk.Outcome, Never>?>
    let deadline: ContinuousClock.Instant

    init(_ continuation: CheckedContinuation<ScoringDesk.Outcome, Never>, deadline: ContinuousClock.Instant) {
        self.continuation = Mutex(continuation)
        self.deadline = deadline
    }

    var isSettled: Bool { continuation.withLock { $0 == nil } }

    func settle(_ outcome: ScoringDesk.Outcome) {
        let waiting = continuation.withLock { continuation in
            defer { continuation = nil }
            return continuation
        }
        waiting?.resume(returning: outcome)
    }
}
