internal import Foundation

/// Everything that is checked before an instrument is installed, and by its author with `xinyu instrument check`.
///
/// Manifest, signature, ABI; then, in two processes and twice in each, all golden vectors and random sheets, which must
/// give the same bit for bit, in another order and alone too; then every limit of every band. Blocks for as long as that takes, some tenths of a second.
public struct InstrumentCheck: Sendable {
    let catalogue: Catalogue

    /// - Parameter catalogue: whose trusted keys and helper are used; nothing is installed.
    public init(catalogue: Catalogue) {
        self.catalogue = catalogue
    }

    /// Checks what is in `files`.
    public func check(_ files: InstrumentFiles) -> CheckReport {
        var report = CheckReport()
        guard let bytes = InstrumentFiles.read(files.manifest, limit: ManifestLoader.largestSize) else {
            report.add(.manifest, "manifest.json is missing or larger than \(ManifestLoader.largestSize / 1024) KiB")
            return report
        }
        do {
            _ = try ManifestLoader.load(bytes)
        } catch {
            for finding in error.findings { report.add(.manifest, finding.description) }
            return report
        }
        let instrument: InstalledInstrument
        do {
            instrument = try catalogue.read(files)
        } catch {
            report.add(.signature, error)
            return report
        }
        report.instrument = instrument
        let benches: [CheckBench]
        do throws(ScoringFailure) {
            benches = [
                try CheckBench(instrument, catalogue: catalogue), try CheckBench(instrument, catalogue: catalogue),
            ]
        } catch {
            report.add(.loading, error)
            return report
        }
        if !benches[0].hasLandlock {
            report.notes.append("Landlock is off in this kernel: the call filter holds alone")
        }
        do throws(ScoringFailure) {
            try checkVectors(files, instrument.manifest, benches, &report)
            try checkDeterminism(instrument.manifest, benches, &report)
            try checkBands(instrument.manifest, benches[0], &report)
        } catch {
            report.add(.scoring, error)
        }
        return report
    }

    private func checkVectors(
        _ files: InstrumentFiles, _ manifest: Manifest, _ benches: [CheckBench], _ report: inout CheckReport
    ) throws(ScoringFailure) {
        guard let bytes = InstrumentFiles.read(files.vectors, limit: 4 << 20) else {
            return report.add(.vectors, "vectors.jsonl is missing or larger than 4 MiB; golden vectors are needed")
        }
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() where !line.allSatisfy(\.isWhitespace) {
            let vector: Vector
            do {
                vector = try Vector(line: String(line), manifest: manifest)
            } catch {
                report.add(.vectors, "line \(index + 1): \(error.message)")
                continue
            }
            guard let expected = vector.expected else {
                report.add(.vectors, "line \(index + 1): has no \"expect\"")
                continue
            }
            var isRight = true
            for bench in benches {
                for _ in 0..<2 {
                    guard let score = try bench.score([vector.sheet]).first ?? nil else {
                        report.add(.vectors, "line \(index + 1): the instrument does not take this sheet")
                        isRight = false
                        break
                    }
                    if let difference = expected.difference(from: score) {
                        report.add(.vectors, "line \(index + 1): \(difference)")
                        isRight = false
                    }
                    if !isRight { break }
                }
            }
            if isRight { report.vectors += 1 }
        }
        if report.vectors == 0 && report.findings.isEmpty { report.add(.vectors, "vectors.jsonl has no vector") }
    }
}
