public import AuditLog
public import Domain
public import Store

/// Destroys what the rules of retention say is due: topic by topic, and with the last of it the student's key. What a hold
/// keeps, stays.
public struct RetentionWork: Sendable {
    private static let piece = 256

    private let store: Store
    private let log: AuditLog
    private let erasing: ErasureWork
    private let rules: RetentionRules
    private let zone: Duration
    private let clock: any WallClock
    private let random: any RandomSource

    public init(
        store: Store, log: AuditLog, rules: RetentionRules, zone: Duration, clock: any WallClock,
        random: any RandomSource
    ) {
        self.store = store
        self.log = log
        erasing = ErasureWork(store: store, log: log, clock: clock)
        self.rules = rules
        self.zone = zone
        self.clock = clock
        self.random = random
    }

    public func runOnce() async throws {
        try await erasing.resume()
        let today = CalendarDate(of: clock.now(), offset: zone)
        var after = Identifier.installation
        while true {
            let place = after
            let leavers = try await store.read { transaction in
                try transaction.leavers(after: place, limit: Self.piece).map { student in
                    (student, try transaction.isAnythingDue(of: student, on: today, rules, zone))
                }
            }
            for (student, isDue) in leavers where isDue { try await destroy(student, on: today) }
            guard let last = leavers.last?.0.id, leavers.count == Self.piece else { return }
            after = last
        }
    }

    private func destroy(_ student: StudentRecord, on today: CalendarDate) async throws {
        let now = clock.now()
        let (rules, zone, log, random) = (rules, zone, log, random)
        let erasure: ErasureRecord? = try await store.write { transaction in
            // As it is now: a hold may have been placed since the look.
            let plan = try transaction.retention(of: student, under: rules, zone: zone)
            guard plan.isAllDue(on: today) else {
                let topics = plan.due(on: today)
                let rows = try transaction.destroy(topics, of: student.id, in: student.school)
                if rows > 0 {
                    try log.append(AuditRecord(destroying: rows, of: student.id, at: now, topics), in: transaction)
                }
                return nil
            }
            return try ErasureWork.byRule(student, at: now, random, transaction)
        }
        if let erasure { _ = try await erasing.finish(erasure) }
    }
}

extension ErasureWork {
    /// The end of an archive by rule: of a copy that stayed after a transfer, with the transfer.
    fileprivate static func byRule(
        _ student: StudentRecord, at now: Timestamp, _ random: any RandomSource, _ transaction: WriteTransaction
    ) throws -> ErasureRecord {
        let transfer = try transaction.transfers(ofStudent: student.id).first { $0.state == .acknowledged }
        if var transfer {
            transfer.state = try transfer.state.applying(.expire)
            transfer.closedAt = now
            try transaction.update(transfer)
        }
        // What a person had asked for, and waits, is overtaken.
        if var asked = try transaction.erasures(ofStudent: student.id).first(where: { $0.state == .requested }) {
            asked.state = try asked.state.applying(.refuse)
            asked.decidedBy = .installation
            asked.decidedAt = now
            try transaction.update(asked)
        }
        let erasure = ErasureRecord(
            school: student.school, id: Identifier(randomFrom: random), student: student.id, state: .confirmed,
            ground: transfer == nil ? .retention : .transferredCopy, reason: nil, requestedBy: .installation,
            requestedAt: now, decidedBy: .installation, decidedAt: now)
        try transaction.insert(erasure)
        return try begin(erasure, transaction)
    }
}

extension ReadTransaction {
    fileprivate func isAnythingDue(
        of student: StudentRecord, on day: CalendarDate, _ rules: RetentionRules, _ zone: Duration
    ) throws -> Bool {
        let plan = try retention(of: student, under: rules, zone: zone)
        let due = plan.due(on: day)
        if due.isEmpty { return false }
        if plan.isAllDue(on: day) { return true }
        let counts = try archiveCounts(of: student.id, in: student.school)
        return due.contains { counts[$0] ?? 0 > 0 }
    }
}
