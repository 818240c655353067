/// Scores a file of sheets, as `xinyu instrument vectors` does: a JSON object a line in, one a line out.
///
/// Formats are described in `Plugins/README.md`. A line that cannot be scored gives `{"line":N,"error":"…"}` and keeps
/// its place; lines without anything on them are left out.
public struct VectorRun: Sendable {
    private let pool: ScorerPool
    private let instrument: InstalledInstrument

    public init(pool: ScorerPool, instrument: InstalledInstrument) {
        self.pool = pool
        self.instrument = instrument
    }

    /// The answers to `lines`, in their order.
    ///
    /// - Parameter first: the number of the first line, for errors: files are read in parts.
    public func run(_ lines: [String], from first: Int = 1) async -> [String] {
        var output: [String?] = []
        var sheets: [AnswerSheet] = []
        var places: [(output: Int, line: Int)] = []
        for (index, line) in lines.enumerated() where !line.allSatisfy(\.isWhitespace) {
            do {
                sheets.append(try Vector(line: line, manifest: instrument.manifest).sheet)
                places.append((output: output.count, line: first + index))
                output.append(nil)
            } catch {
                output.append(Self.error(error.message, line: first + index))
            }
        }
        let results = await pool.score(sheets, with: instrument.reference)
        for (place, result) in zip(places, results) {
            output[place.output] =
                switch result {
                case .success(let score): score.json
                case .failure(let failure): Self.error(failure.description, line: place.line)
                }
        }
        return output.compactMap { $0 }
    }

    private static func error(_ message: String, line: Int) -> String {
        "{\"line\":\(line),\"error\":\(quoted(message))}"
    }
}
