/// One appointment, as statistics see it.
public struct CountedAppointment: Sendable, Hashable {
    public let student: Identifier
    public let state: AppointmentState
    public let bookedAt: Timestamp
    public let start: Timestamp

    public init(student: Identifier, state: AppointmentState, bookedAt: Timestamp, start: Timestamp) {
        self.student = student
        self.state = state
        self.bookedAt = bookedAt
        self.start = start
    }
}

/// What a counselling room did in a span of time.
public struct CounsellingStatistics: Sendable, Hashable {
    /// Appointments, and of how many people they are.
    public struct Cell: Sendable, Hashable {
        public let appointments: Int
        public let students: Int

        public init(appointments: Int, students: Int) {
            self.appointments = appointments
            self.students = students
        }

        fileprivate init(_ appointments: [CountedAppointment]) {
            self.init(appointments: appointments.count, students: Set(appointments.map(\.student)).count)
        }
    }

    public enum Column: Sendable, Hashable, CaseIterable {
        case open, completed, cancelled, noShow
    }

    /// What is hidden has no cell.
    public var all: Cell?
    public var columns: [Column: Cell]
    /// No-shows of those that were to be held, in thousandths.
    public var noShowPermille: Int?
    /// Middle wait from booking to the booked start.
    public var medianWaitMinutes: Int?

    public init(_ appointments: [CountedAppointment]) {
        all = Cell(appointments)
        let byColumn = Dictionary(grouping: appointments) { Column($0.state) }
        columns = Dictionary(uniqueKeysWithValues: Column.allCases.map { ($0, Cell(byColumn[$0] ?? [])) })
        let (held, missed) = (byColumn[.completed]?.count ?? 0, byColumn[.noShow]?.count ?? 0)
        noShowPermille = held + missed == 0 ? nil : (missed * 1_000 + (held + missed) / 2) / (held + missed)
        let waits = appointments.map { max(0, $0.start.milliseconds - $0.bookedAt.milliseconds) }.sorted()
        // Of an even number the lower of the two in the middle: a wait that somebody really had.
        medianWaitMinutes = waits.isEmpty ? nil : Int(waits[(waits.count - 1) / 2] / 60_000)
    }

    fileprivate mutating func hideAll() {
        all = nil
        columns = [:]
        noShowPermille = nil
        medianWaitMinutes = nil
    }
}

extension CounsellingStatistics.Column {
    fileprivate init(_ state: AppointmentState) {
        switch state {
        case .requested, .confirmed, .checkedIn: self = .open
        case .completed: self = .completed
        case .cancelled: self = .cancelled
        case .noShow: self = .noShow
        }
    }
}

/// A table of schools as it may leave for somebody who is to learn nothing about single people: no number about fewer
/// than ten, and none that would give such a number away.
///
/// Hidden are, in this order: whole rows of schools with 1 to 9 students; cells with 1 to 9 students, with the rates that
/// are made of them; in a row, the smallest of the rest, until what is
/// hidden is of ten people and more than one cell; and a number of all
/// schools together, where the schools that do not show theirs could be worked out of it: one of them, or those who
/// have fewer than ten students between them. Nobody is a number that can be shown: it is about nobody.
public enum SmallCells {
    public static func suppress(
        schools: [CounsellingStatistics], total: CounsellingStatistics
    ) -> (schools: [CounsellingStatistics], total: CounsellingStatistics) {
        let shown = schools.map(row)
        var sum = row(total)
        if givesAway(hidden(schools.map(\.all), shown.map(\.all))) { sum.hideAll() }
        for column in CounsellingStatistics.Column.allCases
        where givesAway(hidden(schools.map { $0.columns[column] }, shown.map { $0.columns[column] })) {
            sum.columns[column] = nil
        }
        hideWhatFollows(&sum, of: total)
        return (shown, sum)
    }

    /// One row for itself.
    private static func row(_ statistics: CounsellingStatistics) -> CounsellingStatistics {
        var shown = statistics
        guard let all = statistics.all, !isSmall(all) else {
            shown.hideAll()
            return shown
        }
        for (column, cell) in statistics.columns where isSmall(cell) { shown.columns[column] = nil }
        hideWhatFollows(&shown, of: statistics)
        return shown
    }

    /// What is hidden is the sum less the rest, so that it is to be of more than one cell and of ten people; and a rate
    /// is made of two cells.
    private static func hideWhatFollows(_ row: inout CounsellingStatistics, of full: CounsellingStatistics) {
        let columns = CounsellingStatistics.Column.allCases
        while row.all != nil {
            let hidden = columns.filter { row.columns[$0] == nil }.compactMap { full.columns[$0] }
            guard givesAway(hidden) else { break }
            let smallest = columns.compactMap { column in row.columns[column].map { (column, $0.appointments) } }
                .filter { $0.1 > 0 }.min { $0.1 < $1.1 }
            if let smallest { row.columns[smallest.0] = nil } else { row.hideAll() }
        }
        if row.columns[.completed] == nil || row.columns[.noShow] == nil { row.noShowPermille = nil }
    }

    /// Whether one learns what is hidden, when one learns the sum of it.
    private static func givesAway(_ hidden: [CounsellingStatistics.Cell]) -> Bool {
        let hidden = hidden.filter { $0.students > 0 }
        guard !hidden.isEmpty else { return false }
        return hidden.count == 1 || hidden.reduce(0) { $0 + $1.students } < SmallCell.leastPeople
    }

    private static func hidden(
        _ cells: [CounsellingStatistics.Cell?], _ shown: [CounsellingStatistics.Cell?]
    ) -> [CounsellingStatistics.Cell] {
        zip(cells, shown).compactMap { cell, shown in shown == nil ? cell : nil }
    }

    private static func isSmall(_ cell: CounsellingStatistics.Cell) -> Bool {
        (1..<SmallCell.leastPeople).contains(cell.students)
    }
}
