internal import Domain
internal import Instruments
internal import Router
internal import Store

/// Stores what follows from answers, in the transaction that stores the answers or their score: the result, the warning,
/// the lines of the archive.
struct SheetConsequences: Sendable {
    /// The sheet that it follows from.
    struct Sheet: Sendable {
        let id: Identifier
        let student: Identifier
        let school: Identifier
        /// The class that the student is in now.
        let schoolClass: Identifier?
    }

    enum Occasion {
        case submission
        /// The sheet was stored before; a warning may have been raised from its critical items.
        case laterScore
    }

    let rules: ScreeningRules
    let norms: NormShelf

    /// - Parameter standing: the moment that the result stands for, where that is not now: what compares results with
    ///   each other goes by it.
    /// - Returns: the warning that was raised, if one was.
    func store(
        _ occasion: Occasion, _ sheet: Sheet, _ instrument: ReadyInstrument, _ answers: AnswerSheet,
        score: InstrumentScore?, at now: Timestamp, standing: Timestamp? = nil, in transaction: WriteTransaction,
        random: any RandomSource
    ) throws -> Identifier? {
        let findings = try findings(
            instrument, answers.answers, score: score, of: sheet, at: standing ?? now, in: transaction)
        if let score {
            let comparison = NormComparison(
                score, of: instrument.reference, in: answers.context,
                with: try norms.inUse(forInstrument: instrument.reference.id, transaction))
            try transaction.insert(
                ResultRecord(
                    school: sheet.school, id: Identifier(randomFrom: random), sheet: sheet.id,
                    student: sheet.student, instrument: instrument.pin, score: score.bytes, norms: comparison.bytes,
                    suggestedLevel: findings.level, scoredAt: standing ?? now))
        }
        var known = AttentionLevel.none
        switch occasion {
        case .submission:
            try transaction.append(
                ArchiveEntry(
                    school: sheet.school, student: sheet.student, at: now, id: Identifier(randomFrom: random),
                    kind: .assessment, subject: sheet.id, author: nil, summary: "完成测评：\(instrument.title)"))
        case .laterScore:
            known = try transaction.gravestWarning(ofSheet: sheet.id, student: sheet.student) ?? .none
        }
        let warning =
            findings.level > known
            ? try raise(findings, sheet, instrument, at: now, in: transaction, random: random) : nil
        if let signal = findings.signal {
            try keep(signal, of: sheet, warning: warning, at: now, in: transaction, random: random)
        }
        return warning
    }

    /// What the sheet says to the rules, together with the student's other signals. Stores nothing.
    func findings(
        _ instrument: ReadyInstrument, _ answers: [Int64?], score: InstrumentScore?, of sheet: Sheet,
        at now: Timestamp, in transaction: ReadTransaction
    ) throws -> SheetFindings {
        try SheetFindings(instrument, answers, score: score, rules: rules.warnings, at: now) {
            try earlierSignals(than: now, sheet, transaction)
        }
    }

    /// What can count together with the sheet: the student's other signals within the longest window.
    private func earlierSignals(
        than now: Timestamp, _ sheet: Sheet, _ transaction: ReadTransaction
    ) throws -> [WarningSignal] {
        guard let window = rules.warnings.longestWindow else { return [] }
        return try transaction.signals(ofStudent: sheet.student, from: now + (.zero - window), to: now)
            .filter { $0.source != sheet.id }.map(\.signal)
    }

    /// A sheet that a rule asks for stays a signal, for what comes later; with its score it takes the place of the one
    /// without.
    private func keep(
        _ signal: WarningSignal, of sheet: Sheet, warning: Identifier?, at now: Timestamp,
        in transaction: WriteTransaction, random: any RandomSource
    ) throws {
        let former = try transaction.removeSignal(ofSheet: sheet.id, student: sheet.student)
        let part = warning ?? former
        try transaction.insert(
            SignalRecord(
                school: sheet.school, id: Identifier(randomFrom: random), student: sheet.student,
                schoolClass: sheet.schoolClass, state: part == nil ? .received : .warned, author: nil,
                source: sheet.id, receivedAt: now, signal: signal, text: "", warning: part))
    }

    /// Raises a warning of what the sheet says, for a person to take.
    func raise(
        _ findings: SheetFindings, _ sheet: Sheet, _ instrument: ReadyInstrument, at now: Timestamp,
        in transaction: WriteTransaction, random: any RandomSource
    ) throws -> Identifier {
        let id = Identifier(randomFrom: random)
        let due = rules.deadlines.deadlines(for: findings.level, raisedAt: now, zone: rules.zone)
        try transaction.insert(
            WarningRecord(
                school: sheet.school, id: id, student: sheet.student, schoolClass: sheet.schoolClass, source: .sheet,
                sourceID: sheet.id, suggestedLevel: findings.level, evidence: findings.evidence, raisedAt: now,
                acknowledgeBy: due.acknowledgeBy, interviewBy: due.interviewBy))
        try transaction.append(
            ArchiveEntry(
                school: sheet.school, student: sheet.student, at: now, id: Identifier(randomFrom: random),
                kind: .warning, subject: id, author: nil, summary: "由测评提出预警，待人工核实：\(instrument.title)"))
        return id
    }
}
