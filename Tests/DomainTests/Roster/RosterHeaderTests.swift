import Domain
import Testing

@Suite("Roster header")
struct RosterHeaderTests {
    private func read(_ names: [String]) -> Result<RosterHeader, RosterHeaderFaults> {
        RosterHeader.read(CSVRecord(line: 1, lastLine: 1, fields: names))
    }

    private func faults(_ names: [String]) -> [RosterFault] {
        guard case .failure(let failure) = read(names) else { return [] }
        return failure.faults
    }

    @Test(
        "Columns by their names",
        arguments: [
            ("学号", .number), ("student_number", .number), ("姓名", .name), ("name", .name), ("性别", .sex), ("sex", .sex),
            ("出生日期", .birthDate), ("birth_date", .birthDate), ("身份证号", .nationalID), ("national_id", .nationalID),
            ("年级", .grade), ("grade", .grade), ("班级", .class), ("class", .class), ("宿舍", .dorm), ("dorm", .dorm),
            ("监护人", .guardian), ("guardian", .guardian), ("联系电话", .phone), ("phone", .phone),
            (" Student Number ", .number), ("BIRTH-DATE", .birthDate), ("ｎａｍｅ", .name), ("　姓名　", .name), ("姓 名", .name),
            ("民族", nil), ("", nil), ("names", nil), ("学号姓名", nil),
        ] as [(String, RosterColumn?)])
    func names(name: String, column: RosterColumn?) {
        #expect(RosterColumn(named: name) == column)
    }

    @Test("Every name leads to its own column", arguments: RosterColumn.allCases)
    func aliases(column: RosterColumn) {
        for name in column.names { #expect(RosterColumn(named: name) == column, "\(name)") }
    }

    @Test("Unknown columns are named, in their order; empty ones are not")
    func ignored() throws {
        let header = try read(["民族", "学号", "姓名", "", "年级", "班级", "籍贯"]).get()
        #expect(header.ignoredColumns == ["民族", "籍贯"])
    }

    @Test("All missing columns are named")
    func missing() {
        #expect(
            faults(["姓名", "性别"]) == [
                RosterFault(line: 1, column: "学号", reason: .missingColumn),
                RosterFault(line: 1, column: "年级", reason: .missingColumn),
                RosterFault(line: 1, column: "班级", reason: .missingColumn),
            ])
        #expect(faults(["a", "b"]).count == 4)
    }

    @Test("A column that stands twice is a fault, under either name")
    func doubled() {
        #expect(
            faults(["学号", "姓名", "年级", "班级", "student_number"]) == [
                RosterFault(line: 1, column: "student_number", reason: .doubledColumn)
            ])
    }

    @Test("A line of data where the header should be is not repeated in the faults")
    func noHeader() {
        for fault in faults(["2026070001", "张三", "七年级", "七年级1班"]) {
            #expect(RosterColumn(named: fault.column) != nil)
        }
    }
}
