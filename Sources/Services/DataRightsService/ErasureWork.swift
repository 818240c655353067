public import AuditLog
public import Domain
internal import Glibc
public import Store
internal import XinyuAPI

/// Carries erasures out: rows first, then keys, then the log beside the database, then the note that it is done. Killed in
/// between, it goes on at the next start: nothing is sealed for whoever is being erased any more, and nobody waits.
///
/// Rows go before keys, so that no list ever meets what cannot be opened; keys go too, so that it cannot be opened in any
/// backup either.
public struct ErasureWork: Sendable {
    private static let most = 64

    private let store: Store
    private let log: AuditLog
    private let clock: any WallClock

    public init(store: Store, log: AuditLog, clock: any WallClock) {
        self.store = store
        self.log = log
        self.clock = clock
    }

    /// The first step, in the transaction that confirms: from its commit on there is no way back.
    static func begin(_ confirmed: ErasureRecord, _ transaction: WriteTransaction) throws -> ErasureRecord {
        var erasure = confirmed
        let rows = try transaction.destroy(ArchiveTopic.allCases, of: erasure.student, in: erasure.school)
        try transaction.emptyStudent(erasure.student, in: erasure.school)
        erasure.rows = rows
        try transaction.update(erasure)
        for account in try transaction.accounts(ofStudent: erasure.student) {
            try transaction.shut(account, at: erasure.decidedAt ?? erasure.requestedAt)
        }
        return erasure
    }

    /// The rest.
    ///
    /// - Returns: the erasure as it is now, and whether the database's log is empty; if not, a reader was in the way, and
    ///   the erasure is still under way.
    func finish(_ confirmed: ErasureRecord) async throws -> (ErasureRecord, isLogEmpty: Bool) {
        let now = clock.now()
        let accounts = try await store.read { try $0.accounts(ofStudent: confirmed.student) }
        var keys = 0
        var isLogEmpty = true
        for owner in [confirmed.student] + accounts {
            let erasure = try await store.erase(owner, at: now)
            keys += erasure.keys
            isLogEmpty = erasure.hasEmptiedLog
        }
        var done = confirmed
        done.keys = (confirmed.keys ?? 0) + keys
        guard isLogEmpty else {
            // Not done while anything is left in the log, unreadable as it is: the next run goes on.
            let waiting = done
            try await store.write { try $0.update(waiting) }
            return (waiting, false)
        }
        done.state = try confirmed.state.applying(.carryOut)
        done.doneAt = now
        let (erasure, log) = (done, log)
        try await store.write { transaction in
            try transaction.update(erasure)
            try log.append(AuditRecord(endOf: erasure), in: transaction)
        }
        return (done, true)
    }

    /// Finishes what a kill has left half done, and takes away again what a restored backup has brought back: rows of
    /// students whose keys are destroyed.
    ///
    /// - Returns: how many there were.
    @discardableResult
    public func resume() async throws -> Int {
        let left = try await store.read { try $0.erasures(in: .confirmed, limit: Self.most) }
        for erasure in left {
            _ = try await finish(erasure)
        }
        let owners = try store.erasedOwners()
        let back = try await store.read { transaction in
            try owners.compactMap { try transaction.student($0) }.filter { $0.state != .erased }
        }
        for student in back {
            try await store.write { transaction in
                try transaction.destroy(ArchiveTopic.allCases, of: student.id, in: student.school)
                try transaction.emptyStudent(student.id, in: student.school)
            }
        }
        return left.count + back.count
    }
}

extension AuditRecord {
    /// That data was erased: by the daemon, for the one who confirmed it or for the rule.
    init(endOf erasure: ErasureRecord) {
        let method = DataRightsServiceMethods.confirmErasure
        self.init(
            time: erasure.doneAt ?? erasure.requestedAt, actor: erasure.decidedBy ?? .installation, role: "",
            peer: Peer(uid: getuid(), pid: UInt32(truncatingIfNeeded: getpid())), method: method.name,
            permission: method.permission.rawValue, subject: Subject(kind: "student", id: erasure.student), purpose: [],
            outcome: .ok,
            counts: [
                Count(key: "keys", value: UInt64(clamping: erasure.keys ?? 0)),
                Count(key: "rows", value: UInt64(clamping: erasure.rows ?? 0)),
            ], requestID: "end of erasure \(erasure.id) (\(erasure.ground.rawValue))")
    }

    /// That a part of an archive was destroyed by rule.
    init(destroying rows: Int, of student: Identifier, at moment: Timestamp, _ topics: [ArchiveTopic]) {
        let method = DataRightsServiceMethods.getRetention
        self.init(
            time: moment, actor: .installation, role: "",
            peer: Peer(uid: getuid(), pid: UInt32(truncatingIfNeeded: getpid())), method: method.name,
            permission: method.permission.rawValue, subject: Subject(kind: "student", id: student), purpose: [],
            outcome: .ok, counts: [Count(key: "rows", value: UInt64(clamping: rows))],
            requestID: "retention: " + topics.map(\.rawValue).joined(separator: ","))
    }
}
