internal import Domain
internal import Instruments
public import Router
internal import Store

/// Scores sheets that were stored without a score, because their instrument failed, was late, or the daemon ended.
///
/// `run` makes a pass at its start, then whenever it is woken, and as long as something is left again after a wait that
/// doubles up to a minute.
public final class PendingScoring: Sendable {
    /// What one pass has done.
    public struct Progress: Sendable, Equatable {
        public internal(set) var scored = 0
        /// Still without a score.
        public internal(set) var left = 0
    }

    private struct Waiting: Sendable {
        let sheet: SheetToScore
        let answers: AnswerSheet
    }

    private struct Batch: Sendable {
        var waiting: [Waiting] = []
        /// Sheets whose instrument is not here.
        var unready = 0
        let last: ScoringPlace?
    }

    private let background: BackgroundDesk
    private let shelf: InstrumentShelf
    private let scoring: any SheetScoring
    private let consequences: SheetConsequences
    private let calls: AsyncStream<Void>
    private let caller: AsyncStream<Void>.Continuation
    private static let batchSize = 256

    public init(
        shelf: InstrumentShelf, scoring: any SheetScoring, rules: ScreeningRules, background: BackgroundDesk
    ) {
        self.background = background
        self.shelf = shelf
        self.scoring = scoring
        consequences = SheetConsequences(rules: rules, norms: shelf.norms)
        (calls, caller) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// Says that a sheet was stored without a score. From any thread.
    public func wake() { caller.yield() }

    /// Works until its task is cancelled. One task at a time.
    ///
    /// - Parameter onFailure: gets what went wrong with the store, for the log.
    public func run(onFailure: @Sendable (any Error) -> Void = { _ in }) async {
        var delay = Duration.seconds(1)
        var calls = calls.makeAsyncIterator()
        while !Task.isCancelled {
            do {
                let progress = try await runOnce()
                if progress.scored > 0 { delay = .seconds(1) }
                if progress.left == 0 {
                    guard await calls.next() != nil else { return }
                    continue
                }
            } catch {
                onFailure(error)
            }
            try? await Task.sleep(for: delay)
            delay = min(delay * 2, .seconds(60))
        }
    }

    /// One pass over all sheets that wait, the oldest first, in batches.
    public func runOnce() async throws -> Progress {
        var progress = Progress()
        var place: ScoringPlace?
        while true {
            let after = place
            let batch = try await background.store.read { [self] in try nextBatch(after: after, $0) }
            guard let last = batch.last else { return progress }
            place = last
            progress.left += batch.unready
            // Each batch has sheets of several instruments; each helper gets its own together.
            for (pin, sheets) in Dictionary(grouping: batch.waiting, by: \.sheet.pin) {
                try await score(sheets, pin, &progress)
            }
        }
    }

    private func nextBatch(after place: ScoringPlace?, _ transaction: ReadTransaction) throws -> Batch {
        let sheets = try transaction.sheetsToScore(after: place, limit: Self.batchSize)
        var batch = Batch(last: sheets.last?.place)
        for sheet in sheets {
            do {
                guard let answers = try answers(of: sheet, transaction) else {
                    batch.unready += 1
                    continue
                }
                batch.waiting.append(Waiting(sheet: sheet, answers: answers))
            } catch StoreError.ownerErased {
                // The student's data is gone, and with it what could be scored.
                continue
            }
        }
        return batch
    }

    /// Nothing while the instrument is not installed.
    private func answers(of sheet: SheetToScore, _ transaction: ReadTransaction) throws -> AnswerSheet? {
        guard let instrument = shelf.instrument(sheet.pin),
            let place = try transaction.submissionPlace(ofSheet: sheet.id)
        else { return nil }
        return try transaction.storedSheet(
            at: place, for: instrument, in: place.schoolClass, at: sheet.submittedAt, units: background.units.tree,
            zone: consequences.rules.zone)
    }

    private func score(_ waiting: [Waiting], _ pin: InstrumentPin, _ progress: inout Progress) async throws {
        guard let instrument = shelf.instrument(pin) else {
            progress.left += waiting.count
            return
        }
        let outcomes = await scoring.score(waiting.map(\.answers), with: instrument.reference)
        var scored: [(Waiting, InstrumentScore)] = []
        for (sheet, outcome) in zip(waiting, outcomes) {
            if case .success(let score) = outcome { scored.append((sheet, score)) }
        }
        progress.left += waiting.count - scored.count
        guard !scored.isEmpty else { return }
        let results = scored
        // The moment of a score is after it was waited for, not the beginning of the run.
        progress.scored += try await background.begin(.scoring).write { [self] change in
            try results.count { try store($0.0, $0.1, instrument, change) }
        }
    }

    /// - Returns: false if the sheet was scored or voided meanwhile.
    private func store(
        _ waiting: Waiting, _ score: InstrumentScore, _ instrument: ReadyInstrument, _ change: BackgroundChange
    ) throws -> Bool {
        let (sheet, transaction, now) = (waiting.sheet, change.transaction, change.now)
        guard try transaction.markScored(sheet.id, school: sheet.school, at: now) else { return false }
        let warning = try consequences.store(
            .laterScore,
            SheetConsequences.Sheet(
                id: sheet.id, student: sheet.student, school: sheet.school, schoolClass: sheet.schoolClass),
            instrument, waiting.answers, score: score, at: now, in: transaction, random: change.random)
        change.changed(.results, of: sheet.student)
        if warning != nil { change.changed(.warnings, of: sheet.student) }
        change.publish(.coverage(campaign: sheet.campaign))
        if let warning { change.publish(.warning(warning, school: sheet.school)) }
        return true
    }
}
