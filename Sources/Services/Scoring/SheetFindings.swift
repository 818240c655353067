internal import Domain
internal import Instruments
internal import Store

/// What a sheet says to the rules: which of them fire, and what level they suggest. A person confirms it.
struct SheetFindings: Sendable, Equatable {
    /// The id under which a critical item stands that no configured rule has taken up.
    static let criticalItemRule = "critical-item"

    let fired: [WarningRules.Fired]
    /// The sheet as a signal, where some rule asks for what it shows; others count for nothing, now and later.
    let signal: WarningSignal?

    var level: AttentionLevel { fired.suggestedLevel }

    /// Critical items are read off the answers here, from the manifest: neither a fault of the instrument's code, nor a
    /// rule that was left out of the configuration, loses one.
    ///
    /// - Parameters:
    ///   - score: nothing as long as there is none.
    ///   - earlier: the student's other signals; asked for only where they can matter.
    init(
        _ instrument: ReadyInstrument, _ answers: [Int64?], score: InstrumentScore?, rules: WarningRules,
        at moment: Timestamp = Timestamp(milliseconds: 0), earlier: () throws -> [WarningSignal] = { [] }
    ) rethrows {
        try self.init(
            instrument, criticalItems: instrument.manifest.criticalItems(in: answers), score: score, rules: rules,
            at: moment, earlier: earlier)
    }

    /// The same for some of the critical items that the answers hit.
    init(
        _ instrument: ReadyInstrument, criticalItems critical: [Manifest.CriticalItem], score: InstrumentScore?,
        rules: WarningRules, at moment: Timestamp, earlier: () throws -> [WarningSignal] = { [] }
    ) rethrows {
        let id = instrument.reference.id
        var bands: [String: String] = [:]
        for scale in score?.scales ?? [] { bands[scale.id] = scale.band }
        let signal = WarningSignal(
            WarningRules.Evidence(instrument: id, criticalItems: critical.map(\.id), bands: bands), at: moment)
        guard !critical.isEmpty || rules.areConcerned(by: signal) else {
            fired = []
            self.signal = nil
            return
        }
        var fired = rules.fired(by: signal, among: try earlier())
        for item in critical where !fired.contains(where: { $0.inputs.contains("\(id).\(item.id)") }) {
            fired.append(
                WarningRules.Fired(
                    ruleID: Self.criticalItemRule, level: AttentionLevel(item.level), inputs: ["\(id).\(item.id)"]))
        }
        self.fired = fired
        self.signal = signal
    }

    var evidence: WarningEvidence {
        WarningEvidence(
            fired: fired.map { WarningEvidence.FiredRule(rule: $0.ruleID, level: $0.level, inputs: $0.inputs) })
    }
}

extension AttentionLevel {
    init(_ level: Manifest.SuggestedLevel) {
        switch level {
        case .watch: self = .watch
        case .concern: self = .concern
        case .crisis: self = .crisis
        }
    }
}
