import CRawLimits
import Instruments
import TestInstallation

/// A million sheets through the sandbox in batches, from answers in memory to scores in memory, against the same frames
/// between two C programs that call the same plugin and check nothing.
enum BatchScoring {
    /// Held in memory at once, and handed over so many times.
    private static let (sheets, times) = (125_000, 8)
    private static let batch = 256

    static func measure(_ table: inout RatioTable) async throws {
        let folder = try ShortFolder()
        let shipped = try BuiltPrograms.instruments.get()
        let catalogue = Catalogue(
            folder: folder.file("catalogue"), trustedKeys: shipped + "/trusted-keys",
            helper: BuiltPrograms.program("xinyu-scorer"))
        let pool = ScorerPool(catalogue: catalogue)
        for (id, items, top) in [("phq9", 9, 3), ("mht", 100, 1)] {
            let instrument = try catalogue.install(from: InstrumentFiles(folder: "\(shipped)/\(id)", id: id))
            let codes = (0..<sheets * items).map { Int64(($0 &* 2_654_435_761 >> 7) % (top + 1)) }
            let stored = (0..<sheets).map { sheet in
                AnswerSheet(answers: codes[sheet * items..<(sheet + 1) * items].map { $0 })
            }
            var (raw, measured) = (Double.infinity, Double.infinity)
            // In turns, so that both meet the same disturbances.
            for _ in 0..<Bench.rounds {
                let nanoseconds = raw_batches(
                    "\(shipped)/\(id)/\(id).so", codes, UInt32(items), UInt32(sheets), UInt32(times), UInt32(batch))
                guard nanoseconds > 0 else { throw NeverCame(description: "\(id).so is called by the C programs") }
                raw = min(raw, nanoseconds / 1e3)
                let began = ContinuousClock.now
                for _ in 0..<times {
                    let block = try await pool.scores(of: stored, with: instrument.reference)
                    guard try block[sheets - 1].get().scales.isEmpty == false else {
                        throw NeverCame(description: "a score of \(id)")
                    }
                }
                let elapsed = ContinuousClock.now - began
                measured = min(measured, elapsed / .microseconds(1) / Double(sheets * times))
            }
            table.add(
                "scoring \(sheets * times / 1_000) 000 sheets of \(items) items, batches of \(batch)",
                limit: raw.short + " µs", measured: measured.short + " µs", ratio: raw / measured, .atLeast(0.5))
            pool.release(instrument.reference)
        }
    }
}
