internal import Synchronization

/// Scores sheets, each instrument in a helper process of its own.
///
/// ```swift
/// let pool = ScorerPool(catalogue: catalogue)
/// switch await pool.score(sheet, with: campaign.instrument) {
/// case .success(let score): …
/// case .failure(let failure): …    // stored all the same, scored again later
/// }
/// ```
///
/// Calls may come from anywhere. What is asked for while a batch is away goes out together as the next one. Helpers
/// start when they are first needed, and sleep between batches.
public final class ScorerPool: Sendable {
    /// Limits; the defaults suit instruments of hundreds of items.
    public struct Limits: Sendable {
        /// How long verifying and loading may take.
        public var load: Duration = .seconds(5)
        /// How long a batch may take.
        public var batch: Duration = .seconds(2)
        /// Sheets in a batch, at most 256.
        public var batchSize = 256
        /// Failures within `strikeWindow` that suspend an instrument.
        public var strikes = 3
        public var strikeWindow: Duration = .seconds(3_600)
        /// The wait before the first restart; doubles with each crash in a row, up to a second.
        public var restartDelay: Duration = .milliseconds(10)

        public init() {}
    }

    private let catalogue: Catalogue
    private let limits: Limits
    private let onSuspension: @Sendable (InstrumentReference, ScoringFailure) -> Void
    private let workers = Mutex<[InstrumentReference: ScorerWorker]>([:])

    /// - Parameter onSuspension: called once for each suspension, on a thread of the pool, with the last failure: the
    ///   instrument manager is to be told.
    public init(
        catalogue: Catalogue, limits: Limits = Limits(),
        onSuspension: @escaping @Sendable (InstrumentReference, ScoringFailure) -> Void = { _, _ in }
    ) {
        self.catalogue = catalogue
        self.limits = limits
        self.onSuspension = onSuspension
    }

    /// The score of one sheet.
    public func score(
        _ sheet: AnswerSheet, with reference: InstrumentReference
    ) async -> Result<InstrumentScore, ScoringFailure> {
        await score([sheet], with: reference).first ?? .failure(.notInstalled)
    }

    /// The scores of `sheets`, in their order; one that fails does not keep the others from theirs.
    public func score(
        _ sheets: [AnswerSheet], with reference: InstrumentReference
    ) async -> [Result<InstrumentScore, ScoringFailure>] {
        do throws(ScoringFailure) {
            return Array(try await scores(of: sheets, with: reference))
        } catch {
            return sheets.map { _ in .failure(error) }
        }
    }

    /// The same for very many sheets: scores are checked, and read when they are asked for.
    ///
    /// - Throws: `notInstalled`.
    public func scores(
        of sheets: [AnswerSheet], with reference: InstrumentReference
    ) async throws(ScoringFailure) -> ScoreBlock {
        guard let worker = worker(for: reference) else { throw .notInstalled }
        guard !sheets.isEmpty else { return worker.empty }
        return await withCheckedContinuation { continuation in
            worker.score(sheets) { continuation.resume(returning: $0) }
        }
    }

    /// Lets a suspended instrument try again, with a clean slate.
    public func reinstate(_ reference: InstrumentReference) {
        workers.withLock { $0[reference] }?.reinstate()
    }

    /// Suspends an instrument by hand, or as the store remembers it from before a restart.
    public func suspend(_ reference: InstrumentReference) {
        worker(for: reference)?.suspend()
    }

    /// Ends the helper of an instrument; it starts again when it is needed.
    public func release(_ reference: InstrumentReference) {
        workers.withLock { $0.removeValue(forKey: reference) }?.release()
    }

    private func worker(for reference: InstrumentReference) -> ScorerWorker? {
        if let worker = workers.withLock({ $0[reference] }) { return worker }
        // Verifying takes milliseconds and is done outside of the lock; the second of two at once is dropped.
        guard let instrument = catalogue.instrument(reference) else { return nil }
        return workers.withLock { workers in
            if let worker = workers[reference] { return worker }
            let worker = ScorerWorker(
                instrument: instrument, catalogue: catalogue, limits: limits, onSuspension: onSuspension)
            workers[reference] = worker
            return worker
        }
    }
}
