internal import Access
internal import Domain
internal import Synchronization

/// Failed logins in a row by login name, for names that exist and names that do not alike: how long somebody waits must
/// not tell which it is.
///
/// Kept in memory, for so many names at most; the failures of accounts that exist are stored too, and hold across a
/// restart.
final class LoginFailures: Sendable {
    private struct Entry {
        var count: Int
        var lastAt: Timestamp
        var waitsUntil: Timestamp
    }

    /// After this long without a failure a name begins anew.
    private static let memory: Duration = .seconds(24 * 3_600)

    private let limit: Int
    private let entries = Mutex<[[UInt8]: Entry]>([:])

    init(limit: Int = 20_000) {
        self.limit = max(limit, 1)
    }

    /// How long the name still waits; nothing when it may try.
    func wait(of name: [UInt8], at now: Timestamp) -> Duration? {
        entries.withLock { entries in
            guard let entry = entries[name], now < entry.waitsUntil else { return nil }
            return entry.waitsUntil - now
        }
    }

    /// Counts a failure.
    ///
    /// - Returns: until when the name waits, if at all.
    func count(_ name: [UInt8], at now: Timestamp) -> Timestamp? {
        entries.withLock { entries in
            if entries.count >= limit && entries[name] == nil { Self.dropOldest(&entries, limit, at: now) }
            let isRecent = entries[name].map { now - $0.lastAt < Self.memory } ?? false
            let count = isRecent ? (entries[name]?.count ?? 0) + 1 : 1
            let until = now + LoginThrottle.wait(after: count)
            entries[name] = Entry(count: count, lastAt: now, waitsUntil: until)
            return until > now ? until : nil
        }
    }

    func clear(_ name: [UInt8]) { entries.withLock { $0[name] = nil } }

    /// Makes room: what is forgotten in any case, and then an eighth of the others, those that failed longest ago.
    private static func dropOldest(_ entries: inout [[UInt8]: Entry], _ limit: Int, at now: Timestamp) {
        entries = entries.filter { now - $0.value.lastAt < memory }
        guard entries.count >= limit else { return }
        let times = entries.values.map(\.lastAt).sorted()
        let newestDropped = times[min(limit / 8, times.count - 1)]
        entries = entries.filter { $0.value.lastAt > newestDropped }
    }
}
