import Access
import AuditLog
import Domain
import EventLoop
import Foundation
import Logging
import TestSupport
import Testing
import Vault
import XinyuAPI

@testable import JSONRPC
@testable import Router
@testable import Services
@testable import Store

/// Two schools that serve the counselling room and mentoring through the router. All people are of the first school but
/// for the strangers, who are a counsellor and a student of the second.
final class CounsellingSchool: Sendable {
    /// 2026-11-04T08:00:00+08:00, a Wednesday.
    static let start = Timestamp(milliseconds: 1_793_750_400_000)
    static let zone = Duration.seconds(8 * 3_600)

    let temporary: TemporaryFolder
    let clock = ManualClock(CounsellingSchool.start)
    let random = SeededRandomSource(seed: 20_261_104)
    let store: Store
    let school: Identifier
    let otherSchool: Identifier
    let grade: Identifier
    let classes: [Identifier]
    private let loop: EventLoop

    let counsellor: Visitor
    let secondCounsellor: Visitor
    let stranger: Visitor
    let classTeacher: Visitor
    /// Of the second class, and so free to become mentors in the first.
    let teachers: [Visitor]
    let gradeLead: Visitor
    let crisisLead: Visitor
    let supervisor: Visitor
    /// Two in the first class, one in the second, one in the other school.
    let pupils: [Visitor]

    /// Closes the school whatever becomes of `body`.
    static func open(_ body: (CounsellingSchool) async throws -> Void) async throws {
        let school = try await CounsellingSchool()
        do {
            try await body(school)
        } catch {
            await school.close()
            throw error
        }
        await school.close()
    }

    private init() async throws {
        let random = random
        @Sendable func identifier() -> Identifier { Identifier(randomFrom: random) }
        temporary = try TemporaryFolder()
        loop = try EventLoop()
        let folder = try DataFolder(at: temporary.file("data"))
        let keys = try KeyStore(in: folder)
        let now = clock.now()
        let (ring, new) = try KeyRing.create(
            root: RootKey(randomFrom: SeededRandomSource(seed: 7)), random: SystemRandom(), at: now)
        try keys.save(new)
        store = try Store(in: folder, keys: keys, ring: ring)
        let log = try await AuditLog.open(
            store: store, ring: ring, folder: temporary.file("log"), origin: "school.example/xinyu", clock: clock)

        let (school, grade, otherSchool) = (identifier(), identifier(), identifier())
        let classes = [identifier(), identifier()]
        (self.school, self.grade, self.otherSchool, self.classes) = (school, grade, otherSchool, classes)
        let seats: [(role: Role, scope: Identifier)] = [
            (.counsellor, school), (.counsellor, school), (.counsellor, otherSchool), (.classTeacher, classes[0]),
            (.classTeacher, classes[1]), (.classTeacher, classes[1]), (.gradeLead, grade), (.crisisLead, school),
            (.supervisor, school),
        ]
        let staff = seats.map { Seat(role: $0.role, scope: $0.scope, student: nil, random: random) }
        let students = (0..<4).map { _ in Seat(role: .student, scope: school, student: identifier(), random: random) }
        try await store.write { transaction in
            func unit(
                _ id: Identifier, of school: Identifier, under parent: Identifier?, _ kind: UnitRecord.Kind,
                grade: Int? = nil
            ) throws {
                try transaction.insert(
                    UnitRecord(
                        school: school, id: id, parent: parent, kind: kind, stage: .junior, grade: grade, name: "单位",
                        createdAt: now))
            }
            try unit(school, of: school, under: nil, .school)
            try unit(otherSchool, of: otherSchool, under: nil, .school)
            try unit(grade, of: school, under: school, .grade, grade: 8)
            for id in classes { try unit(id, of: school, under: grade, .schoolClass, grade: 8) }
            for (number, seat) in students.enumerated() {
                let place: Identifier? = number == 3 ? nil : classes[number / 2]
                guard let id = seat.student else { continue }
                try transaction.insert(
                    IdentifiedStudent(
                        StudentRecord(
                            school: number == 3 ? otherSchool : school, id: id, schoolClass: place, enrolledAt: now),
                        StudentIdentity(name: "学生\(number)", number: id.description)), indexes: .init())
            }
            for seat in staff + students { try seat.admit(at: now, grant: identifier(), in: transaction) }
        }

        let units = UnitDirectory(try await store.read { try UnitDirectory.tree(in: $0) })
        let sessions = SessionRegistry(idle: .seconds(400 * 86_400))
        try await store.read { try sessions.load(from: $0, at: now) }
        let policy = try Policy(json: try ScreeningSchool.configuration("policy.json"))
        let environment = RouterEnvironment(
            store: store, ring: ring, log: log, decider: AccessDecider(policy: policy), sessions: sessions,
            units: units, feed: ChangeFeed(), clock: clock, random: SystemRandom())
        let decoder = JSONDecoder()
        let rules = try decoder.decode(
            CounsellingRules.self, from: Data(try ScreeningSchool.configuration("counselling.json")))
        let requirements = try decoder.decode(
            MentoringRequirements.self, from: Data(try ScreeningSchool.configuration("mentoring.json")))
        var table = MethodTable()
        let signals = SignalDesk(rules: try CareSchool.screening())
        table.register(
            CounsellingServiceImplementation(rules: rules, policy: policy, signals: signals, zone: Self.zone))
        table.register(SignalServiceImplementation(desk: signals))
        table.register(MentoringServiceImplementation(requirements: requirements, policy: policy))
        table.register(ArchiveServiceImplementation(signals: signals))
        table.register(CareServiceImplementation(rules: try CareSchool.careRules(), zone: Self.zone))
        table.register(DayServiceImplementation(policy: policy, zone: Self.zone))
        let contract = table.methods.values.map(\.descriptor) + HealthServiceMethods.all
        let server = Server(
            handler: try Router(table, in: environment, contract: contract), logger: Logger(label: "test"))
        let loop = loop
        let visitors = (staff + students).map { seat in
            let (near, far) = InMemoryStream.pair(
                on: loop, peer: PeerCredentials(processID: 4_711, userID: 1_000, groupID: 1_000))
            server.accept(far)
            return Visitor(seat, RPCClient(near))
        }
        (counsellor, secondCounsellor, stranger) = (visitors[0], visitors[1], visitors[2])
        (classTeacher, teachers) = (visitors[3], Array(visitors[4...5]))
        (gradeLead, crisisLead, supervisor) = (visitors[6], visitors[7], visitors[8])
        pupils = Array(visitors[9...])
    }

    func close() async {
        await loop.stop()
        await store.close()
    }

    /// Lets time pass.
    func pass(_ span: Duration) { clock.advance(by: span) }

    /// Who is enrolled beyond those who have an account.
    func enrol(_ name: String = "王小明", in schoolClass: Int = 0) async throws -> Identifier {
        let (id, now, school, place) = (Identifier(randomFrom: random), clock.now(), school, classes[schoolClass])
        try await store.write { transaction in
            try transaction.insert(
                IdentifiedStudent(
                    StudentRecord(school: school, id: id, schoolClass: place, enrolledAt: now),
                    StudentIdentity(name: name, number: id.description)), indexes: .init())
        }
        return id
    }

    /// Puts a student on the care list.
    func list(_ student: Identifier, _ level: AttentionLevel = .concern, advice: String? = nil) async throws {
        let (id, now, school, author) = (Identifier(randomFrom: random), clock.now(), school, counsellor.id)
        try await store.write { transaction in
            try transaction.insert(
                CareEntryRecord(
                    school: school, id: id, student: student, schoolClass: nil, state: .active, level: level,
                    advice: advice, proposedBy: author, createdAt: now, levelSince: now))
        }
    }
}

/// Somebody with one role, known before there is a school.
struct Seat: Sendable {
    let id: Identifier
    let token: SessionToken
    let role: Role
    let scope: Identifier
    let student: Identifier?

    init(role: Role, scope: Identifier, student: Identifier?, random: any RandomSource) {
        id = Identifier(randomFrom: random)
        token = SessionToken(randomFrom: random)
        self.role = role
        self.scope = student ?? scope
        self.student = student
    }

    func admit(at now: Timestamp, grant: Identifier, in transaction: WriteTransaction) throws {
        try transaction.insert(
            AccountRecord(
                id: id, unit: student == nil ? scope : nil, loginIndex: id.bytes,
                profile: .init(login: "login", name: "老师"), passwordHash: nil, student: student, createdAt: now,
                createdBy: .installation))
        try transaction.insert(
            GrantRecord(
                id: grant, account: id, role: role, scopeKind: student == nil ? "unit" : "student", scope: scope,
                startsAt: now, state: .approved, requestedBy: .installation, requestedAt: now))
        try transaction.insert(
            SessionRecord(
                tokenHash: token.hash, account: id, createdAt: now, usedAt: now,
                expiresAt: now + .seconds(400 * 86_400)))
    }
}
