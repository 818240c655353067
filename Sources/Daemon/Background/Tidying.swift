internal import Access
internal import Domain
internal import Router
internal import Store

/// Forgets what is over: sessions, one-time codes, rosters and parcels that were never read, answers kept for repeated calls.
struct Tidying: BackgroundWork {
    /// How long an idempotency key gives the same answer.
    static let idempotencyTime = Duration.seconds(24 * 3_600)
    /// A code that is over stays so long, so that who comes late hears that it has expired and not that it never was.
    private static let codeTime = Duration.seconds(7 * 24 * 3_600)
    /// A file that nobody had read in this time is abandoned, and holds names.
    private static let rosterTime = Duration.seconds(24 * 3_600)
    private static let most = 1_000

    let sessions: SessionRegistry

    var name: BackgroundWorkName { .tidying }
    var interval: Duration { .seconds(600) }

    func runOnce(_ run: BackgroundRun) async throws {
        let now = run.now
        sessions.removeExpired(at: now)
        try await run.write { change in
            let transaction = change.transaction
            change.changed(.sessions, try transaction.deleteSessions(expiredBefore: now))
            change.changed(.codes, try transaction.deleteSheetCodes(expiredBefore: now - Self.codeTime))
            change.changed(
                .rosterImports, try transaction.deleteRosterImports(abandonedBefore: now - Self.rosterTime))
            change.changed(
                .parcels, try transaction.deleteParcelUploads(abandonedBefore: now - Self.rosterTime))
        }
        // In pieces, so that no write waits long behind them.
        var deleted = Self.most
        while deleted == Self.most {
            deleted = try await run.write { change in
                let count = try change.transaction.deleteIdempotentCalls(
                    before: now - Self.idempotencyTime, limit: Self.most)
                change.changed(.answersKept, count)
                return count
            }
        }
    }
}

extension Timestamp {
    fileprivate static func - (moment: Timestamp, span: Duration) -> Timestamp {
        Timestamp(milliseconds: moment.milliseconds - span.wholeMilliseconds)
    }
}
