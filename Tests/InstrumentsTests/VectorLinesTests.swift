import Testing

@testable import Instruments

@Suite("Lines of a vectors file")
struct VectorLinesTests {
    private func lines(_ pieces: [[UInt8]]) -> [VectorLines.Line] {
        var reader = VectorLines()
        var lines: [VectorLines.Line] = []
        for piece in pieces {
            reader.append(piece)
            while let line = reader.next() { lines.append(line) }
        }
        reader.end()
        while let line = reader.next() { lines.append(line) }
        return lines
    }

    private func told(_ text: String) -> [String] {
        lines([Array(text.utf8)]).map { "\($0.number) \(String(decoding: $0.bytes ?? [], as: UTF8.self))" }
    }

    @Test(
        "Lines have their numbers, whatever ends them",
        arguments: [
            ("", []), ("\n\n", []), (" \t\r\n", []), ("a", ["1 a"]), ("a\n", ["1 a"]), ("a\r\nb", ["1 a", "2 b"]),
            ("a\n\nb\n", ["1 a", "3 b"]), ("\r\na", ["2 a"]), ("\u{FEFF}a\nb", ["1 a", "2 b"]),
            ("\u{FEFF}\na", ["2 a"]), ("a\rb", ["1 a\rb"]), ("\n\n\n a ", ["4  a "]),
        ] as [(String, [String])])
    func numbers(text: String, expected: [String]) {
        #expect(told(text) == expected)
    }

    @Test("It does not matter where the bytes are cut")
    func cuts() {
        let bytes = Array("\u{FEFF}{\"answers\":[1]}\r\n\n心\n{}".utf8)
        let whole = lines([bytes])
        #expect(whole.map(\.number) == [1, 3, 4])
        for cut in 0...bytes.count {
            #expect(lines([Array(bytes[..<cut]), Array(bytes[cut...])]) == whole)
        }
        #expect(lines(bytes.map { [$0] }) == whole)
    }

    @Test("A line beyond the limit is named and not kept; the next one is read")
    func tooLong() {
        let long = [UInt8](repeating: 0x61, count: VectorLines.limit + 1)
        let numbered = lines([long, long, Array("\nb".utf8)])
        #expect(numbered == [.init(number: 1, bytes: nil), .init(number: 2, bytes: Array("b".utf8))])
        #expect(lines([long]).map(\.bytes) == [nil])
        #expect(lines([Array(long.dropLast())]).first?.bytes?.count == VectorLines.limit)
        #expect(throws: Vector.LineError.self) { try numbered[0].text() }
        #expect(throws: Vector.LineError.self) { try VectorLines.Line(number: 1, bytes: [0xFF]).text() }
    }
}
