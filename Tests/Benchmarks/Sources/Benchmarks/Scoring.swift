import CRawLimits
import Instruments
import TestInstallation

/// Scoring one sheet of PHQ-9 in its sandbox, against a call in the same process: two context switches.
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

        let sheet = AnswerSheet(answers: (0..<9).map { Int64($0 & 1) })
        var measured = Double.infinity
        for _ in 0..<Bench.rounds + 1 {
            let began = ContinuousClock.now
            for _ in 0..<2_000 { _ = try await pool.score(sheet, with: instrument.reference).get() }
            measured = min(measured, (ContinuousClock.now - began) / .microseconds(1) / 2_000)
        }
        table.add(
            "scoring a sheet in the sandbox, one at a time", limit: direct.short + " µs",
            measured: measured.short + " µs", ratio: direct / measured, .none)
    }
}
