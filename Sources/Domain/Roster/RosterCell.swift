/// What is asked of every cell, whatever its column.
enum RosterCell {
    /// Unicode scalars, for names of people and units.
    static let longest = 64

    /// The text without the blanks around it, of any kind that spreadsheets leave.
    static func cleaned(_ text: String) -> String {
        let scalars = text.unicodeScalars
        guard let first = scalars.firstIndex(where: { !isBlank($0) }),
            let last = scalars.lastIndex(where: { !isBlank($0) })
        else { return "" }
        return String(scalars[first...last])
    }

    /// What is wrong with a cleaned text in itself.
    static func fault(in text: String) -> RosterFault.Reason? {
        if text.unicodeScalars.contains("\u{FFFD}") { return .undecodable }
        if text.unicodeScalars.contains(where: isControl) { return .controlCharacter }
        return text.unicodeScalars.count > longest ? .tooLong : nil
    }

    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        // Zero-width space and byte order mark are no white space to Unicode, but invisible in a cell.
        scalar.properties.isWhitespace || scalar == "\u{200B}" || scalar == "\u{FEFF}"
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }
}
