internal import Logging
internal import Router
internal import Services
internal import Vault

/// Keeps how much each key has done, and says so in the log when one is near its limit.
struct KeyUsageKeeping: BackgroundWork {
    let ledger: KeyUsageLedger
    let logger: Logger

    var name: BackgroundWorkName { .keyUsage }
    var interval: Duration { .seconds(300) }

    func runOnce(_ run: BackgroundRun) async throws {
        try ledger.keep()
        for key in ledger.totals where key.isNearLimit {
            logger.warning("the \(key.purpose.rawValue) key of term \(key.term) nears its limit; begin a new term")
        }
    }
}
