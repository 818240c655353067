internal import Domain

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
            let limit = ManifestLoader.largestSize / 1_024
            report.add(
                .manifest, "manifest.json is missing or larger than \(limit) KiB",
                zh: "缺少 manifest.json，或大于 \(limit) KiB", remedy: .mendManifest)
            return report
        }
        do {
            _ = try ManifestLoader.load(bytes)
        } catch {
            for finding in error.findings { report.add(CheckFinding(finding)) }
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
            report.note(
                "Landlock is off in this kernel: the call filter holds alone", zh: "此内核未启用 Landlock：仅由系统调用过滤器隔离")
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
            return report.add(
                .vectors, "vectors.jsonl is missing or larger than 4 MiB; golden vectors are needed",
                zh: "缺少 vectors.jsonl，或大于 4 MiB；标准样例必不可少", remedy: .writeVectors)
        }
        var lines = VectorLines()
        lines.append(bytes)
        lines.end()
        while let line = lines.next() {
            let place = "line \(line.number)"
            func add(_ english: String, zh chinese: String, remedy: LocalText = .workOutVector) {
                report.add(.vectors, at: place, english, zh: chinese, remedy: remedy)
            }
            let vector: Vector
            do {
                vector = try Vector(line: line.text(), manifest: manifest)
            } catch {
                add(error.message, zh: "无法读取：\(error.message)", remedy: .writeVectors)
                continue
            }
            guard let expected = vector.expected else {
                add("has no \"expect\"", zh: "没有 \"expect\"", remedy: .writeVectors)
                continue
            }
            if vector.origin?.isEmpty ?? true {
                report.note(
                    "vectors.jsonl, \(place): has no \"origin\"", zh: "vectors.jsonl，第 \(line.number) 行：没有 \"origin\"")
            }
            var isRight = true
            for bench in benches {
                for _ in 0..<2 {
                    guard let score = try bench.score([vector.sheet]).first ?? nil else {
                        add("the instrument does not take this sheet", zh: "测评工具不接受这份答卷")
                        isRight = false
                        break
                    }
                    if let difference = expected.difference(from: score) {
                        add(difference, zh: "结果与样例不符：\(difference)")
                        isRight = false
                    }
                    if !isRight { break }
                }
            }
            if isRight { report.vectors += 1 }
        }
        if report.vectors == 0 && report.findings.isEmpty {
            report.add(.vectors, "vectors.jsonl has no vector", zh: "vectors.jsonl 没有样例", remedy: .writeVectors)
        }
    }
}
