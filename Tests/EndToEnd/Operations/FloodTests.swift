import Foundation
import TestInstallation
import Testing

extension EndToEnd {
    @Suite("Floods")
    struct FloodTests {
        private static let health = #"{"jsonrpc":"2.0","id":"h","method":"grpc.health.v1.Health/Check"}"#
        private static let isServing = #"{"jsonrpc":"2.0","id":"h","result":{"status":"SERVING"}}"#

        @Test("A million lines of garbage get a million answers, and memory stays where it was")
        func garbage() async throws {
            let host = try await DaemonHost.make()
            try await host.start()
            let before = host.residentMemory
            try await blocking {
                let socket = try LineSocket(path: host.socket)
                let kinds = ["x\n", "{\n", "]]\n", "\u{0}\n", "{\"jsonrpc\":\"2.0\"\n"]
                let piece = Array((0..<5_000).map { kinds[$0 % kinds.count] }.joined().utf8)
                for _ in 0..<200 {
                    try socket.send(piece)
                    let last = String(decoding: try socket.skipLines(5_000), as: UTF8.self)
                    #expect(last.contains("-32700"))
                }
                try socket.send(line: Self.health)
                #expect(try socket.nextLine() == Self.isServing)
            }
            #expect(host.residentMemory - before < 32 << 20)
        }

        @Test("A line over the limit is dropped while it comes, answered once, and what follows is served")
        func longLine() async throws {
            let host = try await DaemonHost.make()
            try await host.start()
            let before = host.residentMemory
            try await blocking {
                let socket = try LineSocket(path: host.socket)
                let piece = [UInt8](repeating: 0x61, count: 1 << 20)
                for _ in 0..<64 { try socket.send(piece) }
                try socket.send(line: "")
                try socket.send(line: Self.health)
                let answer = try #require(try socket.nextLine())
                #expect(answer.contains("\"code\":-32008") && answer.contains("\"id\":null"))
                #expect(try socket.nextLine() == Self.isServing)
            }
            #expect(host.residentMemory - before < 16 << 20)
        }

        @Test("A reader that takes nothing is heard no more, then cut off; others are served meanwhile")
        func slowReader() async throws {
            let host = try await DaemonHost.make()
            try await host.start()
            let before = host.residentMemory
            try await blocking {
                let slow = try LineSocket(path: host.socket)
                // Each answer is some hundred kilobytes.
                let piece = Array(
                    String(repeating: #"{"jsonrpc":"2.0","id":1,"method":"rpc.discover"}"# + "\n", count: 1_000).utf8)
                var sent = 0
                while true {
                    let count = slow.sendWithoutReading(piece)
                    if count == 0 { break }
                    sent += count
                    try #require(sent < 64 << 20, "the daemon stops reading")
                }
                let other = try LineSocket(path: host.socket)
                let deadline = ContinuousClock.now + .seconds(60)
                // Until the daemon has closed it: sending tells so, and takes nothing meanwhile.
                while !slow.isCutOff {
                    try #require(ContinuousClock.now < deadline, "the slow reader is cut off")
                    try other.send(line: Self.health)
                    #expect(try other.nextLine() == Self.isServing)
                    #expect(host.residentMemory - before < 48 << 20)
                    Thread.sleep(forTimeInterval: 0.05)
                }
            }
        }

        @Test(
            "4,000 idle connections cost little, the next one over the limit is told so, others are served",
            .enabled(if: OpenFiles.raise(to: 9_000), "the limit of open files cannot be raised here"))
        func idleConnections() async throws {
            let host = try await DaemonHost.make(["limits": ["connections": 4_001, "connectionsPerUser": 4_001]])
            try await host.start()
            let before = host.residentMemory
            try await blocking {
                let first = try LineSocket(path: host.socket)
                var idle: [LineSocket] = []
                for _ in 0..<4_000 { idle.append(try LineSocket(path: host.socket)) }
                // The last one is served: all before it have been taken in.
                let last = try #require(idle.last)
                try last.send(line: Self.health)
                #expect(try last.nextLine() == Self.isServing)
                let spent = host.residentMemory - before
                #expect(spent < 64 << 20, "\(spent / 4_000) bytes a connection")

                let refused = try LineSocket(path: host.socket)
                let answer = try #require(try refused.nextLine())
                #expect(answer.contains("\"code\":-32008"))
                #expect(try refused.nextLine() == nil)

                try first.send(line: Self.health)
                #expect(try first.nextLine() == Self.isServing)
                // Room again once they have gone.
                idle.removeAll()
                let deadline = ContinuousClock.now + .seconds(30)
                while true {
                    let next = try LineSocket(path: host.socket)
                    try next.send(line: Self.health)
                    if try next.nextLine() == Self.isServing { break }
                    try #require(ContinuousClock.now < deadline, "connections that have gone make room")
                }
            }
        }

        @Test("One user's connections leave room for others' when the limit for each is lower")
        func perUser() async throws {
            let host = try await DaemonHost.make(["limits": ["connections": 64, "connectionsPerUser": 8]])
            try await host.start()
            try await blocking {
                let held = try (0..<8).map { _ in try LineSocket(path: host.socket) }
                let refused = try LineSocket(path: host.socket)
                #expect(try refused.nextLine()?.contains("of this user") == true)
                try held[7].send(line: Self.health)
                #expect(try held[7].nextLine() == Self.isServing)
            }
        }
    }
}

/// The limit of open files of this process, and so of the daemon that it starts.
enum OpenFiles {
    static func raise(to wanted: UInt) -> Bool {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return false }
        guard limit.rlim_cur < wanted else { return true }
        guard limit.rlim_max >= wanted else { return false }
        limit.rlim_cur = rlim_t(wanted)
        return setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0
    }
}
