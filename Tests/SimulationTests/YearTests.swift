import AuditLog
import Foundation
import Store
import Testing

/// A year in the life of a school of 2,000 (docs/simulation.md).
@Suite("A school's year", .serialized)
struct YearTests {
    /// Run another year with `XINYU_YEAR_SEED`, and a smaller school with `XINYU_YEAR_STUDENTS`.
    private static func setting(_ name: String, or standard: Int) -> Int {
        ProcessInfo.processInfo.environment[name].flatMap { Int($0) } ?? standard
    }

    @Test("Through the year, a rotation and three power cuts, what must hold holds", .timeLimit(.minutes(10)))
    func year() async throws {
        let began = ContinuousClock.now
        let students = Self.setting("XINYU_YEAR_STUDENTS", or: 2_000)
        let year = try await Year(seed: UInt64(Self.setting("XINYU_YEAR_SEED", or: 20_260_901)))
        try await year.open(students: students)
        Self.tell("opened after \(ContinuousClock.now - began)")
        try await year.live { year in
            let broken = try await Invariant.violations(in: year.installation.store, at: year.now)
            #expect(broken == [], "\(year.today)")
            Self.tell("\(year.today) after \(ContinuousClock.now - began)")
        }
        #expect(year.tally.faults == [:])
        try await checkLog(of: year)
        let escalated = try await year.installation.store.read { transaction in
            try transaction.first("SELECT COUNT(*) FROM warning_steps WHERE change = 'escalated'") { row in
                try row.number(0) as Int
            }
        }
        year.tally.add("warnings escalated", escalated ?? 0)
        checkCourse(of: year)
        try await year.installation.stop()
        Self.tell("the year took \(ContinuousClock.now - began), \(year.installation.witness.count) calls")
        Self.tell(year.tally.summary)
        for refusal in year.tally.refusals.sorted(by: { $0.key < $1.key }) {
            Self.tell("refused \(refusal.value) times: \(refusal.key)")
        }
    }

    /// Every call is in the log as the contract says, what happened by itself too, and the log verifies.
    private func checkLog(of year: Year) async throws {
        let installation = year.installation
        let records = try await installation.records()
        var counts: [String: Int] = [:]
        for record in records { counts[record.requestID, default: 0] += 1 }
        #expect(Array(installation.witness.faults(in: counts).prefix(20)) == [])
        let account = BackgroundAccount(records)
        let faults = try await installation.store.read { try account.faults(in: $0) }
        #expect(faults == [])
        _ = try await installation.log.checkpoint()
        guard case .intact(let size, _) = try await installation.log.verify() else {
            Issue.record("the access log does not verify")
            return
        }
        #expect(size >= UInt64(records.count))
        Self.tell("\(records.count) records in the access log")
    }

    /// That the year was one: each thing has happened.
    private func checkCourse(of year: Year) {
        for (what, least) in [
            ("crashes", 3), ("rotations", 1), ("gaps filled", 3), ("zero reports", 200), ("warnings acknowledged", 20),
            ("warnings dismissed", 2), ("interviews", 15), ("warnings handed over", 1), ("warnings escalated", 5),
            ("care entries", 10),
            ("plans", 10), ("plan reviews", 10), ("effects measured", 5), ("care entries removed by effect", 1),
            ("crises opened", 3), ("crisis moves: close", 1), ("case reports signed", 1), ("referrals closed", 1),
            ("consultations concluded", 1), ("appointments held", 20), ("no-shows", 1), ("mentorships", 50),
            ("mentor contacts", 50), ("special reviews", 5), ("moves between classes", 10), ("newcomers", 12),
            ("archives moved", 10), ("receipts that came late", 1), ("left without a transfer", 4), ("erasures", 1),
        ] { #expect(year.tally[what] >= least, "\(what): \(year.tally[what])") }
    }

    private static func tell(_ line: String) {
        print("year: \(line)")
        fflush(nil)
    }
}
