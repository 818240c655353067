import Access
import AuditLog
import Domain
import EventLoop
import Foundation
import Instruments
import Logging
import TestSupport
import Testing
import Vault
import XinyuAPI

@testable import JSONRPC
@testable import Router
@testable import Services
@testable import Store

/// Somebody with one role, known before there is a school.
struct CarePerson: Sendable {
    let id: Identifier
    let token: SessionToken
    let role: Role

    init(_ role: Role, _ random: any RandomSource) {
        id = Identifier(randomFrom: random)
        token = SessionToken(randomFrom: random)
        self.role = role
    }
}

/// Two schools that serve warnings, care list, plans and archive through the router, in a folder of their own. The
/// people are of the first school, but for the stranger, who is a counsellor in the second.
final class CareSchool: Sendable {
    /// 2026-11-04T08:00:00+08:00.
    static let start = Timestamp(milliseconds: 1_793_750_400_000)

    let temporary: TemporaryFolder
    let clock = ManualClock(CareSchool.start)
    let random = SeededRandomSource(seed: 20_261_104)
    let store: Store
    let feed = ChangeFeed()
    let school: Identifier
    let otherSchool: Identifier
    let grade: Identifier
    /// Of a university.
    let dorm: Identifier?
    let classes: [Identifier]
    private let loop: EventLoop
    private let units: UnitTree
    let background: BackgroundDesk

    let counsellor: Colleague
    let secondCounsellor: Colleague
    let classTeacher: Colleague
    let peerObserver: Colleague
    let crisisLead: Colleague
    let stranger: Colleague
    let gradeLead: Colleague
    let reporter: Colleague

    /// Closes the school whatever becomes of `body`.
    ///
    /// - Parameters:
    ///   - stage: a university has a department in place of the grade, and a dorm.
    ///   - rules: those that ship if left out.
    static func open(
        _ stage: UnitRecord.Stage = .junior, under rules: WarningRules? = nil,
        _ body: (CareSchool) async throws -> Void
    ) async throws {
        let school = try await CareSchool(stage, rules)
        do {
            try await body(school)
        } catch {
            await school.close()
            throw error
        }
        await school.close()
    }

    private init(_ stage: UnitRecord.Stage, _ warnings: WarningRules?) async throws {
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
        let dorm = stage == .university ? identifier() : nil
        self.dorm = dorm
        (self.school, self.otherSchool, self.classes) = (school, otherSchool, classes)
        let roles: [Role] = [
            .counsellor, .counsellor, .classTeacher, .peerObserver, .crisisLead, .counsellor, .gradeLead,
            .externalReporter,
        ]
        let people = roles.map { CarePerson($0, random) }
        let scopes = [school, school, classes[0], classes[0], school, otherSchool, grade, school]
        self.grade = grade
        try await store.write { transaction in
            func unit(
                _ id: Identifier, of school: Identifier, under parent: Identifier?, _ kind: UnitRecord.Kind,
                grade: Int? = nil
            ) throws {
                try transaction.insert(
                    UnitRecord(
                        school: school, id: id, parent: parent, kind: kind, stage: stage, grade: grade, name: "单位",
                        createdAt: now))
            }
            try unit(school, of: school, under: nil, .school)
            try unit(otherSchool, of: otherSchool, under: nil, .school)
            if let dorm {
                try unit(grade, of: school, under: school, .department)
                try unit(dorm, of: school, under: grade, .dorm)
            } else {
                try unit(grade, of: school, under: school, .grade, grade: 8)
            }
            for id in classes {
                try unit(id, of: school, under: grade, .schoolClass, grade: stage == .junior ? 8 : nil)
            }
            for (person, scope) in zip(people, scopes) {
                try CareSchool.admit(person, scope, at: now, identifier(), in: transaction)
            }
        }

        let units = UnitDirectory(try await store.read { try UnitDirectory.tree(in: $0) })
        self.units = units.tree
        background = BackgroundDesk(
            store: store, log: log, units: units, feed: feed, clock: clock, random: random)
        let sessions = SessionRegistry(idle: .seconds(400 * 86_400))
        try await store.read { try sessions.load(from: $0, at: now) }
        let environment = RouterEnvironment(
            store: store, ring: ring, log: log, decider: AccessDecider(policy: try CareSchool.policy()),
            sessions: sessions, units: units, feed: feed, clock: clock, random: SystemRandom())
        let zone = Duration.seconds(8 * 3_600)
        var table = MethodTable()
        let (policy, rules) = (try CareSchool.policy(), try CareSchool.screening(warnings, zone: zone))
        let desk = SignalDesk(rules: rules)
        table.register(WarningServiceImplementation(policy: policy, rules: rules))
        table.register(SignalServiceImplementation(desk: desk))
        table.register(NetworkServiceImplementation(policy: policy))
        table.register(NetworkReportServiceImplementation(policy: policy, rules: .shipped, desk: desk, zone: zone))
        table.register(DayServiceImplementation(policy: policy, zone: zone))
        let careRules = try CareSchool.careRules()
        table.register(CareServiceImplementation(rules: careRules, zone: zone))
        table.register(
            PlanServiceImplementation(
                instruments: try CareInstrument.shelf(), policy: policy, rules: careRules, zone: zone))
        table.register(ArchiveServiceImplementation(signals: desk))
        let contract = table.methods.values.map(\.descriptor) + HealthServiceMethods.all
        let server = Server(
            handler: try Router(table, in: environment, contract: contract), logger: Logger(label: "test"))
        let loop = loop
        let colleagues = people.map { person in
            let (near, far) = InMemoryStream.pair(
                on: loop, peer: PeerCredentials(processID: 4_711, userID: 1_000, groupID: 1_000))
            server.accept(far)
            return Colleague(person, RPCClient(near))
        }
        (counsellor, secondCounsellor, classTeacher) = (colleagues[0], colleagues[1], colleagues[2])
        (peerObserver, crisisLead, stranger) = (colleagues[3], colleagues[4], colleagues[5])
        (gradeLead, reporter) = (colleagues[6], colleagues[7])
    }

    func close() async {
        await loop.stop()
        await store.close()
    }

    /// What the daemon does by itself from time to time.
    @discardableResult
    func escalate() async throws -> Int {
        try await WarningEscalation(
            policy: try CareSchool.policy(), deadlines: try CareSchool.screening().deadlines
        ).runOnce(background.begin(.escalations))
    }

    @discardableResult
    func sweep() async throws -> Int {
        try await DaySweep(policy: try CareSchool.policy(), rules: .shipped, zone: .seconds(8 * 3_600))
            .runOnce(background.begin(.daySweeps))
    }

    /// A call of a service's own, past the router.
    func reading<Answer: Sendable>(
        ceiling: Sensitivity, _ body: @escaping @Sendable (ReadingCall) throws -> Answer
    ) async throws -> Answer {
        let context = CallContext(
            identity: Identity(accountID: counsellor.id, studentID: nil, grants: []), peer: nil, purpose: "test",
            ceiling: ceiling, now: clock.now(), requestID: "test", target: .unit(school), sessionTokenHash: nil)
        let units = units
        return try await store.read { transaction in
            try body(ReadingCall(context: context, transaction: transaction, units: units))
        }
    }

    private static func admit(
        _ person: CarePerson, _ scope: Identifier, at now: Timestamp, _ grant: Identifier,
        in transaction: WriteTransaction
    ) throws {
        try transaction.insert(
            AccountRecord(
                id: person.id, loginIndex: person.id.bytes, profile: .init(login: "login", name: "老师"),
                passwordHash: nil, createdAt: now, createdBy: .installation))
        try transaction.insert(
            GrantRecord(
                id: grant, account: person.id, role: person.role, scopeKind: "unit", scope: scope, startsAt: now,
                state: .approved, requestedBy: .installation, requestedAt: now))
        try transaction.insert(
            SessionRecord(
                tokenHash: person.token.hash, account: person.id, createdAt: now, usedAt: now,
                expiresAt: now + .seconds(400 * 86_400)))
    }

    static func screening(
        _ warnings: WarningRules? = nil, zone: Duration = .seconds(8 * 3_600)
    ) throws -> ScreeningRules {
        let decoder = JSONDecoder()
        return ScreeningRules(
            warnings: try warnings
                ?? decoder.decode(
                    WarningRules.self, from: Data(try ScreeningSchool.configuration("warnings.json"))),
            deadlines: try decoder.decode(
                WarningDeadlines.self, from: Data(try ScreeningSchool.configuration("deadlines.json"))), zone: zone)
    }

    static func careRules() throws -> CareRules {
        try JSONDecoder().decode(CareRules.self, from: Data(try ScreeningSchool.configuration("care.json")))
    }

    static func policy() throws -> Policy {
        try Policy(json: try ScreeningSchool.configuration("policy.json"))
    }
}
