/// The cells of one line, taken by column, and what was found wrong on the way.
struct RosterCells {
    private let record: CSVRecord
    private let header: RosterHeader
    private(set) var faults: [RosterLineFault] = []

    init(record: CSVRecord, header: RosterHeader) {
        self.record = record
        self.header = header
    }

    /// The value of a cell that must not be empty.
    mutating func required<Value>(
        _ column: RosterColumn, _ read: (inout RosterCells, String) -> Value?
    ) -> Value? {
        guard let text = text(of: column) else { return fail(column, .missing) }
        return read(&self, text)
    }

    /// The value of a cell that may be empty, or whose column may not be there.
    mutating func optional<Value>(
        _ column: RosterColumn, _ read: (inout RosterCells, String) -> Value?
    ) -> Value? {
        text(of: column).flatMap { read(&self, $0) }
    }

    mutating func note(_ column: RosterColumn, _ reason: RosterLineFault.Reason) {
        faults.append(RosterLineFault(line: record.line, column: column, reason: reason))
    }

    /// Notes a fault unless the column has one already, which is then the cause.
    mutating func noteIfClean(_ column: RosterColumn, _ reason: RosterLineFault.Reason) {
        if !faults.contains(where: { $0.column == column }) { note(column, reason) }
    }

    mutating func fail<Value>(_ column: RosterColumn, _ reason: RosterLineFault.Reason) -> Value? {
        note(column, reason)
        return nil
    }

    mutating func number(_ text: String) -> StudentNumber? {
        if Self.isScientific(text) { return fail(.studentNumber, .damagedBySpreadsheet) }
        return StudentNumber(text) ?? fail(.studentNumber, .malformed)
    }

    mutating func nationalID(_ text: String) -> NationalID? {
        if Self.isScientific(text) { return fail(.nationalID, .damagedBySpreadsheet) }
        do {
            return try NationalID(text)
        } catch {
            switch error {
            case .malformed: return fail(.nationalID, .malformed)
            case .noSuchBirthDate: return fail(.nationalID, .notADate)
            case .wrongCheckCharacter: return fail(.nationalID, .wrongCheckCharacter)
            }
        }
    }

    mutating func unitName(_ text: String, _ column: RosterColumn) -> String? {
        guard text.unicodeScalars.count <= RosterLineChecker.longestUnitName else { return fail(column, .tooLong) }
        let startsFormula = ["=", "+", "@", "-"].contains(text.prefix(1))
        let hasControl = text.unicodeScalars.contains { $0.properties.generalCategory == .control }
        return startsFormula || hasControl ? fail(column, .malformed) : text
    }

    /// The cell without the white space around it, and without the apostrophe by which spreadsheets mark text.
    private func text(of column: RosterColumn) -> String? {
        guard let place = header.places[column] else { return nil }
        var scalars = record.text(of: place).unicodeScalars[...]
        while let first = scalars.first, first.properties.isWhitespace { scalars.removeFirst() }
        while let last = scalars.last, last.properties.isWhitespace { scalars.removeLast() }
        if scalars.first == "'" { scalars.removeFirst() }
        return scalars.isEmpty ? nil : String(scalars)
    }

    /// As `3.20102E+17` or `20260101.0`: what a spreadsheet makes of a long number.
    private static func isScientific(_ text: String) -> Bool {
        text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "+"), UInt8(ascii: "E"),
                UInt8(ascii: "e"):
                true
            default: false
            }
        } && (text.contains(".") || text.contains("+"))
    }
}
