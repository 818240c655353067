internal import AuditLog
internal import Domain
internal import Instruments
internal import Router
internal import Store

/// The steps of re-scorings. What was done, and where to go on, is stored in one transaction: a kill between any two of
/// them loses nothing and does nothing twice.
struct RescoringSteps: Sendable {
    /// The re-scoring was cancelled while a batch was away; the batch is undone.
    private struct Overtaken: Error {}

    private struct Waiting: Sendable {
        let sheet: SheetToRescore
        /// Nothing where the sheet is none that this version takes, or cannot be read any more.
        let answers: AnswerSheet?
        /// The class that the student is in now: whoever is warned is in this one.
        let schoolClass: Identifier?
    }

    let store: Store
    let shelf: InstrumentShelf
    let scoring: any SheetScoring
    let units: UnitDirectory
    let log: AuditLog
    let feed: ChangeFeed
    let clock: any WallClock
    let random: any RandomSource
    let board: ProgressBoard<RescoringProgress>
    let pace: RescoringPace

    /// Does what is stored as under way, until nothing is left or nothing goes.
    ///
    /// - Parameter rules: of the moment; asked for each batch.
    func run(under rules: @Sendable () -> ScreeningRules) async throws {
        var pause = pace.firstPause
        while true {
            let records = try await store.read { try $0.rescoringsUnderWay() }
            guard !records.isEmpty else { return }
            var hasAdvanced = false
            for record in records { hasAdvanced = try await advance(record, under: rules) || hasAdvanced }
            if hasAdvanced {
                pause = pace.firstPause
            } else {
                try await Task.sleep(for: pause)
                pause = min(pause * 2, pace.longestPause)
            }
        }
    }

    /// One re-scoring, as far as it goes now.
    ///
    /// - Returns: whether anything was done.
    private func advance(_ record: RescoringRecord, under rules: @Sendable () -> ScreeningRules) async throws -> Bool {
        var (record, hasAdvanced) = (record, false)
        board.publish(RescoringProgress(record))
        while record.state.isUnderWay {
            try Task.checkCancellation()
            guard let instrument = shelf.instrument(record.to) else {
                board.publish(RescoringProgress(record, trouble: ScoringFailure.notInstalled.description))
                return hasAdvanced
            }
            let step = RescoringBatch(
                record: record, instrument: instrument, former: shelf.instrument(record.from)?.manifest,
                consequences: SheetConsequences(rules: rules(), norms: shelf.norms))
            do {
                let next =
                    record.state == .adopting
                    ? try await adopt(step) : try await score(step)
                guard let next else { return hasAdvanced }
                record = next
            } catch is Overtaken {
                return true
            }
            hasAdvanced = true
            board.publish(RescoringProgress(record))
        }
        return hasAdvanced
    }

    // MARK: - Scoring

    /// - Returns: the re-scoring after the next batch; nothing while the version scores nothing.
    private func score(_ step: RescoringBatch) async throws -> RescoringRecord? {
        let record = step.record
        let waiting = try await store.read { [self] transaction in
            try transaction.sheetsToRescore(record, after: record.cursor, limit: pace.sheets).map { sheet in
                try self.waiting(sheet, step, transaction)
            }
        }
        guard !waiting.isEmpty else { return try await finish(record, by: .finish) }
        let outcomes = await scoring.score(waiting.compactMap(\.answers), with: step.instrument.reference)
        for case .failure(let failure) in outcomes where failure.mayPass {
            board.publish(RescoringProgress(record, trouble: failure.description))
            return nil
        }
        var scores = outcomes.makeIterator()
        let scored = waiting.map { ($0, $0.answers == nil ? nil : try? scores.next()?.get()) }
        return try await write(record) { [self] record, transaction in
            for (waiting, score) in scored {
                let outcome = try store(waiting, score, step, transaction)
                record.done += 1
                if outcome == nil { record.withoutScore += 1 }
                if outcome?.warning != nil { record.warnings += 1 }
            }
            record.cursor = scored.last?.0.sheet.id
        }
    }

    private func waiting(
        _ sheet: SheetToRescore, _ step: RescoringBatch, _ transaction: ReadTransaction
    ) throws -> Waiting {
        guard let place = try transaction.submissionPlace(ofSheet: sheet.id) else {
            return Waiting(sheet: sheet, answers: nil, schoolClass: nil)
        }
        let answers = try transaction.unlessUnreadable { [self] in
            // By the class of then: what norms go by is what the student was when the sheet was answered.
            try transaction.storedSheet(
                at: place, for: step.instrument, in: sheet.schoolClass ?? place.schoolClass, at: sheet.submittedAt,
                units: units.tree, zone: step.consequences.rules.zone)
        }
        return Waiting(sheet: sheet, answers: answers, schoolClass: place.schoolClass)
    }

    /// - Returns: nothing where there is no score to be stored.
    private func store(
        _ waiting: Waiting, _ score: InstrumentScore?, _ step: RescoringBatch, _ transaction: WriteTransaction
    ) throws -> (result: Identifier, warning: Identifier?)? {
        guard let score, let answers = waiting.answers else { return nil }
        let sheet = SheetConsequences.Sheet(
            id: waiting.sheet.id, student: waiting.sheet.student, school: step.record.school,
            schoolClass: waiting.schoolClass)
        return try transaction.unlessUnreadable { [self] in
            try step.propose(
                score, for: sheet, answers.answers, submittedAt: waiting.sheet.submittedAt, at: clock.now(),
                in: transaction, random: random, feed: feed)
        }
    }

    // MARK: - Adopting

    private func adopt(_ step: RescoringBatch) async throws -> RescoringRecord? {
        let record = step.record
        let results = try await store.read { [self] transaction in
            try transaction.rescoredResults(of: record, after: record.cursor, limit: pace.adoptions)
        }
        guard let last = results.last else { return try await finish(record, by: .complete) }
        return try await write(record) { [self] record, transaction in
            for sealed in results {
                let adopted = try transaction.unlessUnreadable {
                    try step.adopt(
                        try transaction.opened(sealed), units: units.tree, at: clock.now(), in: transaction,
                        random: random, feed: feed)
                }
                guard let adopted else { continue }
                record.adopted += 1
                if adopted.warning != nil { record.warnings += 1 }
            }
            record.cursor = last.sheet
        }
    }

    // MARK: -

    private func write(
        _ record: RescoringRecord, _ body: @escaping @Sendable (inout RescoringRecord, WriteTransaction) throws -> Void
    ) async throws -> RescoringRecord {
        try await store.write { transaction in
            var next = record
            try body(&next, transaction)
            guard try transaction.update(next, from: record.state) else { throw Overtaken() }
            return next
        }
    }

    private func finish(_ record: RescoringRecord, by move: RescoringState.Move) async throws -> RescoringRecord {
        let now = clock.now()
        let (log, feed) = (log, feed)
        return try await write(record) { next, transaction in
            next.state = try record.state.applying(move)
            next.cursor = nil
            if move == .finish { next.readyAt = now } else { next.finishedAt = now }
            try log.append(AuditRecord(endOf: next, at: now), in: transaction)
            transaction.afterCommit { feed.publish(.auditRecords(size: log.head.size)) }
        }
    }
}

extension ScoringFailure {
    /// Whether the same sheet may have a score later, without anybody's having changed it.
    fileprivate var mayPass: Bool {
        switch self {
        case .suspended, .notInstalled, .sandboxUnavailable, .helperUnavailable: true
        default: false
        }
    }
}

extension ReadTransaction {
    /// Nothing where a student was erased, or something of one student's does not open: it keeps nobody from theirs.
    fileprivate func unlessUnreadable<Value>(_ body: () throws -> Value?) throws -> Value? {
        do {
            return try body()
        } catch StoreError.ownerErased {
            return nil
        } catch let error as StoreError where error.isOfOneOwner {
            return nil
        }
    }
}
