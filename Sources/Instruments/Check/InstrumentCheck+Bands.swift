extension InstrumentCheck {
    /// Walks from the lowest sheet to the highest, one code at a time and in several orders of items, and holds the band
    /// of every complete score against the manifest; says for which limits of bands there were scores on both sides.
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
                    + "\(decimal(scale.minimum)) to \(decimal(scale.maximum))")
        }
        guard !scale.bands.isEmpty else { return }
        let expected = scale.bands.first { $0.applies(to: context) && banded >= $0.from && banded <= $0.to }
        if result.band != expected?.id {
            report.add(
                .bands,
                "scale \(scale.id) at \(decimal(banded)): the code says \(result.band ?? "no band"), the manifest "
                    + (expected?.id ?? "no band"))
        }
    }

    private func checkLimits(of scale: Manifest.Scale, seen: Set<Int64>, _ report: inout CheckReport) {
        let sorted = seen.sorted()
        if sorted.isEmpty { return report.add(.bands, "scale \(scale.id): no complete sheet gives a score") }
        for band in scale.bands {
            if sorted.contains(where: { $0 >= band.from && $0 <= band.to }) {
                report.bandLimits += 2
                for limit in [band.from, band.to] where !seen.contains(limit) {
                    report.notes.append(
                        "scale \(scale.id), band \(band.id): no sheet found that scores \(decimal(limit))")
                }
            } else {
                report.notes.append("scale \(scale.id): no sheet found that falls into band \(band.id)")
            }
        }
    }

    private func walks(_ manifest: Manifest) -> [[AnswerSheet]] {
        var generator = SheetGenerator(manifest: manifest, seed: 7)
        let choices = manifest.items.map { SheetGenerator.choices(of: $0.number, in: manifest) }
        var walks: [[AnswerSheet]] = []
        for informant in manifest.informants {
            for round in 0..<4 {
                var context = generator.context()
                context.informant = informant
                var order = Array(manifest.items.indices)
                if round > 0 {
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
