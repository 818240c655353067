import AuditLog
import Daemon
import EventLoop
import Foundation
import JSONRPC
import Store
import TestSupport
import Testing
import Vault

@Suite struct StartTests {
    @Test func nothingIsThereBeforeInit() async throws {
        let host = try await TestHost()
        let refusal = try #require(await host.refusal())
        #expect(refusal.exitCode == 78)
        #expect("\(refusal)".contains("xinyu init"))
    }

    @Test func startsAgainAndAgain() async throws {
        let host = try await TestHost()
        try await host.install()
        for _ in 0..<3 { #expect(await host.refusal() == nil) }
    }

    @Test func oneDaemonHasAnInstallation() async throws {
        let host = try await TestHost()
        try await host.install()
        let first = try await host.assemble()
        let refusal = try #require(await host.refusal())
        guard case .store(.inUse(let process)) = refusal.reason else {
            Issue.record("refused for another reason: \(refusal)")
            return
        }
        #expect(process == getpid())
        #expect(refusal.exitCode == 75)
        try await first.stop(within: .zero)
        #expect(await host.refusal() == nil)
    }

    @Test func aRootKeyThatOthersCanReadIsRefused() async throws {
        let host = try await TestHost()
        try await host.install()
        #expect(chmod(host.folder.file("root.key"), 0o440) == 0)
        let refusal = try #require(await host.refusal())
        guard case .rootKey(.readableByOthers) = refusal.reason else {
            Issue.record("refused for another reason: \(refusal)")
            return
        }
        #expect(refusal.exitCode == 77)
    }

    @Test func theRootKeyOfAnotherInstallationIsRefused() async throws {
        let host = try await TestHost()
        try await host.install()
        let key = host.folder.file("root.key")
        try FileManager.default.removeItem(atPath: key)
        _ = try RootKey.create(keyFile: key, random: SystemRandom())
        let refusal = try #require(await host.refusal())
        guard case .vault(.wrongRootKey) = refusal.reason else {
            Issue.record("refused for another reason: \(refusal)")
            return
        }
        #expect(refusal.exitCode == 77)
    }

    @Test func aDatabaseThatWasPutBackIsRefused() async throws {
        let host = try await TestHost()
        try await host.install()
        let data = host.folder.file("data")
        try FileManager.default.copyItem(atPath: data, toPath: host.folder.file("old"))
        let assembly = try await host.assemble()
        try await TestClient.use(assembly) { client in try await client.logIn("registrar", TestHost.passwords.registrar)
        }
        try await assembly.stop(within: .zero)
        try FileManager.default.removeItem(atPath: data)
        try FileManager.default.moveItem(atPath: host.folder.file("old"), toPath: data)
        let refusal = try #require(await host.refusal())
        guard case .log(.shorterThanCheckpoint) = refusal.reason else {
            Issue.record("refused for another reason: \(refusal)")
            return
        }
        #expect(refusal.exitCode == 65)
    }

    @Test func aLogFolderWithoutItsCheckpointIsRefused() async throws {
        let host = try await TestHost()
        try await host.install()
        let assembly = try await host.assemble()
        try await TestClient.use(assembly) { client in try await client.logIn("registrar", TestHost.passwords.registrar)
        }
        try await assembly.stop(within: .zero)
        try FileManager.default.removeItem(atPath: host.folder.file("log/checkpoint"))
        let refusal = try #require(await host.refusal())
        guard case .log(.checkpointMissing) = refusal.reason else {
            Issue.record("refused for another reason: \(refusal)")
            return
        }
    }

    @Test func aScorerThatIsNotThereIsRefused() async throws {
        let host = try await TestHost(["scorer": "/nowhere/xinyu-scorer"])
        try await host.install()
        let refusal = try #require(await host.refusal())
        #expect(refusal.exitCode == 78)
        #expect("\(refusal)".contains("/nowhere/xinyu-scorer"))
    }

    @Test(arguments: [
        "policy.json", "warnings.json", "deadlines.json", "feedback.json", "validity.json", "levels.json",
        "licences.json",
    ])
    func aFileOfRulesThatDoesNotHoldIsNamed(_ name: String) async throws {
        let host = try await TestHost()
        try await host.install()
        try "{}".write(toFile: host.folder.file("rules/\(name)"), atomically: true, encoding: .utf8)
        let broken = try #require(await host.refusal())
        #expect(broken.exitCode == 78)
        #expect("\(broken)".contains(name))
        try FileManager.default.removeItem(atPath: host.folder.file("rules/\(name)"))
        let missing = try #require(await host.refusal())
        #expect("\(missing)".contains(name))
    }
}
