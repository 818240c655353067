import Domain
import TestSupport
import Testing

@Suite("Text decoder")
struct TextDecoderTests {
    private func decode(
        _ bytes: [UInt8], from encoding: TextEncoding, cutAt ends: [Int] = []
    ) throws -> (text: [UInt8], lines: [Int]) {
        var decoder = try TextDecoder(encoding)
        var text: [UInt8] = []
        var lines: [Int] = []
        var start = 0
        for end in ends + [bytes.count] {
            text += decoder.decode(bytes[start..<end])
            lines += decoder.takeFaults().map(\.line)
            start = end
        }
        text += decoder.finish()
        lines += decoder.takeFaults().map(\.line)
        return (text, lines)
    }

    private func check(
        _ bytes: [UInt8], from encoding: TextEncoding, reads text: String, faultsOn lines: [Int]
    ) throws {
        for ends in [[], Array(bytes.indices)] + bytes.indices.map({ [$0] }) {
            let decoded = try decode(bytes, from: encoding, cutAt: ends)
            #expect(decoded.text == Array(text.utf8), "cut at \(ends)")
            #expect(decoded.lines == lines, "cut at \(ends)")
        }
    }

    @Test(
        "UTF-8, cut anywhere",
        arguments: [
            (Array("学号,é,😀\n".utf8), "学号,é,😀\n", []),
            ([], "", []),
            ([0x61, 0xFF, 0x62], "a\u{FFFD}b", [1]),
            // Overlong, surrogate, too large, a lone continuation.
            ([0xC0, 0xAF], "\u{FFFD}\u{FFFD}", [1]),
            ([0xE0, 0x80, 0x80], "\u{FFFD}\u{FFFD}\u{FFFD}", [1]),
            ([0xED, 0xA0, 0x80], "\u{FFFD}\u{FFFD}\u{FFFD}", [1]),
            ([0xF4, 0x90, 0x80, 0x80], "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}", [1]),
            ([0xF0, 0x80, 0x80, 0x80], "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}", [1]),
            ([0x80], "\u{FFFD}", [1]),
            // Broken off by something else, and by the end.
            ([0xE5, 0xAD, 0x2C, 0x31], "\u{FFFD},1", [1]),
            ([0x0A, 0xE5, 0xAD], "\n\u{FFFD}", [2]),
            ([0xF0, 0x9F, 0x98], "\u{FFFD}", [1]),
            // Lines as an editor counts them, each named once.
            (
                [0xFF, 0x0A, 0x61, 0x0D, 0x0A, 0xFF, 0xFF, 0x0D, 0xFF, 0x0A],
                "\u{FFFD}\na\r\n\u{FFFD}\u{FFFD}\r\u{FFFD}\n", [1, 3, 4]
            ),
        ] as [([UInt8], String, [Int])])
    func utf8(bytes: [UInt8], text: String, lines: [Int]) throws {
        try check(bytes, from: .utf8, reads: text, faultsOn: lines)
    }

    @Test(
        "GB 18030 in one, two and four bytes, cut anywhere",
        arguments: [
            ([0xD1, 0xA7, 0xBA, 0xC5, 0x2C, 0xD0, 0xD5, 0xC3, 0xFB, 0x0D, 0x0A], "学号,姓名\r\n", []),
            ([0x81, 0x39, 0xEE, 0x39], "\u{3400}", []),
            ([0x61, 0x94, 0x39, 0xFC, 0x36, 0x62], "a😀b", []),
            // A second byte in the range of ASCII letters.
            ([0x81, 0x40, 0x81, 0x5C], "\u{4E02}\u{4E57}", []),
            ([], "", []),
            ([0xFF, 0x2C, 0x31], "\u{FFFD},1", [1]),
            // Broken off: the comma is still one.
            ([0x31, 0x0A, 0xD1, 0x2C, 0x31], "1\n\u{FFFD},1", [2]),
            ([0x31, 0x0D, 0xD1], "1\r\u{FFFD}", [2]),
            ([0x31, 0x0D, 0x0A, 0x0A, 0x81, 0x39, 0xEE], "1\r\n\n\u{FFFD}9\u{FFFD}", [3]),
            ([0xFE, 0x39, 0x0A], "\u{FFFD}9\n", [1]),
        ] as [([UInt8], String, [Int])])
    func gb18030(bytes: [UInt8], text: String, lines: [Int]) throws {
        try check(bytes, from: .gb18030, reads: text, faultsOn: lines)
    }

    @Test("Long texts are the same in any pieces")
    func longText() throws {
        let bytes = Array(repeating: [0xD1, 0xA7, 0x61, 0x94, 0x39, 0xFC, 0x36, 0x0A] as [UInt8], count: 3_000).flatMap
        { $0 }
        let text = String(repeating: "学a😀\n", count: 3_000)
        for size in [1, 7, 1_021, 1_024, 4_099] {
            let decoded = try decode(bytes, from: .gb18030, cutAt: Array(stride(from: 0, to: bytes.count, by: size)))
            #expect(decoded.text == Array(text.utf8), "in pieces of \(size)")
            #expect(decoded.lines.isEmpty)
        }
    }

    @Test("Random bytes become what Swift's own decoding makes of them", arguments: 1...4)
    func utf8Fuzz(seed: Int) throws {
        let random = SeededRandomSource(seed: UInt64(seed))
        let pool: [UInt8] = [
            0x0A, 0x41, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC2, 0xDF, 0xE0, 0xE5, 0xED, 0xEF, 0xF0, 0xF3, 0xF4,
            0xF5,
        ]
        for _ in 0..<2_000 {
            let choices = random.bytes(14)
            let bytes = choices.prefix(Int(choices[12]) % 13).map { pool[Int($0) % pool.count] }
            let cut = Int(choices[13]) % (bytes.count + 1)
            let decoded = try decode(bytes, from: .utf8, cutAt: [cut])
            guard decoded.text == Array(String(decoding: bytes, as: UTF8.self).utf8) else {
                Issue.record("differs: \(bytes) cut at \(cut)")
                return
            }
        }
    }

    @Test("Random bytes in GB 18030 become valid text, the same in any pieces", arguments: 1...4)
    func gb18030Fuzz(seed: Int) throws {
        let random = SeededRandomSource(seed: UInt64(seed))
        let pool: [UInt8] = [
            0x0A, 0x2C, 0x30, 0x39, 0x40, 0x7E, 0x7F, 0x80, 0x81, 0x84, 0x90, 0xA2, 0xD1, 0xE3, 0xFE, 0xFF,
        ]
        for _ in 0..<1_000 {
            let choices = random.bytes(14)
            let bytes = choices.prefix(Int(choices[12]) % 13).map { pool[Int($0) % pool.count] }
            let whole = try decode(bytes, from: .gb18030)
            let single = try decode(bytes, from: .gb18030, cutAt: Array(bytes.indices))
            guard whole == single, String(validating: whole.text, as: UTF8.self) != nil,
                whole.text.count(where: { $0 == 0x0A }) == bytes.count(where: { $0 == 0x0A })
            else {
                Issue.record("differs: \(bytes)")
                return
            }
        }
    }

    @Test("A copy goes on by itself")
    func copies() throws {
        var first = try TextDecoder(.gb18030)
        #expect(first.decode([0xD1]).isEmpty)
        var second = first
        #expect(first.decode([0xA7]) == Array("学".utf8))
        #expect(second.decode([0xD5]) != Array("学".utf8))
        #expect(second.decode([0x61]) == [0x61])
    }
}
