import AuditLog
import Domain
import JSONRPC
import Router
import Store
import SwiftProtobuf
import TestSupport
import Testing
import XinyuAPI

@testable import Services

@Suite("Review dates in special periods")
struct ReviewDateTests {
    private static let day = Duration.seconds(86_400)

    private func bringForward(_ school: CrisisSchool) async throws {
        try await school.background.run(ReviewDates(zone: CrisisSchool.zone))
    }

    /// An entry that was looked at `before` days ago, and is to be looked at in `days`.
    private func entry(
        _ school: CrisisSchool, _ student: Identifier, in days: Int64, before: Int64 = 4,
        _ state: CareState = .active
    ) async throws -> Identifier {
        let (id, author) = (Identifier(randomFrom: school.random), school.counsellor.id)
        let (now, home) = (school.clock.now(), school.school)
        let then = now + .seconds(-86_400 * before)
        try await school.store.write { transaction in
            let entry = CareEntryRecord(
                school: home, id: id, student: student, schoolClass: nil, state: state, level: .concern,
                proposedBy: author, createdAt: then, levelSince: then, reviewAt: now + .seconds(86_400 * days))
            try transaction.insert(entry)
            try transaction.append(
                CareChangeRecord(
                    fromState: nil, toState: state, fromLevel: nil, toLevel: .concern, author: author, at: then,
                    reason: "面谈", evidenceKind: .review, evidence: nil), to: entry)
        }
        return id
    }

    private func plan(
        _ school: CrisisSchool, _ student: Identifier, in days: Int64, _ state: PlanState = .active
    ) async throws -> Identifier {
        let (id, author) = (Identifier(randomFrom: school.random), school.counsellor.id)
        let (now, home) = (school.clock.now(), school.school)
        let then = now + .seconds(-86_400 * 4)
        try await school.store.write { transaction in
            try transaction.insert(
                PlanRecord(
                    school: home, id: id, student: student, careEntry: nil, state: state,
                    body: .init(goals: ["睡眠"], measures: [], reviewOn: "2026-12-04"),
                    reviewAt: now + .seconds(86_400 * days), createdBy: author, createdAt: then))
        }
        return id
    }

    private func reviewOfEntry(_ id: Identifier, _ school: CrisisSchool) async throws -> Timestamp? {
        try await school.store.read { try $0.careEntry(id)?.reviewAt }
    }

    @Test("When a period opens, what is left until the next review of an entry or a plan shrinks, once")
    func opening() async throws {
        try await CrisisSchool.open { school in
            let start = school.clock.now()
            let students = [
                try await school.enrol("甲"), try await school.enrol("乙"), try await school.enrol("丙"),
            ]
            let entry = try await entry(school, students[0], in: 10)
            let proposed = try await self.entry(school, students[1], in: 10, .proposed)
            let (active, waiting) = (
                try await plan(school, students[0], in: 30),
                try await plan(school, students[2], in: 12, .declinedMonitored)
            )
            try await bringForward(school)
            #expect(try await reviewOfEntry(entry, school) == start + Self.day * 10)

            // Planned within its own days: it counts from now on. The shipped examination period halves.
            _ = try await school.crisisLead.plan(school.school, .exams, "2026-11-04", "2026-11-20")
            try await bringForward(school)
            #expect(try await reviewOfEntry(entry, school) == start + Self.day * 5)
            #expect(try await reviewOfEntry(proposed, school) == start + Self.day * 10)
            let plans = try await school.store.read { [try $0.plan(active), try $0.plan(waiting)] }
            #expect(plans.map { $0?.reviewAt } == [start + Self.day * 15, start + Self.day * 6])
            #expect(plans.map { $0?.body.reviewOn } == ["2026-11-19", "2026-11-10"])
            #expect(plans.map { $0?.state } == [.active, .declinedMonitored])

            school.clock.advance(by: .seconds(3_600))
            try await bringForward(school)
            #expect(try await reviewOfEntry(entry, school) == start + Self.day * 5)
            let changes = try await school.store.read { transaction in
                try transaction.careChanges(of: try #require(try transaction.careEntry(entry)))
            }
            #expect(changes.map(\.author) == [school.counsellor.id, .installation])
            #expect(changes.last?.fromState == .active && changes.last?.toState == .active)
            let records = try await school.log.allRecords().filter { $0.method == "system/ReviewDates" }
            #expect(Set(records.map(\.subject.id)) == [students[0], students[2]])
            #expect(records.count == 3)
        }
    }

    @Test("What was looked at since it opened keeps its date, and gets the shorter interval")
    func touched() async throws {
        try await CrisisSchool.open { school in
            let start = school.clock.now()
            let entry = try await entry(school, try await school.enrol(), in: 10)
            _ = try await school.crisisLead.plan(school.school, .exams, "2026-11-04", "2026-11-20")
            school.clock.advance(by: .seconds(60))
            func review(_ day: String) async throws -> String {
                try await school.counsellor.care.reviewCareEntry(
                    .with {
                        $0.careEntryID = entry.description
                        $0.reason = "平稳"
                        $0.nextReviewOn = day
                    }, school.counsellor.meta
                ).entry.reviewOn
            }
            #expect(
                try await failure { try await review("2026-11-12") }?.details.fieldViolations.map(\.field)
                    == ["nextReviewOn"])
            // Seven days in place of the fourteen of level concern.
            #expect(try await review("") == "2026-11-11")
            try await bringForward(school)
            #expect(try await reviewOfEntry(entry, school) == start + Self.day * 7 + .seconds(60))
            #expect(try await review("2026-11-09") == "2026-11-09")

            school.clock.advance(by: .seconds(17 * 86_400))
            #expect(try await review("") == "2026-12-05")
            #expect(try await review("2027-01-31") == "2027-01-31")
        }
    }

    @Test("Of two open periods the strictest counts, and a period elsewhere changes nothing")
    func strictest() async throws {
        try await CrisisSchool.open { school in
            let start = school.clock.now()
            let entry = try await entry(school, try await school.enrol(), in: 10)
            func plan(_ percent: Int, _ stages: Set<SchoolStage>) async throws {
                let record = SpecialPeriodRecord(
                    school: .installation, id: Identifier(randomFrom: school.random), unit: school.county,
                    period: SpecialPeriod(
                        kind: .spring, stages: stages, startsAt: start, endsAt: start + Self.day * 30,
                        intervalPercent: percent),
                    reviewBy: start + Self.day, createdBy: .installation, createdAt: start)
                try await school.store.write { try $0.insert(record) }
            }
            try await plan(10, [.senior])
            try await bringForward(school)
            #expect(try await reviewOfEntry(entry, school) == start + Self.day * 10)
            try await plan(80, [])
            try await plan(40, [.junior])
            try await bringForward(school)
            try await bringForward(school)
            #expect(try await reviewOfEntry(entry, school) == start + Self.day * 4)
        }
    }

    @Test("A student who is erased keeps nobody else's date where it was")
    func erased() async throws {
        try await CrisisSchool.open { school in
            let start = school.clock.now()
            let gone = try await school.enrol("甲")
            _ = try await entry(school, gone, in: 10)
            _ = try await plan(school, gone, in: 10)
            let other = try await entry(school, try await school.enrol("乙"), in: 10)
            _ = try await school.crisisLead.plan(school.school, .exams, "2026-11-04", "2026-11-20")
            let home = school.school
            _ = try await school.store.write { try $0.markErased(gone, in: home) }
            _ = try await school.store.erase(gone, at: start)
            try await bringForward(school)
            #expect(try await reviewOfEntry(other, school) == start + Self.day * 5)
        }
    }
}
