import Foundation
import TestInstallation

/// A small authorised read of an unaudited class, against an echo.
extension Bench {
    func calls(_ table: inout RatioTable) async throws {
        let echoSocket = host.folder.file("echo")
        let echo = try ChildProgram([BuiltPrograms.benchmark("RawEcho"), echoSocket])
        try await eventually("the echo serves") { (try? LineSocket(path: echoSocket)) != nil }
        // As long as the answer to WhoAmI.
        let echoLine = try write("echo-lines", [String(repeating: "x", count: 299)])
        let greeting = try greeting(school.counsellor)
        let lines = try write(
            "who-am-i",
            (0..<4_096).map { #"{"jsonrpc":"2.0","id":\#($0),"method":"xinyu.v1.SessionService/WhoAmI"}"# })

        func raw(_ depth: Int) async throws -> Double {
            try await Load.run(echoSocket, lines: echoLine, connections: 16, depth: depth, seconds: 1).rate
        }
        func xinyu(_ depth: Int) async throws -> Double {
            try await Load.run(
                host.socket, lines: lines, greetings: greeting, connections: 16, depth: depth, seconds: 1
            ).rate
        }
        let single = try await inTurn(Self.rounds) {
            try await raw(1)
        } _: {
            try await xinyu(1)
        }
        table.add(
            "(a) WhoAmI, 16 connections × 1", limit: single.limit.perSecond, measured: single.measured.perSecond,
            ratio: single.measured / single.limit, .atLeast(0.5))

        var cheapest = Double.infinity
        let many = try await inTurn(Self.rounds) {
            try await raw(16)
        } _: {
            let before = host.processorTime
            let load = try await Load.run(
                host.socket, lines: lines, greetings: greeting, connections: 16, depth: 16, seconds: 2)
            let used = host.processorTime - before
            cheapest = min(cheapest, used / .microseconds(1) / load.calls)
            return load.rate
        }
        table.add(
            "    WhoAmI, 16 × 16 in flight", limit: many.limit.perSecond, measured: many.measured.perSecond,
            ratio: many.measured / many.limit, .none)
        table.add("    daemon's processor a call, 16 × 16", cheapest, "µs", .atMost(12))
        echo.signal(SIGTERM)
        echo.wait()
    }
}
