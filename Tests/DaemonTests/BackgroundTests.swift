import AuditLog
import Domain
import Router
import Store
import TestSupport
import Testing

@testable import Daemon

/// What the daemon does by itself, with a clock of the test's own.
@Suite struct BackgroundTests {
    private func open(_ body: (DaemonAssembly, TestHost) async throws -> Void) async throws {
        let host = try await TestHost()
        try await host.install()
        let assembly = try await host.assemble()
        do {
            try await body(assembly, host)
        } catch {
            try await assembly.stop(within: .zero)
            throw error
        }
        try await assembly.stop(within: .zero)
    }

    private func enrol(_ school: Identifier, _ host: TestHost, _ store: Store) async throws -> Identifier {
        let (id, now) = (Identifier(randomFrom: host.random), host.clock.now())
        try await store.write { transaction in
            try transaction.insert(
                IdentifiedStudent(
                    StudentRecord(school: school, id: id, schoolClass: nil, enrolledAt: now),
                    StudentIdentity(name: "王小明", number: "1")), indexes: .init())
        }
        return id
    }

    @Test func aRequestThatNobodyAnsweredLapsesAtItsStart() async throws {
        try await open { assembly, host in
            let store = assembly.installation.store
            let (school, room) = (Identifier(randomFrom: host.random), Identifier(randomFrom: host.random))
            let student = try await enrol(school, host, store)
            let start = host.clock.now() + .seconds(3_600)
            let (requested, confirmed) = (Identifier(randomFrom: host.random), Identifier(randomFrom: host.random))
            let now = host.clock.now()
            try await store.write { transaction in
                try transaction.insert(CounsellingRoomRecord(school: school, id: room, name: "静心室", openedAt: now))
                for (id, state, offset) in [
                    (requested, AppointmentState.requested, 0), (confirmed, .confirmed, -1_800),
                ] {
                    let begin = start + .seconds(offset)
                    try transaction.insert(
                        AppointmentRecord(
                            school: school, id: id, student: student,
                            slot: CounsellingSlot(
                                start: begin, end: begin + .seconds(1_800), counsellor: school, room: room),
                            state: state, bookedBy: student, bookedAt: now, confirmBy: start))
                }
            }
            let work = AppointmentLapses()
            host.clock.advance(by: .seconds(3_599))
            try await assembly.parts.background.run(work)
            #expect(try await store.read { try $0.appointment(requested)?.state } == .requested)
            host.clock.advance(by: .seconds(1))
            try await assembly.parts.background.run(work)
            #expect(try await store.read { try $0.appointment(requested)?.state } == .cancelled)
            #expect(try await store.read { try $0.appointment(confirmed)?.state } == .confirmed)
            let lines = try await store.read { try $0.archive(of: student, in: school, upTo: .raw, limit: 9) }
            #expect(lines.map(\.summary) == ["心理辅导预约：逾期未确认，已取消"])
            #expect(lines.map(\.author) == [nil])
            try await assembly.parts.background.run(work)
            #expect(try await store.read { try $0.archive(of: student, in: school, upTo: .raw, limit: 9).count } == 1)
        }
    }

    @Test func anUploadThatIsNotFinishedInTimeIsForgotten() async throws {
        try await open { assembly, host in
            let store = assembly.installation.store
            let school = Identifier(randomFrom: host.random)
            let student = try await enrol(school, host, store)
            let attachment = AttachmentRecord(
                school: school, id: Identifier(randomFrom: host.random), student: student, byteCount: 3,
                head: .init(fileName: "诊断书.pdf", type: .pdf), addedBy: student, addedAt: host.clock.now())
            try await store.write { try $0.insert(attachment) }
            let work = UnfinishedUploads(present: assembly.present)
            host.clock.advance(by: .seconds(86_400))
            try await assembly.parts.background.run(work)
            #expect(try await store.read { try $0.attachment(attachment.id) } == attachment)
            host.clock.advance(by: .seconds(1))
            try await assembly.parts.background.run(work)
            #expect(try await store.read { try $0.attachment(attachment.id) } == nil)
        }
    }

    @Test func aMentorshipEndsWhenTheStudentHasLeft() async throws {
        try await open { assembly, host in
            let store = assembly.installation.store
            let school = Identifier(randomFrom: host.random)
            let (leaver, stayer) = (
                try await enrol(school, host, store), try await enrol(school, host, store)
            )
            let mentor = Identifier(randomFrom: host.random)
            let now = host.clock.now()
            var made: [Identifier: Identifier] = [:]
            for student in [leaver, stayer] {
                made[student] = Identifier(randomFrom: host.random)
            }
            let mentorships = made
            let grants = [leaver: Identifier(randomFrom: host.random), stayer: Identifier(randomFrom: host.random)]
            try await store.write { transaction in
                try transaction.insert(
                    AccountRecord(
                        id: mentor, loginIndex: mentor.bytes, profile: .init(login: "m", name: "老师"),
                        passwordHash: nil, createdAt: now, createdBy: .installation))
                for (student, grant) in grants {
                    try transaction.insert(
                        GrantRecord(
                            id: grant, account: mentor, role: .mentor, scopeKind: "student", scope: student,
                            startsAt: now, state: .approved, requestedBy: .installation, requestedAt: now))
                    try transaction.insert(
                        MentorshipRecord(
                            school: school, id: mentorships[student] ?? student, student: student, mentor: mentor,
                            grant: grant, reasons: .init(assigned: "安排"), assignedBy: .installation, since: now,
                            contactDueAt: now))
                }
            }
            let work = MentorshipEndings(sessions: assembly.parts.sessions)
            try await assembly.parts.background.run(work)
            #expect(try await store.read { try $0.openMentorships(ofMentor: mentor).count } == 2)
            try await store.write { transaction in
                var record = try #require(try transaction.student(leaver))
                record.state = .left
                try transaction.update(record)
            }
            try await assembly.parts.background.run(work)
            #expect(try await store.read { try $0.openMentorships(ofMentor: mentor).map(\.student) } == [stayer])
            let states = try await store.read { try $0.grants(of: mentor).map { ($0.scope, $0.state) } }
            #expect(Dictionary(uniqueKeysWithValues: states) == [leaver: .revoked, stayer: .approved])
        }
    }

    /// One of the first three accounts.
    private func anybody(_ transaction: ReadTransaction) throws -> Identifier {
        try #require(try transaction.first("SELECT id FROM accounts LIMIT 1") { row in try row.identifier(0) })
    }

    /// What the access log says of a work.
    private func records(_ name: BackgroundWorkName, _ assembly: DaemonAssembly) async throws -> [AuditRecord] {
        try await assembly.installation.store.read { transaction in
            try assembly.installation.log.records(matching: AuditFilter(), limit: 1_000, in: transaction)
        }.filter { $0.method == name.rawValue }
    }

    @Test func aPlanWhoseDayHasComeIsToBeReviewed() async throws {
        try await open { assembly, host in
            let store = assembly.installation.store
            let school = Identifier(randomFrom: host.random)
            let (student, erased) = (try await enrol(school, host, store), try await enrol(school, host, store))
            let now = host.clock.now()
            let plans = [student: Identifier(randomFrom: host.random), erased: Identifier(randomFrom: host.random)]
            try await store.write { transaction in
                for (student, id) in plans {
                    try transaction.insert(
                        PlanRecord(
                            school: school, id: id, student: student, careEntry: nil, state: .active,
                            body: .init(goals: ["睡眠"], measures: [], reviewOn: "2026-09-02"),
                            reviewAt: now + .seconds(60), createdBy: school, createdAt: now))
                }
                _ = try transaction.markErased(erased, in: school)
            }
            _ = try await store.erase(erased, at: now)
            host.clock.advance(by: .seconds(59))
            try await assembly.parts.background.run(PlanReviews())
            #expect(try await records(.planReviews, assembly).isEmpty)
            host.clock.advance(by: .seconds(1))
            try await assembly.parts.background.run(PlanReviews())
            try await assembly.parts.background.run(PlanReviews())
            let plan = try await store.read { try $0.plan(try #require(plans[student])) }
            #expect(plan?.state == .reviewDue)
            #expect(try await records(.planReviews, assembly).map(\.subject) == [.init(kind: "student", id: student)])
        }
    }

    @Test func whatIsOverIsForgottenAndThatIsRecorded() async throws {
        try await open { assembly, host in
            let store = assembly.installation.store
            let now = host.clock.now()
            try await store.write { transaction in
                try transaction.insert(
                    SessionRecord(
                        tokenHash: [UInt8](repeating: 9, count: 32), account: try anybody(transaction), createdAt: now,
                        usedAt: now,
                        expiresAt: now + .seconds(60)))
            }
            let work = Tidying(sessions: assembly.parts.sessions)
            host.clock.advance(by: .seconds(60))
            try await assembly.parts.background.run(work)
            #expect(try await records(.tidying, assembly).isEmpty)
            host.clock.advance(by: .seconds(1))
            try await assembly.parts.background.run(work)
            try await assembly.parts.background.run(work)
            let told = try await records(.tidying, assembly)
            #expect(told.map(\.counts) == [[.init(key: "sessions", value: 1)]])
            #expect(told.map(\.subject) == [.none])
        }
    }

    @Test func aTimetableDoesWhatIsDueByTheClock() async throws {
        try await open { assembly, host in
            #expect(Set(assembly.works.map(\.name)).count == assembly.works.count)
            let timetable = assembly.timetable()
            // A new log has a checkpoint; what the school does makes it longer.
            let store = assembly.installation.store
            let school = Identifier(randomFrom: host.random)
            _ = try await enrol(school, host, store)
            let now = host.clock.now()
            try await store.write { transaction in
                try transaction.insert(
                    SessionRecord(
                        tokenHash: [UInt8](repeating: 9, count: 32), account: try anybody(transaction), createdAt: now,
                        usedAt: now,
                        expiresAt: now + .seconds(1)))
            }
            host.clock.advance(by: .seconds(599))
            try await timetable.runDue()
            #expect(try await records(.tidying, assembly).isEmpty)
            host.clock.advance(by: .seconds(1))
            try await timetable.runDue()
            #expect(try await records(.tidying, assembly).count == 1)
            host.clock.advance(by: .seconds(86_400))
            try await timetable.runDue()
            #expect(try await records(.tidying, assembly).count == 1)
            guard case .intact = try await assembly.installation.log.verify() else {
                Issue.record("the log does not verify")
                return
            }
        }
    }
}
