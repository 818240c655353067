import Domain
import Store
import TestSupport
import Testing

@testable import Daemon

/// What the daemon does by itself for the counselling room and for mentoring, with a clock of the test's own.
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
            let work = AppointmentLapses(store: store, clock: host.clock, random: host.random)
            host.clock.advance(by: .seconds(3_599))
            try await work.runOnce()
            #expect(try await store.read { try $0.appointment(requested)?.state } == .requested)
            host.clock.advance(by: .seconds(1))
            try await work.runOnce()
            #expect(try await store.read { try $0.appointment(requested)?.state } == .cancelled)
            #expect(try await store.read { try $0.appointment(confirmed)?.state } == .confirmed)
            let lines = try await store.read { try $0.archive(of: student, in: school, upTo: .raw, limit: 9) }
            #expect(lines.map(\.summary) == ["心理辅导预约：逾期未确认，已取消"])
            #expect(lines.map(\.author) == [nil])
            try await work.runOnce()
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
            let work = UnfinishedUploads(store: store, clock: host.clock, present: assembly.present)
            host.clock.advance(by: .seconds(86_400))
            try await work.runOnce()
            #expect(try await store.read { try $0.attachment(attachment.id) } == attachment)
            host.clock.advance(by: .seconds(1))
            try await work.runOnce()
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
            let work = MentorshipEndings(
                store: store, sessions: assembly.parts.sessions, clock: host.clock, random: host.random)
            try await work.runOnce()
            #expect(try await store.read { try $0.openMentorships(ofMentor: mentor).count } == 2)
            try await store.write { transaction in
                var record = try #require(try transaction.student(leaver))
                record.state = .left
                try transaction.update(record)
            }
            try await work.runOnce()
            #expect(try await store.read { try $0.openMentorships(ofMentor: mentor).map(\.student) } == [stayer])
            let states = try await store.read { try $0.grants(of: mentor).map { ($0.scope, $0.state) } }
            #expect(Dictionary(uniqueKeysWithValues: states) == [leaver: .revoked, stayer: .approved])
        }
    }
}
