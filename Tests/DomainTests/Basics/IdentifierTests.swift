import Domain
import TestSupport
import Testing

@Suite("Identifiers")
struct IdentifierTests {
    @Test("are written as the digits of their bytes, and read back from them")
    func text() throws {
        let bytes: [UInt8] = [
            0x01, 0x23, 0x45, 0x67, 0x89, 0xAB, 0xCD, 0xEF, 0xFE, 0xDC, 0xBA, 0x98, 0x76, 0x54, 0x32, 0x10,
        ]
        let identifier = try #require(Identifier(bytes: bytes))
        #expect(identifier.description == "0123456789abcdeffedcba9876543210")
        #expect(identifier.bytes == bytes)
        #expect(Identifier(identifier.description) == identifier)
        #expect(Identifier("x0123456789abcdeffedcba9876543210".dropFirst()) == identifier)
        #expect(Identifier.installation.description == String(repeating: "0", count: 32))
    }

    @Test(
        "are read from nothing else",
        arguments: [
            "", "0123456789abcdeffedcba987654321", "0123456789abcdeffedcba98765432100",
            "0123456789ABCDEFfedcba9876543210", "0123456789abcdeffedcba987654321g",
            "0123456789abcdeffedcba98765432:0", " 123456789abcdeffedcba9876543210",
            "0123456789abcdeffedcba98765432é",
        ])
    func refused(text: String) {
        #expect(Identifier(text) == nil)
    }

    @Test("made at random read back from text and from bytes")
    func roundTrip() {
        let random = SeededRandomSource(seed: 3)
        for _ in 0..<200 {
            let identifier = Identifier(randomFrom: random)
            #expect(Identifier(identifier.description) == identifier)
            #expect(Identifier(bytes: identifier.bytes) == identifier)
        }
    }
}
