import Domain
import Testing

@Suite struct RosterReaderTests {
    static let today = CalendarDate(year: 2026, month: 11, day: 25)

    private func read(
        _ bytes: [UInt8], _ encoding: TextEncoding = .utf8, split: Int? = nil
    ) throws -> [RosterLine] {
        var reader = try RosterReader(encoding: encoding, stage: .junior, today: #require(Self.today))
        var lines: [RosterLine] = []
        let cut = split ?? bytes.count
        for piece in [bytes[..<cut], bytes[cut...]] {
            reader.append(piece)
            while let line = try reader.next() { lines.append(line) }
        }
        reader.finish()
        while let line = try reader.next() { lines.append(line) }
        return lines
    }

    private func entries(_ lines: [RosterLine]) -> [RosterEntry] {
        lines.compactMap { line in
            guard case .entry(let entry) = line else { return nil }
            return entry
        }
    }

    private func faults(_ lines: [RosterLine]) -> [RosterLineFault] {
        lines.flatMap { line -> [RosterLineFault] in
            guard case .faults(let faults) = line else { return [] }
            return faults
        }
    }

    // "学号,姓名,性别,出生日期,年级,班级" and two students, as a Chinese spreadsheet saves them.
    static let gb18030File: [UInt8] = [
        209, 167, 186, 197, 44, 208, 213, 195, 251, 44, 208, 212, 177, 240, 44, 179, 246, 201, 250, 200, 213, 198, 218,
        44, 196, 234, 188, 182, 44, 176, 224, 188, 182, 13, 10, 65, 50, 48, 50, 54, 48, 48, 49, 44, 213, 197, 200, 253,
        44, 196, 208, 44, 50, 48, 49, 50, 45, 48, 51, 45, 49, 53, 44, 179, 245, 182, 254, 44, 200, 253, 176, 224, 13,
        10, 65, 50, 48, 50, 54, 48, 48, 50, 44, 176, 162, 210, 192, 185, 197, 192, 246, 161, 164, 194, 242, 194, 242,
        204, 225, 44, 197, 174, 44, 50, 48, 49, 50, 47, 50, 47, 57, 44, 176, 203, 196, 234, 188, 182, 44, 200, 253, 176,
        224, 13, 10,
    ]

    @Test func aFileFromAChineseSpreadsheetIsReadHoweverItIsSplit() throws {
        for split in stride(from: 0, through: Self.gb18030File.count, by: 1) {
            let found = entries(try read(Self.gb18030File, .gb18030, split: split))
            #expect(found.map(\.name.text) == ["张三", "阿依古丽·买买提"])
            #expect(found.map(\.number.text) == ["A2026001", "A2026002"])
            #expect(found.map(\.sex) == [.male, .female])
            #expect(found.map(\.birthDate.description) == ["2012-03-15", "2012-02-09"])
            #expect(found.map(\.grade.number) == [8, 8])
            #expect(found.map(\.className) == ["三班", "三班"])
            #expect(found.map(\.line) == [2, 3])
        }
    }

    @Test func sexAndBirthDateComeOutOfTheNationalID() throws {
        let file = """
            Student Number,name,national_id,Grade,CLASS,guardian,phone,remarks
            '2026001 ,  Li Lei ,\t320102201203151233,8,Class 3,李四,138 0013 8000,x
            ,,,,,,,

            """
        let entry = try #require(entries(try read(Array(file.utf8))).first)
        #expect(entry.number.text == "2026001")
        #expect(entry.name.text == "Li Lei")
        #expect(entry.sex == .male)
        #expect(entry.birthDate.description == "2012-03-15")
        #expect(entry.phone?.text == "13800138000")
        #expect(entry.guardian?.text == "李四")
        #expect(entry.dormName == nil)
        #expect(try read(Array(file.utf8)).count == 1)
    }

    static let header = "学号,姓名,性别,出生日期,身份证号,年级,班级,宿舍,监护人,联系电话\n"

    // One line, and what is wrong with it.
    static let faultyLines: [(String, [(RosterColumn?, RosterLineFault.Reason)])] = [
        (",张三,男,2012-03-15,,初二,三班,,,", [(.studentNumber, .missing)]),
        ("2026001,,男,2012-03-15,,初二,三班,,,", [(.name, .missing)]),
        ("2026001,=cmd,男,2012-03-15,,初二,三班,,,", [(.name, .malformed)]),
        ("2026001,张三,男,2012-02-30,,初二,三班,,,", [(.birthDate, .notADate)]),
        ("2026001,张三,男,,,初二,三班,,,", [(.birthDate, .missing)]),
        ("2026001,张三,,2012-03-15,,初二,三班,,,", [(.sex, .missing)]),
        ("2026001,张三,未知,2012-03-15,,初二,三班,,,", [(.sex, .notASex)]),
        ("2026001,张三,男,2026-03-15,,初二,三班,,,", [(.birthDate, .implausibleBirthDate)]),
        ("2026001,张三,男,2027-03-15,,初二,三班,,,", [(.birthDate, .implausibleBirthDate)]),
        ("2026001,张三,男,2012-03-15,320102201203151234,初二,三班,,,", [(.nationalID, .wrongCheckCharacter)]),
        ("2026001,张三,男,2012-03-15,3.20102E+17,初二,三班,,,", [(.nationalID, .damagedBySpreadsheet)]),
        ("2.026E+06,张三,男,2012-03-15,,初二,三班,,,", [(.studentNumber, .damagedBySpreadsheet)]),
        (
            "2026001,张三,女,2012-03-16,320102201203151233,初二,三班,,,",
            [(.birthDate, .contradictsNationalID), (.sex, .contradictsNationalID)]
        ),
        ("2026001,张三,男,2012-03-15,,高一,三班,,,", [(.grade, .notAGradeOfThisStage)]),
        ("2026001,张三,男,2012-03-15,,初二,,,,", [(.class, .missing)]),
        ("2026001,张三,男,2012-03-15,,初二,@三班,,,", [(.class, .malformed)]),
        ("2026001,张三,男,2012-03-15,,初二,三班,,,12", [(.phone, .malformed)]),
        ("2026001,张三,男,2012-03-15,,初二,三班,,x1,", [(.guardian, .malformed)]),
        ("2026001,张三,男,2012-03-15,,初二,三班", [(nil, .wrongFieldCount)]),
        (
            ",,,,,,,,1,",
            [
                (.studentNumber, .missing), (.name, .missing), (.grade, .missing), (.class, .missing),
                (.guardian, .malformed), (.birthDate, .missing), (.sex, .missing),
            ]
        ),
    ]

    @Test(arguments: faultyLines)
    func everyFaultOfALineIsToldAtOnce(line: String, expected: [(RosterColumn?, RosterLineFault.Reason)]) throws {
        let found = faults(try read(Array((Self.header + line).utf8)))
        #expect(found == expected.map { RosterLineFault(line: 2, column: $0.0, reason: $0.1) })
    }

    @Test(arguments: faultyLines)
    func noFaultRepeatsACell(line: String, expected: [(RosterColumn?, RosterLineFault.Reason)]) throws {
        for fault in faults(try read(Array((Self.header + line).utf8))) {
            let text = fault.description + fault.reason.text.chinese
            for cell in line.split(separator: ",") where cell.count > 1 { #expect(!text.contains(cell)) }
        }
    }

    static let student = "男,2012-03-15,,初二,三班,,,\n"

    @Test func readingGoesOnBehindALineThatIsNoCSV() throws {
        let file =
            Self.header + "1001,张三," + Self.student + "1002,\"李四," + Self.student + "1003,王\"五," + Self.student
            + "1004,\"赵六\","
            + Self.student
            + "1005,\"孙七," + Self.student + "1006,周八\"," + Self.student + "1007,吴九," + Self.student
        let bytes = Array(file.utf8)
        for split in stride(from: 0, through: bytes.count, by: 7) {
            let lines = try read(bytes, split: split)
            #expect(entries(lines).map(\.number.text) == ["1001", "1004", "1007"])
            #expect(entries(lines).map(\.line) == [2, 5, 8])
            #expect(
                faults(lines) == [
                    RosterLineFault(line: 3, column: nil, reason: .csv(.unclosedQuote)),
                    RosterLineFault(line: 4, column: nil, reason: .csv(.quoteInsideField)),
                    RosterLineFault(line: 6, column: nil, reason: .csv(.unclosedQuote)),
                    RosterLineFault(line: 7, column: nil, reason: .csv(.quoteInsideField)),
                ])
        }
    }

    /// A pair of strays with just as many fields as there should be; and a note of two lines, which nobody reads.
    @Test func twoStraysDoNotSwallowTheLinesBetween() throws {
        let header = "学号,姓名,性别,出生日期,年级,班级,备注\n"
        let rest = ",男,2012-03-15,初二,三班,"
        let file =
            header + "1001,\"张三\(rest)\n1002,李四\(rest)\n1003,王五\"\(rest)\n1004,赵六\(rest)\"a\nb\"\n1005,孙七\(rest)\n"
        let lines = try read(Array(file.utf8))
        #expect(entries(lines).map(\.number.text) == ["1002", "1004", "1005"])
        #expect(faults(lines).map(\.line) == [2, 4])
    }

    @Test func readingGoesOnBehindBytesThatAreNotOfTheEncoding() throws {
        var bytes = Array((Self.header + "1001,张").utf8)
        bytes += [0xC0, 0xFF] + Array(("," + Self.student + "1002,李四," + Self.student).utf8)
        bytes += Array("1003,王".utf8) + [0xE4, 0xBA]
        let lines = try read(bytes)
        #expect(entries(lines).map(\.number.text) == ["1002"])
        #expect(
            faults(lines) == [2, 4].map { RosterLineFault(line: $0, column: nil, reason: .unreadable) })

        // Nothing begins with 0xFF, and the byte behind it cannot go on with a comma.
        var spoilt = Self.gb18030File
        let name = try #require(spoilt.firstRange(of: [213, 197, 200, 253]))
        spoilt[name.upperBound - 2] = 0xFF
        let rest = try read(spoilt, .gb18030)
        #expect(entries(rest).map(\.name.text) == ["阿依古丽·买买提"])
        #expect(faults(rest) == [RosterLineFault(line: 2, column: nil, reason: .unreadable)])
    }

    @Test func aHeaderThatCannotBeReadIsAFaultOfTheFile() {
        #expect(throws: RosterFileFault.text(TextFault(line: 1, encoding: .utf8, reason: .invalidBytes))) {
            try read(Self.gb18030File, .utf8)
        }
        #expect(throws: RosterFileFault.csv(CSVFault(line: 1, reason: .quoteInsideField))) {
            try read(Array("学号,姓\"名,年级,班级\n1001,张三,初二,三班\n".utf8))
        }
    }

    @Test func theFilesWordForAGradeIsKept() throws {
        let words = ["初二", "八年级", "Grade 8", "8", "2"]
        let lines = words.enumerated().map { "100\($0),张三,男,2012-03-15,,\($1),三班,,,\n" }
        let found = entries(try read(Array((Self.header + lines.joined()).utf8)))
        #expect(found.map(\.grade.number) == [8, 8, 8, 8, 8])
        #expect(found.map(\.gradeName) == ["初二", "八年级", "Grade 8", "初二", "初二"])
    }

    @Test func theSameNumberTwiceIsADuplicate() throws {
        let file =
            Self.header + "2026001,张三,男,2012-03-15,320102201203151233,初二,三班,,,\n"
            + "２０２６００１,李四,男,2012-03-15,320102201203151233,初二,三班,,,\n"
        #expect(
            faults(try read(Array(file.utf8))) == [
                RosterLineFault(line: 3, column: .studentNumber, reason: .duplicate),
                RosterLineFault(line: 3, column: .nationalID, reason: .duplicate),
            ])
    }

    @Test(
        arguments: [
            ("学号,姓名,年级\n", RosterHeader.Fault.missing([.class])), ("学号,姓名,name,年级,班级\n", .twice(.name)),
            ("2026001,张三,男\n", .noHeader),
        ] as [(String, RosterHeader.Fault)])
    func aFileWithoutItsColumnsIsRefused(file: String, fault: RosterHeader.Fault) {
        #expect(throws: RosterFileFault.header(fault)) { try read(Array(file.utf8)) }
        #expect(!fault.description.contains("张三"))
    }

    @Test func anEmptyFileHasNoLines() throws { #expect(try read([]).isEmpty) }

    @Test func anEntryNeverPrintsItself() throws {
        let entry = try #require(entries(try read(Self.gb18030File, .gb18030)).first)
        var dumped = ""
        dump(RosterLine.entry(entry), to: &dumped)
        #expect(!"\(entry)\(RosterLine.entry(entry))\(dumped)".contains("张三"))
    }
}
