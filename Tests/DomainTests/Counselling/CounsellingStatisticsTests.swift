import Domain
import Testing

@Suite("Counselling statistics")
struct CounsellingStatisticsTests {
    private static func student(_ number: Int) -> Identifier {
        Identifier(bytes: [UInt8](repeating: 0, count: 14) + [UInt8(number / 256), UInt8(number % 256)])
            ?? .installation
    }

    /// So many appointments of so many students, who begin at `first`; each waited so many minutes.
    private func appointments(
        _ count: Int, _ state: AppointmentState, of students: Int, from first: Int = 0, waiting minutes: Int = 60
    ) -> [CountedAppointment] {
        (0..<count).map { number in
            let booked = Timestamp(milliseconds: 1_000_000 * Int64(number))
            return CountedAppointment(
                student: Self.student(first + number % students), state: state, bookedAt: booked,
                start: booked + .seconds(60 * minutes))
        }
    }

    @Test func countsAppointmentsAndPeople() {
        let statistics = CounsellingStatistics(
            appointments(30, .completed, of: 12) + appointments(10, .noShow, of: 5, from: 8)
                + appointments(3, .cancelled, of: 3) + appointments(1, .requested, of: 1)
                + appointments(2, .confirmed, of: 1))
        #expect(statistics.all == .init(appointments: 46, students: 13))
        #expect(statistics.columns[.completed] == .init(appointments: 30, students: 12))
        #expect(statistics.columns[.noShow] == .init(appointments: 10, students: 5))
        #expect(statistics.columns[.cancelled] == .init(appointments: 3, students: 3))
        #expect(statistics.columns[.open] == .init(appointments: 3, students: 1))
        // 10 of 40.
        #expect(statistics.noShowPermille == 250)
        #expect(statistics.medianWaitMinutes == 60)
    }

    @Test(
        arguments: [
            ([], nil), ([5], 5), ([5, 9], 5), ([9, 5, 7], 7), ([60, 1, 1, 60], 1),
        ] as [([Int], Int?)])
    func theMiddleWaitIsOneThatSomebodyHad(_ waits: [Int], _ median: Int?) {
        let all = waits.enumerated().flatMap { appointments(1, .completed, of: 1, from: $0, waiting: $1) }
        #expect(CounsellingStatistics(all).medianWaitMinutes == median)
    }

    @Test(arguments: [(0, 0, nil), (0, 1, 1_000), (1, 0, 0), (2, 1, 333), (1, 2, 667)] as [(Int, Int, Int?)])
    func noShowsAreOfThoseThatWereToBeHeld(_ held: Int, _ missed: Int, _ permille: Int?) {
        let statistics = CounsellingStatistics(
            appointments(held, .completed, of: 1) + appointments(missed, .noShow, of: 1)
                + appointments(5, .cancelled, of: 1))
        #expect(statistics.noShowPermille == permille)
    }

    // MARK: - Suppression

    private typealias Cell = CounsellingStatistics.Cell

    private func suppress(_ schools: [[CountedAppointment]]) -> (
        schools: [CounsellingStatistics], total: CounsellingStatistics
    ) {
        SmallCells.suppress(
            schools: schools.map(CounsellingStatistics.init), total: CounsellingStatistics(schools.flatMap(\.self)))
    }

    @Test func aSchoolWithFewStudentsShowsNothingAndNeitherDoesTheSum() {
        let large = appointments(40, .completed, of: 20)
        let (schools, total) = suppress([large, appointments(9, .completed, of: 9, from: 100)])
        #expect(schools[0] == CounsellingStatistics(large))
        #expect(schools[1].all == nil)
        #expect(schools[1].columns.isEmpty)
        #expect(schools[1].medianWaitMinutes == nil)
        #expect(total.all == nil)
        #expect(total.columns.isEmpty)
    }

    @Test func twoSmallSchoolsHideBehindEachOther() {
        let large = appointments(40, .completed, of: 20)
        let (schools, total) = suppress([
            large, appointments(6, .completed, of: 6, from: 100), appointments(7, .completed, of: 7, from: 200),
        ])
        #expect(schools.map { $0.all == nil } == [false, true, true])
        #expect(total.all == Cell(appointments: 53, students: 33))
        #expect(total.columns[.completed] == Cell(appointments: 53, students: 33))
    }

    @Test func oneSmallCellTakesItsSmallestNeighbourWithIt() {
        let (schools, _) = suppress([
            appointments(40, .completed, of: 20) + appointments(4, .noShow, of: 3)
                + appointments(15, .cancelled, of: 12)
        ])
        #expect(schools[0].all == Cell(appointments: 59, students: 20))
        #expect(schools[0].columns[.noShow] == nil)
        #expect(schools[0].columns[.cancelled] == nil)
        #expect(schools[0].columns[.completed] == Cell(appointments: 40, students: 20))
        #expect(schools[0].columns[.open] == Cell(appointments: 0, students: 0))
        // 4 no-shows could be worked out of the rate.
        #expect(schools[0].noShowPermille == nil)
    }

    @Test func aSmallCellWithoutNeighboursHidesTheRow() {
        // Ten students, but two cells of nine and one of them.
        let (schools, _) = suppress([appointments(9, .completed, of: 9) + appointments(1, .noShow, of: 1, from: 9)])
        #expect(schools[0].all != nil)
        #expect(schools[0].columns[.completed] == nil)
        #expect(schools[0].columns[.noShow] == nil)
        let (alone, _) = suppress([appointments(9, .completed, of: 9)])
        #expect(alone[0].all == nil)
    }

    @Test func tenPeopleAreShown() {
        let ten = appointments(10, .completed, of: 10)
        #expect(suppress([ten]).schools[0] == CounsellingStatistics(ten))
        #expect(suppress([ten]).total == CounsellingStatistics(ten))
    }

    @Test func nothingToCountIsShownAsNothing() {
        #expect(suppress([[]]).schools[0].all == Cell(appointments: 0, students: 0))
        #expect(suppress([]).total.all == Cell(appointments: 0, students: 0))
    }

    /// For any table: nobody learns a number about one to nine people, neither directly nor as the only unknown of a sum.
    @Test(arguments: 0..<60)
    func givesNothingAway(_ seed: Int) {
        var numbers = SeededNumbers(seed: seed)
        let states: [AppointmentState] = [.requested, .completed, .cancelled, .noShow]
        let full = (0..<Int.random(in: 1...5, using: &numbers)).map { school in
            CounsellingStatistics(
                states.flatMap { state in
                    let count = Int.random(in: 0...24, using: &numbers)
                    return appointments(
                        count, state, of: max(1, Int.random(in: 0...24, using: &numbers)), from: school * 100)
                })
        }
        let columns = CounsellingStatistics.Column.allCases
        var sum = full[0]
        sum.all = Cell(
            appointments: full.reduce(0) { $0 + ($1.all?.appointments ?? 0) },
            students: full.reduce(0) { $0 + ($1.all?.students ?? 0) })
        for column in columns {
            sum.columns[column] = Cell(
                appointments: full.reduce(0) { $0 + ($1.columns[column]?.appointments ?? 0) },
                students: full.reduce(0) { $0 + ($1.columns[column]?.students ?? 0) })
        }
        let (schools, total) = SmallCells.suppress(schools: full, total: sum)
        for (row, whole) in zip(schools + [total], full + [sum]) {
            for cell in [row.all] + columns.map({ row.columns[$0] }) {
                #expect(!(1...9).contains(cell?.students ?? 0))
            }
            guard row.all != nil else { continue }
            let hidden = columns.filter { row.columns[$0] == nil }.compactMap { whole.columns[$0] }
                .filter { $0.students > 0 }
            #expect(hidden.isEmpty || hidden.count > 1 && hidden.reduce(0) { $0 + $1.students } >= 10)
        }
        func check(_ total: Cell?, _ shown: [Cell?], _ whole: [Cell?]) {
            guard total != nil else { return }
            let hidden = zip(shown, whole).filter { $0.0 == nil }.compactMap(\.1)
                .filter { $0.students > 0 }
            #expect(hidden.isEmpty || hidden.count > 1 && hidden.reduce(0) { $0 + $1.students } >= 10)
        }
        check(total.all, schools.map(\.all), full.map(\.all))
        for column in columns {
            check(total.columns[column], schools.map { $0.columns[column] }, full.map { $0.columns[column] })
        }
    }
}
