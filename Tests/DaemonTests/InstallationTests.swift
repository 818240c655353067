import AuditLog
import Daemon
import Domain
import Foundation
import Services
import Store
import TestSupport
import Testing

@Suite struct InstallationTests {
    private func mode(_ path: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }

    @Test func makesFoldersAndKeysThatOthersCannotRead() async throws {
        let host = try await TestHost()
        try await host.install()
        #expect(try mode(host.folder.file("data")) == 0o700)
        #expect(try mode(host.folder.file("data/xinyu.db")) == 0o600)
        #expect(try mode(host.folder.file("data/keys.db")) == 0o600)
        #expect(try mode(host.folder.file("root.key")) == 0o400)
        #expect(try mode(host.folder.file("log")) == 0o750)
    }

    @Test func leavesTheVerifierKeyInTheLogFolder() async throws {
        let host = try await TestHost()
        try await host.install()
        let text = try String(contentsOfFile: host.folder.file("log/log.pub"), encoding: .utf8)
        // A vkey of the signed-note form: name, hash of eight digits, base64 of 33 bytes.
        let parts = text.dropLast().split(separator: "+", maxSplits: 2)
        #expect(parts.count == 3)
        #expect(parts[0].hasPrefix("xinyu-"))
        #expect(parts[1].count == 8)
        #expect(Data(base64Encoded: String(parts[2]))?.count == 33)
    }

    /// The first accounts have nobody who made them but the host: that is in the log, in front of everything.
    @Test func theLogBeginsWithTheFirstAccountsAndTheirGrants() async throws {
        let host = try await TestHost()
        try await host.install()
        let installation = try await OpenInstallation.open(host.configuration, clock: host.clock, random: host.random)
        let (records, grants) = try await installation.store.read { transaction in
            (
                try installation.log.records(matching: AuditFilter(), limit: 100, in: transaction),
                try transaction.grants(in: .approved, after: .installation, limit: 100)
            )
        }
        #expect(records.map(\.index) == Array(0..<6))
        #expect(records.map(\.method).filter { $0 == "xinyu init" }.count == 6)
        #expect(
            records.map(\.permission) == Array(repeating: "account_manage", count: 3)
                + Array(repeating: "grant_approve", count: 3))
        #expect(records.allSatisfy { $0.actor == .installation && $0.outcome == .ok })
        #expect(records.allSatisfy { $0.peer.uid == getuid() && $0.peer.pid == UInt32(getpid()) })
        #expect(Set(records.prefix(3).map(\.subject.id)) == Set(grants.map(\.account)))
        #expect(records.suffix(3).map(\.subject.id) == records.prefix(3).map(\.subject.id))
        #expect(records.allSatisfy { $0.subject.kind == "account" })
        try await installation.close()
    }

    @Test func refusesWhereSomethingIs() async throws {
        let host = try await TestHost()
        try await host.install()
        await #expect(throws: InstallationError.exists(path: host.folder.file("data"))) { try await host.install() }
    }

    @Test func refusesARootKeyThatIsThere() async throws {
        let host = try await TestHost()
        let path = host.folder.file("root.key")
        try "precious".write(toFile: path, atomically: true, encoding: .utf8)
        await #expect(throws: InstallationError.exists(path: path)) { try await host.install() }
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "precious")
    }

    @Test func leavesNothingWhenAPasswordWillNotDo() async throws {
        let host = try await TestHost()
        let before = try FileManager.default.contentsOfDirectory(atPath: host.folder.path).sorted()
        let people = Installation.FirstPeople(
            registrar: .init(login: "registrar", displayName: "R", password: "short"),
            securityOfficer: TestHost.people.securityOfficer, instrumentManager: TestHost.people.instrumentManager)
        await #expect(throws: (any Error).self) { try await host.installation.create(people) }
        #expect(try FileManager.default.contentsOfDirectory(atPath: host.folder.path).sorted() == before)
        // And the next attempt goes through.
        try await host.install()
    }

    @Test func asksWhereTheRootKeyGoes() async throws {
        let host = try await TestHost(["root.key": ""])
        #expect(throws: InstallationError.rootKeyPlaceMissing) { try host.installation }
    }
}
