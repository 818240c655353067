import TestSupport
import Testing

@testable import JSONRPC

@Suite struct JSONScannerTests {
    static func accepts(_ bytes: [UInt8]) -> Bool { verdict(bytes).accepted }

    static func verdict(_ bytes: [UInt8]) -> (accepted: Bool, hasDuplicateKey: Bool, fault: JSONFault?) {
        bytes.withUnsafeBytes { bytes in
            var scanner = JSONScanner(bytes)
            let accepted = scanner.text()
            return (accepted, scanner.hasDuplicateKey, scanner.fault)
        }
    }

    @Test func theTablesAreLong() {
        #expect(JSONCases.accepted.count + JSONCases.refused.count >= 250)
    }

    @Test func whatIsJSONIsAccepted() {
        for text in JSONCases.accepted {
            #expect(Self.accepts(text), "\(String(decoding: text, as: UTF8.self))")
            #expect(ReferenceValidator.accepts(text), "reference: \(String(decoding: text, as: UTF8.self))")
        }
    }

    @Test func whatIsNotJSONIsRefusedWithAReason() {
        for text in JSONCases.refused {
            let verdict = Self.verdict(text)
            #expect(!verdict.accepted, "\(String(decoding: text, as: UTF8.self))")
            #expect(verdict.fault != nil)
            #expect(!ReferenceValidator.accepts(text), "reference: \(String(decoding: text, as: UTF8.self))")
        }
    }

    /// Each text with neighbours before and after, so that the eight-byte steps meet each byte at each place.
    @Test func theVerdictDoesNotDependOnThePlace() {
        for text in JSONCases.strings.map({ Array($0.utf8) }) + JSONCases.brokenUTF8.map({ [0x22] + $0 + [0x22] }) {
            for shift in 0..<9 {
                let padding = [UInt8](repeating: 0x61, count: shift)
                let wide = [0x5B] + [0x22] + padding + text.dropFirst() + [0x2C, 0x31, 0x5D]
                #expect(Self.accepts(wide) == ReferenceValidator.accepts(wide), "\(wide)")
            }
        }
    }

    @Test func everyPrefixOfAnObjectIsRefused() {
        let text = Array(#"{"a":[1.5e+3,true,null,"\ud834\udd1e心"],"b":{"c":-0}}"#.utf8)
        for count in 0..<text.count { #expect(!Self.accepts(Array(text[..<count])), "\(count)") }
        #expect(Self.accepts(text))
    }

    @Test func aHundredLevelsAreTakenAndNoMore() {
        for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
            func nested(_ depth: Int) -> [UInt8] {
                Array((String(repeating: open, count: depth) + "1" + String(repeating: close, count: depth)).utf8)
            }
            #expect(Self.accepts(nested(100)))
            #expect(Self.verdict(nested(101)).fault?.reason == .nestedTooDeep)
        }
        #expect(!Self.accepts([UInt8](repeating: 0x5B, count: 100_000)))
    }

    @Test(arguments: [
        (#"{"a":1,"a":2}"#, true), (#"{"a":1,"A":2}"#, false), (#"{"a":1,"\u0061":2}"#, true),
        (#"{"\u5fc3":1,"心":2}"#, true), (#"{"a":{"a":1}}"#, false), (#"[{"a":1},{"a":2}]"#, false),
        (#"{"x":[{"b":1,"b":1}]}"#, true), (#"{"":1,"":2}"#, true), (#"{"\/":1,"/":2}"#, true),
        (#"{"abcdefgh1abcdefgh":1,"abcdefgh2abcdefgh":2}"#, false),
        (#"{"\ud83d\ude00":1,"😀":2}"#, true), (#"{"a":{"x":1},"b":{"x":1},"a":0}"#, true),
    ]) func aKeyThatComesTwiceIsNoted(_ text: String, _ expected: Bool) {
        #expect(Self.verdict(Array(text.utf8)).hasDuplicateKey == expected)
        #expect(Self.accepts(Array(text.utf8)))
    }

    @Test(arguments: [10, 16, 17, 18, 500]) func largeObjectsAreLookedThroughToo(_ count: Int) {
        // Same length, same first and last eight bytes: the tags say nothing.
        func object(_ keys: [Int]) -> [UInt8] {
            Array(("{" + keys.map { "\"aaaaaaaa\($0 + 1000)bbbbbbbb\":1" }.joined(separator: ",") + "}").utf8)
        }
        let keys = Array(0..<count)
        #expect(!Self.verdict(object(keys)).hasDuplicateKey)
        for twice in [0, count / 2, count - 1] {
            #expect(Self.verdict(object(keys + [twice])).hasDuplicateKey)
            #expect(Self.verdict(object([twice] + keys)).hasDuplicateKey)
        }
    }

    @Test(arguments: 1...4) func mutatedTextsGetTheReferenceVerdict(_ seed: UInt64) {
        let random = SeededRandomSource(seed: seed)
        func number(_ limit: Int) -> Int {
            let bytes = random.bytes(4)
            return bytes.reduce(0) { $0 << 8 | Int($1) } % limit
        }
        let pool =
            JSONCases.accepted + [Array(#"{"jsonrpc":"2.0","id":1.5e3,"method":"a\u00e9","params":{"心":[]}}"#.utf8)]
        let alphabet =
            Array("{}[]\",:\\u0123d8ceE+-.tfnrule \t\n".utf8) + [0, 0x1F, 0x80, 0xBF, 0xC2, 0xE5, 0xED, 0xF0, 0xFF]
        for _ in 0..<3000 {
            var text = pool[number(pool.count)]
            if number(3) == 0 { text = [0x5B] + text + [0x2C] + pool[number(pool.count)] + [0x5D] }
            for _ in 0...number(3) {
                let byte = alphabet[number(alphabet.count)]
                switch number(4) {
                case 0: text.insert(byte, at: number(text.count + 1))
                case 1: if !text.isEmpty { text.remove(at: number(text.count)) }
                case 2: if !text.isEmpty { text[number(text.count)] = byte }
                default: if !text.isEmpty { text.removeLast(number(text.count)) }
                }
            }
            if Self.accepts(text) != ReferenceValidator.accepts(text) {
                Issue.record("seed \(seed): \(text) \(String(decoding: text, as: UTF8.self))")
            }
        }
    }

    @Test(arguments: [
        ("plain", "plain"), (#"\"\\\/\b\f\n\r\t"#, "\"\\/\u{8}\u{c}\n\r\t"), (#"\u5fc3\u80b2"#, "心育"),
        (#"\ud83d\ude00!"#, "😀!"), (#"\u0000"#, "\0"), ("", ""),
    ]) func escapesReadAsWhatTheyMean(_ content: String, _ expected: String) {
        var text: [UInt8] = []
        Array(content.utf8).withUnsafeBytes { JSONText.unescape($0, into: &text) }
        #expect(String(decoding: text, as: UTF8.self) == expected)
        var written: [UInt8] = []
        written.append(jsonString: expected)
        #expect(Self.accepts(written))
        var again: [UInt8] = []
        written.withUnsafeBytes { JSONText.unescape(.init(rebasing: $0.dropFirst().dropLast()), into: &again) }
        #expect(String(decoding: again, as: UTF8.self) == expected)
    }
}
