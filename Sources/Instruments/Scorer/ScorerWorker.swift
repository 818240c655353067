internal import CInstrument
internal import DequeModule
internal import Dispatch
internal import Glibc
internal import Synchronization

/// One instrument's helper, its queue, and what it has done wrong.
// @unchecked: `shared` carries its lock; `process` and the variables after it are only touched on `queue`.
final class ScorerWorker: @unchecked Sendable {
    /// One call, whose sheets may go out in several batches, and what has become of them.
    // @unchecked: made by the caller, and then only touched on the queue.
    private final class Call: @unchecked Sendable {
        let sheets: [AnswerSheet]
        let memory: ScoreMemory
        var failures: [Int: ScoringFailure] = [:]
        var open: Int
        let finish: @Sendable (ScoreBlock) -> Void

        init(_ sheets: [AnswerSheet], coding: BatchCoding, finish: @escaping @Sendable (ScoreBlock) -> Void) {
            self.sheets = sheets
            self.finish = finish
            memory = ScoreMemory(byteCount: sheets.count * coding.resultBytes)
            open = sheets.count
        }
    }

    /// Sheets of a call, one after the other.
    private struct Run {
        let call: Call
        var places: Range<Int>
    }

    /// Sheets that go out together, as they are in the frame.
    private struct Batch {
        let frame: FrameMemory
        var number: UInt32 = 0
        var runs: [Run] = []
        var count = 0
    }

    private struct Shared {
        var waiting: Deque<Run> = []
        var isDraining = false
        var strikes: [ContinuousClock.Instant] = []
        var isSuspended = false

        /// Up to `limit` sheets, in the order in which they were asked for.
        mutating func take(_ limit: Int) -> [Run] {
            var runs: [Run] = []
            var left = limit
            while left > 0, var run = waiting.popFirst() {
                if run.places.count > left {
                    let cut = run.places.lowerBound + left
                    waiting.prepend(Run(call: run.call, places: cut..<run.places.upperBound))
                    run.places = run.places.lowerBound..<cut
                }
                left -= run.places.count
                runs.append(run)
            }
            return runs
        }
    }

    private let instrument: InstalledInstrument
    private let catalogue: Catalogue
    private let limits: ScorerPool.Limits
    private let reports: ScorerPool.Reports
    private let coding: BatchCoding
    /// Nothing is answered in it.
    private let emptySheet: AnswerSheet
    private let queue: DispatchQueue
    private let shared = Mutex(Shared())
    private var process: ScorerProcess?
    /// Whether the last failure came after the helper had said that it is ready.
    private var hasServed = false
    /// Failures in a row, for the wait before the next start.
    private var crashes = 0
    private var busy = Duration.zero
    private var batchNumber: UInt32 = 0
    /// Frames of batches that are over, to be used again: one is filled while the other is away.
    private var spareFrames: [FrameMemory] = []
    private let results: FrameMemory
    /// Of a sheet that is scored once more.
    private let sampleResults: FrameMemory
    private var batchSize: Int { min(limits.batchSize, Int(XINYU_BATCH_MAX)) }

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
        results = FrameMemory(capacity: BatchCoding.resultsHeadBytes + coding.resultBytes)
        sampleResults = FrameMemory(capacity: BatchCoding.resultsHeadBytes + coding.resultBytes)
        emptySheet = AnswerSheet(
            answers: instrument.manifest.items.map { _ in nil },
            context: SheetContext(informant: instrument.manifest.informants.first ?? .self))
        queue = DispatchQueue(label: "instrument \(instrument.reference.id)")
    }

    /// Takes the sheets, of which there is at least one, and calls `finish` on the queue when all of them are through.
    func score(_ sheets: [AnswerSheet], finish: @escaping @Sendable (ScoreBlock) -> Void) {
        let call = Call(sheets, coding: coding, finish: finish)
        let mustStart = shared.withLock { shared in
            shared.waiting.append(Run(call: call, places: sheets.indices))
            defer { shared.isDraining = true }
            return !shared.isDraining
        }
        if mustStart { queue.async { self.drain() } }
    }

    /// The scores of no sheet.
    var empty: ScoreBlock {
        ScoreBlock(coding: coding, sheets: [], memory: ScoreMemory(byteCount: 0), failures: [:])
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
        var next: Batch?
        while let batch = next ?? takeBatch() {
            next = nil
            defer { spareFrames.append(batch.frame) }
            if shared.withLock({ $0.isSuspended }) {
                fail(batch, .suspended)
                continue
            }
            // What waits already is made ready while the helper computes; less than a batch waits for company.
            attempt(batch) { next = self.takeBatch(ifFull: true) }
        }
    }

    /// The next sheets, ready to be sent; nothing, and the queue at rest, when none wait.
    private func takeBatch(ifFull: Bool = false) -> Batch? {
        while true {
            let runs: [Run] = shared.withLock { shared in
                if ifFull && shared.waiting.first.map({ $0.places.count < batchSize }) ?? true { return [] }
                let runs = shared.take(batchSize)
                if runs.isEmpty { shared.isDraining = false }
                return runs
            }
            if runs.isEmpty { return nil }
            let batch = encode(runs)
            if batch.count > 0 { return batch }
            spareFrames.append(batch.frame)
            if ifFull { return nil }
        }
    }

    /// Writes the frame; sheets that are none for this instrument are settled at once.
    private func encode(_ runs: [Run]) -> Batch {
        let most = BatchCoding.headBytes + runs.reduce(0) { $0 + $1.places.count } * coding.sheetBytes
        var batch = Batch(frame: takeFrame(for: most))
        batchNumber &+= 1
        batch.number = batchNumber
        var end = BatchCoding.headBytes
        for run in runs {
            var start = run.places.lowerBound
            for place in run.places {
                if coding.encode(run.call.sheets[place], to: batch.frame.payload + end) {
                    end += coding.sheetBytes
                    batch.count += 1
                    continue
                }
                if start < place { batch.runs.append(Run(call: run.call, places: start..<place)) }
                start = place + 1
                let fault = instrument.manifest.fault(in: run.call.sheets[place]) ?? .notPermitted(item: 0)
                settle(run.call, [place: .answers(fault)])
            }
            if start < run.places.upperBound {
                batch.runs.append(Run(call: run.call, places: start..<run.places.upperBound))
            }
        }
        batch.frame.length = end
        coding.writeHead(number: batch.number, count: batch.count, to: batch.frame.payload)
        return batch
    }

    private func takeFrame(for length: Int) -> FrameMemory {
        let frame = spareFrames.popLast() ?? FrameMemory(capacity: length)
        frame.makeRoom(for: length)
        return frame
    }

    private func settle(_ call: Call, _ failures: [Int: ScoringFailure]) {
        call.failures.merge(failures) { $1 }
        finish(call, failures.count)
    }

    private func finish(_ call: Call, _ count: Int) {
        call.open -= count
        guard call.open == 0 else { return }
        call.finish(ScoreBlock(coding: coding, sheets: call.sheets, memory: call.memory, failures: call.failures))
    }

    private func fail(_ batch: Batch, _ failure: ScoringFailure) {
        for run in batch.runs {
            settle(run.call, Dictionary(uniqueKeysWithValues: run.places.map { ($0, failure) }))
        }
    }

    /// All at once; if that kills the helper, each sheet alone and once, so that one cannot take the others with it.
    private func attempt(_ batch: Batch, meanwhile: () -> Void) {
        let isContaminated: Bool
        do throws(ScoringFailure) {
            return try send(batch, meanwhile: meanwhile)
        } catch {
            // A helper that does not even start is no sheet's fault.
            guard error.isInstrumentsFault, process == nil, hasServed else {
                strike(error)
                return fail(batch, error)
            }
            isContaminated = error == Self.contamination
            if isContaminated { strike(error) }
        }
        for run in batch.runs {
            for place in run.places {
                let single = encode([Run(call: run.call, places: place..<place + 1)])
                defer { spareFrames.append(single.frame) }
                if shared.withLock({ $0.isSuspended }) {
                    fail(single, .suspended)
                    continue
                }
                // What remembers sheets gets a new memory for each.
                if isContaminated { process = nil }
                do throws(ScoringFailure) {
                    try send(single) {}
                } catch {
                    strike(error)
                    fail(single, error)
                }
            }
        }
    }

    private static let contamination = ScoringFailure.impossibleResult(
        "a sheet's score depends on the sheets before it")

    private func send(_ batch: Batch, meanwhile: () -> Void) throws(ScoringFailure) {
        let running = try running()
        let started = ContinuousClock.now
        do throws(ScoringFailure) {
            try running.score(batch.frame, into: results, by: started + limits.batch, meanwhile: meanwhile)
            try coding.check(results.payloadBytes, count: batch.count, number: batch.number)
            try checkSample(of: batch, running)
        } catch {
            process = nil
            crashes += 1
            throw error
        }
        crashes = 0
        busy += ContinuousClock.now - started
        if busy > Self.retirement { process = nil }
        var start = BatchCoding.resultsHeadBytes
        for run in batch.runs {
            let length = run.places.count * coding.resultBytes
            let bytes = UnsafeRawBufferPointer(rebasing: results.payloadBytes[start..<start + length])
            run.call.memory.copy(bytes, to: run.places.lowerBound * coding.resultBytes)
            start += length
            finish(run.call, run.places.count)
        }
    }

    /// Sheets of a batch share a process, and code that is bent on it can look around in there. What it takes from one sheet
    /// into another's score shows when that one is scored alone.
    private func checkSample(of batch: Batch, _ running: ScorerProcess) throws(ScoringFailure) {
        guard batch.count > 1, limits.batchesPerSample > 0, Int.random(in: 0..<limits.batchesPerSample) == 0 else {
            return
        }
        let index = Int.random(in: 0..<batch.count)
        let pair = takeFrame(for: BatchCoding.headBytes + 2 * coding.sheetBytes)
        defer { spareFrames.append(pair) }
        batchNumber &+= 1
        pair.length = BatchCoding.headBytes + 2 * coding.sheetBytes
        coding.writeHead(number: batchNumber, count: 2, to: pair.payload)
        let place = pair.payload + BatchCoding.headBytes
        guard coding.encode(emptySheet, to: place) else { return }
        (place + coding.sheetBytes).copyMemory(
            from: batch.frame.payload + BatchCoding.headBytes + index * coding.sheetBytes, byteCount: coding.sheetBytes)
        try running.score(pair, into: sampleResults, by: ContinuousClock.now + limits.batch)
        try coding.check(sampleResults.payloadBytes, count: 2, number: batchNumber)
        let among = results.payload + BatchCoding.resultsHeadBytes + index * coding.resultBytes
        let apart = sampleResults.payload + BatchCoding.resultsHeadBytes + coding.resultBytes
        guard memcmp(among, apart, coding.resultBytes) == 0 else { throw Self.contamination }
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
