import Foundation
import TestInstallation
import Testing

extension EndToEnd {
    @Suite("JSON-RPC clients that do not know the daemon")
    struct ThirdPartyClientTests {
        /// Python with aiorpcX and jsonrpcclient: the repository's own environment (`make clients`), or the system's.
        static let python: String? = {
            let own = BuiltPrograms.repository + "/.build-clients/bin/python3"
            return [own, "python3"].first { python in
                let tried = try? RunProgram.run([python, "-c", "import aiorpcx, jsonrpcclient"])
                return tried?.status == 0
            }
        }()

        @Test(
            "aiorpcX over newline frames and jsonrpcclient work unchanged, batches included",
            .enabled(if: python != nil, "aiorpcX and jsonrpcclient are not installed: make clients"))
        func unchanged() async throws {
            let python = try #require(Self.python)
            let host = try await DaemonHost.make()
            try await host.start()
            _ = try await SchoolBuilder(try await host.client()).login("registrar", DaemonHost.firstPasswords[0])
            let script = BuiltPrograms.repository + "/Tests/EndToEnd/Clients/third_party.py"
            let finished = try await blocking {
                try RunProgram.run(
                    [python, script, host.socket, "registrar"], input: DaemonHost.firstPasswords[0] + "\n")
            }
            try #require(finished.status == 0, "\(finished.errors)")
            let found = try #require(
                try JSONSerialization.jsonObject(with: Data(finished.output.utf8)) as? [String: [String: Any]])

            let first = try #require(found["aiorpcx"])
            #expect(first["health"] as? [String: String] == ["status": "SERVING"])
            #expect(first["token"] as? Bool == true)
            #expect(first["account"] as? String == first["who"] as? String)
            #expect(first["unknown"] as? Int == -32_601)
            #expect(first["denied"] as? Int == -32_007)
            let batch = try #require(first["batch"] as? [Any])
            #expect(batch.count == 4)
            #expect(batch[0] as? [String] == ["status"])
            #expect((batch[1] as? [String])?.contains("accountId") == true)
            #expect(batch[3] as? Int == -32_601)
            #expect(first["gathered"] as? Int == 200)
            #expect((first["openrpc"] as? String)?.hasPrefix("1.") == true)

            let second = try #require(found["jsonrpcclient"])
            #expect(second["single"] as? [String: String] == ["status": "SERVING"])
            let answers = try #require(second["batch"] as? [Any]).map { "\($0)" }.sorted()
            #expect(answers == ["-32601", "result"])
        }
    }
}
