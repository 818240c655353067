import AuditLog
import Domain
import Store
import TestSupport
import Testing

@testable import Router

@Suite("What the installation does by itself stands in the access log")
struct BackgroundRunTests {
    private struct Mishap: Error {}

    private func desk(_ school: School, feed: ChangeFeed = ChangeFeed()) -> BackgroundDesk {
        BackgroundDesk(
            store: school.store, log: school.log, units: school.environment.units, feed: feed, clock: school.clock,
            random: SeededRandomSource(seed: 3))
    }

    private func rename(_ unit: Identifier, _ name: String, _ transaction: WriteTransaction) throws {
        var record = try #require(try transaction.unit(unit))
        record.name = name
        try transaction.update(record)
    }

    @Test("Each student who is concerned has one record a transaction, by the installation, under one request id")
    func records() async throws {
        let school = try await School.open()
        let (first, second) = (school.people.student, school.people.otherStudent)
        let unit = school.people.firstClass
        let run = desk(school).begin(.planReviews)
        try await run.write { change in
            try rename(unit, "一班", change.transaction)
            change.changed(.plans, of: first)
            change.changed(.plans, of: second)
            change.changed(.plans, of: first)
            change.changed(.warnings, of: first)
        }
        try await run.write { change in
            try rename(unit, "甲班", change.transaction)
            change.changed(.plans, of: first)
        }
        let records = try await school.records()
        #expect(records.map(\.subject.id) == [first, second, first])
        #expect(records.allSatisfy { $0.subject.kind == "student" && $0.actor == .installation && $0.role.isEmpty })
        #expect(records.allSatisfy { $0.method == "system/PlanReviews" && $0.outcome == .ok })
        #expect(Set(records.map(\.requestID)).count == 1)
        #expect(
            records.map(\.counts) == [
                [.init(key: "plans", value: 2), .init(key: "warnings", value: 1)], [.init(key: "plans", value: 1)],
                [.init(key: "plans", value: 1)],
            ])
        await school.close()
    }

    @Test("What is undone leaves no record, and tells nobody")
    func undone() async throws {
        let school = try await School.open()
        let (student, unit) = (school.people.student, school.people.firstClass)
        let before = try await school.store.read { try $0.unit(unit)?.name }
        await #expect(throws: Mishap.self) {
            try await desk(school).begin(.planReviews).write { change in
                try rename(unit, "一班", change.transaction)
                change.changed(.plans, of: student)
                throw Mishap()
            }
        }
        #expect(try await school.records().isEmpty)
        #expect(try await school.store.read { try $0.unit(unit)?.name } == before)
        await school.close()
    }

    @Test("A change that names nothing leaves a record all the same; without a change there is none")
    func unnamed() async throws {
        let school = try await School.open()
        let (unit, desk) = (school.people.firstClass, desk(school))
        try await desk.begin(.watchdog).write { _ in }
        try await desk.begin(.tidying).write { $0.changed(.sessions, 0) }
        #expect(try await school.records().isEmpty)
        try await desk.begin(.tidying).write { try rename(unit, "一班", $0.transaction) }
        let records = try await school.records()
        #expect(records.map(\.subject) == [.none])
        #expect(records.map(\.method) == ["system/Tidying"])
        #expect(try await school.log.verifies())
        await school.close()
    }

    @Test("What is due is done in pieces, and who watches the log is told")
    func pieces() async throws {
        let school = try await School.open()
        let feed = ChangeFeed()
        let watched = feed.subscribe(to: .auditRecords)
        let unit = school.people.firstClass
        let left = Tally()
        let count = try await desk(school, feed: feed).begin(.escalations).settle { _, limit in
            Array(left.count..<300).prefix(limit).map { $0 }
        } _: { number, change in
            left.add()
            try rename(unit, "\(number)", change.transaction)
            change.changed(.warnings, of: Identifier(bytes: [UInt8](repeating: UInt8(number % 251), count: 16)) ?? unit)
        }
        #expect(count == 300)
        #expect(try await school.records().count == 128 + 128 + 44)
        var events = watched.makeAsyncIterator()
        #expect(try await events.next() == .auditRecords(size: 300))
        await school.close()
    }

    @Test("No name of a work can be taken for a method")
    func names() {
        for name in BackgroundWorkName.allCases { #expect(name.rawValue.hasPrefix("system/")) }
    }
}

extension AuditLog {
    fileprivate func verifies() async throws -> Bool {
        _ = try await checkpoint()
        if case .intact = try await verify() { return true }
        return false
    }
}
