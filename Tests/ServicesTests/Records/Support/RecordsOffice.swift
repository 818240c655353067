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

/// An installation with two schools that serves transfers and the rights of those whom archives are about, in a folder of
/// its own. Two of them stand for two installations.
final class RecordsOffice: Sendable {
    static let start = Timestamp(milliseconds: 1_793_750_400_000)
    static let zone = Duration.seconds(8 * 3_600)

    let temporary: TemporaryFolder
    let clock = ManualClock(RecordsOffice.start)
    let random: SeededRandomSource
    let store: Store
    let keys: KeyStore
    let ring: KeyRing
    let log: AuditLog
    let rules: RetentionRules
    let indexes: StudentIndexes
    let erasing: ErasureWork
    let school: Identifier
    let otherSchool: Identifier
    let schoolClass: Identifier
    let otherClass: Identifier
    private let loop: EventLoop

    let counsellor: Keeper
    let registrar: Keeper
    let crisisLead: Keeper
    let otherCounsellor: Keeper
    let otherRegistrar: Keeper
    let officer: Keeper
    let classTeacher: Keeper

    static func open(
        seed: UInt64 = 20_261_130, origin: String = "school.example/xinyu",
        _ body: (RecordsOffice) async throws -> Void
    ) async throws {
        let office = try await RecordsOffice(seed, origin)
        do {
            try await body(office)
        } catch {
            await office.close()
            throw error
        }
        await office.close()
    }

    private init(_ seed: UInt64, _ origin: String) async throws {
        let random = SeededRandomSource(seed: seed)
        self.random = random
        @Sendable func identifier() -> Identifier { Identifier(randomFrom: random) }
        temporary = try TemporaryFolder()
        loop = try EventLoop()
        let folder = try DataFolder(at: temporary.file("data"))
        keys = try KeyStore(in: folder)
        let now = clock.now()
        let (ring, new) = try KeyRing.create(
            root: RootKey(randomFrom: SeededRandomSource(seed: seed + 7)), random: SystemRandom(), at: now)
        self.ring = ring
        try keys.save(new)
        store = try Store(in: folder, keys: keys, ring: ring)
        log = try await AuditLog.open(
            store: store, ring: ring, folder: temporary.file("log"), origin: origin, clock: clock)
        let (school, otherSchool, schoolClass, otherClass) = (identifier(), identifier(), identifier(), identifier())
        (self.school, self.otherSchool) = (school, otherSchool)
        (self.schoolClass, self.otherClass) = (schoolClass, otherClass)
        let seats: [(role: Role, kind: String, place: Identifier)] = [
            (.counsellor, "unit", school), (.registrar, "unit", school), (.crisisLead, "unit", school),
            (.counsellor, "unit", otherSchool), (.registrar, "unit", otherSchool),
            (.securityOfficer, "installation", .installation), (.classTeacher, "unit", schoolClass),
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
            try unit(school, of: school, under: nil, .school, "求真试验中学")
            try unit(otherSchool, of: otherSchool, under: nil, .school, "向阳试验中学")
            try unit(schoolClass, of: school, under: school, .schoolClass, "八年级3班", grade: 8)
            try unit(otherClass, of: otherSchool, under: otherSchool, .schoolClass, "八年级1班", grade: 8)
            for (person, seat) in zip(people, seats) {
                try transaction.insert(
                    AccountRecord(
                        id: person.id, loginIndex: person.id.bytes, profile: .init(login: "login", name: "王老师"),
                        passwordHash: nil, createdAt: now, createdBy: .installation))
                try transaction.insert(
                    GrantRecord(
                        id: identifier(), account: person.id, role: person.role, scopeKind: seat.kind,
                        scope: seat.place, startsAt: now, state: .approved, requestedBy: .installation,
                        requestedAt: now))
                try transaction.insert(
                    SessionRecord(
                        tokenHash: person.token.hash, account: person.id, createdAt: now, usedAt: now,
                        expiresAt: now + .seconds(400 * 86_400)))
            }
        }
        let units = UnitDirectory(try await store.read { try UnitDirectory.tree(in: $0) })
        let sessions = SessionRegistry(idle: .seconds(400 * 86_400))
        try await store.read { try sessions.load(from: $0, at: now) }
        let policy = try Policy(json: try ScreeningSchool.configuration("policy.json"))
        let environment = RouterEnvironment(
            store: store, ring: ring, log: log, decider: AccessDecider(policy: policy), sessions: sessions,
            units: units, clock: clock, random: SystemRandom())
        rules = try JSONDecoder().decode(
            RetentionRules.self, from: Data(try ScreeningSchool.configuration("retention.json")))
        indexes = StudentIndexes(ring, bits: 16)
        erasing = ErasureWork(store: store, log: log, clock: clock)
        var table = MethodTable()
        table.register(
            ArchiveTransferServiceImplementation(
                log: log, ring: ring, indexes: indexes, rules: rules, zone: Self.zone))
        table.register(
            DataRightsServiceImplementation(
                log: log, erasing: erasing, rules: rules, zone: Self.zone, cost: .minimal))
        table.register(
            ArchiveServiceImplementation(signals: SignalDesk(rules: try CareSchool.screening()), policy: policy))
        table.register(CareServiceImplementation(rules: try CareSchool.careRules(), zone: Self.zone))
        let contract = table.methods.values.map(\.descriptor) + HealthServiceMethods.all
        let server = Server(
            handler: try Router(table, in: environment, contract: contract), logger: Logger(label: "test"))
        let loop = loop
        let keepers = people.map { person in
            let (near, far) = InMemoryStream.pair(
                on: loop, peer: PeerCredentials(processID: 4_711, userID: 1_000, groupID: 1_000))
            server.accept(far)
            return Keeper(person, RPCClient(near))
        }
        (counsellor, registrar, crisisLead) = (keepers[0], keepers[1], keepers[2])
        (otherCounsellor, otherRegistrar, officer, classTeacher) = (keepers[3], keepers[4], keepers[5], keepers[6])
    }

    private func close() async {
        await loop.stop()
        await store.close()
    }

    /// What the daemon does by itself from time to time.
    func tidy() async throws {
        try await RetentionWork(
            store: store, log: log, rules: rules, zone: Self.zone, clock: clock, random: random
        ).runOnce()
    }
}
