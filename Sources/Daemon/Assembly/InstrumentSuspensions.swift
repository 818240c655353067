internal import Instruments
internal import Logging
internal import Services

/// Makes a suspension by the pool of helpers last: in the table, and in the log.
struct InstrumentSuspensions: Sendable {
    let keeping: InstrumentKeeping
    let logger: Logger

    func note(_ reference: InstrumentReference, _ failure: ScoringFailure) {
        logger.error("\(reference.id) \(reference.version) is suspended: \(failure.description)")
        Task {
            do {
                try await keeping.suspend(reference, strikes: ScorerPool.Limits().strikes, after: failure)
            } catch {
                logger.error("the suspension of \(reference.id) could not be stored: \(FailureText(error))")
            }
        }
    }
}
