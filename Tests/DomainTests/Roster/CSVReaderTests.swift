import Domain
import Testing

@Suite struct CSVReaderTests {
    /// File, and the records in it.
    static let files: [(String, [[String]])] = [
        ("", []),
        ("a", [["a"]]),
        ("a,b\nc,d", [["a", "b"], ["c", "d"]]),
        ("a,b\r\nc,d\r\n", [["a", "b"], ["c", "d"]]),
        ("a\rb\r", [["a"], ["b"]]),
        ("\u{FEFF}a,b\n", [["a", "b"]]),
        ("\u{FEFF}", []),
        ("\n\n\r\na\n\n", [["a"]]),
        ("a,,\n,\n", [["a", "", ""], ["", ""]]),
        ("\"a,b\",\"c\"\n", [["a,b", "c"]]),
        ("\"a \"\"b\"\"\"\n", [["a \"b\""]]),
        ("\"\"\n\"\",\"\"", [[""], ["", ""]]),
        ("\"\"\"\"", [["\""]]),
        ("\"a\r\nb\",c\r\nd", [["a\r\nb", "c"], ["d"]]),
        ("\"a\n\n\",b", [["a\n\n", "b"]]),
        ("学号,姓名\n1,\"张,三\"\n", [["学号", "姓名"], ["1", "张,三"]]),
        ("a,\n", [["a", ""]]),
        ("a,", [["a", ""]]),
        (" a , b \n", [[" a ", " b "]]),
    ]

    private func read(_ pieces: [[UInt8]], limits: CSVReader.Limits = .init()) throws(CSVFault) -> [CSVRecord] {
        var reader = CSVReader(limits: limits)
        var records: [CSVRecord] = []
        for piece in pieces {
            reader.append(piece)
            while let record = try reader.next() { records.append(record) }
        }
        reader.finish()
        while let record = try reader.next() { records.append(record) }
        return records
    }

    @Test(arguments: files)
    func recordsAreTheSameHoweverTheFileIsSplit(file: String, expected: [[String]]) throws {
        let bytes = Array(file.utf8)
        for split in 0...bytes.count {
            let records = try read([Array(bytes[..<split]), Array(bytes[split...])])
            #expect(records.map(\.texts) == expected)
        }
        #expect(try read(bytes.map { [$0] }).map(\.texts) == expected)
    }

    @Test(
        arguments: [
            ("a\nb\"c", 2, CSVFault.Reason.quoteInsideField), ("\"a\"b", 1, .textAfterQuote),
            ("\"a\" ,b", 1, .textAfterQuote),
            ("x\n\n\"a\nb", 3, .unclosedQuote), ("a\r\nb\r\n\"", 3, .unclosedQuote),
            ("a\n\"12345\n6789\"", 2, .fieldTooLong),
            ("1234567,1234567,1234567", 1, .recordTooLong), ("a,b,c,d,e", 1, .tooManyFields),
        ] as [(String, Int, CSVFault.Reason)])
    func faultsNameTheirLine(file: String, line: Int, reason: CSVFault.Reason) {
        let limits = CSVReader.Limits(fieldBytes: 7, recordBytes: 16, fields: 4)
        let bytes = Array(file.utf8)
        for split in 0...bytes.count {
            #expect(throws: CSVFault(line: line, reason: reason)) {
                try read([Array(bytes[..<split]), Array(bytes[split...])], limits: limits)
            }
        }
    }

    @Test func aRecordSaysOnWhichLineItBegins() throws {
        let file = Array("a\r\n\r\n\"b\nb\rb\"\r\nc\rd\ne".utf8)
        for split in 0...file.count {
            #expect(try read([Array(file[..<split]), Array(file[split...])]).map(\.line) == [1, 3, 6, 7, 8])
        }
    }

    @Test func afterAFaultNothingMoreComes() {
        var reader = CSVReader()
        reader.append(Array("a\"\nb\n".utf8))
        for _ in 0..<3 {
            #expect(throws: CSVFault(line: 1, reason: .quoteInsideField)) { try reader.next() }
        }
    }

    @Test(arguments: 1...200)
    func whatIsWrittenByTheRulesIsReadBack(seed: Int) throws {
        var numbers = SeededNumbers(seed: UInt64(seed))
        let alphabet = ["a", "é", "张", ",", "\"", "\n", "\r", "\r\n", " ", "𠀀"]
        var file = ""
        var expected: [[String]] = []
        for _ in 0..<Int.random(in: 1...8, using: &numbers) {
            let fields = (0..<Int.random(in: 1...5, using: &numbers)).map { _ in
                (0..<Int.random(in: 0...6, using: &numbers)).map { _ in alphabet.randomElement(using: &numbers) ?? "" }
                    .joined()
            }
            expected.append(fields)
            file += fields.map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }.joined(separator: ",")
            file += ["\n", "\r\n", "\r"].randomElement(using: &numbers) ?? "\n"
        }
        var pieces: [[UInt8]] = []
        var rest = Array(file.utf8)[...]
        while !rest.isEmpty {
            pieces.append(Array(rest.prefix(Int.random(in: 1...9, using: &numbers))))
            rest = rest.dropFirst(pieces[pieces.count - 1].count)
        }
        #expect(try read(pieces).map { $0.texts.map { Array($0.utf8) } } == expected.map { $0.map { Array($0.utf8) } })
    }

    @Test(arguments: 1...200)
    func noiseIsReadTheSameInOnePieceAndByteByByte(seed: Int) {
        var numbers = SeededNumbers(seed: UInt64(seed) << 8)
        let alphabet: [UInt8] = [0x22, 0x2C, 0x0A, 0x0D, 0x61, 0xEF, 0xBB, 0xBF, 0x00, 0xFF]
        let bytes = (0..<60).map { _ in alphabet.randomElement(using: &numbers) ?? 0 }
        func outcome(_ pieces: [[UInt8]]) -> Result<[CSVRecord], CSVFault> {
            Result { () throws(CSVFault) in try read(pieces) }
        }
        #expect(outcome([bytes]) == outcome(bytes.map { [$0] }))
    }
}
