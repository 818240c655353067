import Access
import AuditLog
import Domain
import EventLoop
import Foundation
import Instruments
import Logging
import Store
import TestSupport
import Testing
import Vault
import XinyuAPI

@testable import JSONRPC
@testable import Router
@testable import Services

/// A county with two schools that serve crises, case reports, trauma protocols, special periods and days through the
/// router, in a folder of their own. The people are of the first school, but for the stranger, a crisis lead of the
/// second.
final class CrisisSchool: Sendable {
    /// 2026-11-04T08:00:00+08:00.
    static let start = Timestamp(milliseconds: 1_793_750_400_000)
    static let zone = Duration.seconds(8 * 3_600)

    let temporary: TemporaryFolder
    let clock = ManualClock(CrisisSchool.start)
    let random = SeededRandomSource(seed: 20_261_125)
    let store: Store
    let log: AuditLog
    let feed = ChangeFeed()
    let units: UnitDirectory
    let county: Identifier
    let school: Identifier
    let otherSchool: Identifier
    let classes: [Identifier]
    let background: BackgroundDesk
    private let loop: EventLoop

    let counsellor: Responder
    let secondCounsellor: Responder
    let crisisLead: Responder
    let secondLead: Responder
    let classTeacher: Responder
    let supervisor: Responder
    let stranger: Responder

    /// Everybody who may not see anything of crises, with what they are.
    var outsiders: [Responder] { [classTeacher, supervisor] }

    /// Closes the school whatever becomes of `body`.
    static func open(_ body: (CrisisSchool) async throws -> Void) async throws {
        let school = try await CrisisSchool()
        do {
            try await body(school)
        } catch {
            await school.close()
            throw error
        }
        await school.close()
    }

    static func rules() throws -> CrisisRules {
        try JSONDecoder().decode(
            CrisisRules.self, from: Data(try ScreeningSchool.configuration("crisis.json")))
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
        log = try await AuditLog.open(
            store: store, ring: ring, folder: temporary.file("log"), origin: "school.example/xinyu", clock: clock)

        let (county, school, grade, otherSchool) = (identifier(), identifier(), identifier(), identifier())
        let classes = [identifier(), identifier()]
        (self.county, self.school, self.otherSchool, self.classes) = (county, school, otherSchool, classes)
        let people = [Role.counsellor, .counsellor, .crisisLead, .crisisLead, .classTeacher, .supervisor, .crisisLead]
            .map { CarePerson($0, random) }
        let scopes = [school, school, school, school, classes[0], county, otherSchool]
        try await store.write { transaction in
            func unit(
                _ id: Identifier, of school: Identifier, under parent: Identifier?, _ kind: UnitRecord.Kind,
                _ stage: UnitRecord.Stage? = .junior, grade: Int? = nil
            ) throws {
                try transaction.insert(
                    UnitRecord(
                        school: school, id: id, parent: parent, kind: kind, stage: stage, grade: grade, name: "单位",
                        createdAt: now))
            }
            try unit(county, of: .installation, under: nil, .county, nil)
            try unit(school, of: school, under: county, .school)
            try unit(otherSchool, of: otherSchool, under: county, .school, .senior)
            try unit(grade, of: school, under: school, .grade, grade: 8)
            for id in classes { try unit(id, of: school, under: grade, .schoolClass, grade: 8) }
            for (age, (person, scope)) in zip(people, scopes).enumerated() {
                try CrisisSchool.admit(
                    person, scope, at: now, askedAt: now + .milliseconds(Int64(age)), identifier(), in: transaction)
            }
        }

        let units = UnitDirectory(try await store.read { try UnitDirectory.tree(in: $0) })
        self.units = units
        background = BackgroundDesk(
            store: store, log: log, units: units, feed: feed, clock: clock, random: random)
        let sessions = SessionRegistry(idle: .seconds(800 * 86_400))
        try await store.read { try sessions.load(from: $0, at: now) }
        let policy = try Policy(json: try ScreeningSchool.configuration("policy.json"))
        let environment = RouterEnvironment(
            store: store, ring: ring, log: log, decider: AccessDecider(policy: policy), sessions: sessions,
            units: units, feed: feed, clock: clock, random: SystemRandom())
        let rules = try CrisisSchool.rules()
        let trauma = try JSONDecoder().decode(
            TraumaRules.self, from: Data(try ScreeningSchool.configuration("trauma.json")))
        var table = MethodTable()
        table.register(CrisisServiceImplementation(rules: rules, policy: policy))
        table.register(CaseReportServiceImplementation(log: log, zone: Self.zone))
        table.register(TraumaServiceImplementation(rules: trauma, policy: policy, zone: Self.zone))
        table.register(SpecialPeriodServiceImplementation(rules: rules, zone: Self.zone))
        table.register(CareServiceImplementation(rules: try CareSchool.careRules(), zone: Self.zone))
        table.register(ArchiveServiceImplementation(signals: SignalDesk(rules: try CareSchool.screening())))
        table.register(DayServiceImplementation(policy: policy, zone: Self.zone))
        let contract = table.methods.values.map(\.descriptor) + HealthServiceMethods.all
        let server = Server(
            handler: try Router(table, in: environment, contract: contract), logger: Logger(label: "test"))
        let loop = loop
        let responders = people.map { person in
            let (near, far) = InMemoryStream.pair(
                on: loop, peer: PeerCredentials(processID: 4_711, userID: 1_000, groupID: 1_000))
            server.accept(far)
            return Responder(person, RPCClient(near))
        }
        (counsellor, secondCounsellor) = (responders[0], responders[1])
        (crisisLead, secondLead) = (responders[2], responders[3])
        (classTeacher, supervisor, stranger) = (responders[4], responders[5], responders[6])
    }

    private func close() async {
        await loop.stop()
        await store.close()
    }

    private static func admit(
        _ person: CarePerson, _ scope: Identifier, at now: Timestamp, askedAt: Timestamp, _ grant: Identifier,
        in transaction: WriteTransaction
    ) throws {
        try transaction.insert(
            AccountRecord(
                id: person.id, loginIndex: person.id.bytes, profile: .init(login: "login", name: "老师"),
                passwordHash: nil, createdAt: now, createdBy: .installation))
        try transaction.insert(
            GrantRecord(
                id: grant, account: person.id, role: person.role, scopeKind: "unit", scope: scope, startsAt: now,
                state: .approved, requestedBy: .installation, requestedAt: askedAt))
        try transaction.insert(
            SessionRecord(
                tokenHash: person.token.hash, account: person.id, createdAt: now, usedAt: now,
                expiresAt: now + .seconds(800 * 86_400)))
    }
}
