/// What is wrong with an instrument that is to be installed, and what its author can do.
public struct CheckFinding: Sendable, Equatable, CustomStringConvertible {
    public enum Step: String, Sendable {
        case manifest, signature, loading, scoring, vectors, determinism, bands
    }

    public let step: Step
    public let message: String

    public var description: String { "\(step.rawValue): \(message)" }
}

/// The result of `InstrumentCheck`: no findings, and the instrument may be installed.
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
    public internal(set) var notes: [String] = []

    mutating func add(_ step: CheckFinding.Step, _ message: String) {
        // An instrument that is wrong everywhere is told so once.
        if findings.count < 50 { findings.append(CheckFinding(step: step, message: message)) }
    }

    mutating func add(_ step: CheckFinding.Step, _ failure: ScoringFailure) {
        if failure.isMachinesFault { obstacle = failure }
        add(step, failure.description)
    }
}
