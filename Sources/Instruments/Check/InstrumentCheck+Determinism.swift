extension InstrumentCheck {
    /// How many of the sheets are scored alone as well: each costs two switches of context.
    private static let alone = 128

    /// Random sheets, twice in each of two processes: in their order, in the reverse order, and some of them alone. A score
    /// that depends on a clock, on randomness, or on other sheets differs in one of them.
    func checkDeterminism(
        _ manifest: Manifest, _ benches: [CheckBench], _ report: inout CheckReport
    ) throws(ScoringFailure) {
        var generator = SheetGenerator(manifest: manifest, seed: 20_260_901)
        let sheets = (0..<1_024).map { _ in generator.next() }
        guard let expected = try benches.first?.score(sheets) else { return }
        for bench in benches {
            guard try bench.score(sheets) == expected else {
                return report.add(
                    .determinism,
                    "the same sheet gives different scores; no clock, randomness or memory of earlier sheets may "
                        + "enter a score", zh: "同一份答卷得到不同的结果", remedy: .makePure)
            }
            guard try bench.score(sheets.reversed()) == expected.reversed() else {
                return addOthersMatter(to: &report)
            }
        }
        // The last of a batch sees nothing behind it, and the first nothing before: alone each is both.
        for index in stride(from: 0, to: sheets.count, by: sheets.count / Self.alone) {
            guard let score = try benches.last?.score([sheets[index]]).first, score == expected[index] else {
                return addOthersMatter(to: &report)
            }
        }
        report.randomSheets = sheets.count
    }

    private func addOthersMatter(to report: inout CheckReport) {
        report.add(
            .determinism,
            "a sheet's score depends on which sheets are scored beside it; each must be scored from its own answers alone",
            zh: "一份答卷的结果取决于一同评分的其他答卷", remedy: .makePure)
    }
}
