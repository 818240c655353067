import Foundation
import TestInstallation
import Testing

extension EndToEnd {
    /// Each door can be tried with a tool that Debian has.
    @Suite("Stock tools")
    struct StockToolsTests {
        private func shell(_ script: String, _ host: DaemonHost) async throws -> RunProgram.Finished {
            let environment = ["XINYU_SOCKET": host.socket]
            return try await blocking { try RunProgram.run(["bash", "-euc", script], environment: environment) }
        }

        @Test(
            "nc and jq make a call, whether nc closes its side at once or waits",
            .enabled(if: RunProgram.isPresent("nc") && RunProgram.isPresent("jq")), arguments: ["-N", "-q 5", "-w 2"])
        func netcat(option: String) async throws {
            let host = try await DaemonHost.make()
            try await host.start()
            let finished = try await shell(
                """
                jq -nc '{jsonrpc:"2.0",id:1,method:"grpc.health.v1.Health/Check"}' |
                    nc -U \(option) "$XINYU_SOCKET" | head -n 1 | jq -r .result.status
                """, host)
            #expect(finished.output == "SERVING\n", "\(finished.errors)")
        }

        @Test(
            "A login and a call on one connection, by hand",
            .enabled(if: RunProgram.isPresent("nc") && RunProgram.isPresent("jq")))
        func conversation() async throws {
            let host = try await DaemonHost.make()
            try await host.start()
            let finished = try await shell(
                """
                coproc nc -U "$XINYU_SOCKET"
                jq -nc --arg password '\(DaemonHost.firstPasswords[0])' '{jsonrpc:"2.0",id:1,
                    method:"xinyu.v1.SessionService/Login",params:{login:"registrar",password:$password}}' >&"${COPROC[1]}"
                read -r login <&"${COPROC[0]}"
                jq -e .result.token <<<"$login" >/dev/null
                jq -nc '{jsonrpc:"2.0",id:2,method:"xinyu.v1.SessionService/WhoAmI"}' >&"${COPROC[1]}"
                read -r answer <&"${COPROC[0]}"
                kill "$COPROC_PID"
                jq -r '.result.grants[0].role' <<<"$answer"
                """, host)
            #expect(finished.output == "ROLE_REGISTRAR\n", "\(finished.errors)")
        }

        @Test("sqlite3 finds ciphertext only", .enabled(if: RunProgram.isPresent("sqlite3")))
        func sqlite() async throws {
            let host = try await DaemonHost.make()
            try await host.start()
            let roster = try Roster.demo(first: 40)
            let school = try await SampleSchool.open(try await host.client(), roster: roster)
            try await SubmissionStream(Submission.all(in: school)).run(on: host)
            #expect(try await host.stop() == .exited(0))
            let database = host.database + "/xinyu.db"
            let dump = try await blocking { try RunProgram.run(["sqlite3", "-readonly", database, ".dump"]) }
            #expect(dump.status == 0, "\(dump.errors)")
            // It is a database that can be read, with rows of the school…
            #expect(dump.output.contains("CREATE TABLE students"))
            #expect(dump.output.split(separator: "\n").filter { $0.hasPrefix("INSERT INTO students") }.count >= 40)
            // …and none of its words, neither as text nor as the hexadecimal digits of a blob.
            for word in roster.students.flatMap({ [$0.name, $0.number, $0.guardian, $0.phone] }) {
                let digits = word.utf8.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
                #expect(!dump.output.contains(word))
                #expect(!dump.output.contains(digits))
            }
            let check = try await blocking {
                try RunProgram.run(["sqlite3", "-readonly", database, "PRAGMA integrity_check"])
            }
            #expect(check.output == "ok\n")
        }

        @Test(
            "minisign verifies each shipped instrument", .enabled(if: RunProgram.isPresent("minisign")),
            arguments: ["phq9", "gad7", "who5"])
        func minisign(id: String) async throws {
            let folder = try BuiltPrograms.instruments.get()
            let keys = try FileManager.default.contentsOfDirectory(atPath: folder + "/trusted-keys")
            let key = try #require(keys.first)
            let file = "\(folder)/\(id)/\(id).so"
            let finished = try await blocking {
                try RunProgram.run(["minisign", "-V", "-p", "\(folder)/trusted-keys/\(key)", "-m", file])
            }
            #expect(finished.status == 0, "\(finished.errors)")
            // The trusted comment says which manifest belongs to it.
            let manifest = try await blocking {
                try RunProgram.run(["b2sum", "-l", "256", "\(folder)/\(id)/manifest.json"])
            }
            #expect(finished.output.contains("id=\(id) "))
            #expect(finished.output.contains("manifest=\(manifest.output.prefix(64))"))
        }

        @Test("systemd-analyze accepts the units", .enabled(if: RunProgram.isPresent("systemd-analyze")))
        func units() async throws {
            let folder = try ShortFolder()
            let shipped = BuiltPrograms.repository + "/config/systemd"
            for name in ["xinyud.service", "xinyud.socket"] {
                // It looks whether the program is there, which it is only once it is installed.
                let text = try String(contentsOfFile: "\(shipped)/\(name)", encoding: .utf8)
                    .replacingOccurrences(of: "/usr/bin/xinyud", with: BuiltPrograms.program("xinyud"))
                    .replacingOccurrences(of: "Documentation=file:/usr/share/doc/xinyu/README.md\n", with: "")
                try text.write(toFile: folder.file(name), atomically: true, encoding: .utf8)
            }
            let finished = try await blocking {
                try RunProgram.run([
                    "systemd-analyze", "verify", "--man=no", folder.file("xinyud.service"),
                    folder.file("xinyud.socket"),
                ])
            }
            #expect(finished.status == 0, "\(finished.errors)")
            #expect(
                !finished.errors.contains("xinyud.service:") && !finished.errors.contains("xinyud.socket:"),
                "\(finished.errors)")
        }

        @Test("systemd hands over the socket", .enabled(if: RunProgram.isPresent("systemd-socket-activate")))
        func socketActivation() async throws {
            let host = try await DaemonHost.make()
            let child = try ChildProgram(
                [
                    "systemd-socket-activate", "-l", host.socket, BuiltPrograms.program("xinyud"), "--config",
                    host.configuration,
                ],
                errors: host.errorOutput)
            try await eventually("the socket is there") { FileManager.default.fileExists(atPath: host.socket) }
            let line = try await blocking {
                let socket = try LineSocket(path: host.socket)
                try socket.send(line: #"{"jsonrpc":"2.0","id":1,"method":"grpc.health.v1.Health/Check"}"#)
                return try socket.nextLine()
            }
            #expect(line == #"{"jsonrpc":"2.0","id":1,"result":{"status":"SERVING"}}"#)
            child.signal(SIGTERM)
            #expect(child.wait() == .exited(0))
        }
    }
}
