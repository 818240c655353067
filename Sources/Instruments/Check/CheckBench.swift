/// A helper with an instrument in it, for checking.
final class CheckBench {
    private let process: ScorerProcess
    private let coding: BatchCoding
    private let manifest: Manifest

    var hasLandlock: Bool { process.description.hasLandlock }

    init(_ instrument: InstalledInstrument, catalogue: Catalogue) throws(ScoringFailure) {
        manifest = instrument.manifest
        coding = BatchCoding(manifest: manifest)
        process = try ScorerProcess(
            helper: catalogue.helper, files: instrument.files, order: instrument.order(keys: catalogue.keys),
            by: ContinuousClock.now + .seconds(5))
        if let difference = process.description.difference(from: manifest) { throw .notAsDescribed(difference) }
    }

    /// The scores of `sheets`, which have no fault; nothing for one that the instrument does not take.
    func score(_ sheets: [AnswerSheet]) throws(ScoringFailure) -> [InstrumentScore?] {
        var scores: [InstrumentScore?] = []
        var start = 0
        while start < sheets.count {
            let batch = sheets[start..<min(start + 256, sheets.count)]
            let number = UInt32(start)
            let payload = coding.batch(batch.map(coding.encode), number: number)
            let results = try process.score(payload, by: ContinuousClock.now + .seconds(5))
            for (sheet, result) in zip(batch, try coding.results(results, count: batch.count, number: number)) {
                var score = try? result.get()
                score?.criticalItems = manifest.criticalItems(in: sheet.answers).map(\.id)
                scores.append(score)
            }
            start += batch.count
        }
        return scores
    }
}
