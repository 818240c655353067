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

    private func results(
        _ pieces: [[UInt8]], limits: CSVReader.Limits = .init(), mayEndLines: Bool = true
    ) -> [Result<CSVRecord, CSVFault>] {
        var reader = CSVReader(limits: limits)
        var results: [Result<CSVRecord, CSVFault>] = []
        func take() {
            while let result = reader.next() {
                guard !mayEndLines, let fault = reader.takeBack() else {
                    results.append(result)
                    continue
                }
                results.append(.failure(fault))
            }
        }
        for piece in pieces {
            reader.append(piece)
            take()
        }
        reader.finish()
        take()
        return results
    }

    private func read(_ pieces: [[UInt8]], limits: CSVReader.Limits = .init()) throws(CSVFault) -> [CSVRecord] {
        var records: [CSVRecord] = []
        for result in results(pieces, limits: limits) { records.append(try result.get()) }
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

    /// A file, and what comes of each of its lines: `2: x|y` is a record on line 2, `2! why` a fault.
    private static let faultyFiles: [(String, [String])] = [
        ("a\nb\"c\nd", ["1: a", "2! quote_inside_field", "3: d"]),
        ("b\"c\r\nd\r\n", ["1! quote_inside_field", "2: d"]),
        ("b\"c\rd", ["1! quote_inside_field", "2: d"]),
        ("x,y\"\n\n\nd", ["1! quote_inside_field", "4: d"]),
        ("\"a\"b,\"c\nd", ["1! text_after_quote", "2: d"]),
        ("\"a\" ,b\nd", ["1! text_after_quote", "2: d"]),
        // Never closed: the lines that the mark has swallowed are there.
        ("x\n\n\"a\nb", ["1: x", "3! unclosed_quote", "4: b"]),
        ("a\r\nb\r\n\"", ["1: a", "2: b", "3! unclosed_quote"]),
        ("1,\"a\r\n2,b\r\n3,c", ["1! unclosed_quote", "2: 2|b", "3: 3|c"]),
        ("1,\"a\n2,b\n3,\"c\n4,d", ["1! unclosed_quote", "2: 2|b", "3! unclosed_quote", "4: 4|d"]),
        // Closed by the next one's opening mark.
        ("1,\"a\n2,\"b\"\n3,c\n", ["1! unclosed_quote", "2: 2|b", "3: 3|c"]),
        // By a stray one below.
        ("1,\"a\n2,b\"x\n3,c\n", ["1! unclosed_quote", "2! quote_inside_field", "3: 3|c"]),
        // A field that has a line end by right, and another with a fault: each line is named.
        ("\"a\nb\",\"c\"x\n3,d", ["1! unclosed_quote", "2! quote_inside_field", "3: 3|d"]),
        ("12345678\n9", ["1! field_too_long", "2: 9"]),
        ("a\n\"12345\n6789\"\nd", ["1: a", "2! unclosed_quote", "3! quote_inside_field", "4: d"]),
        ("1234567,1234567,1234567\nd", ["1! record_too_long", "2: d"]),
        ("a,b,c,d,e\nd", ["1! too_many_fields", "2: d"]),
        ("a,b,c,d,e,f,g\nd", ["1! too_many_fields", "2: d"]),
        ("a,b,c,d,", ["1! too_many_fields"]),
    ]

    private func told(_ results: [Result<CSVRecord, CSVFault>]) -> [String] {
        results.map { result in
            switch result {
            case .success(let record): "\(record.line): " + record.texts.joined(separator: "|")
            case .failure(let fault): "\(fault.line)! \(fault.reason.rawValue)"
            }
        }
    }

    @Test(arguments: faultyFiles)
    func aFaultCostsItsOwnLineHoweverTheFileIsSplit(file: String, expected: [String]) {
        let limits = CSVReader.Limits(fieldBytes: 7, recordBytes: 16, fields: 4)
        let bytes = Array(file.utf8)
        for split in 0...bytes.count {
            #expect(told(results([Array(bytes[..<split]), Array(bytes[split...])], limits: limits)) == expected)
        }
        #expect(told(results(bytes.map { [$0] }, limits: limits)) == expected)
    }

    /// Two strays are a pair by the letter; who knows that no field has a line's end takes the record back.
    @Test func whatIsTakenBackIsReadAnew() {
        let bytes = Array("1,\"a\r\n2,b\r\n3,c\"\r\n4,\"d\"\r\n".utf8)
        for split in 0...bytes.count {
            let pieces = [Array(bytes[..<split]), Array(bytes[split...])]
            #expect(told(results(pieces)) == ["1: 1|a\r\n2,b\r\n3,c", "4: 4|d"])
            #expect(
                told(results(pieces, mayEndLines: false)) == [
                    "1! unclosed_quote", "2: 2|b", "3! quote_inside_field", "4: 4|d",
                ])
        }
    }

    /// Nothing is lost: each line of a file without blank ones is in a record or named by a fault.
    @Test(arguments: 1...200)
    func everyLineIsReadOrNamed(seed: Int) {
        var numbers = SeededNumbers(seed: UInt64(seed) &* 31)
        let parts = ["a", "\"", "\"\"", ",", "bb", "\"c\""]
        let lines = (0..<12).map { _ in
            (0..<Int.random(in: 1...5, using: &numbers)).map { _ in parts.randomElement(using: &numbers) ?? "a" }
                .joined()
        }
        var named: Set<Int> = []
        for result in results([Array(lines.joined(separator: "\n").utf8)]) {
            switch result {
            case .success(let record):
                let ends = record.texts.joined().count { $0 == "\n" }
                named.formUnion(record.line...(record.line + ends))
            case .failure(let fault): named.insert(fault.line)
            }
        }
        #expect(named == Set(1...12))
    }

    @Test func aRecordSaysOnWhichLineItBegins() throws {
        let file = Array("a\r\n\r\n\"b\nb\rb\"\r\nc\rd\ne".utf8)
        for split in 0...file.count {
            #expect(try read([Array(file[..<split]), Array(file[split...])]).map(\.line) == [1, 3, 6, 7, 8])
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
        #expect(results([bytes]) == results(bytes.map { [$0] }))
    }
}
