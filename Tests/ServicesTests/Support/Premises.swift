import Access
import AuditLog
import Domain
import EventLoop
import Foundation
import Logging
import TestSupport
import Vault
import XinyuAPI

@testable import JSONRPC
@testable import Router
@testable import Services
@testable import Store

/// What a school of these tests stands on: a folder with its keys, store and access log, a clock that stands still, and
/// the loop that its people call over.
struct Premises: Sendable {
    let temporary: TemporaryFolder
    let clock: ManualClock
    let random: SeededRandomSource
    let store: Store
    let log: AuditLog
    let keys: KeyStore
    let ring: KeyRing
    private let loop: EventLoop

    /// How long a session lasts: longer than anything that a test lives through.
    private static let session = Duration.seconds(800 * 86_400)

    /// - Parameter origin: of the access log: two installations have two.
    init(from start: Timestamp, seed: UInt64, origin: String = "school.example/xinyu") async throws {
        temporary = try TemporaryFolder()
        clock = ManualClock(start)
        random = SeededRandomSource(seed: seed)
        loop = try EventLoop()
        let folder = try DataFolder(at: temporary.file("data"))
        keys = try KeyStore(in: folder)
        let (ring, new) = try KeyRing.create(
            root: RootKey(randomFrom: SeededRandomSource(seed: seed &+ 7)), random: SystemRandom(), at: start)
        try keys.save(new)
        self.ring = ring
        store = try Store(in: folder, keys: keys, ring: ring)
        log = try await AuditLog.open(
            store: store, ring: ring, folder: temporary.file("log"), origin: origin, clock: clock)
    }

    func identifier() -> Identifier { Identifier(randomFrom: random) }

    /// The units that are in the store now.
    func units() async throws -> UnitDirectory {
        UnitDirectory(try await store.read { try UnitDirectory.tree(in: $0) })
    }

    /// Where works begin that nobody has called for.
    func background(_ units: UnitDirectory, feed: ChangeFeed = ChangeFeed()) -> BackgroundDesk {
        BackgroundDesk(store: store, log: log, units: units, feed: feed, clock: clock, random: random)
    }

    /// A connection for each of `count` people to the services of `table`, through the router, under the shipped policy.
    func serve(
        _ table: MethodTable, _ units: UnitDirectory, feed: ChangeFeed = ChangeFeed(), to count: Int
    ) async throws -> [RPCClient] {
        let sessions = SessionRegistry(idle: Self.session)
        let now = clock.now()
        try await store.read { try sessions.load(from: $0, at: now) }
        let environment = RouterEnvironment(
            store: store, ring: ring, log: log, decider: AccessDecider(policy: try CareSchool.policy()),
            sessions: sessions, units: units, feed: feed, clock: clock, random: SystemRandom())
        let contract = table.methods.values.map(\.descriptor) + HealthServiceMethods.all
        let server = Server(
            handler: try Router(table, in: environment, contract: contract), logger: Logger(label: "test"))
        let loop = loop
        return (0..<count).map { _ in
            let (near, far) = InMemoryStream.pair(
                on: loop, peer: PeerCredentials(processID: 4_711, userID: 1_000, groupID: 1_000))
            server.accept(far)
            return RPCClient(near)
        }
    }

    /// Leaves them whatever becomes of `body`.
    func closing(_ body: () async throws -> Void) async throws {
        let outcome: Result<Void, any Error>
        do {
            outcome = .success(try await body())
        } catch {
            outcome = .failure(error)
        }
        await close()
        try outcome.get()
    }

    func close() async {
        await loop.stop()
        await store.close()
    }

    /// Somebody with an account, a grant and a session.
    ///
    /// - Parameters:
    ///   - kind: of the scope.
    ///   - later: how long after the others the grant was asked for, where their order matters.
    func admit(
        _ person: CarePerson, _ scope: Identifier, kind: String = "unit", later: Duration = .zero,
        in transaction: WriteTransaction
    ) throws {
        let now = clock.now()
        try transaction.insert(
            AccountRecord(
                id: person.id, unit: kind == "unit" ? scope : nil, loginIndex: person.id.bytes,
                profile: .init(login: "login", name: "老师"), passwordHash: nil, student: person.student,
                createdAt: now, createdBy: .installation))
        try transaction.insert(
            GrantRecord(
                id: identifier(), account: person.id, role: person.role, scopeKind: kind, scope: scope, startsAt: now,
                state: .approved, requestedBy: .installation, requestedAt: now + later))
        try transaction.insert(
            SessionRecord(
                tokenHash: person.token.hash, account: person.id, createdAt: now, usedAt: now,
                expiresAt: now + Self.session))
    }
}

/// Somebody with one role, known before there is a school.
struct CarePerson: Sendable {
    let id: Identifier
    let token: SessionToken
    let role: Role
    /// Who it is, for a student.
    let student: Identifier?

    init(_ role: Role, student: Identifier? = nil, _ random: any RandomSource) {
        id = Identifier(randomFrom: random)
        token = SessionToken(randomFrom: random)
        self.role = role
        self.student = student
    }
}
