import Foundation
import TestInstallation

/// One run of the load generator.
struct Load {
    let calls: Double
    let seconds: Double
    /// Of a call, in microseconds; zero where more than one is under way on a connection.
    let median: Double
    let slowest: Double

    var rate: Double { calls / seconds }

    /// - Parameters:
    ///   - lines: file of requests, a line each.
    ///   - greetings: file of lines that connections begin with.
    ///   - seconds: zero sends each line once.
    static func run(
        _ socket: String, lines: String, greetings: String? = nil, connections: Int, depth: Int, seconds: Double
    ) async throws -> Load {
        let arguments = [
            BuiltPrograms.benchmark("LoadGenerator"), socket, lines, greetings ?? "-", "\(connections)", "\(depth)",
            "\(seconds)",
        ]
        let finished = try await blocking { try RunProgram.run(arguments) }
        let figures = finished.output.split(separator: " ").compactMap { Double($0.trimmingCharacters(in: .newlines)) }
        guard finished.status == 0, figures.count == 5 else {
            throw ProgramFailure(program: "LoadGenerator", finished: finished)
        }
        guard figures[2] == 0 else { throw NeverCame(description: "\(Int(figures[2])) calls were refused") }
        return Load(
            calls: figures[0], seconds: figures[1] / 1e6, median: figures[3] / 1e3, slowest: figures[4] / 1e3)
    }
}

extension BuiltPrograms {
    /// A program of this package, which lies beside this one.
    static func benchmark(_ name: String) -> String {
        URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent().path + "/" + name
    }
}

/// Runs of the limit and of what is measured by it, in turn, so that both see the same neighbours; the best of each.
func inTurn(_ rounds: Int, _ limit: () async throws -> Double, _ measured: () async throws -> Double) async throws
    -> (limit: Double, measured: Double)
{
    var (bestLimit, bestMeasured) = (0.0, 0.0)
    for _ in 0..<rounds {
        bestLimit = max(bestLimit, try await limit())
        bestMeasured = max(bestMeasured, try await measured())
    }
    return (bestLimit, bestMeasured)
}
