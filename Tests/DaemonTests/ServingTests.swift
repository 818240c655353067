import Daemon
import EventLoop
import Foundation
import JSONRPC
import TestSupport
import Testing

@Suite struct ServingTests {
    @Test func answersOverMemoryAsOverASocket() async throws {
        let host = try await TestHost()
        try await host.install()
        let assembly = try await host.assemble()
        try await TestClient.use(assembly) { client in
            let health = try await client.call("grpc.health.v1.Health/Check")
            #expect(health["status"] as? String == "SERVING")
            let login = try await client.logIn("registrar", TestHost.passwords.registrar)
            let who = try await client.call("xinyu.v1.SessionService/WhoAmI")
            #expect(who["accountId"] as? String == login["accountId"] as? String)
            let units = try await client.call("xinyu.v1.UnitService/ListUnits")
            #expect(units["units"] == nil)
        }
        try await assembly.stop(within: .zero)
    }

    @Test func whatWasWrittenIsThereAfterARestart() async throws {
        let host = try await TestHost()
        try await host.install()
        var assembly = try await host.assemble()
        let id = try await TestClient.use(assembly) { client in
            try await client.logIn("registrar", TestHost.passwords.registrar)
            let made = try await client.call(
                "xinyu.v1.UnitService/CreateUnit", ["kind": "UNIT_KIND_PROVINCE", "name": "云岭省"])
            return (made["unit"] as? [String: Any])?["id"] as? String
        }
        try await assembly.stop(within: .zero)
        assembly = try await host.assemble()
        try await TestClient.use(assembly) { client in
            try await client.logIn("registrar", TestHost.passwords.registrar)
            let units = try await client.call("xinyu.v1.UnitService/ListUnits")["units"] as? [[String: Any]]
            #expect(units?.count == 1)
            #expect(units?.first?["id"] as? String == id)
            #expect(units?.first?["name"] as? String == "云岭省")
        }
        try await assembly.stop(within: .zero)
    }

    @Test func aSessionLivesThroughARestart() async throws {
        let host = try await TestHost()
        try await host.install()
        var assembly = try await host.assemble()
        let token = try await TestClient.use(assembly) { client in
            try #require(try await client.logIn("security", TestHost.passwords.officer)["token"] as? String)
        }
        try await assembly.stop(within: .zero)
        assembly = try await host.assemble()
        try await TestClient.use(assembly) { client in
            let attached = try await client.call("xinyu.v1.SessionService/Attach", ["token": token])
            #expect(attached["accountId"] != nil)
        }
        try await assembly.stop(within: .zero)
    }

    @Test func newRulesCountFromTheReloadOn() async throws {
        let host = try await TestHost()
        try await host.install()
        let assembly = try await host.assemble()
        try await TestClient.use(assembly) { client in
            try await client.logIn("registrar", TestHost.passwords.registrar)
            _ = try await client.call("xinyu.v1.UnitService/ListUnits")
            // unit_read is taken from the registrar.
            let path = host.folder.file("rules/policy.json")
            var policy = try #require(
                try JSONSerialization.jsonObject(with: Data(contentsOf: URL(fileURLWithPath: path))) as? [String: Any])
            var roles = try #require(policy["roles"] as? [String: Any])
            var registrar = try #require(roles["registrar"] as? [String: Any])
            registrar["permissions"] = (registrar["permissions"] as? [String])?.filter { $0 != "unit_read" }
            roles["registrar"] = registrar
            policy["roles"] = roles
            try JSONSerialization.data(withJSONObject: policy).write(to: URL(fileURLWithPath: path))
            try assembly.reload()
            await #expect { _ = try await client.call("xinyu.v1.UnitService/ListUnits") } throws: { error in
                (error as? RPCError)?.status == .permissionDenied
            }
        }
        try await assembly.stop(within: .zero)
    }

    @Test func rulesThatDoNotHoldChangeNothing() async throws {
        let host = try await TestHost()
        try await host.install()
        let assembly = try await host.assemble()
        try await TestClient.use(assembly) { client in
            try await client.logIn("registrar", TestHost.passwords.registrar)
            try "[]".write(toFile: host.folder.file("rules/policy.json"), atomically: true, encoding: .utf8)
            #expect(throws: StartFailure.self) { try assembly.reload() }
            _ = try await client.call("xinyu.v1.UnitService/ListUnits")
        }
        try await assembly.stop(within: .zero)
    }
}
