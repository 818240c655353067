import Foundation
import JSONRPC
import SwiftProtobuf
import TestInstallation
import Testing
import XinyuAPI

extension EndToEnd {
    @Suite("Stopping and reloading")
    struct StoppingAndReloadingTests {
        private struct Reply: Decodable, Sendable {
            struct Result: Decodable { let status, token: String? }
            struct Fault: Decodable { let code: Int }

            let id: String?
            let result: Result?
            let error: Fault?
        }

        @Test("SIGTERM during calls: they finish, new ones are refused, health tells, the exit code is 0")
        func stopping() async throws {
            // Slow calls: each login of these takes some tenths of a second.
            let host = try await DaemonHost.make(["password": ["hashing": "moderate"]])
            try await host.start()
            let logins = 6
            let replies = try await blocking { () throws -> [String: Reply] in
                let socket = try LineSocket(path: host.socket)
                for id in 0..<logins {
                    try socket.send(
                        line:
                            #"{"jsonrpc":"2.0","id":"login-\#(id)","method":"xinyu.v1.SessionService/Login","params":"#
                            + #"{"login":"registrar","password":"\#(DaemonHost.firstPasswords[0])"}}"#)
                }
                // Answered at once: all lines before it have been read by then.
                var replies: [String: Reply] = [:]
                func take(_ line: [UInt8]) throws {
                    let reply = try JSONDecoder().decode(Reply.self, from: Data(line))
                    replies[reply.id ?? "?"] = reply
                }
                func ask(_ id: String, _ method: String) throws {
                    try socket.send(line: #"{"jsonrpc":"2.0","id":"\#(id)","method":"\#(method)"}"#)
                    while replies[id] == nil, let line = try socket.nextLineBytes() { try take(line) }
                }
                try ask("before", "grpc.health.v1.Health/Check")
                host.signal(SIGTERM)
                var count = 0
                repeat {
                    count += 1
                    try ask("health-\(count)", "grpc.health.v1.Health/Check")
                } while replies["health-\(count)"]?.result?.status == "SERVING"
                replies["told"] = replies["health-\(count)"]
                try ask("late", "xinyu.v1.SessionService/WhoAmI")
                while let line = try socket.nextLineBytes() { try take(line) }
                return replies
            }
            #expect(replies["before"]?.result?.status == "SERVING")
            #expect(replies["told"]?.result?.status == "NOT_SERVING")
            #expect(replies["late"]?.error?.code == -32_014)
            for id in 0..<logins { #expect(replies["login-\(id)"]?.result?.token != nil) }
            #expect(try await host.ending() == .exited(0))
            // The socket is taken away, so that a client is told at once.
            #expect(throws: LineSocket.Failure.self) { try LineSocket(path: host.socket) }
        }

        @Test("A watch hears of the end and is closed")
        func watching() async throws {
            let host = try await DaemonHost.make()
            try await host.start()
            let client = try await host.client()
            var heard: [GRPCHealthCheckResponse.ServingStatus] = []
            await #expect {
                for try await state in HealthServiceClient(client).watch(.init()) {
                    heard.append(state.status)
                    if heard.count == 1 { host.signal(SIGTERM) }
                }
            } throws: { ($0 as? RPCError)?.status == .unavailable }
            #expect(heard.first == .serving)
            #expect(heard.count < 3)
            #expect(try await host.ending() == .exited(0))
        }

        @Test("SIGHUP reads the rules again; rules that do not hold change nothing")
        func reloading() async throws {
            let host = try await DaemonHost.make()
            try await host.start()
            let client = try await host.client()
            let school = try await SampleSchool.open(client, roster: .demo(first: 5))
            let policy = host.folder.file("rules/policy.json")
            let shipped = try String(contentsOfFile: policy, encoding: .utf8)
            func teacherIsAllowed() async throws -> Bool {
                do {
                    _ = try await CampaignServiceClient(client).getCoverage(
                        .with {
                            $0.unitID = school.firstClass
                            $0.campaignID = school.campaign
                        }, school.teacher.meta)
                    return true
                } catch let error as RPCError where error.status == .permissionDenied {
                    return false
                }
            }
            #expect(try await teacherIsAllowed())

            try "{}".write(toFile: policy, atomically: true, encoding: .utf8)
            host.signal(SIGHUP)
            try await eventually("the daemon refuses these rules") {
                try log(host).contains("the rules stay as they were")
            }
            #expect(try await teacherIsAllowed())

            let teacher = try #require(shipped.range(of: "\"class_teacher\""))
            let permission = try #require(
                shipped.range(of: "\"coverage_read\",", range: teacher.upperBound..<shipped.endIndex))
            try shipped.replacingCharacters(in: permission, with: "").write(
                toFile: policy, atomically: true, encoding: .utf8)
            host.signal(SIGHUP)
            try await eventually("the rules count") { try await !teacherIsAllowed() }
            #expect(try log(host).contains("the rules are read again"))
        }

        private func log(_ host: DaemonHost) throws -> String {
            try String(contentsOfFile: host.errorOutput, encoding: .utf8)
        }
    }
}
