internal import CInstrument

/// A helper with an instrument in it, for checking.
final class CheckBench {
    private let process: ScorerProcess
    private let coding: BatchCoding
    private let manifest: Manifest
    private let frame = FrameMemory(capacity: 0)
    private let results = FrameMemory(capacity: 0)

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
            let batch = sheets[start..<min(start + Int(XINYU_BATCH_MAX), sheets.count)]
            frame.makeRoom(for: BatchCoding.headBytes + batch.count * coding.sheetBytes)
            frame.length = BatchCoding.headBytes
            for sheet in batch {
                _ = coding.encode(sheet, to: frame.payload + frame.length)
                frame.length += coding.sheetBytes
            }
            coding.writeHead(number: UInt32(start), count: batch.count, to: frame.payload)
            try process.score(frame, into: results, by: ContinuousClock.now + .seconds(5))
            try coding.check(results.payloadBytes, count: batch.count, number: UInt32(start))
            var place = BatchCoding.resultsHeadBytes
            for sheet in batch {
                var score = try? coding.score(results.payloadBytes, at: place).get()
                score?.criticalItems = manifest.criticalItems(in: sheet.answers).map(\.id)
                scores.append(score)
                place += coding.resultBytes
            }
            start += batch.count
        }
        return scores
    }
}
