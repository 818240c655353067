internal import Domain
internal import Store

/// Forgets attachments whose upload was not finished in time.
struct UnfinishedUploads: BackgroundWork {
    let store: Store
    let clock: any WallClock
    let present: PresentRules

    var name: String { "unfinished uploads" }
    var interval: Duration { .seconds(600) }

    func runOnce() async throws {
        let since = clock.now() + (.zero - present.rules.archive.attachments.unfinishedFor.duration)
        try await store.write { try $0.deleteAttachments(unfinishedSince: since) }
    }
}
