public import Domain

/// The result of a check: no findings, and the instrument may be installed.
public struct CheckReport: Sendable {
    public internal(set) var findings: [CheckFinding] = []
    /// The instrument, as soon as its signature holds.
    public internal(set) var instrument: InstalledInstrument?
    /// Golden vectors that gave what they should, in both processes.
    public internal(set) var vectors = 0
    /// Random sheets that gave the same twice, in both processes.
    public internal(set) var randomSheets = 0
    /// Limits of bands that sheets were found for, on both sides.
    public internal(set) var bandLimits = 0
    /// What kept the check from being made, and is not the instrument's fault: no sandbox, no helper. A finding too.
    public internal(set) var obstacle: ScoringFailure?
    /// Remarks that stand in nobody's way.
    public internal(set) var notes: [LocalText] = []

    mutating func add(
        _ step: CheckFinding.Step, at place: String = "", _ english: String, zh chinese: String, remedy: LocalText
    ) {
        add(CheckFinding(step: step, place: place, problem: LocalText(chinese, english), remedy: remedy))
    }

    mutating func add(_ finding: CheckFinding) {
        // An instrument that is wrong everywhere is told so once, and of one fault once.
        if findings.count < 50 && !findings.contains(finding) { findings.append(finding) }
    }

    mutating func note(_ english: String, zh chinese: String) { notes.append(LocalText(chinese, english)) }

    mutating func add(_ step: CheckFinding.Step, _ failure: ScoringFailure) {
        if failure.isMachinesFault { obstacle = failure }
        add(CheckFinding(step, failure))
    }
}
