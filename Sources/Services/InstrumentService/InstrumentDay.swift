internal import Access
internal import Domain
internal import Store

/// What waits for an instrument manager: versions that are suspended, files that are lost, and sheets that nobody
/// scores. Counts and names of instruments, nothing of a student.
struct InstrumentDay: DayContributor {
    /// A score that has not come after so long does not come by itself.
    private static let patience = Duration.seconds(600)
    /// A class should hear within a day.
    private static let scoredWithin = Duration.seconds(86_400)

    func items(for watch: DayWatch, in transaction: ReadTransaction) throws -> [DueItem] {
        guard watch.permissions.contains(.instrumentManage), watch.grant.scope == .installation else { return [] }
        return try transaction.allInstruments().flatMap { instrument in
            try items(instrument, watch, transaction)
        }
    }

    private func items(
        _ instrument: InstrumentRecord, _ watch: DayWatch, _ transaction: ReadTransaction
    ) throws -> [DueItem] {
        // A version has no identifier of its own: the beginning of its hash stands for it.
        guard instrument.state != .removed, let subject = Identifier(bytes: instrument.hash.prefix(16)) else {
            return []
        }
        var items: [DueItem] = []
        if instrument.state == .suspended {
            let since = try transaction.moves(ofInstrument: instrument.id).first {
                $0.version == instrument.version && $0.move == .suspend
            }
            items.append(
                DueItem(
                    instrument.suspension == .files ? .restoreInstrumentFiles : .lookIntoInstrument, subject,
                    since: since?.at ?? instrument.installedAt, dueAt: nil, name: instrument.title))
        }
        let waiting = try transaction.sheetsWaiting(for: instrument)
        if let since = waiting.since, waiting.count > 0, since + Self.patience < watch.now {
            items.append(
                DueItem(
                    .scoreWaitingSheets, subject, since: since, dueAt: since + Self.scoredWithin,
                    name: "\(instrument.title): \(waiting.count)"))
        }
        return items
    }
}
