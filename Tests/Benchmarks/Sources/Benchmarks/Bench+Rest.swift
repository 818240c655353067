import Foundation
import TestInstallation

/// The daemon when nobody asks anything, and its start.
extension Bench {
    func rest(_ table: inout RatioTable) async throws {
        _ = try await host.stop()
        var fastest = Double.infinity
        for round in 0..<Self.rounds {
            fastest = min(fastest, try await host.start() / .milliseconds(1))
            if round < Self.rounds - 1 { _ = try await host.stop() }
        }
        table.add("start with an existing database", fastest, "ms", .atMost(100))
        // The first seconds hold work that a start leaves behind.
        try await Task.sleep(for: .seconds(1))
        let before = host.processorTime
        try await Task.sleep(for: .seconds(3))
        let used = (host.processorTime - before) / .seconds(3) * 100
        table.add("daemon at rest: memory", Double(host.residentMemory) / 1e6, "MB", .atMost(60))
        // 0 % as `top` would round it: the kernel counts in ticks of 10 ms, one of which is 0.33 % here.
        table.add("daemon at rest: processor", used, "%", .atMost(0.5))
    }
}
