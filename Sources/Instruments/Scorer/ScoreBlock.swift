/// The scores of many sheets of one instrument, in one piece of memory and as the helper gave them, checked.
///
/// A member is read when it is asked for: a campaign's hundreds of thousands of scores take a few hundred bytes each.
///
///     let block = try await pool.scores(of: sheets, with: reference)
///     for result in block { … }
public struct ScoreBlock: RandomAccessCollection, Sendable {
    private let coding: BatchCoding
    private let sheets: [AnswerSheet]
    private let memory: ScoreMemory
    private let failures: [Int: ScoringFailure]

    init(coding: BatchCoding, sheets: [AnswerSheet], memory: ScoreMemory, failures: [Int: ScoringFailure]) {
        self.coding = coding
        self.sheets = sheets
        self.memory = memory
        self.failures = failures
    }

    public var startIndex: Int { 0 }
    public var endIndex: Int { sheets.count }

    /// The score of the sheet at this place, or why there is none.
    public subscript(place: Int) -> Result<InstrumentScore, ScoringFailure> {
        if let failure = failures[place] { return .failure(failure) }
        return coding.score(memory.bytes, at: place * coding.resultBytes).map { score in
            var score = score
            score.criticalItems = coding.manifest.criticalItems(in: sheets[place].answers).map(\.id)
            return score
        }
    }
}

/// Where results are gathered.
// @unchecked: written on the worker's queue while nobody else has it, and only read after that.
final class ScoreMemory: @unchecked Sendable {
    private let space: UnsafeMutableRawBufferPointer

    init(byteCount: Int) { space = .allocate(byteCount: byteCount, alignment: 16) }

    deinit { space.deallocate() }

    var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(space) }

    func copy(_ results: UnsafeRawBufferPointer, to offset: Int) {
        UnsafeMutableRawBufferPointer(rebasing: space[offset..<offset + results.count]).copyMemory(from: results)
    }
}
