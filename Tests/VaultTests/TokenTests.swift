import Domain
import TestSupport
import Testing
import Vault

@Suite("Tokens and codes")
struct TokenTests {
    let random = SeededRandomSource(seed: 11)

    @Test func aTokenReadsBackFromItsText() throws {
        let token = SessionToken(randomFrom: random)
        #expect(token.text.wholeMatch(of: /xys_[A-Za-z0-9_-]{43}/) != nil)
        let read = try #require(SessionToken(text: token.text))
        #expect(read == token)
        #expect(read.hash == token.hash)
        #expect(token.hash.count == 32)
        #expect(token.hash != SessionToken(randomFrom: random).hash)
        #expect("\(token)" == "secret")
    }

    @Test func aTokenIsRefusedCutLongerOrAltered() {
        let text = SessionToken(randomFrom: random).text
        for count in 0..<text.count { #expect(SessionToken(text: text.prefix(count)) == nil) }
        for other in [text + "A", text + "=", text + " ", "XYS_" + text.dropFirst(4), text.dropFirst(4) + ""] {
            #expect(SessionToken(text: other) == nil)
        }
        // The last character holds two bits that are not part of the token: only one way to write them is taken.
        let last = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
        let taken = last.filter { SessionToken(text: text.dropLast() + String($0)) != nil }
        #expect(taken.count == 16)
    }

    @Test func aCodeReadsBackAsPeopleTypeIt() throws {
        let key = try Fixture().ring.indexKey
        let code = OneTimeCode(randomFrom: random)
        #expect(code.text.wholeMatch(of: /[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}/) != nil)
        for typed in [code.text, code.text.lowercased(), " " + code.text.replacing("-", with: " - ")] {
            #expect(OneTimeCode(text: typed)?.hash(with: key) == code.hash(with: key))
        }
        #expect(OneTimeCode(text: "ooooo-lIiL1") == OneTimeCode(text: "00000-11111"))
        #expect("\(code)" == "secret")
    }

    @Test(arguments: [
        "", "0000", "00000-0000", "00000-000000", "00000-0000U", "00000_00000", "０0000-00000", "00000-0000é",
    ])
    func aCodeIsRefused(text: String) {
        #expect(OneTimeCode(text: text) == nil)
    }

    @Test func aCodeIsHashedByTheKey() throws {
        let code = OneTimeCode(randomFrom: random)
        #expect(
            code.hash(with: try Fixture(seed: 1).ring.indexKey) != code.hash(with: try Fixture(seed: 2).ring.indexKey))
    }

    @Test func randomnessIsNotTheSameTwice() {
        let random = SystemRandom()
        #expect(random.bytes(0) == [])
        #expect(random.bytes(32).count == 32)
        #expect(random.bytes(32) != random.bytes(32))
    }

    @Test func comparisonIsRight() {
        #expect(ConstantTime.areEqual([], []))
        #expect(ConstantTime.areEqual([1, 2], [1, 2]))
        #expect(!ConstantTime.areEqual([1, 2], [1, 3]))
        #expect(!ConstantTime.areEqual([1, 2], [1, 2, 3]))
    }

    /// RFC 4648, section 10.
    @Test(arguments: [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("foobar", "Zm9vYmFy"),
    ])
    func base64IsThatOfTheStandard(plain: String, text: String) {
        #expect(Base64Text.encode(Array(plain.utf8)) == text)
        #expect(Base64Text.decode(text) == Array(plain.utf8))
        let urlSafe = text.replacing("=", with: "")
        #expect(Base64Text.encode(Array(plain.utf8), .urlSafe) == urlSafe)
        #expect(Base64Text.decode(urlSafe, .urlSafe) == Array(plain.utf8))
    }

    @Test(arguments: ["Zg", "Zg=", "Zh==", "Zg== ", "Z g==", "Zg==\n", "Zm9v=", "-_-_", "Zg==Zg=="])
    func base64IsStrict(text: String) {
        #expect(Base64Text.decode(text) == nil)
    }

    @Test func base64HasNoBytesOfOtherAlphabets() {
        let alphabet = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        for place in 0..<4 {
            for byte in UInt8.min...UInt8.max {
                var text = Array("AAAAAAAA".utf8)
                text[4 + place] = byte
                let isTaken = text.withUnsafeBytes { Base64Text.decode(utf8: $0) } != nil
                // One padding sign at the very end is base64, too.
                let isPadding = byte == UInt8(ascii: "=") && place == 3
                #expect(isTaken == (alphabet.contains(byte) || isPadding), "\(byte) at \(place)")
            }
        }
    }
}
