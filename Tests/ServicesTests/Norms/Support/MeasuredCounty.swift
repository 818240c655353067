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

/// Somebody who is logged in, with clients for norms, figures and results.
struct Measurer: Sendable {
    let id: Identifier
    let meta: CallMeta
    let norms: NormServiceClient
    let psychometrics: PsychometricsServiceClient
    let results: ResultServiceClient
}

/// A county of two schools with grades 7 and 8, which answer PHQ-9; a counsellor of the first school, a supervisor of the
/// county, an instrument manager and a class teacher.
final class MeasuredCounty: Sendable {
    static let hash = [UInt8](repeating: 7, count: 32)
    /// Whose signatures count.
    static let key: MinisignSecretKey = {
        let random = SeededRandomSource(seed: 77)
        return MinisignSecretKey(SigningKey(randomFrom: random), random: random)
    }()

    let temporary: TemporaryFolder
    let clock = ManualClock(CareSchool.start)
    let random = SeededRandomSource(seed: 20_261_130)
    let store: Store
    let shelf: InstrumentShelf
    let county: Identifier
    let schools: [Identifier]
    /// By school, then grade 7 and 8.
    let classes: [[Identifier]]
    let counsellor: Measurer
    let supervisor: Measurer
    let manager: Measurer
    let teacher: Measurer
    private let loop: EventLoop

    /// Closes the county whatever becomes of `body`.
    static func open(_ body: (MeasuredCounty) async throws -> Void) async throws {
        let county = try await MeasuredCounty()
        do {
            try await body(county)
        } catch {
            await county.close()
            throw error
        }
        await county.close()
    }

    private func close() async {
        await loop.stop()
        await store.close()
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
        let county = identifier()
        let schools = [identifier(), identifier()]
        let classes = schools.map { _ in [identifier(), identifier()] }
        (self.county, self.schools, self.classes) = (county, schools, classes)
        let roles: [Role] = [.counsellor, .supervisor, .instrumentManager, .classTeacher]
        let people = roles.map { CarePerson($0, random) }
        let scopes = [schools[0], county, .installation, classes[0][0]]
        try await store.write { transaction in
            try Self.lay(county, schools, classes, at: now, identifier, in: transaction)
            for (person, scope) in zip(people, scopes) {
                try Self.admit(person, scope, at: now, identifier(), in: transaction)
            }
            try transaction.insert(
                InstrumentRecord(
                    id: "phq9", version: "1.0.0", hash: Self.hash, state: .active, installedBy: .installation,
                    installedAt: now, manifestHash: Self.hash))
        }
        let manifest = try ManifestLoader.load(Array(try #require(ScreeningSchool.manifestBytes)))
        let trusted = try #require(TrustedKey(file: Self.key.publicKey.text))
        let shelf = InstrumentShelf(keys: { [trusted] }) { $0.id == "phq9" ? manifest : nil }
        self.shelf = shelf

        let units = UnitDirectory(try await store.read { try UnitDirectory.tree(in: $0) })
        let sessions = SessionRegistry(idle: .seconds(400 * 86_400))
        try await store.read { try sessions.load(from: $0, at: now) }
        let environment = RouterEnvironment(
            store: store, ring: ring, log: log, decider: AccessDecider(policy: try CareSchool.policy()),
            sessions: sessions, units: units, feed: ChangeFeed(), clock: clock, random: SystemRandom())
        var table = MethodTable()
        let validity = try ScreeningSchool.validityRules()
        table.register(NormServiceImplementation(shelf: shelf))
        table.register(PsychometricsServiceImplementation(shelf: shelf, validity: validity))
        table.register(ResultServiceImplementation(shelf: shelf, validity: validity))
        let contract = table.methods.values.map(\.descriptor) + HealthServiceMethods.all
        let server = Server(
            handler: try Router(table, in: environment, contract: contract), logger: Logger(label: "test"))
        let loop = loop
        let measurers = people.map { person in
            let (near, far) = InMemoryStream.pair(
                on: loop, peer: PeerCredentials(processID: 4_711, userID: 1_000, groupID: 1_000))
            server.accept(far)
            let client = RPCClient(near)
            return Measurer(
                id: person.id, meta: CallMeta(authorization: "Bearer " + person.token.text, purpose: "常模研究"),
                norms: NormServiceClient(client), psychometrics: PsychometricsServiceClient(client),
                results: ResultServiceClient(client))
        }
        (counsellor, supervisor, manager, teacher) = (measurers[0], measurers[1], measurers[2], measurers[3])
    }

    private static func lay(
        _ county: Identifier, _ schools: [Identifier], _ classes: [[Identifier]], at now: Timestamp,
        _ identifier: () -> Identifier, in transaction: WriteTransaction
    ) throws {
        func unit(
            _ id: Identifier, of school: Identifier, under parent: Identifier?, _ kind: UnitRecord.Kind,
            stage: UnitRecord.Stage? = .junior, grade: Int? = nil
        ) throws {
            try transaction.insert(
                UnitRecord(
                    school: school, id: id, parent: parent, kind: kind, stage: stage, grade: grade, name: "单位",
                    createdAt: now))
        }
        try unit(county, of: .installation, under: nil, .county, stage: nil)
        for (school, classes) in zip(schools, classes) {
            try unit(school, of: school, under: county, .school)
            for (index, schoolClass) in classes.enumerated() {
                let grade = identifier()
                try unit(grade, of: school, under: school, .grade, grade: 7 + index)
                try unit(schoolClass, of: school, under: grade, .schoolClass, grade: 7 + index)
            }
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
                id: grant, account: person.id, role: person.role,
                scopeKind: scope == .installation ? "installation" : "unit", scope: scope, startsAt: now,
                state: .approved, requestedBy: .installation, requestedAt: now))
        try transaction.insert(
            SessionRecord(
                tokenHash: person.token.hash, account: person.id, createdAt: now, usedAt: now,
                expiresAt: now + .seconds(400 * 86_400)))
    }
}
