public import Instruments

/// What scores sheets: the pool of sandboxed helpers in the daemon, something made up in tests.
public protocol SheetScoring: Sendable {
    /// The scores of `sheets`, in their order; one that fails does not keep the others from theirs.
    func score(
        _ sheets: [AnswerSheet], with reference: InstrumentReference
    ) async -> [Result<InstrumentScore, ScoringFailure>]

    /// Lets a suspended instrument try again.
    func reinstate(_ reference: InstrumentReference)

    /// Keeps an instrument from scoring, as the store remembers it.
    func suspend(_ reference: InstrumentReference)

    /// Lets go of what is held for an instrument that is not needed for now.
    func release(_ reference: InstrumentReference)
}

extension ScorerPool: SheetScoring {}
