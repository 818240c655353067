internal import DequeModule
internal import Dispatch
internal import Glibc
internal import Synchronization

/// One instrument's helper, its queue, and what it has done wrong.
// @unchecked: `shared` carries its lock; `process` and the variables after it are only touched on `queue`.
final class ScorerWorker: @unchecked Sendable {
    typealias Outcome = Result<InstrumentScore, ScoringFailure>

    /// Gathers the results of one call, whose sheets may go out in several batches.
    // @unchecked: filled before it is handed to the queue, and then only touched there.
    private final class Call: @unchecked Sendable {
        var outcomes: [Outcome]
        var open = 0
        let finish: @Sendable ([Outcome]) -> Void

        init(_ outcomes: [Outcome], finish: @escaping @Sendable ([Outcome]) -> Void) {
            self.outcomes = outcomes
            self.finish = finish
        }
    }

    private struct Waiting {
        let bytes: [UInt8]
        let criticalItems: [String]
        let call: Call
        let place: Int
    }

    private struct Shared {
        var waiting: Deque<Waiting> = []
        var isDraining = false
        var strikes: [ContinuousClock.Instant] = []
        var isSuspended = false
    }

    private let instrument: InstalledInstrument
    private let catalogue: Catalogue
    private let limits: ScorerPool.Limits
    private let reports: ScorerPool.Reports
    private let coding: BatchCoding
    /// Nothing is answered in it.
    private let emptySheet: [UInt8]
    private let queue: DispatchQueue
    private let shared = Mutex(Shared())
    private var process: ScorerProcess?
    /// Whether the last failure came after the helper had said that it is ready.
    private var hasServed = false
    /// Failures in a row, for the wait before the next start.
    private var crashes = 0
    private var busy = Duration.zero
    private var batchNumber: UInt32 = 0

    /// Helpers have a limit of processor time: they are replaced long before they reach it.
    private static let retirement = Duration.seconds(120)

    init(
        instrument: InstalledInstrument, catalogue: Catalogue, limits: ScorerPool.Limits, reports: ScorerPool.Reports
    ) {
        self.instrument = instrument
        self.catalogue = catalogue
        self.limits = limits
        self.reports = reports
        coding = BatchCoding(manifest: instrument.manifest)
        emptySheet = coding.encode(
            AnswerSheet(
                answers: instrument.manifest.items.map { _ in nil },
                context: SheetContext(informant: instrument.manifest.informants.first ?? .self)))
        queue = DispatchQueue(label: "instrument \(instrument.reference.id)")
    }

    /// Takes the sheets, and calls `finish` on the queue when all of them are through.
    func score(_ sheets: [AnswerSheet], finish: @escaping @Sendable ([Outcome]) -> Void) {
        let call = Call([Outcome](repeating: .failure(.suspended), count: sheets.count), finish: finish)
        var waiting: [Waiting] = []
        waiting.reserveCapacity(sheets.count)
        for (place, sheet) in sheets.enumerated() {
            if let fault = instrument.manifest.fault(in: sheet) {
                call.outcomes[place] = .failure(.answers(fault))
            } else {
                let critical = instrument.manifest.criticalItems(in: sheet.answers).map(\.id)
                waiting.append(Waiting(bytes: coding.encode(sheet), criticalItems: critical, call: call, place: place))
            }
        }
        call.open = waiting.count
        guard !waiting.isEmpty else { return finish(call.outcomes) }
        let mustStart = shared.withLock { shared in
            shared.waiting += waiting
            defer { shared.isDraining = true }
            return !shared.isDraining
        }
        if mustStart { queue.async { self.drain() } }
    }

    func suspend() { shared.withLock { $0.isSuspended = true } }

    func reinstate() {
        shared.withLock { shared in
            shared.isSuspended = false
            shared.strikes = []
        }
    }

    func release() { queue.async { self.process = nil } }

    private func drain() {
        while true {
            let (batch, isSuspended) = shared.withLock { shared in
                let batch = Array(shared.waiting.prefix(min(limits.batchSize, 256)))
                shared.waiting.removeFirst(batch.count)
                if batch.isEmpty { shared.isDraining = false }
                return (batch, shared.isSuspended)
            }
            if batch.isEmpty { return }
            let outcomes = isSuspended ? batch.map { _ in .failure(.suspended) } : attempt(batch)
            for (waiting, outcome) in zip(batch, outcomes) { settle(waiting, outcome) }
        }
    }

    private func settle(_ waiting: Waiting, _ outcome: Outcome) {
        let call = waiting.call
        call.outcomes[waiting.place] = outcome.map { score in
            var score = score
            score.criticalItems = waiting.criticalItems
            return score
        }
        call.open -= 1
        if call.open == 0 { call.finish(call.outcomes) }
    }

    /// All at once; if that kills the helper, each sheet alone and once, so that one cannot take the others with it.
    private func attempt(_ batch: [Waiting]) -> [Outcome] {
        let isContaminated: Bool
        do throws(ScoringFailure) {
            return try send(batch)
        } catch {
            // A helper that does not even start is no sheet's fault.
            guard error.isInstrumentsFault, process == nil, hasServed else {
                strike(error)
                return batch.map { _ in .failure(error) }
            }
            isContaminated = error == Self.contamination
            if isContaminated { strike(error) }
        }
        return batch.map { waiting in
            if shared.withLock({ $0.isSuspended }) { return .failure(.suspended) }
            // What remembers sheets gets a new memory for each.
            if isContaminated { process = nil }
            do throws(ScoringFailure) {
                return try send([waiting]).first ?? .failure(.impossibleResult("no result"))
            } catch {
                strike(error)
                return .failure(error)
            }
        }
    }

    private static let contamination = ScoringFailure.impossibleResult(
        "a sheet's score depends on the sheets before it")

    private func send(_ batch: [Waiting]) throws(ScoringFailure) -> [Outcome] {
        let running = try running()
        batchNumber &+= 1
        let started = ContinuousClock.now
        do throws(ScoringFailure) {
            let payload = coding.batch(batch.map(\.bytes), number: batchNumber)
            let results = try running.score(payload, by: started + limits.batch)
            let outcomes = try coding.results(results, count: batch.count, number: batchNumber)
            try checkSample(of: batch, outcomes, running)
            crashes = 0
            busy += ContinuousClock.now - started
            if busy > Self.retirement { process = nil }
            return outcomes
        } catch {
            process = nil
            crashes += 1
            throw error
        }
    }

    /// Sheets of a batch share a process, and code that is bent on it can look around in there. What it takes from one sheet
    /// into another's score shows when that one is scored again behind an empty sheet.
    private func checkSample(
        of batch: [Waiting], _ outcomes: [Outcome], _ running: ScorerProcess
    ) throws(ScoringFailure) {
        guard batch.count > 1, limits.batchesPerSample > 0, Int.random(in: 0..<limits.batchesPerSample) == 0 else {
            return
        }
        let index = Int.random(in: batch.indices)
        batchNumber &+= 1
        let payload = coding.batch([emptySheet, batch[index].bytes], number: batchNumber)
        let results = try running.score(payload, by: ContinuousClock.now + limits.batch)
        guard try coding.results(results, count: 2, number: batchNumber).last == outcomes[index] else {
            throw Self.contamination
        }
    }

    private func running() throws(ScoringFailure) -> ScorerProcess {
        if let process { return process }
        hasServed = false
        if crashes > 0 {
            let wait = limits.restartDelay * (1 << min(crashes - 1, 10))
            usleep(UInt32(max(0, min(wait, .seconds(1)).wholeMicroseconds)))
        }
        do throws(ScoringFailure) {
            let started = try ScorerProcess(
                helper: catalogue.helper, files: instrument.files, order: instrument.order(keys: catalogue.keys),
                by: ContinuousClock.now + limits.load)
            if let difference = started.description.difference(from: instrument.manifest) {
                throw ScoringFailure.notAsDescribed(difference)
            }
            process = started
            busy = .zero
            hasServed = true
            return started
        } catch {
            crashes += 1
            throw error
        }
    }

    private func strike(_ failure: ScoringFailure) {
        guard failure.isInstrumentsFault else { return }
        let now = ContinuousClock.now
        let (strikes, suspends) = shared.withLock { shared in
            shared.strikes.removeAll { now - $0 > limits.strikeWindow }
            shared.strikes.append(now)
            guard !shared.isSuspended, shared.strikes.count >= limits.strikes else {
                return (shared.strikes.count, false)
            }
            shared.isSuspended = true
            return (shared.strikes.count, true)
        }
        reports.onStrike(instrument.reference, strikes, failure)
        if suspends { reports.onSuspension(instrument.reference, failure) }
    }
}

extension Duration {
    var wholeMicroseconds: Int64 { components.seconds * 1_000_000 + components.attoseconds / 1_000_000_000_000 }
}
