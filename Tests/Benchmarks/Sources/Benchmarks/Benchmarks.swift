import Foundation
import TestInstallation

/// Prints one table of speed as ratios to what the machine can do, all from this run. Arguments choose parts of it.
@main
struct Benchmarks {
    private enum Part: String, CaseIterable {
        case calls, durable, parts, scoring, rest
        /// Minutes of filling: only where it is asked for.
        case archives
    }

    static func main() async {
        do {
            try await run()
        } catch {
            note("\(error)")
            exit(1)
        }
    }

    private static func run() async throws {
        let named = try CommandLine.arguments.dropFirst().map { name in
            guard let part = Part(rawValue: name) else { throw NeverCame(description: "a part called \(name)") }
            return part
        }
        let chosen = named.isEmpty ? Set(Part.allCases).subtracting([.archives]) : Set(named)
        if chosen != [.archives] { print(try await ratios(chosen)) }
        if chosen.contains(.archives) { print(try await Archives.measure(note)) }
    }

    private static func ratios(_ chosen: Set<Part>) async throws -> String {
        var table = RatioTable()
        if chosen == [.scoring] {
            // Needs no daemon.
            try await BatchScoring.measure(&table)
            return table.text
        }
        note("preparing a school of 2,000 students …")
        let bench = try await Bench.prepare(students: 2_000)
        defer { bench.host.kill() }
        for part in Part.allCases where chosen.contains(part) {
            note("\(part) …")
            switch part {
            case .calls: try await bench.calls(&table)
            case .durable: try await bench.durable(&table)
            case .parts:
                try await Sealing.measure(&table)
                try await Scoring.measure(&table)
            case .scoring: try await BatchScoring.measure(&table)
            case .rest: try await bench.rest(&table)
            case .archives: break
            }
        }
        return table.text
    }

    private static func note(_ text: String) { FileHandle.standardError.write(Data((text + "\n").utf8)) }
}
