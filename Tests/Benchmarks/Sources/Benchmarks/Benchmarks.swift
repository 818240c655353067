import Foundation
import TestInstallation

/// Prints one table of speed as ratios to what the machine can do, all from this run.
@main
struct Benchmarks {
    static func main() async {
        do {
            try await run()
        } catch {
            note("\(error)")
            exit(1)
        }
    }

    private static func run() async throws {
        var table = RatioTable()
        note("preparing a school of 2,000 students …")
        let bench = try await Bench.prepare(students: 2_000)
        note("small calls …")
        try await bench.calls(&table)
        note("durable calls …")
        try await bench.durable(&table)
        note("sealing and scoring …")
        try await Sealing.measure(&table)
        try await Scoring.measure(&table)
        note("at rest …")
        try await bench.rest(&table)
        bench.host.kill()
        print(table.text)
    }

    private static func note(_ text: String) { FileHandle.standardError.write(Data((text + "\n").utf8)) }
}
