/// Reads one record of a roster by its header: a student, or all that is wrong with the line.
public struct RosterLine {
    /// What a record comes to.
    public enum Reading: Sendable, Equatable {
        case entry(RosterEntry)
        /// At least one, in the order of the columns as `RosterColumn` lists them.
        case faults([RosterFault])
        /// All its cells are empty, as spreadsheets leave at the end.
        case blank
    }

    private let header: RosterHeader
    private let line: Int
    private var cells: [RosterColumn: String] = [:]
    private var faults: [RosterFault] = []

    /// Reads a record; a number that `numbers` has seen is a fault, also where the earlier line was faulty itself.
    public static func read(
        _ record: CSVRecord, by header: RosterHeader, numbers: inout DuplicateCheck
    ) -> Reading {
        let cells = record.fields.map(RosterCell.cleaned)
        guard cells.contains(where: { !$0.isEmpty }) else { return .blank }
        var line = RosterLine(cells, on: record.line, by: header)
        let entry = line.entry(numbers: &numbers)
        guard let entry, line.faults.isEmpty else { return .faults(line.faults) }
        return .entry(entry)
    }

    private init(_ cells: [String], on line: Int, by header: RosterHeader) {
        self.header = header
        self.line = line
        for (column, cell) in zip(header.columns, cells) {
            if let column { self.cells[column] = cell }
        }
        // A missing cell counts as empty: spreadsheets leave out empty ones at the end of a line.
        if cells.dropFirst(header.columns.count).contains(where: { !$0.isEmpty }) {
            faults.append(RosterFault(line: line, reason: .tooManyCells))
        }
    }

    private mutating func entry(numbers: inout DuplicateCheck) -> RosterEntry? {
        let number = number(numbers: &numbers)
        let name = required(.name)
        let sex = value(of: .sex, orFault: .sexUnknown, read: Sex.init(roster:))
        let birthDate = value(of: .birthDate, orFault: .dateUnknown, read: CalendarDate.init(roster:))
        let nationalID = nationalID(birthDate: birthDate, sex: sex)
        let grade = required(.grade)
        let className = required(.class)
        let dorm = text(of: .dorm)
        let guardian = text(of: .guardian)
        let phone = value(of: .phone, orFault: .phoneAgainstRule, read: PhoneNumber.read)
        guard let number, let name, let grade, let className else { return nil }
        return RosterEntry(
            line: line, number: number, name: name, sex: sex, birthDate: birthDate, nationalID: nationalID,
            gradeName: grade, className: className, dormName: dorm, guardianName: guardian, guardianPhone: phone)
    }

    private mutating func number(numbers: inout DuplicateCheck) -> StudentNumber? {
        guard let text = required(.number) else { return nil }
        guard let number = StudentNumber(text) else {
            add(.numberAgainstRule, to: .number)
            return nil
        }
        if numbers.isRepeated(number) { add(.numberRepeated, to: .number) }
        return number
    }

    private mutating func nationalID(birthDate: CalendarDate?, sex: Sex?) -> NationalID? {
        guard let text = text(of: .nationalID) else { return nil }
        do throws(NationalID.Fault) {
            let id = try NationalID(text)
            let contradictions = id.contradictions(birthDate: birthDate, sex: sex)
            for contradiction in NationalID.Contradiction.allCases where contradictions.contains(contradiction) {
                add(RosterFault.Reason(contradiction), to: .nationalID)
            }
            return id
        } catch {
            add(RosterFault.Reason(error), to: .nationalID)
            return nil
        }
    }

    /// The cell's text, if it has any that can be used.
    private mutating func text(of column: RosterColumn) -> String? {
        guard let text = cells[column], !text.isEmpty else { return nil }
        if let reason = RosterCell.fault(in: text) {
            add(reason, to: column)
            return nil
        }
        return text
    }

    private mutating func required(_ column: RosterColumn) -> String? {
        if cells[column, default: ""].isEmpty { add(.empty, to: column) }
        return text(of: column)
    }

    private mutating func value<Value>(
        of column: RosterColumn, orFault reason: RosterFault.Reason, read: (String) -> Value?
    ) -> Value? {
        guard let text = text(of: column) else { return nil }
        guard let value = read(text) else {
            add(reason, to: column)
            return nil
        }
        return value
    }

    private mutating func add(_ reason: RosterFault.Reason, to column: RosterColumn) {
        faults.append(RosterFault(line: line, column: header.name(of: column), reason: reason))
    }
}
