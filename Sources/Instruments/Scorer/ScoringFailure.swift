/// Why a sheet has no score. The sheet is stored all the same, and can be scored again later.
public enum ScoringFailure: Error, Sendable, Equatable {
    /// The sheet is not one for this instrument.
    case answers(AnswerFault)
    /// The instrument has no rule for this informant, age or the like.
    case sheetRefused
    /// The instrument did not come to an end in time.
    case timedOut
    case crashed(String)
    /// The instrument reached for a file, a socket, a process or the like.
    case forbiddenCall
    case wroteOutsideItsBuffers
    /// A result that breaks the contract; which part of it.
    case impossibleResult(String)
    /// Signature, trusted key, trusted comment or pinned hash does not hold.
    case notVerified(String)
    /// The code cannot be loaded, or does not fit the ABI; which field.
    case notLoadable(String)
    /// The code and the manifest name different things.
    case notAsDescribed(String)
    /// The kernel or the container does not allow the sandbox.
    case sandboxUnavailable(String)
    /// `xinyu-scorer` cannot be started, or a file is not there.
    case helperUnavailable(String)
    /// Three strikes; an instrument manager decides how it goes on.
    case suspended
    case notInstalled

    /// Whether the instrument is to blame, and not the sheet or the machine.
    public var isInstrumentsFault: Bool {
        switch self {
        case .timedOut, .crashed, .forbiddenCall, .wroteOutsideItsBuffers, .impossibleResult, .notVerified,
            .notLoadable, .notAsDescribed:
            true
        case .answers, .sheetRefused, .sandboxUnavailable, .helperUnavailable, .suspended, .notInstalled: false
        }
    }

    /// Whether the same may go well on another machine, or later on this one.
    public var isMachinesFault: Bool {
        switch self {
        case .sandboxUnavailable, .helperUnavailable: true
        default: false
        }
    }

    /// Whether the process that has said so can go on with the next batch.
    var leavesHelperRunning: Bool {
        switch self {
        case .answers, .sheetRefused: true
        default: false
        }
    }
}

extension ScoringFailure: CustomStringConvertible {
    public var description: String {
        switch self {
        case .answers(let fault): fault.description
        case .sheetRefused: "The instrument does not take such a sheet: check informant, age, sex and grade."
        case .timedOut: "The instrument did not finish in time."
        case .crashed(let how): "The instrument crashed (\(how))."
        case .forbiddenCall: "The instrument tried something that instruments may not do, and was stopped."
        case .wroteOutsideItsBuffers: "The instrument reached outside of its buffers, and was stopped."
        case .impossibleResult(let what): "The instrument gave a result that cannot be: \(what)."
        case .notVerified(let why): "The instrument is not what was signed: \(why)."
        case .notLoadable(let why): "The instrument cannot be loaded: \(why)."
        case .notAsDescribed(let what): "Code and manifest disagree: \(what)."
        case .sandboxUnavailable(let why): "Instruments are not run without a sandbox: \(why)."
        case .helperUnavailable(let why): "The scorer cannot be started: \(why)."
        case .suspended: "The instrument is suspended after three failures; an instrument manager can reinstate it."
        case .notInstalled: "The instrument is not installed in this version."
        }
    }
}
