import Domain
import Testing

@Suite("Roster line")
struct RosterLineTests {
    private let header: RosterHeader
    private static let names = ["学号", "姓名", "性别", "出生日期", "身份证号", "年级", "班级", "宿舍", "监护人", "联系电话"]

    init() throws {
        header = try RosterHeader.read(CSVRecord(line: 1, lastLine: 1, fields: Self.names)).get()
    }

    private func read(_ fields: [String], on line: Int = 2) -> RosterLine.Reading {
        var numbers = DuplicateCheck()
        return RosterLine.read(CSVRecord(line: line, lastLine: line, fields: fields), by: header, numbers: &numbers)
    }

    /// A good line with one cell changed.
    private func good(_ column: String? = nil, _ cell: String = "") throws -> [String] {
        var fields = [
            "2026070001", "张三", "女", "1949/12/31", "11010519491231002x", "七年级", "七年级1班", "求真楼", "李四", "0571-88880000",
        ]
        if let column { fields[try #require(Self.names.firstIndex(of: column))] = cell }
        return fields
    }

    @Test("A full line")
    func full() throws {
        guard case .entry(let entry) = read(try good(), on: 7) else {
            Issue.record("no entry")
            return
        }
        #expect(entry.line == 7)
        #expect(entry.number.text == "2026070001")
        #expect(entry.name == "张三")
        #expect(entry.sex == .female)
        #expect(entry.birthDate == CalendarDate("1949-12-31"))
        #expect(entry.nationalID?.text == "11010519491231002X")
        #expect(entry.gradeName == "七年级")
        #expect(entry.className == "七年级1班")
        #expect(entry.dormName == "求真楼")
        #expect(entry.guardianName == "李四")
        #expect(entry.guardianPhone == "0571-88880000")
    }

    @Test("Only the required cells, blanks around them, the rest missing")
    func least() {
        guard case .entry(let entry) = read(["\t２０２６－１ ", "　张三\u{00A0}", "", "", "", "七年级", " 1班"]) else {
            Issue.record("no entry")
            return
        }
        #expect(entry.number.text == "2026-1")
        #expect(entry.name == "张三")
        #expect(entry.className == "1班")
        #expect(entry.sex == nil && entry.birthDate == nil && entry.nationalID == nil)
        #expect(entry.dormName == nil && entry.guardianName == nil && entry.guardianPhone == nil)
    }

    @Test("Empty cells only are no line", arguments: [[""], ["", " ", "　"], Array(repeating: "", count: 30)])
    func blank(fields: [String]) {
        #expect(read(fields) == .blank)
    }

    @Test(
        "One wrong cell, one fault in its column",
        arguments: [
            ("学号", "", .empty), ("学号", "20 26", .numberAgainstRule), ("学号", "学1", .numberAgainstRule),
            ("姓名", "  ", .empty), ("姓名", String(repeating: "长", count: 65), .tooLong),
            ("姓名", "张\n三", .controlCharacter),
            ("姓名", "张\u{0}三", .controlCharacter), ("姓名", "张\u{FFFD}", .undecodable), ("性别", "?", .sexUnknown),
            ("出生日期", "2013-02-30", .dateUnknown), ("出生日期", "41000", .dateUnknown),
            ("出生日期", "1949-12-30", .nationalIDAgainstBirthDate), ("性别", "男", .nationalIDAgainstSex),
            ("身份证号", "1.10105E+17", .nationalIDLength), ("身份证号", "11010519491231002Y", .nationalIDCharacters),
            ("身份证号", "11010519490230002X", .nationalIDBirthDate), ("身份证号", "110105194912310021", .nationalIDCheck),
            ("年级", "", .empty), ("班级", "", .empty), ("宿舍", "\u{FFFD}", .undecodable),
            ("监护人", "a\tb", .controlCharacter),
            ("联系电话", "无", .phoneAgainstRule), ("联系电话", "1234", .phoneAgainstRule),
            ("联系电话", "12016568232/12016568233", .phoneAgainstRule),
        ] as [(String, String, RosterFault.Reason)])
    func oneFault(column: String, cell: String, reason: RosterFault.Reason) throws {
        let isContradiction = reason == .nationalIDAgainstBirthDate || reason == .nationalIDAgainstSex
        let named = isContradiction ? "身份证号" : column
        #expect(read(try good(column, cell)) == .faults([RosterFault(line: 2, column: named, reason: reason)]))
    }

    @Test("All faults of a line at once")
    func allFaults() {
        let fields = ["", "", "x", "x", "x", "", "", "\u{FFFD}", "\u{1}a\u{1}b", "x", "more"]
        let expected: [(String, RosterFault.Reason)] = [
            ("", .tooManyCells), ("学号", .empty), ("姓名", .empty), ("性别", .sexUnknown), ("出生日期", .dateUnknown),
            ("身份证号", .nationalIDLength), ("年级", .empty), ("班级", .empty), ("宿舍", .undecodable),
            ("监护人", .controlCharacter), ("联系电话", .phoneAgainstRule),
        ]
        #expect(read(fields) == .faults(expected.map { RosterFault(line: 2, column: $0.0, reason: $0.1) }))
    }

    @Test("Empty cells too many do no harm")
    func emptyExtra() throws {
        guard case .entry = read(try good() + ["", " "]) else {
            Issue.record("no entry")
            return
        }
    }

    @Test("A repeated number is a fault of the later line, also where the earlier one was faulty")
    func repeated() {
        var numbers = DuplicateCheck()
        func read(_ line: Int, _ number: String, _ name: String) -> RosterLine.Reading {
            let fields = [number, name, "", "", "", "七年级", "1班"]
            return RosterLine.read(
                CSVRecord(line: line, lastLine: line, fields: fields), by: header, numbers: &numbers)
        }
        let repeated = RosterFault.Reason.numberRepeated
        #expect(read(2, "1", "") == .faults([RosterFault(line: 2, column: "姓名", reason: .empty)]))
        #expect(read(3, "１", "张三") == .faults([RosterFault(line: 3, column: "学号", reason: repeated)]))
        guard case .entry = read(4, "2", "张三") else {
            Issue.record("no entry")
            return
        }
        #expect(read(5, "2", "张三") == .faults([RosterFault(line: 5, column: "学号", reason: repeated)]))
    }

    @Test("Every fault has a text of its own in both languages")
    func texts() {
        let reasons = RosterFault.Reason.allCases
        for language in RosterFault.Language.allCases {
            #expect(Set(reasons.map { $0.text(language) }).count == reasons.count)
            #expect(reasons.allSatisfy { !$0.text(language).isEmpty })
        }
        #expect(reasons.allSatisfy { $0.text(.english).utf8.allSatisfy { $0 < 0x80 } })
    }

    @Test("Nothing that prints an entry prints the person")
    func silent() throws {
        guard case .entry(let entry) = read(try good()) else {
            Issue.record("no entry")
            return
        }
        var dumped = ""
        dump(entry, to: &dumped)
        for text in ["\(entry)", String(reflecting: entry), dumped, "\(RosterLine.Reading.entry(entry))"] {
            #expect(!text.contains("张三") && !text.contains("2026") && !text.contains("8888"))
        }
    }
}
