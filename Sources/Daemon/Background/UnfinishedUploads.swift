internal import Domain
internal import Router
internal import Store

/// Forgets attachments whose upload was not finished in time.
struct UnfinishedUploads: BackgroundWork {
    let present: PresentRules

    var name: BackgroundWorkName { .unfinishedUploads }
    var interval: Duration { .seconds(600) }

    func runOnce(_ run: BackgroundRun) async throws {
        let since = run.now + (.zero - present.rules.archive.attachments.unfinishedFor.duration)
        try await run.write { change in
            change.changed(.attachments, try change.transaction.deleteAttachments(unfinishedSince: since))
        }
    }
}
