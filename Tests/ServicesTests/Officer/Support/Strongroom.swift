import Access
import AuditLog
import Domain
import EventLoop
import Foundation
import Logging
import Store
import TestSupport
import Vault
import XinyuAPI

@testable import JSONRPC
@testable import Router
@testable import Services

/// An installation with a security officer who has logged in, which serves keys, log and status, in a folder of
/// its own.
final class Strongroom: Sendable {
    static let origin = "school.example/xinyu"
    static let officer = Identifier(randomFrom: SeededRandomSource(seed: 501))
    static let counsellor = Identifier(randomFrom: SeededRandomSource(seed: 502))
    private static let officerToken = SessionToken(randomFrom: SeededRandomSource(seed: 503))

    let temporary: TemporaryFolder
    let clock: ManualClock
    let loop: EventLoop
    let keys: KeyStore
    let ring: KeyRing
    let store: Store
    let log: AuditLog
    let feed: ChangeFeed
    let rotation: DataKeyRotation
    let client: RPCClient
    private let server: Server

    init(
        in temporary: TemporaryFolder, clock: ManualClock = ManualClock(), pace: RotationPace = RotationPace()
    ) async throws {
        self.temporary = temporary
        self.clock = clock
        loop = try EventLoop()
        let folder = try DataFolder(at: temporary.file("data"))
        keys = try KeyStore(in: folder)
        let root = RootKey(randomFrom: SeededRandomSource(seed: 7))
        let stored = try keys.ringKeys()
        if stored.isEmpty {
            let (ring, new) = try KeyRing.create(root: root, random: SystemRandom(), at: clock.now())
            try keys.save(new)
            self.ring = ring
        } else {
            ring = try KeyRing.open(root: root, stored: stored, random: SystemRandom())
        }
        let store = try Store(in: folder, keys: keys, ring: ring)
        self.store = store
        log = try await AuditLog.open(
            store: store, ring: ring, folder: temporary.file("log"), origin: Strongroom.origin, clock: clock)
        feed = ChangeFeed()
        let now = clock.now()
        if stored.isEmpty { try await store.write { try Strongroom.settle(in: $0, at: now) } }

        let sessions = SessionRegistry(idle: .seconds(1_800))
        try await store.read { try sessions.load(from: $0, at: now) }
        let environment = RouterEnvironment(
            store: store, ring: ring, log: log, decider: AccessDecider(policy: try Strongroom.policy()),
            sessions: sessions, units: UnitDirectory(try await store.read { try UnitDirectory.tree(in: $0) }),
            feed: feed, clock: clock, random: SystemRandom())
        rotation = DataKeyRotation(
            store: store, keys: keys, ring: ring, log: log, feed: feed, clock: clock,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, pace: pace)
        let usage = try KeyUsageLedger(keys: keys, ring: ring)
        var table = MethodTable()
        table.register(KeyServiceImplementation(keys: keys, ring: ring, rotation: rotation, usage: usage))
        table.register(AuditServiceImplementation(log: log, ring: ring))
        let counts = ServerCounts(
            connections: 3, connectionsTotal: 9, callsInFlight: 2, callsTotal: 70, errors: [-32_601: 4])
        table.register(
            ServerServiceImplementation(
                ServerServiceImplementation.Facts(version: "1.2.3", startedAt: now),
                levels: try Strongroom.levels(), log: log, isDraining: { true },
                counts: { counts }))
        let contract = table.methods.values.map(\.descriptor) + HealthServiceMethods.all
        server = Server(
            handler: try Router(table, in: environment, contract: contract), logger: Logger(label: "test"))
        client = Strongroom.connect(to: server, on: loop)
    }

    func anotherClient() -> RPCClient { Strongroom.connect(to: server, on: loop) }

    func close() async {
        await rotation.stop()
        await loop.stop()
        await store.close()
    }

    /// Ends, and gives a folder with what is left on the disk: whoever holds on to this one still has its lock.
    func leftOnDisk() async throws -> TemporaryFolder {
        await close()
        let copy = try TemporaryFolder()
        for name in ["data", "log"] {
            try FileManager.default.copyItem(atPath: temporary.file(name), toPath: copy.file(name))
        }
        return copy
    }

    static var meta: CallMeta { CallMeta(authorization: "Bearer " + officerToken.text) }

    func keyStatus() async throws -> APIGetKeyStatusResponse {
        try await KeyServiceClient(client).getKeyStatus(APIGetKeyStatusRequest(), Strongroom.meta)
    }

    // MARK: -

    private static func connect(to server: Server, on loop: EventLoop) -> RPCClient {
        let (near, far) = InMemoryStream.pair(
            on: loop, peer: PeerCredentials(processID: 4_711, userID: 1_000, groupID: 1_000))
        server.accept(far)
        return RPCClient(near)
    }

    private static func settle(in transaction: WriteTransaction, at now: Timestamp) throws {
        try transaction.insert(
            AccountRecord(
                id: officer, unit: nil, loginIndex: officer.bytes,
                profile: AccountRecord.Profile(login: "officer", name: "安全员"), passwordHash: nil, student: nil,
                createdAt: now, createdBy: .installation))
        try transaction.insert(
            GrantRecord(
                id: Identifier(randomFrom: SeededRandomSource(seed: 504)), account: officer, role: .securityOfficer,
                scopeKind: "installation", scope: .installation, startsAt: now, state: .approved,
                requestedBy: .installation, requestedAt: now))
        try transaction.insert(
            SessionRecord(
                tokenHash: officerToken.hash, account: officer, createdAt: now, usedAt: now,
                expiresAt: now + .seconds(12 * 3_600)))
    }

    private static func policy() throws -> Policy { try Policy(json: Array(shipped("policy.json"))) }

    private static func levels() throws -> LevelProfile {
        try JSONDecoder().decode(LevelProfile.self, from: shipped("levels.json"))
    }

    private static func shipped(_ rules: String) throws -> Data {
        var root = URL(fileURLWithPath: #filePath)
        for _ in 0..<5 { root.deleteLastPathComponent() }
        return try Data(contentsOf: root.appendingPathComponent("config/rules/" + rules))
    }
}
