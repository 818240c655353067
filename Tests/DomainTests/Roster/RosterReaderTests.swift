import Domain
import Testing

@Suite("Roster reader")
struct RosterReaderTests {
    private func read(
        _ bytes: [UInt8], _ encoding: TextEncoding = .utf8, cutAt ends: [Int] = []
    ) throws -> [RosterReader.Event] {
        var reader = try RosterReader(encoding: encoding)
        var events: [RosterReader.Event] = []
        var start = 0
        for end in ends + [bytes.count] {
            events += reader.append(bytes[start..<end])
            start = end
        }
        return events + reader.finish()
    }

    private func read(_ text: String) throws -> [RosterReader.Event] { try read(Array(text.utf8)) }

    /// `3 学号 numberRepeated` for a fault, `2` for an entry.
    private func summary(_ events: [RosterReader.Event]) -> [String] {
        func words(_ faults: [RosterFault]) -> [String] { faults.map { "\($0.line) \($0.column) \($0.reason)" } }
        return events.flatMap { event in
            switch event {
            case .header(let ignored): ["header \(ignored)"]
            case .entry(let entry): ["\(entry.line)"]
            case .faults(let faults): words(faults)
            case .refused(let faults): ["refused"] + words(faults)
            }
        }
    }

    private let expected = [
        "header []", "2", "3 出生日期 dateUnknown", "4 性别 sexUnknown", "5 学号 numberRepeated", "6 姓名 empty", "7",
    ]

    @Test("A roster with faults, in UTF-8, cut at every byte")
    func utf8() throws {
        let bytes = Array(RosterFile.text.utf8)
        let whole = try read(bytes)
        #expect(summary(whole) == expected)
        for cut in bytes.indices { #expect(try read(bytes, cutAt: [cut]) == whole, "cut at \(cut)") }
        #expect(try read(bytes, cutAt: Array(bytes.indices)) == whole)
    }

    @Test("The same file in GB 18030, cut at every byte")
    func gb18030() throws {
        let bytes = RosterFile.gb18030
        let whole = try read(Array(RosterFile.text.utf8))
        #expect(try read(bytes, .gb18030) == whole)
        for cut in bytes.indices { #expect(try read(bytes, .gb18030, cutAt: [cut]) == whole, "cut at \(cut)") }
        #expect(try read(bytes, .gb18030, cutAt: Array(bytes.indices)) == whole)
    }

    @Test("The wrong encoding is told at the header, and nothing follows")
    func wrongEncoding() throws {
        #expect(summary(try read(RosterFile.gb18030, .utf8)) == ["refused", "1  headerUndecodable"])
    }

    @Test("A byte order mark, CRLF, English names and columns that mean nothing")
    func spreadsheet() throws {
        let events = try read(
            "\u{FEFF}student_number,name,nation,grade,class\r\n1,Ann,汉,Grade 7,\"7, first\"\r\n,,,,\r\n\r\n2,Ben,汉,Grade 7,7\r\n"
        )
        #expect(summary(events) == ["header [\"nation\"]", "2", "5"])
        guard case .entry(let entry) = events[1] else {
            Issue.record("no entry")
            return
        }
        #expect(entry.className == "7, first")
    }

    @Test("Blank lines before the header are passed over")
    func lateHeader() throws {
        #expect(summary(try read("\n,,,\n学号,姓名,年级,班级\n1,张三,七年级,1班")) == ["header []", "4"])
    }

    @Test(
        "Files that cannot be taken",
        arguments: [
            ("", ["refused", "1  noHeader"]), ("\n\n", ["refused", "1  noHeader"]),
            (",,\n", ["refused", "1  noHeader"]),
            ("学号,姓名,年级\n1,张三,七年级\n", ["refused", "1 班级 missingColumn"]),
            ("学号,姓名,年级,班级,姓名\n1,a,b,c,d\n", ["refused", "1 姓名 doubledColumn"]),
            ("学号\",姓名\n1,a\n", ["refused", "1  strayQuote"]), ("\"学号,姓名", ["refused", "1  unclosedQuote"]),
        ])
    func refused(text: String, expected: [String]) throws {
        #expect(summary(try read(text)) == expected)
        let bytes = Array(text.utf8)
        #expect(summary(try read(bytes, cutAt: Array(bytes.indices))) == expected)
    }

    @Test("A record that is no CSV costs one line")
    func strayQuote() throws {
        let events = try read("学号,姓名,年级,班级\n1,张\"三,七年级,1班\n2,李四,七年级,1班\n3,\"王五")
        #expect(summary(events) == ["header []", "2  strayQuote", "3", "4  unclosedQuote"])
    }

    @Test("The lines that a forgotten quote swallowed are named")
    func swallowed() throws {
        let lines = (3...500).map { "\($0),某人,七年级,1班" }.joined(separator: "\n")
        let events = try read("学号,姓名,年级,班级\n2,\"某人,七年级,1班\n\(lines)\n")
        guard case .faults(let faults) = events[1], let fault = faults.first, case .entry(let entry) = events[2] else {
            Issue.record("no fault and entry")
            return
        }
        #expect(fault.reason == .fieldTooLong)
        #expect(fault.line == 2)
        #expect(entry.line == fault.lastLine + 1)
        #expect(events.count == 2 + 500 - fault.lastLine)
    }

    @Test("Bytes that mean nothing: the cell is named where it matters, else the line")
    func undecodable() throws {
        var bytes = Array("学号,姓名,民族,年级,班级\n1,张".utf8)
        bytes += [0xFF]
        bytes += Array(",汉,七年级,1班\n2,李四,".utf8)
        bytes += [0xE6]
        bytes += Array(",七年级,1班\n3,王五,汉,七年级,1班\n4,\"".utf8)
        bytes += [0xFF]
        bytes += Array("\"x\n".utf8)
        let whole = ["header [\"民族\"]", "2 姓名 undecodable", "3  undecodable", "4", "5  strayQuote", "5  undecodable"]
        #expect(summary(try read(bytes)) == whole)
        #expect(summary(try read(bytes, cutAt: Array(bytes.indices))) == whole)
    }

    @Test("Progress is counted in lines of the file")
    func progress() throws {
        var reader = try RosterReader(encoding: .utf8)
        #expect(reader.linesRead == 0)
        _ = reader.append(Array("学号,姓名,年级,班级\n1,张三,七年级,1班\n2,".utf8))
        #expect(reader.linesRead == 2)
        _ = reader.append(Array("李四,七年级,\"1\n班\"\n".utf8))
        #expect(reader.linesRead == 4)
        _ = reader.finish()
        #expect(reader.linesRead == 4)
    }

    @Test("No fault's text or column holds what a cell holds")
    func silent() throws {
        for event in try read(Array(RosterFile.text.utf8)) {
            guard case .faults(let faults) = event else { continue }
            for fault in faults {
                #expect(RosterColumn(named: fault.column) != nil)
                #expect(!"\(fault)".contains("20260") && !"\(fault)".contains("2013"))
            }
        }
    }
}
