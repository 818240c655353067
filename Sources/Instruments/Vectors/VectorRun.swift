/// Scores a file of sheets, as `xinyu instrument vectors` does: a JSON object a line in, one a line out.
///
/// Formats are described in `Plugins/README.md`. A line that cannot be scored gives `{"line":N,"error":"…"}` and keeps
/// its place; lines without anything on them are left out.
public struct VectorRun: Sendable {
    /// What has become of one line.
    public struct Answer: Sendable, Equatable {
        public let line: Int
        /// A JSON object without its line's end.
        public let text: String
        /// Whether it is a score.
        public let isScore: Bool
    }

    private let pool: ScorerPool
    private let instrument: InstalledInstrument

    public init(pool: ScorerPool, instrument: InstalledInstrument) {
        self.pool = pool
        self.instrument = instrument
    }

    /// The answers to `lines`, in their order.
    public func answers(to lines: [VectorLines.Line]) async -> [Answer] {
        var answers: [Answer?] = []
        var sheets: [AnswerSheet] = []
        var places: [Int] = []
        for line in lines {
            do {
                sheets.append(try Vector(line: line.text(), manifest: instrument.manifest).sheet)
                places.append(answers.count)
                answers.append(nil)
            } catch {
                answers.append(Self.error(error.message, line: line.number))
            }
        }
        let results = await pool.score(sheets, with: instrument.reference)
        for (place, result) in zip(places, results) {
            let line = lines[place].number
            answers[place] =
                switch result {
                case .success(let score): Answer(line: line, text: score.json, isScore: true)
                case .failure(let failure): Self.error(failure.description, line: line)
                }
        }
        return answers.compactMap { $0 }
    }

    private static func error(_ message: String, line: Int) -> Answer {
        Answer(line: line, text: "{\"line\":\(line),\"error\":\(quoted(message))}", isScore: false)
    }
}
