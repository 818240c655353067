internal import Domain
internal import Services
internal import Store

/// Ends what the time box of a consultation ends.
struct ConsultationClock: BackgroundWork {
    private static let most = 256

    let store: Store
    let clock: any WallClock
    let timeBoxes: ConsultationTimeBoxes

    var name: String { "time boxes of consultations" }
    var interval: Duration { .seconds(30) }

    func runOnce() async throws {
        let now = clock.now()
        // A look costs less than a turn of the writer, and there is mostly nothing.
        while try await store.read({ try !$0.consultationsDue(at: now, limit: 1).isEmpty }) {
            _ = try await store.write { try timeBoxes.settle($0, at: now, limit: Self.most) }
        }
    }
}
