internal import Instruments
internal import Logging
internal import Services

/// Makes what the pool of helpers tells of instruments last: strikes and suspensions, in the table and in the log.
struct InstrumentSuspensions: Sendable {
    let keeping: InstrumentKeeping
    let logger: Logger

    var reports: ScorerPool.Reports {
        var reports = ScorerPool.Reports()
        reports.onStrike = { strike($0, $1, $2) }
        reports.onSuspension = { suspend($0, $1) }
        return reports
    }

    private func strike(_ reference: InstrumentReference, _ strikes: Int, _ failure: ScoringFailure) {
        logger.warning("\(reference.id) \(reference.version) has failed (\(strikes)): \(failure.description)")
        Task {
            do {
                try await keeping.strike(reference, strikes: strikes, after: failure)
            } catch {
                logger.error("a failure of \(reference.id) could not be stored: \(FailureText(error))")
            }
        }
    }

    private func suspend(_ reference: InstrumentReference, _ failure: ScoringFailure) {
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
