import Domain
import TestSupport
import Testing

@Suite("CSV reader")
struct CSVReaderTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let title: String
        let text: String
        let items: [CSVReader.Item]

        var testDescription: String { title }
    }

    private static func record(_ line: Int, _ fields: String..., through last: Int? = nil) -> CSVReader.Item {
        .record(CSVRecord(line: line, lastLine: last ?? line, fields: fields))
    }

    private static func fault(_ line: Int, _ reason: CSVFault.Reason, through last: Int? = nil) -> CSVReader.Item {
        .fault(CSVFault(line: line, lastLine: last ?? line, reason: reason))
    }

    static let cases: [Case] = [
        Case(title: "an empty file", text: "", items: []),
        Case(title: "only line ends", text: "\n\r\n\r\r\n", items: []),
        Case(title: "one field", text: "a", items: [record(1, "a")]),
        Case(title: "LF", text: "a,b\nc,d\n", items: [record(1, "a", "b"), record(2, "c", "d")]),
        Case(title: "CR", text: "a,b\rc,d\r", items: [record(1, "a", "b"), record(2, "c", "d")]),
        Case(title: "CRLF", text: "a,b\r\nc,d\r\n", items: [record(1, "a", "b"), record(2, "c", "d")]),
        Case(
            title: "mixed line ends", text: "a\rb\r\nc\nd",
            items: [record(1, "a"), record(2, "b"), record(3, "c"), record(4, "d")]),
        Case(title: "no line end at the end", text: "a\nb,", items: [record(1, "a"), record(2, "b", "")]),
        Case(title: "empty fields", text: ",,\n", items: [record(1, "", "", "")]),
        Case(
            title: "empty lines are counted, not read", text: "a\n\n\r\nb\n", items: [record(1, "a"), record(4, "b")]),
        Case(title: "an empty quoted field is a record", text: "\"\"\n", items: [record(1, "")]),
        Case(title: "quotes", text: "\"a,b\",\"c\"\n", items: [record(1, "a,b", "c")]),
        Case(title: "doubled quotes", text: "\"say \"\"hi\"\"\",\"\"\"\"\n", items: [record(1, "say \"hi\"", "\"")]),
        Case(
            title: "line breaks within quotes", text: "\"a\nb\r\nc\rd\",e\nf\n",
            items: [record(1, "a\nb\r\nc\rd", "e", through: 4), record(5, "f")]),
        Case(title: "spaces are content", text: " a , b\n", items: [record(1, " a ", " b")]),
        Case(
            title: "a byte order mark", text: "\u{FEFF}学号,姓名\n1,张三\n",
            items: [record(1, "学号", "姓名"), record(2, "1", "张三")]),
        Case(title: "a byte order mark before a quote", text: "\u{FEFF}\"学号\"\n", items: [record(1, "学号")]),
        Case(title: "only a byte order mark", text: "\u{FEFF}", items: []),
        Case(
            title: "a byte order mark elsewhere is content", text: "a\n\u{FEFF}b",
            items: [record(1, "a"), record(2, "\u{FEFF}b")]),
        Case(
            title: "a quote in a plain field", text: "a\"b,c\nd\n", items: [fault(1, .strayQuote), record(2, "d")]),
        Case(
            title: "text after a closing quote", text: "x\n\"a\"b\r\nd\r\n",
            items: [record(1, "x"), fault(2, .strayQuote), record(3, "d")]),
        Case(
            title: "a space after a closing quote", text: "\"a\" ,b\nd", items: [fault(1, .strayQuote), record(2, "d")]),
        Case(
            title: "an unclosed quote at the end", text: "a\n\"b\nc",
            items: [record(1, "a"), fault(2, .unclosedQuote, through: 3)]),
        Case(
            title: "a fault in a record of several lines", text: "\"a\nb\"c\nd\n",
            items: [fault(1, .strayQuote, through: 2), record(3, "d")]),
        Case(title: "a stray quote at the very end", text: "a\"", items: [fault(1, .strayQuote)]),
    ]

    /// Reads `bytes` in pieces that end at `ends`, taking what there is after each.
    private func read(
        _ bytes: [UInt8], cutAt ends: [Int], limits: CSVReader.Limits = CSVReader.Limits()
    ) -> [CSVReader.Item] {
        var reader = CSVReader(limits: limits)
        var items: [CSVReader.Item] = []
        var start = 0
        for end in ends + [bytes.count] {
            reader.append(bytes[start..<end])
            while let item = reader.next() { items.append(item) }
            start = end
        }
        reader.finish()
        while let item = reader.next() { items.append(item) }
        return items
    }

    @Test("Cases, whole, cut at every byte, and byte by byte", arguments: cases)
    func table(test: Case) {
        let bytes = Array(test.text.utf8)
        #expect(read(bytes, cutAt: []) == test.items)
        for cut in bytes.indices { #expect(read(bytes, cutAt: [cut]) == test.items, "cut at \(cut)") }
        #expect(read(bytes, cutAt: Array(bytes.indices)) == test.items)
    }

    @Test("A field may have 4 KiB and no more")
    func fieldLimit() {
        let full = String(repeating: "x", count: 4_096)
        #expect(read(Array("\(full),a\nb".utf8), cutAt: []) == [Self.record(1, full, "a"), Self.record(2, "b")])
        #expect(read(Array("\(full)x,a\nb".utf8), cutAt: []) == [Self.fault(1, .fieldTooLong), Self.record(2, "b")])
        #expect(read(Array("\"\(full)\"\nb".utf8), cutAt: []) == [Self.record(1, full), Self.record(2, "b")])
    }

    @Test("A record may have 64 KiB and no more")
    func recordLimit() {
        let fields = Array(repeating: String(repeating: "x", count: 1_023), count: 64)
        let full = fields.joined(separator: ",")
        #expect(
            read(Array("\(full)x\nb".utf8), cutAt: [])
                == [
                    .record(CSVRecord(line: 1, lastLine: 1, fields: fields.dropLast() + [fields[63] + "x"])),
                    Self.record(2, "b"),
                ])
        #expect(read(Array("\(full)xx\nb".utf8), cutAt: []) == [Self.fault(1, .recordTooLong), Self.record(2, "b")])
    }

    @Test("A quote that is never closed costs the lines up to the limit, not the file")
    func forgottenQuote() {
        let lines = (2...2_000).map { "\($0),name" }
        let items = read(Array("a,\"b\n\(lines.joined(separator: "\n"))".utf8), cutAt: [])
        guard case .fault(let fault) = items.first else {
            Issue.record("no fault")
            return
        }
        #expect(fault.line == 1)
        #expect(fault.reason == .fieldTooLong)
        #expect(fault.lastLine < 600)
        // Every line is accounted for.
        #expect(items.count == 1 + 2_000 - fault.lastLine)
        #expect(items.last == Self.record(2_000, "2000", "name"))
    }

    @Test("Random files read as by the reference, however they are cut", arguments: 1...4)
    func fuzz(seed: Int) {
        let random = SeededRandomSource(seed: UInt64(seed))
        let alphabet = Array("aab,,\"\"\"\r\n".utf8)
        let limits = CSVReader.Limits(field: 3, record: 9)
        for _ in 0..<2_000 {
            let choices = random.bytes(26)
            var bytes = choices.prefix(Int(choices[24]) % 24).map { alphabet[Int($0) % alphabet.count] }
            if choices[25] < 30 { bytes.insert(contentsOf: [0xEF, 0xBB, 0xBF], at: 0) }
            let expected = ReferenceCSV(bytes, limits: limits).items()
            let cut = Int(choices[0]) % (bytes.count + 1)
            guard read(bytes, cutAt: [], limits: limits) == expected,
                read(bytes, cutAt: [cut], limits: limits) == expected,
                read(bytes, cutAt: Array(bytes.indices), limits: limits) == expected
            else {
                Issue.record(
                    "differs: \(bytes) cut at \(cut): \(read(bytes, cutAt: [], limits: limits)), not \(expected)")
                return
            }
        }
    }
}
