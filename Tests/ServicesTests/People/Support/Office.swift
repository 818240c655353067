import Access
import AuditLog
import Domain
import EventLoop
import Foundation
import JSONRPC
import Logging
import Store
import SwiftProtobuf
import TestSupport
import Vault
import XinyuAPI

@testable import Router
@testable import Services

/// An installation with its first three accounts, which serves the services of people over an in-memory connection, in
/// a folder of its own.
final class Office: Sendable {
    static let password = "correct horse battery"

    let temporary: TemporaryFolder
    let clock: ManualClock
    let loop: EventLoop
    let store: Store
    private let folder: DataFolder
    private let keys: KeyStore
    let ring: KeyRing
    let log: AuditLog
    let environment: RouterEnvironment
    let server: Server
    /// Of the registrar, the security officer, the instrument manager.
    let firstAccounts: [Identifier]

    convenience init(limits: SessionLimits = SessionLimits(), roster: RosterLimits = RosterLimits()) async throws {
        try await self.init(in: TemporaryFolder(), ManualClock(), limits, roster)
    }

    private init(
        in temporary: TemporaryFolder, _ clock: ManualClock, _ limits: SessionLimits, _ roster: RosterLimits
    ) async throws {
        self.temporary = temporary
        self.clock = clock
        loop = try EventLoop()
        folder = try DataFolder(at: temporary.file("data"))
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
            store: store, ring: ring, folder: temporary.file("log"), origin: "school.example/xinyu", clock: clock)

        let hasher = try PasswordHasher(cost: .minimal, random: SystemRandom())
        if stored.isEmpty {
            func person(_ login: String) -> AccountBootstrap.Person {
                AccountBootstrap.Person(login: login, displayName: login, password: Office.password)
            }
            firstAccounts = try await AccountBootstrap(hasher: hasher, ring: ring, random: SystemRandom()).run(
                registrar: person("registrar"), securityOfficer: person("officer"),
                instrumentManager: person("manager"), in: store, log: log, at: clock.now())
        } else {
            firstAccounts = []
        }

        let now = clock.now()
        let sessions = SessionRegistry(idle: limits.idle)
        try await store.read { try sessions.load(from: $0, at: now) }
        let policy = try Office.policy()
        environment = RouterEnvironment(
            store: store, ring: ring, log: log, decider: AccessDecider(policy: policy), sessions: sessions,
            units: UnitDirectory(try await store.read { try UnitDirectory.tree(in: $0) }), clock: clock,
            random: SystemRandom())

        let passwords = PasswordGate(hasher)
        var table = MethodTable()
        table.register(SessionServiceImplementation(passwords: passwords, ring: ring, store: store, limits: limits))
        table.register(UnitServiceImplementation(policy: policy))
        table.register(AccountServiceImplementation(passwords: passwords, ring: ring, policy: policy))
        table.register(
            RosterServiceImplementation(indexes: StudentIndexes(ring, bits: 8), policy: policy, limits: roster))
        let contract = table.methods.values.map(\.descriptor) + HealthServiceMethods.all
        server = Server(
            handler: try Router(table, in: environment, contract: contract), logger: Logger(label: "test"))
    }

    /// Closes everything and opens it again from what is on the disk.
    func reopened() async throws -> Office {
        await close()
        return try await Office(in: temporary, clock, SessionLimits(), RosterLimits())
    }

    func close() async {
        await loop.stop()
        await store.close()
        keys.close()
        folder.release()
    }

    /// A new connection, which nobody is logged in on.
    func clerk() -> Clerk {
        let peer = PeerCredentials(processID: 4_711, userID: 1_000, groupID: 1_000)
        let (near, far) = InMemoryStream.pair(on: loop, peer: peer)
        server.accept(far)
        return Clerk(RPCClient(near))
    }

    /// A new connection, bound to a session of this account. A first password is changed, and set again: then it is the
    /// person's own.
    func clerk(_ login: String, password: String = Office.password) async throws -> Clerk {
        let clerk = clerk()
        if try await clerk.login(login, password).mustChangePassword {
            try await clerk.changePassword(password, to: password + "?")
            try await clerk.changePassword(password + "?", to: password)
        }
        return clerk
    }

    /// The whole log, oldest first.
    func records() async throws -> [AuditRecord] {
        try await store.read { transaction in
            try transaction.auditRecords(matching: AuditFilter(), limit: 10_000).map {
                try AuditRecord(canonical: $0.record)
            }
        }
    }

    static func policy() throws -> Policy {
        var root = URL(fileURLWithPath: #filePath)
        for _ in 0..<5 { root.deleteLastPathComponent() }
        return try Policy(json: Array(Data(contentsOf: root.appendingPathComponent("config/rules/policy.json"))))
    }
}

/// One connection with a client for each service.
struct Clerk: Sendable {
    let client: RPCClient
    let sessions: SessionServiceClient
    let units: UnitServiceClient
    let accounts: AccountServiceClient
    let roster: RosterServiceClient

    init(_ client: RPCClient) {
        self.client = client
        sessions = SessionServiceClient(client)
        units = UnitServiceClient(client)
        accounts = AccountServiceClient(client)
        roster = RosterServiceClient(client)
    }

    func login(_ login: String, _ password: String) async throws -> APILoginResponse {
        try await sessions.login(
            .with {
                $0.login = login
                $0.password = password
            })
    }

    func changePassword(_ current: String, to new: String) async throws {
        _ = try await sessions.changePassword(
            .with {
                $0.currentPassword = current
                $0.newPassword = new
            })
    }

    /// Whether the connection belongs to a session that is alive.
    func isLoggedIn() async throws -> Bool {
        do {
            _ = try await sessions.whoAmI(APIWhoAmIRequest())
            return true
        } catch let error as RPCError where error.status == .unauthenticated {
            return false
        }
    }

    func unit(
        _ kind: APIUnitKind, _ name: String, under parent: String = "", stage: APISchoolStage = .unspecified,
        grade: UInt32 = 0
    ) async throws -> String {
        try await units.createUnit(
            .with {
                $0.parentID = parent
                $0.kind = kind
                $0.name = name
                $0.stage = stage
                $0.grade = grade
            }
        ).unit.id
    }

    func unit(_ id: String) async throws -> APIUnit {
        let answer = try await units.getUnit(.with { $0.unitID = id })
        return answer.unit
    }

    /// Identifiers of the units that one's grants reach.
    func mine() async throws -> [String] { try await units.listMyUnits(APIListMyUnitsRequest()).units.map(\.id) }

    func close(_ id: String) async throws -> APIUnit {
        let answer = try await units.closeUnit(.with { $0.unitID = id })
        return answer.unit
    }

    func account(_ login: String, in unit: String, password: String = Office.password) async throws -> String {
        try await accounts.createAccount(
            .with {
                $0.unitID = unit
                $0.login = login
                $0.displayName = login
                $0.firstPassword = password
            }
        ).account.id
    }

    func request(
        _ role: APIRole, in unit: String, for account: String, _ body: (inout APIRequestGrantRequest) -> Void = { _ in }
    ) async throws -> APIGrant {
        var request = APIRequestGrantRequest.with {
            $0.accountID = account
            $0.role = role
            $0.scopeKind = .unit
            $0.scopeID = unit
        }
        body(&request)
        return try await accounts.requestGrant(request).grant
    }

    func decide(_ grant: APIGrant, _ decision: APIGrantState) async throws -> APIGrant {
        try await accounts.decideGrant(
            .with {
                $0.grantID = grant.id
                $0.decision = decision
            }
        ).grant
    }
}

/// The status that `body` fails with; nothing when it does not fail.
func status(_ body: () async throws -> some Any) async throws -> GRPCStatus? {
    try await failure(body)?.status
}

/// What `body` fails with; nothing when it does not fail.
func failure(_ body: () async throws -> some Any) async throws -> RPCError? {
    do {
        _ = try await body()
        return nil
    } catch let error as RPCError {
        return error
    }
}
