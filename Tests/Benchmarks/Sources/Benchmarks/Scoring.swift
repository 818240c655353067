import CRawLimits
import Instruments
import TestInstallation

/// Scoring PHQ-9 in its sandbox, against a call in the same process.
enum Scoring {
    static func measure(_ table: inout RatioTable) async throws {
        let folder = try ShortFolder()
        let shipped = try BuiltPrograms.instruments.get()
        let catalogue = Catalogue(
            folder: folder.file("catalogue"), trustedKeys: shipped + "/trusted-keys",
            helper: BuiltPrograms.program("xinyu-scorer"))
        let files = InstrumentFiles(folder: shipped + "/phq9", id: "phq9")
        let instrument = try catalogue.install(from: files)
        let pool = ScorerPool(catalogue: catalogue)
        let direct = raw_score(shipped + "/phq9/phq9.so", 9, 1_000_000) / 1e3
        guard direct > 0 else { throw NeverCame(description: "phq9.so is loaded into this process") }

        func microseconds(_ batch: Int, times: Int) async throws -> Double {
            let sheets = (0..<batch).map { number in
                AnswerSheet(answers: (0..<9).map { Int64((number >> $0) & 1) })
            }
            var best = Double.infinity
            for _ in 0..<Bench.rounds {
                let began = ContinuousClock.now
                for _ in 0..<times {
                    for result in await pool.score(sheets, with: instrument.reference) { _ = try result.get() }
                }
                best = min(best, (ContinuousClock.now - began) / .microseconds(1) / Double(times * batch))
            }
            return best
        }
        _ = try await microseconds(256, times: 1)
        for (name, batch, times) in [("batches of 256", 256, 200), ("one at a time", 1, 2_000)] {
            let measured = try await microseconds(batch, times: times)
            table.add(
                "scoring a sheet in the sandbox, \(name)", limit: direct.short + " µs",
                measured: measured.short + " µs",
                ratio: direct / measured, .none)
        }
    }
}
