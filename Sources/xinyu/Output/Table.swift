/// Rows in columns for a terminal, where a Chinese character is two cells wide.
struct Table {
    private let headers: [String]
    private var rows: [[String]] = []

    init(_ headers: String...) { self.headers = headers.map(Words.heading) }

    mutating func add(_ cells: String...) { rows.append(cells) }

    var isEmpty: Bool { rows.isEmpty }

    /// Lines without trailing blanks; columns are two cells apart.
    var lines: [String] {
        let all = [headers] + rows.map { $0.map(Self.printable) }
        let widths = headers.indices.map { column in all.map { Self.width(of: $0[column]) }.max() ?? 0 }
        return all.map { row in
            var line = ""
            for (column, cell) in row.enumerated() {
                line += cell
                if column < row.count - 1 {
                    line += String(repeating: " ", count: widths[column] - Self.width(of: cell) + 2)
                }
            }
            return line
        }
    }

    /// What the daemon sends is text from people: control characters must not reach the terminal.
    static func printable(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { $0.properties.generalCategory == .control ? "\u{FFFD}" : $0 }))
    }

    /// Cells that a terminal gives the text: two for wide East Asian characters (UAX #11), none for combining marks.
    static func width(of text: String) -> Int {
        text.unicodeScalars.reduce(0) { sum, scalar in
            switch scalar.value {
            case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
                0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE4F, 0xFF00...0xFF60, 0xFFE0...0xFFE6,
                0x20000...0x3FFFD:
                sum + 2
            default:
                scalar.properties.generalCategory == .nonspacingMark ? sum : sum + 1
            }
        }
    }
}
