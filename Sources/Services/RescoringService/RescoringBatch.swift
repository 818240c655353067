internal import Domain
internal import Instruments
internal import Router
internal import Store

/// What follows from one sheet of a re-scoring, in the transaction that stores it.
struct RescoringBatch: Sendable {
    typealias Outcome = (result: Identifier, warning: Identifier?)

    let record: RescoringRecord
    let instrument: ReadyInstrument
    /// Of the version that the campaign has pinned, if it is there.
    let former: Manifest?
    let consequences: SheetConsequences

    /// Stores the new result beside the one of record. A critical item that is newly hit raises a warning now: a child in
    /// danger does not wait for a decision about versions.
    func propose(
        _ score: InstrumentScore, for sheet: SheetConsequences.Sheet, _ answers: [Int64?], submittedAt: Timestamp,
        at now: Timestamp, in transaction: WriteTransaction, random: any RandomSource, feed: ChangeFeed
    ) throws -> Outcome {
        let known = try transaction.result(ofSheet: sheet.id, school: sheet.school)
        // As of the day on which it was answered, with the other signals of then.
        let findings = try consequences.findings(
            instrument, answers, score: score, of: sheet, at: submittedAt, in: transaction)
        let result = RescoredResult(
            school: sheet.school, id: Identifier(randomFrom: random), rescoring: record.id, sheet: sheet.id,
            student: sheet.student, former: known?.id, score: score.bytes, suggestedLevel: findings.level, scoredAt: now
        )
        try transaction.insert(result)
        // What was hit before has been warned of, be it that there is no result.
        var before = Set(known.flatMap { InstrumentScore(bytes: $0.score) }?.criticalItems ?? [])
        before.formUnion(former?.criticalItems(in: answers).map(\.id) ?? [])
        var new = instrument.manifest.criticalItems(in: answers).filter { !before.contains($0.id) }
        guard !new.isEmpty else { return (result.id, nil) }
        // Nor of what an earlier re-scoring has found, whatever became of that.
        let told = try transaction.warnings(ofStudent: sheet.student).filter { $0.sourceID == sheet.id }
            .flatMap { $0.evidence.fired.flatMap(\.inputs) }
        new.removeAll { told.contains("\(instrument.reference.id).\($0.id)") }
        guard !new.isEmpty else { return (result.id, nil) }
        let warning = try consequences.raise(
            SheetFindings(instrument, criticalItems: new, score: nil, rules: consequences.rules.warnings, at: now),
            sheet, instrument, at: now, in: transaction, random: random)
        transaction.afterCommit { feed.publish(.warning(warning, school: sheet.school)) }
        return (result.id, warning)
    }

    /// The moment that the adopted result stands for: just behind the one that it replaces, and not today, or a sheet of
    /// autumn would come to stand behind one of spring in every series.
    private func standing(of place: SubmissionPlace, _ transaction: ReadTransaction) throws -> Timestamp? {
        let former = try transaction.result(ofSheet: place.sheet, school: place.school)
        return former.map { $0.scoredAt + .milliseconds(1) } ?? place.submittedAt
    }

    /// Makes the new result the one of record: the newest of its sheet. A graver suggestion raises a warning.
    ///
    /// - Returns: nothing where the sheet does not count any more.
    func adopt(
        _ result: RescoredResult, units: UnitTree, at now: Timestamp, in transaction: WriteTransaction,
        random: any RandomSource, feed: ChangeFeed
    ) throws -> Outcome? {
        guard let place = try transaction.submissionPlace(ofSheet: result.sheet), place.state.isAnswered,
            let score = InstrumentScore(bytes: result.score),
            // By the class of then: what norms go by is what the student was when the sheet was answered.
            let answers = try transaction.storedSheet(
                at: place, for: instrument,
                in: try transaction.sheet(place.sheet)?.schoolClass ?? place.schoolClass,
                at: place.submittedAt ?? now, units: units, zone: consequences.rules.zone)
        else { return nil }
        if place.state == .submitted {
            guard try transaction.markScored(place.sheet, school: place.school, at: now) else { return nil }
        }
        let sheet = SheetConsequences.Sheet(
            id: place.sheet, student: place.student, school: place.school, schoolClass: place.schoolClass)
        let warning = try consequences.store(
            .laterScore, sheet, instrument, answers, score: score, at: now,
            standing: try standing(of: place, transaction),
            in: transaction, random: random)
        try transaction.append(
            ArchiveEntry(
                school: place.school, student: place.student, at: now, id: Identifier(randomFrom: random),
                kind: .assessment, subject: place.sheet, author: record.decidedBy,
                summary: "采纳复评结果：\(instrument.title)（\(record.from.version) → \(record.to.version)）"))
        transaction.afterCommit {
            feed.publish(.coverage(campaign: place.campaign))
            if let warning { feed.publish(.warning(warning, school: place.school)) }
        }
        return (result.id, warning)
    }
}
