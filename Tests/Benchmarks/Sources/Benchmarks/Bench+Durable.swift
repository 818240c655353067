import Foundation
import TestInstallation

/// What is durable before its answer leaves, against SQLite's group commit on the same disk.
extension Bench {
    static let clients = 64

    func durable(_ table: inout RatioTable) async throws {
        let submissions = submissions()
        let share = submissions.count / Self.rounds
        var round = 0
        var (submitting, reading) = (Double.infinity, Double.infinity)
        let submitted = try await inTurn(Self.rounds) {
            try await rawCommit()
        } _: {
            defer { round += 1 }
            let lines = try write("submissions", Array(submissions[round * share..<(round + 1) * share]))
            return try await measured(&submitting) {
                try await Load.run(host.socket, lines: lines, connections: Self.clients, depth: 1, seconds: 0)
            }
        }
        let lines = try write("results", Array(results().prefix(share * Self.rounds)))
        let greeting = try greeting(school.counsellor)
        let read = try await inTurn(Self.rounds) {
            try await rawCommit()
        } _: {
            try await measured(&reading) {
                try await Load.run(
                    host.socket, lines: lines, greetings: greeting, connections: Self.clients, depth: 1, seconds: 1)
            }
        }
        table.add(
            "(b) GetResult, audited, 64 clients", limit: read.limit.perSecond, measured: read.measured.perSecond,
            ratio: read.measured / read.limit, .atLeast(0.5))
        table.add("    daemon's processor a call", reading, "µs", .none)
        table.add(
            "(c) SubmitSheet, audited, 64 clients", limit: submitted.limit.perSecond,
            measured: submitted.measured.perSecond, ratio: submitted.measured / submitted.limit, .atLeast(0.5))
        table.add("    daemon's processor a call", submitting, "µs", .none)
    }

    /// The rate of a load, and the least of the daemon's processor that a call has cost.
    private func measured(_ cheapest: inout Double, _ load: () async throws -> Load) async throws -> Double {
        let before = host.processorTime
        let load = try await load()
        cheapest = min(cheapest, (host.processorTime - before) / .microseconds(1) / load.calls)
        return load.rate
    }

    /// Rows of 1 kB a second, 64 a commit.
    private func rawCommit() async throws -> Double {
        let path = host.folder.file("raw-\(UUID().uuidString).db")
        let finished = try await blocking {
            try RunProgram.run([BuiltPrograms.benchmark("RawCommit"), path, "\(Self.clients)", "1"])
        }
        for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
        let figures = finished.output.split(separator: " ").compactMap { Double($0.trimmingCharacters(in: .newlines)) }
        guard finished.status == 0, figures.count == 2 else {
            throw ProgramFailure(program: "RawCommit", finished: finished)
        }
        return figures[0] / figures[1] * 1e6
    }
}
