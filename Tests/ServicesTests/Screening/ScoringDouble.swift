import Instruments
import Services
import Synchronization

/// Scores PHQ-9 sheets by adding up, fails on demand, or does not answer until it is told to.
final class ScoringDouble: SheetScoring {
    enum Mood { case scores, fails(ScoringFailure), waits }

    private struct State {
        var mood = Mood.scores
        var batches: [Int] = []
        var contexts: [SheetContext] = []
        var suspended: [InstrumentReference] = []
        var reinstated: [InstrumentReference] = []
        var released: [InstrumentReference] = []
        /// For versions that score otherwise than PHQ-9 does.
        var others: [String: @Sendable ([Int64?]) -> InstrumentScore] = [:]
        var held: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())

    var mood: Mood {
        get { state.withLock { $0.mood } }
        set {
            let held = state.withLock { state in
                state.mood = newValue
                defer { state.held = [] }
                return state.held
            }
            for continuation in held { continuation.resume() }
        }
    }

    /// Sheets in each call so far.
    var batches: [Int] { state.withLock { $0.batches } }
    var contexts: [SheetContext] { state.withLock { $0.contexts } }
    var suspended: [InstrumentReference] { state.withLock { $0.suspended } }
    var reinstated: [InstrumentReference] { state.withLock { $0.reinstated } }
    var released: [InstrumentReference] { state.withLock { $0.released } }

    func score(
        _ sheets: [AnswerSheet], with reference: InstrumentReference
    ) async -> [Result<InstrumentScore, ScoringFailure>] {
        state.withLock { state in
            state.batches.append(sheets.count)
            state.contexts += sheets.map(\.context)
        }
        if case .waits = mood {
            await withCheckedContinuation { continuation in
                let isFree = state.withLock { state in
                    guard case .waits = state.mood else { return true }
                    state.held.append(continuation)
                    return false
                }
                if isFree { continuation.resume() }
            }
        }
        let score = state.withLock { $0.others[reference.version] } ?? Self.phq9
        return sheets.map { sheet in
            if case .fails(let failure) = mood { return .failure(failure) }
            return .success(score(sheet.answers))
        }
    }

    /// Has a version score otherwise.
    func use(_ score: @escaping @Sendable ([Int64?]) -> InstrumentScore, forVersion version: String) {
        state.withLock { $0.others[version] = score }
    }

    func reinstate(_ reference: InstrumentReference) { state.withLock { $0.reinstated.append(reference) } }
    func suspend(_ reference: InstrumentReference) { state.withLock { $0.suspended.append(reference) } }
    func release(_ reference: InstrumentReference) { state.withLock { $0.released.append(reference) } }

    /// The sum and Kroenke's bands, written out here and not asked of any other code.
    static func phq9(_ answers: [Int64?]) -> InstrumentScore {
        let given = answers.compactMap { $0 }
        let sum = given.reduce(0, +)
        let isComplete = given.count == answers.count
        let band =
            switch sum {
            case ..<5: "minimal"
            case ..<10: "mild"
            case ..<15: "moderate"
            case ..<20: "moderately_severe"
            default: "severe"
            }
        let total = InstrumentScore.Scale(
            id: "total", raw: isComplete ? sum * 1_000 : nil, standard: nil, mean: nil, answered: given.count,
            state: isComplete ? .complete : .incomplete, band: isComplete ? band : nil)
        return InstrumentScore(
            scales: [total], derived: [], flags: [],
            criticalItems: (answers.last ?? nil).map { $0 > 0 } == true ? ["item9"] : [])
    }
}
