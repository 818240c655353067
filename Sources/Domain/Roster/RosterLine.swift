/// One line of a roster, judged.
public enum RosterLine: Hashable, Sendable {
    case entry(RosterEntry)
    /// Everything that is wrong with the line, so that it can be mended in one go.
    case faults([RosterLineFault])
}

/// Judges the lines of one roster: a school of one stage, on one day.
public struct RosterLineChecker: Sendable {
    private let header: RosterHeader
    private let stage: SchoolStage
    private let today: CalendarDate
    private var numbers: Set<StudentNumber> = []
    private var nationalIDs: Set<NationalID> = []

    /// Names of classes and dorms, in Unicode scalars.
    public static let longestUnitName = 60
    /// Younger pupils do not start school, and older students are no longer looked after by it.
    public static let plausibleYears = 4...60

    public init(header: RosterHeader, stage: SchoolStage, today: CalendarDate) {
        self.header = header
        self.stage = stage
        self.today = today
    }

    /// Whether the record has as many fields as the header, and no line's end in a cell that is read.
    func fits(_ record: CSVRecord) -> Bool {
        record.count == header.count
            && header.places.values.allSatisfy { place in
                record.bytes(of: place).allSatisfy { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
            }
    }

    /// The entry on this line, or its faults. Remembers numbers, so that a later line with the same is a duplicate.
    public mutating func judge(_ record: CSVRecord) -> RosterLine {
        guard record.count == header.count else {
            return .faults([RosterLineFault(line: record.line, column: nil, reason: .wrongFieldCount)])
        }
        var cells = RosterCells(record: record, header: header)
        let number = cells.required(.studentNumber) { cells, text in cells.number(text) }
        let name = cells.required(.name) { cells, text in
            PersonName(text)
                ?? cells.fail(.name, text.unicodeScalars.count > PersonName.longest ? .tooLong : .malformed)
        }
        let nationalID = cells.optional(.nationalID) { cells, text in cells.nationalID(text) }
        let sex = cells.optional(.sex) { cells, text in Sex(schoolText: text) ?? cells.fail(.sex, .notASex) }
        let birthDate = cells.optional(.birthDate) { cells, text in
            CalendarDate(schoolText: text) ?? cells.fail(.birthDate, .notADate)
        }
        let grade = cells.required(.grade) { [stage] cells, text in
            Grade(text, stage: stage) ?? cells.fail(.grade, .notAGradeOfThisStage)
        }
        let gradeName = cells.optional(.grade) { _, text in text }
        let className = cells.required(.class) { cells, text in cells.unitName(text, .class) }
        let dormName = cells.optional(.dorm) { cells, text in cells.unitName(text, .dorm) }
        let guardian = cells.optional(.guardian) { cells, text in
            PersonName(text) ?? cells.fail(.guardian, .malformed)
        }
        let phone = cells.optional(.phone) { cells, text in PhoneNumber(text) ?? cells.fail(.phone, .malformed) }

        for contradiction in nationalID?.contradictions(birthDate: birthDate, sex: sex) ?? [] {
            switch contradiction {
            case .birthDate: cells.note(.birthDate, .contradictsNationalID)
            case .sex: cells.note(.sex, .contradictsNationalID)
            }
        }
        let born = birthDate ?? nationalID?.birthDate
        if born == nil { cells.noteIfClean(.birthDate, .missing) }
        if let born, !isPlausible(born) { cells.noteIfClean(.birthDate, .implausibleBirthDate) }
        let sexOrDerived = sex ?? nationalID?.sex
        if sexOrDerived == nil { cells.noteIfClean(.sex, .missing) }
        if let number, !numbers.insert(number).inserted { cells.note(.studentNumber, .duplicate) }
        if let nationalID, !nationalIDs.insert(nationalID).inserted { cells.note(.nationalID, .duplicate) }

        guard cells.faults.isEmpty, let number, let name, let sexOrDerived, let born, let grade, let gradeName,
            let className
        else {
            return .faults(cells.faults)
        }
        return .entry(
            RosterEntry(
                line: record.line, number: number, name: name, sex: sexOrDerived, birthDate: born,
                nationalID: nationalID, grade: grade,
                gradeName: Int(gradeName) != nil ? grade.name.chinese : gradeName, className: className,
                dormName: dormName, guardian: guardian,
                phone: phone))
    }

    private func isPlausible(_ born: CalendarDate) -> Bool {
        Age(born: born, on: today).map { Self.plausibleYears.contains($0.years) } ?? false
    }
}
