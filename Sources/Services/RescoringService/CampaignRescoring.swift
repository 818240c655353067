public import AuditLog
public import Domain
internal import JSONRPC
public import Logging
public import Router
public import Store

/// Re-scorings of campaigns, in the background: they belong to the daemon and not to the calls that began them.
///
///     let rescoring = CampaignRescoring(store: store, shelf: shelf, scoring: pool, …)
///     try await rescoring.resumeIfNeeded()    // goes on with what a kill has interrupted
///     …
///     await rescoring.stop()                  // before the store is closed
public final class CampaignRescoring: Sendable {
    private let store: Store
    private let rules: PresentScreeningRules
    private let board: ProgressBoard<RescoringProgress>
    private let work: LongWork

    public convenience init(
        store: Store, shelf: InstrumentShelf, scoring: any SheetScoring, rules: ScreeningRules, units: UnitDirectory,
        log: AuditLog, feed: ChangeFeed, clock: any WallClock, random: any RandomSource, logger: Logger
    ) {
        self.init(
            store: store, shelf: shelf, scoring: scoring, rules: rules, units: units, log: log, feed: feed,
            clock: clock, random: random, logger: logger, pace: RescoringPace())
    }

    init(
        store: Store, shelf: InstrumentShelf, scoring: any SheetScoring, rules: ScreeningRules, units: UnitDirectory,
        log: AuditLog, feed: ChangeFeed, clock: any WallClock, random: any RandomSource, logger: Logger,
        pace: RescoringPace
    ) {
        self.store = store
        let present = PresentScreeningRules(rules)
        let board = ProgressBoard<RescoringProgress>()
        let steps = RescoringSteps(
            store: store, shelf: shelf, scoring: scoring, units: units, log: log, feed: feed, clock: clock,
            random: random, board: board, pace: pace)
        self.rules = present
        self.board = board
        work = LongWork("re-scoring", logger: logger, firstPause: pace.firstPause) {
            try await steps.run { present.rules }
        } onInterruption: {
            board.interrupt($0)
        }
    }

    /// The rules have been read again; they count from the next batch on.
    public func use(_ rules: ScreeningRules) { self.rules.replace(with: rules) }

    /// Goes on with what was under way when the process ended.
    public func resumeIfNeeded() async throws {
        if try await !store.read({ try $0.rescoringsUnderWay() }).isEmpty { try work.start() }
    }

    /// Stops between two batches, for the daemon's end; what is left goes on at the next start.
    public func stop() async { await work.stop() }

    /// Has the work end at the next batch.
    func interrupt() { work.interrupt() }

    // MARK: - For the service

    /// Something is stored as under way. Once the daemon stops it is left for the next start.
    func wake() { try? work.start() }

    /// Tells the watchers of a change that a person has made.
    func tell(_ record: RescoringRecord) { board.publish(RescoringProgress(record)) }

    /// How far it is, from what this process has done since its start.
    func watch(_ rescoring: Identifier) -> AsyncThrowingStream<RescoringProgress, any Error> { board.watch(rescoring) }

    /// Why it does not go on for now.
    func trouble(of rescoring: Identifier) -> String? { board.progress(of: rescoring)?.trouble }
}
