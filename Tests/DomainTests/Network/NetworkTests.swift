import Domain
import Foundation
import Testing

@Suite("The early-warning network")
struct NetworkTests {
    private static let china: Duration = .seconds(8 * 3_600)

    private func node(_ kind: UnitKind, _ stage: SchoolStage = .junior, isClosed: Bool = false) -> UnitNode {
        UnitNode(
            id: Identifier(bytes: [UInt8](repeating: 1, count: 16)) ?? .installation, parentID: nil, kind: kind,
            stage: stage, grade: nil, isClosed: isClosed)
    }

    private func duty(
        _ part: NetworkPart, isStopped: Bool = false, hasRole: Bool = true
    ) -> NetworkGap.Duty {
        NetworkGap.Duty(account: .installation, part: part, isStopped: isStopped, hasRole: hasRole)
    }

    private func kinds(
        _ node: UnitNode, _ duties: [NetworkGap.Duty], observers: Int = 2, leads: Int = 1
    ) -> [NetworkGap.Kind] {
        NetworkGap.gaps(at: node, duties: duties, peerObservers: observers, crisisLeads: leads).map(\.kind)
    }

    @Test("A unit without anybody, or with somebody who cannot act, is a gap")
    func people() {
        let grade = node(.grade)
        #expect(kinds(grade, []) == [.nobody])
        #expect(kinds(grade, [duty(.responsible)]) == [])
        #expect(kinds(grade, [duty(.deputy)]) == [])
        #expect(kinds(grade, [duty(.deputy, isStopped: true)]) == [.nobody])
        #expect(kinds(grade, [duty(.responsible, isStopped: true), duty(.deputy)]) == [.responsibleStopped])
        #expect(kinds(grade, [duty(.responsible, hasRole: false)]) == [.responsibleWithoutRole])
    }

    @Test(
        "A class has two peer observers from junior school on",
        arguments: [
            (.primary, 0, []), (.junior, 1, [.tooFewPeerObservers]), (.junior, 2, []),
            (.senior, 0, [.tooFewPeerObservers]), (.university, 1, [.tooFewPeerObservers]), (.university, 3, []),
        ] as [(SchoolStage, Int, [NetworkGap.Kind])])
    func observers(stage: SchoolStage, number: Int, gaps: [NetworkGap.Kind]) {
        #expect(kinds(node(.class, stage), [duty(.responsible)], observers: number) == gaps)
        #expect(kinds(node(.grade, stage), [duty(.responsible)], observers: number) == [])
    }

    @Test("A school has a crisis lead; what is above it, or closed, has no node")
    func nodes() {
        #expect(kinds(node(.school), [duty(.responsible)], leads: 0) == [.noCrisisLead])
        #expect(kinds(node(.county), []) == [])
        #expect(kinds(node(.class, isClosed: true), [], observers: 0) == [])
    }

    @Test("The shipped rules are those of the code, and hold")
    func shipped() throws {
        let rules = try JSONDecoder().decode(NetworkRules.self, from: shippedFile("config/rules/network.json"))
        #expect(rules == .shipped)
        #expect(rules.findings == [])
    }

    @Test("A report is due on school days, for a week on its last")
    func periods() throws {
        let wednesday = try #require(CalendarDate("2026-11-25"))
        let daily = NetworkRules.shipped
        #expect(daily.period(of: wednesday, zone: Self.china).start == wednesday)
        // 18:00 in China is 10:00 UTC.
        #expect(daily.period(of: wednesday, zone: Self.china).dueAt?.milliseconds == 1_795_600_800_000)
        #expect(daily.period(of: wednesday.adding(days: 3), zone: Self.china).dueAt == nil)
        let weekly = NetworkRules(
            reports: .init(every: .week, due: TimeSpan(.seconds(3_600)), weekdays: [1, 5]),
            sweepAt: daily.sweepAt, dormVisitEvery: daily.dormVisitEvery,
            departmentReviewEvery: daily.departmentReviewEvery)
        for offset in -2...4 {
            let period = weekly.period(of: wednesday.adding(days: offset), zone: .zero)
            #expect(period.start.description == "2026-11-23")
            #expect(period.end.description == "2026-11-29")
            // Friday, 01:00 UTC.
            #expect(period.dueAt?.milliseconds == 1_795_741_200_000)
        }
        #expect(weekly.period(of: wednesday.adding(days: 5), zone: .zero).start.description == "2026-11-30")
    }

    @Test(
        "Rules that cannot be are refused",
        arguments: [
            ([], "18h", "21h", "1s"), ([0], "18h", "21h", "1s"), ([1], "24h", "21h", "1s"), ([1], "18h", "2d", "1s"),
            ([1], "18h", "21h", "0s"),
        ] as [([Int], String, String, String)])
    func findings(weekdays: [Int], due: String, sweep: String, visits: String) throws {
        let rules = NetworkRules(
            reports: .init(every: .day, due: try #require(TimeSpan(due)), weekdays: weekdays),
            sweepAt: try #require(TimeSpan(sweep)), dormVisitEvery: try #require(TimeSpan(visits)),
            departmentReviewEvery: TimeSpan(.seconds(1)))
        #expect(rules.findings.count == 1)
    }

    @Test(
        "A span is a whole number and a unit, and `0s` is none",
        arguments: [
            ("45s", 45), ("30m", 1_800), ("24h", 86_400), ("7d", 604_800), ("0s", 0), ("0d", 0), ("-1s", nil),
            ("+1s", nil),
            ("1", nil), ("s", nil), ("", nil), ("1.5h", nil), ("1w", nil), (" 1s", nil), ("36526d", nil),
            ("9223372036854775807s", nil),
        ] as [(String, Int64?)])
    func spans(text: String, seconds: Int64?) {
        #expect(TimeSpan(text)?.duration == seconds.map { .seconds($0) })
        if let span = TimeSpan(text) { #expect(TimeSpan(span.description) == span) }
    }
}
