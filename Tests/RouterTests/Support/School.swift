import Access
import AuditLog
import Domain
import EventLoop
import Foundation
import JSONRPC
import Logging
import Store
import TestSupport
import Vault
import XinyuAPI

@testable import Router

/// A school with two classes and a neighbour, with people who have logged in, in a folder of its own.
final class School: Sendable {
    /// What is the same each time it is opened.
    struct People: Sendable {
        let school: Identifier
        let neighbour: Identifier
        let firstClass: Identifier
        let secondClass: Identifier
        /// In the first class.
        let student: Identifier
        /// In the second class.
        let otherStudent: Identifier
        /// Of the school; sees everything.
        let counsellor: Visitor
        /// Of the neighbour.
        let stranger: Visitor
        /// Of the first class; sees up to STATUS.
        let teacher: Visitor
        let registrar: Visitor
        let officer: Visitor
        /// The student of the first class.
        let pupil: Visitor
    }

    struct Visitor: Sendable {
        let account: Identifier
        let token: SessionToken

        var meta: CallMeta { CallMeta(authorization: "Bearer " + token.text) }

        func meta(key: String? = nil, purpose: String? = nil, timeout: Duration? = nil) -> CallMeta {
            CallMeta(
                authorization: "Bearer " + token.text, timeout: timeout, idempotencyKey: key, purpose: purpose)
        }
    }

    let temporary: TemporaryFolder
    let people: People
    let clock: ManualClock
    let loop: EventLoop
    let store: Store
    let log: AuditLog
    let environment: RouterEnvironment

    static func open() async throws -> School {
        let temporary = try TemporaryFolder()
        let clock = ManualClock()
        let parts = try await Parts(in: temporary, clock: clock)
        let people = try await parts.store.write { try School.settle(in: $0, at: clock.now()) }
        return try await School(temporary, parts, people, clock)
    }

    private init(_ temporary: TemporaryFolder, _ parts: Parts, _ people: People, _ clock: ManualClock) async throws {
        self.temporary = temporary
        self.people = people
        self.clock = clock
        store = parts.store
        log = parts.log
        loop = try EventLoop()
        let sessions = SessionRegistry(idle: .seconds(1_800))
        let (tree, now) = (try await store.read { try UnitDirectory.tree(in: $0) }, clock.now())
        try await store.read { try sessions.load(from: $0, at: now) }
        environment = RouterEnvironment(
            store: parts.store, ring: parts.ring, log: parts.log, decider: AccessDecider(policy: try School.policy()),
            sessions: sessions, units: UnitDirectory(tree), clock: clock, random: SeededRandomSource(seed: 99))
    }

    /// Closes everything and opens a copy of what is on the disk, as after a restart on another machine.
    func reopened() async throws -> School {
        await close()
        let copy = try TemporaryFolder()
        for name in ["data", "log"] {
            try FileManager.default.copyItem(atPath: temporary.file(name), toPath: copy.file(name))
        }
        return try await School(copy, Parts(in: copy, clock: clock), people, clock)
    }

    func close() async {
        await loop.stop()
        await store.close()
    }

    /// A client of a router with these methods, for which the contract is just them.
    func serve(_ register: (inout MethodTable) -> Void) throws -> Desk {
        var table = MethodTable()
        register(&table)
        let contract = table.methods.values.map(\.descriptor) + HealthServiceMethods.all
        let router = try Router(table, in: environment, contract: contract)
        return Desk(loop, Server(handler: router, logger: Logger(label: "test")))
    }

    /// The whole log, oldest first.
    func records() async throws -> [AuditRecord] {
        try await store.read { transaction in
            try transaction.auditRecords(matching: AuditFilter(), limit: 1_000).map {
                try AuditRecord(canonical: $0.record)
            }
        }
    }

    private static func policy() throws -> Policy {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        return try Policy(json: Array(Data(contentsOf: root.appendingPathComponent("config/rules/policy.json"))))
    }
}

/// A server, and clients of it.
struct Desk: Sendable {
    let server: Server
    let client: RPCClient
    let loop: EventLoop

    init(_ loop: EventLoop, _ server: Server) {
        self.loop = loop
        self.server = server
        client = Desk.connect(to: server, on: loop)
    }

    /// One more connection.
    func anotherClient() -> RPCClient { Desk.connect(to: server, on: loop) }

    private static func connect(to server: Server, on loop: EventLoop) -> RPCClient {
        let peer = PeerCredentials(processID: 4_711, userID: 1_000, groupID: 1_000)
        let (near, far) = InMemoryStream.pair(on: loop, peer: peer)
        server.accept(far)
        return RPCClient(near)
    }
}
