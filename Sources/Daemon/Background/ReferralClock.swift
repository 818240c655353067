internal import Domain
internal import Services
internal import Store

/// Looks after referrals that nobody answers.
struct ReferralClock: BackgroundWork {
    private static let most = 256

    let store: Store
    let clock: any WallClock
    let silence: ReferralSilence

    var name: String { "clocks of referrals" }
    var interval: Duration { .seconds(30) }

    func runOnce() async throws {
        let now = clock.now()
        while try await store.read({ try !$0.referralsToTell(at: now, limit: 1).isEmpty }) {
            _ = try await store.write { try silence.tell($0, at: now, limit: Self.most) }
        }
    }
}
