import AuditLog
import Domain
import Store

/// Whether the access log tells of all that the installation has done by itself: the records of each work are counted
/// against what it has left in the store.
struct BackgroundAccount {
    private let records: [AuditRecord]

    init(_ records: [AuditRecord]) { self.records = records.filter { $0.method.hasPrefix("system/") } }

    /// What does not come out even.
    func faults(in transaction: ReadTransaction) throws -> [String] {
        var faults: [String] = []
        // Of whom was erased, the log tells still, and the store does not.
        let gone = Set(
            try transaction.all("SELECT id FROM students WHERE state = 'erased'") { row in try row.identifier(0) })
        func compare(_ what: String, _ works: [String], _ count: String, _ sql: StaticString) throws {
            let told = records.filter { works.contains($0.method) && !gone.contains($0.subject.id) }.flatMap(\.counts)
                .filter { $0.key == count }
                .map(\.value).reduce(0, +)
            let done = try transaction.first(sql) { row in try row.number(0) as UInt64 } ?? 0
            if told != done { faults.append("\(what): \(done) in the store, \(told) in the log") }
        }
        try compare(
            "plans that fell due or were brought forward", ["system/PlanReviews", "system/ReviewDates"], "plans",
            "SELECT COUNT(*) FROM plan_changes WHERE author_id = zeroblob(16)")
        try compare(
            "entries of the care list that were brought forward", ["system/ReviewDates"], "care_entries",
            "SELECT COUNT(*) FROM care_changes WHERE author_id = zeroblob(16)")
        try compare(
            "crises in which something was late", ["system/CrisisDeadlines"], "crisis_cases",
            "SELECT COUNT(*) FROM crisis_events WHERE kind = 'overdue' AND author_id IS NULL")
        try compare(
            "looks at a school's day", ["system/DaySweeps"], "reports", "SELECT COUNT(*) FROM day_sweeps")
        if let nameless = records.first(where: { $0.actor != .installation || $0.requestID.isEmpty }) {
            faults.append("record \(nameless.index) is not by the installation")
        }
        let escalated = try transaction.all(
            "SELECT DISTINCT student_id FROM warning_steps WHERE change IN ('told', 'escalated')"
        ) { row in try row.identifier(0) }
        let told = Set(records.filter { $0.method == "system/Escalations" }.map(\.subject.id))
        faults += escalated.filter { !told.contains($0) }.map { "a warning of \($0) went on, and no record tells" }
        return faults
    }
}
