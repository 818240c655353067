extension InstrumentCheck {
    /// Walks from the lowest sheet to the highest, as scored and as marked, one code at a time and in several orders of
    /// items, and holds the band of every complete score against the manifest; says for which limits of bands there were
    /// scores on both sides.
    func checkBands(
        _ manifest: Manifest, _ bench: CheckBench, _ report: inout CheckReport
    ) throws(ScoringFailure) {
        guard manifest.scales.contains(where: { !$0.bands.isEmpty }) else { return }
        var seen = [Set<Int64>](repeating: [], count: manifest.scales.count)
        for sheets in walks(manifest) {
            let scores = try bench.score(sheets)
            for (sheet, score) in zip(sheets, scores) {
                guard let score else { continue }
                for (index, scale) in manifest.scales.enumerated() {
                    let result = score.scales[index]
                    guard result.state == .complete, let banded = result.score(scale.banded) else { continue }
                    seen[index].insert(banded)
                    check(result, banded: banded, of: scale, in: sheet.context, &report)
                }
            }
        }
        for (index, scale) in manifest.scales.enumerated() where !scale.bands.isEmpty {
            checkLimits(of: scale, seen: seen[index], &report)
        }
    }

    private func check(
        _ result: InstrumentScore.Scale, banded: Int64, of scale: Manifest.Scale, in context: SheetContext,
        _ report: inout CheckReport
    ) {
        if banded < scale.minimum || banded > scale.maximum {
            report.add(
                .bands,
                "scale \(scale.id) reached \(decimal(banded)), outside of the manifest's "
                    + "\(decimal(scale.minimum)) to \(decimal(scale.maximum))",
                zh: "量表 \(scale.id) 得到 \(decimal(banded))，超出 manifest.json 的 "
                    + "\(decimal(scale.minimum)) 至 \(decimal(scale.maximum))", remedy: .mendRange)
        }
        guard !scale.bands.isEmpty else { return }
        let expected = scale.bands.first { $0.applies(to: context) && banded >= $0.from && banded <= $0.to }
        if result.band != expected?.id {
            report.add(
                .bands,
                "scale \(scale.id) at \(decimal(banded)): the code says \(result.band ?? "no band"), the manifest "
                    + (expected?.id ?? "no band"),
                zh: "量表 \(scale.id) 为 \(decimal(banded)) 时，代码给出 \(result.band ?? "无分段")，manifest.json 为 "
                    + (expected?.id ?? "无分段"), remedy: .alignBands)
        }
    }

    private func checkLimits(of scale: Manifest.Scale, seen: Set<Int64>, _ report: inout CheckReport) {
        let sorted = seen.sorted()
        if sorted.isEmpty {
            return report.add(
                .bands, "scale \(scale.id): no complete sheet gives a score", zh: "量表 \(scale.id)：完整的答卷也没有得分",
                remedy: .mendRange)
        }
        for band in scale.bands {
            if sorted.contains(where: { $0 >= band.from && $0 <= band.to }) {
                report.bandLimits += 2
                for limit in [band.from, band.to] where !seen.contains(limit) {
                    report.note(
                        "scale \(scale.id), band \(band.id): no sheet found that scores \(decimal(limit))",
                        zh: "量表 \(scale.id) 的分段 \(band.id)：没有找到得 \(decimal(limit)) 分的答卷")
                }
            } else {
                report.note(
                    "scale \(scale.id): no sheet found that falls into band \(band.id)",
                    zh: "量表 \(scale.id)：没有找到落入分段 \(band.id) 的答卷")
            }
        }
    }

    private func walks(_ manifest: Manifest) -> [[AnswerSheet]] {
        var generator = SheetGenerator(manifest: manifest, seed: 7)
        let marked = manifest.items.map { SheetGenerator.choices(of: $0.number, in: manifest) }
        // From the lowest score to the highest: items that count from the other end begin there.
        let reversed = Set(manifest.scales.flatMap(\.reversed))
        let scored = marked.enumerated().map { reversed.contains($0 + 1) ? $1.reversed() : $1 }
        var walks: [[AnswerSheet]] = []
        let differsBySex = manifest.scales.contains { $0.bands.contains { $0.sex != nil } }
        for informant in manifest.informants {
            for round in 0..<(differsBySex ? 8 : 4) {
                let choices = round % 4 < 2 ? scored : marked
                var context = generator.context()
                context.informant = informant
                if differsBySex { context.sex = round < 4 ? .female : .male }
                var order = Array(manifest.items.indices)
                if round % 4 > 0 {
                    for place in order.indices.reversed() { order.swapAt(place, generator.below(place + 1)) }
                }
                var answers: [Int64?] = choices.map(\.first)
                var sheets = [AnswerSheet(answers: answers, context: context)]
                for item in order {
                    for choice in choices[item].dropFirst() {
                        answers[item] = choice
                        sheets.append(AnswerSheet(answers: answers, context: context))
                    }
                }
                walks.append(sheets)
            }
        }
        return walks
    }
}
