internal import Domain
internal import Router

/// Does background works when the clock says that they are due. It waits for nothing by itself: who moves the clock asks.
///
/// Used by one task at a time.
public actor WorkTimetable {
    private let desk: BackgroundDesk
    private var entries: [(work: any BackgroundWork, dueAt: Timestamp)]

    init(_ works: [any BackgroundWork], at desk: BackgroundDesk) {
        self.desk = desk
        let now = desk.clock.now()
        // The first time is after the interval, as in the daemon.
        entries = works.map { ($0, now + $0.interval) }
    }

    /// Does each work that is due now once, however often it would have been done since the last time.
    ///
    /// - Throws: what the first work to fail has thrown.
    public func runDue() async throws {
        let now = desk.clock.now()
        for index in entries.indices where entries[index].dueAt <= now {
            try await desk.run(entries[index].work)
            entries[index].dueAt = now + entries[index].work.interval
        }
    }
}
