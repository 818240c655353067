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

/// Two schools that consult experts and refer to hospitals through the router. The people are of the first school, but
/// for the stranger, who is a counsellor in the second.
final class AffairSchool: Sendable {
    /// 2026-11-04T08:00:00+08:00.
    static let start = Timestamp(milliseconds: 1_793_750_400_000)
    static let zone = Duration.seconds(8 * 3_600)
    static let names = (school: "求真试验中学", schoolClass: "八年级3班", hospital: "市第四医院", otherHospital: "省立医院")

    let temporary: TemporaryFolder
    let clock = ManualClock(AffairSchool.start)
    let random = SeededRandomSource(seed: 20_261_125)
    let store: Store
    let school: Identifier
    let otherSchool: Identifier
    let schoolClass: Identifier
    let hospital: Identifier
    let otherHospital: Identifier
    let background: BackgroundDesk
    private let loop: EventLoop

    let counsellor: Party
    let secondCounsellor: Party
    let crisisLead: Party
    let classTeacher: Party
    let stranger: Party
    let registrar: Party
    let experts: [Party]
    /// On the panel of the other school.
    let foreignExpert: Party
    let liaison: Party
    let otherLiaison: Party
    let officer: Party

    /// Closes the school whatever becomes of `body`.
    static func open(_ body: (AffairSchool) async throws -> Void) async throws {
        let school = try await AffairSchool()
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

        let (school, otherSchool, schoolClass) = (identifier(), identifier(), identifier())
        let (hospital, otherHospital) = (identifier(), identifier())
        (self.school, self.otherSchool, self.schoolClass) = (school, otherSchool, schoolClass)
        (self.hospital, self.otherHospital) = (hospital, otherHospital)
        let seats: [(role: Role, kind: String, place: Identifier)] = [
            (.counsellor, "unit", school), (.counsellor, "unit", school), (.crisisLead, "unit", school),
            (.classTeacher, "unit", schoolClass), (.counsellor, "unit", otherSchool), (.registrar, "unit", school),
            (.expert, "panel", school), (.expert, "panel", school), (.expert, "panel", .installation),
            (.expert, "panel", otherSchool), (.hospitalLiaison, "institution", hospital),
            (.hospitalLiaison, "institution", otherHospital), (.securityOfficer, "installation", .installation),
        ]
        let people = seats.map { CarePerson($0.role, random) }
        try await store.write { transaction in
            func unit(
                _ id: Identifier, of school: Identifier, under parent: Identifier?, _ kind: UnitRecord.Kind,
                _ name: String, grade: Int? = nil
            ) throws {
                try transaction.insert(
                    UnitRecord(
                        school: school, id: id, parent: parent, kind: kind, stage: .junior, grade: grade, name: name,
                        createdAt: now))
            }
            try unit(school, of: school, under: nil, .school, Self.names.school)
            try unit(otherSchool, of: otherSchool, under: nil, .school, "邻校")
            try unit(schoolClass, of: school, under: school, .schoolClass, Self.names.schoolClass, grade: 8)
            for (id, name) in [(hospital, Self.names.hospital), (otherHospital, Self.names.otherHospital)] {
                try transaction.insert(
                    InstitutionRecord(
                        id: id, unit: nil, kind: .psychiatricHospital, isDesignated: id == hospital,
                        details: .init(name: name, address: "和平路1号", greenChannelContact: id == hospital ? "急诊" : nil),
                        createdBy: .installation, createdAt: now))
            }
            for (person, seat) in zip(people, seats) {
                try Self.admit(person, seat.kind, seat.place, at: now, identifier(), in: transaction)
            }
        }

        let units = UnitDirectory(try await store.read { try UnitDirectory.tree(in: $0) })
        background = BackgroundDesk(
            store: store, log: log, units: units, feed: ChangeFeed(), clock: clock, random: random)
        let sessions = SessionRegistry(idle: .seconds(400 * 86_400))
        try await store.read { try sessions.load(from: $0, at: now) }
        let policy = try Policy(json: try ScreeningSchool.configuration("policy.json"))
        let environment = RouterEnvironment(
            store: store, ring: ring, log: log, decider: AccessDecider(policy: policy), sessions: sessions,
            units: units, clock: clock, random: SystemRandom())
        var table = MethodTable()
        table.register(ConsultationServiceImplementation(rules: try Self.rules("consultations.json"), zone: Self.zone))
        table.register(ReferralServiceImplementation(rules: try Self.rules("referrals.json"), zone: Self.zone))
        table.register(InstitutionServiceImplementation())
        table.register(ArchiveServiceImplementation(signals: SignalDesk(rules: try CareSchool.screening())))
        table.register(DayServiceImplementation(policy: policy, zone: Self.zone))
        let contract = table.methods.values.map(\.descriptor) + HealthServiceMethods.all
        let server = Server(
            handler: try Router(table, in: environment, contract: contract), logger: Logger(label: "test"))
        let loop = loop
        let parties = people.map { person in
            let (near, far) = InMemoryStream.pair(
                on: loop, peer: PeerCredentials(processID: 4_711, userID: 1_000, groupID: 1_000))
            server.accept(far)
            return Party(person, RPCClient(near))
        }
        (counsellor, secondCounsellor, crisisLead, classTeacher) = (parties[0], parties[1], parties[2], parties[3])
        (stranger, registrar, experts) = (parties[4], parties[5], Array(parties[6...8]))
        (foreignExpert, liaison, otherLiaison, officer) = (parties[9], parties[10], parties[11], parties[12])
    }

    func close() async {
        await loop.stop()
        await store.close()
    }

    private static func rules<Rules: Decodable>(_ name: String) throws -> Rules {
        try JSONDecoder().decode(Rules.self, from: Data(try ScreeningSchool.configuration(name)))
    }

    private static func admit(
        _ person: CarePerson, _ kind: String, _ place: Identifier, at now: Timestamp, _ grant: Identifier,
        in transaction: WriteTransaction
    ) throws {
        try transaction.insert(
            AccountRecord(
                id: person.id, loginIndex: person.id.bytes, profile: .init(login: "login", name: "老师"),
                passwordHash: nil, createdAt: now, createdBy: .installation))
        try transaction.insert(
            GrantRecord(
                id: grant, account: person.id, role: person.role, scopeKind: kind, scope: place, startsAt: now,
                state: .approved, requestedBy: .installation, requestedAt: now))
        try transaction.insert(
            SessionRecord(
                tokenHash: person.token.hash, account: person.id, createdAt: now, usedAt: now,
                expiresAt: now + .seconds(400 * 86_400)))
    }
}
