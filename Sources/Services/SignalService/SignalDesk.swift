internal import Domain
internal import Router
internal import Store

/// Where every signal that a person tells comes in: kept, weighed by the rules, and made a warning where they fire, all in
/// the transaction of whatever brought it.
public struct SignalDesk: Sendable {
    /// What was told of a student.
    struct Incoming {
        let student: StudentRecord
        let kind: SignalKind
        let trust: SignalTrust
        let text: String
        /// What is kept instead of the text, where that is held more closely than a signal; nothing keeps the text.
        var kept: String?
        let happenedAt: Timestamp
        var days: Int?
        /// Of an observation.
        var signs: [ObservationSign] = []
        /// The observation or report that it stands for.
        var source: Identifier?
        /// Nothing where the system found it.
        var author: Identifier?
    }

    let rules: ScreeningRules

    public init(rules: ScreeningRules) { self.rules = rules }

    /// Keeps a signal and does what the rules say. The archive has a line of a warning; of the signal itself the caller
    /// writes one, who knows what it is.
    func take(_ incoming: Incoming, _ call: ChangingCall) throws -> SignalRecord {
        let (student, now) = (incoming.student, call.context.now)
        let report = WarningSignal.Report(
            trust: incoming.trust, words: rules.warnings.words.groups(in: incoming.text), days: incoming.days,
            signs: incoming.signs)
        var record = SignalRecord(
            school: student.school, id: call.newIdentifier(), student: student.id, schoolClass: student.schoolClass,
            author: incoming.author, source: incoming.source, receivedAt: now,
            signal: WarningSignal(incoming.kind, at: incoming.happenedAt, report),
            text: incoming.kept ?? incoming.text)
        let earlier = try call.transaction.signals(around: record, window: rules.warnings.longestWindow)
        let fired = rules.warnings.fired(by: record.signal, among: earlier.map(\.signal))
        try call.transaction.insert(record)
        call.count(.signals, 1)
        guard !fired.isEmpty else { return record }
        let warning = try warn(about: record, fired, call)
        for var signal in earlier + [record] where signal.state == .received {
            signal.state = try signal.state.applying(.warn)
            signal.warning = warning
            guard try call.transaction.update(signal, expected: .received) else { continue }
            if signal.id == record.id { record = signal }
        }
        return record
    }

    /// Raises a warning, or adds to one that is open and as grave: nobody is called twice for the same.
    ///
    /// - Returns: the warning that the signal is part of now.
    private func warn(
        about record: SignalRecord, _ fired: [WarningRules.Fired], _ call: ChangingCall
    ) throws -> Identifier {
        if let open = try call.transaction.openWarning(ofStudent: record.student),
            open.confirmedLevel ?? open.suggestedLevel >= fired.suggestedLevel
        {
            let inputs = fired.map { "\($0.ruleID): \($0.inputs.joined(separator: ", "))" }.joined(separator: "; ")
            try call.transaction.append(
                WarningStepRecord(.signalAdded, at: call.context.now, author: record.author, note: inputs), to: open)
            call.publish(.warning(open.id, school: open.school))
            return open.id
        }
        let raised = WarningEvidence(
            fired: fired.map { WarningEvidence.FiredRule(rule: $0.ruleID, level: $0.level, inputs: $0.inputs) })
        return try raise(record, fired.suggestedLevel, raised, by: nil, call)
    }

    /// Raises a warning from a signal.
    ///
    /// - Parameter author: the person who decided so; nothing where the rules did.
    func raise(
        _ record: SignalRecord, _ level: AttentionLevel, _ evidence: WarningEvidence, by author: Identifier?,
        _ call: ChangingCall
    ) throws -> Identifier {
        let (id, now) = (call.newIdentifier(), call.context.now)
        let due = rules.deadlines.deadlines(for: level, raisedAt: now, zone: rules.zone)
        try call.transaction.insert(
            WarningRecord(
                school: record.school, id: id, student: record.student, schoolClass: record.schoolClass,
                source: WarningRecord.Source(record.signal.kind), sourceID: record.id, suggestedLevel: level,
                evidence: evidence, raisedAt: now, acknowledgeBy: due.acknowledgeBy, interviewBy: due.interviewBy),
            by: author)
        try call.transaction.append(
            ArchiveEntry(
                school: record.school, student: record.student, at: now, id: call.newIdentifier(), kind: .warning,
                subject: id, author: author, summary: "由线索提出预警，待人工核实"))
        call.publish(.warning(id, school: record.school))
        call.count(.warnings, 1)
        return id
    }
}

extension ReadTransaction {
    /// What can count together with a signal: the student's others within the longest window.
    func signals(around record: SignalRecord, window: Duration?) throws -> [SignalRecord] {
        guard let window else { return [] }
        return try signals(
            ofStudent: record.student, from: record.signal.at + (.zero - window), to: record.signal.at + window)
    }
}

extension WarningRecord.Source {
    init(_ kind: SignalKind) {
        self =
            switch kind {
            case .assessment: .sheet
            case .observation: .observation
            case .information: .information
            case .absence: .absence
            case .freeText: .freeText
            case .hotline: .hotline
            case .external: .external
            }
    }
}

extension SignalKind {
    init(_ source: WarningRecord.Source) {
        self =
            switch source {
            case .sheet: .assessment
            case .observation: .observation
            case .information: .information
            case .absence: .absence
            case .freeText: .freeText
            case .hotline: .hotline
            case .external, .notice: .external
            }
    }
}
