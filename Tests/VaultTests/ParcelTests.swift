import TestSupport
import Testing

@testable import Vault

@Suite("What leaves the house sealed")
struct ParcelTests {
    private let random = SeededRandomSource(seed: 31)

    @Test(
        "A box opens with its own secret half alone, whatever its length", arguments: [0, 1, 65_535, 65_536, 200_000])
    func boxes(count: Int) throws {
        let plaintext = random.bytes(count)
        let (mine, other) = (BoxKeyPair(randomFrom: random), BoxKeyPair(randomFrom: random))
        let sealed = try #require(BoxKeyPair.seal(plaintext, to: mine.publicKey, random: random))
        #expect(mine.open(sealed) == plaintext)
        #expect(other.open(sealed) == nil)
        let again = try #require(BoxKeyPair(secret: mine.secretBytes))
        #expect(again.publicKey == mine.publicKey && again.open(sealed) == plaintext)
    }

    @Test("Nothing of a box can be changed, cut, repeated or swapped")
    func changes() throws {
        let pair = BoxKeyPair(randomFrom: random)
        let sealed = try #require(BoxKeyPair.seal(random.bytes(200_000), to: pair.publicKey, random: random))
        for position in [0, 40, 79, 80, 103, 104, 70_000, sealed.count - 1] {
            var changed = sealed
            changed[position] ^= 1
            #expect(pair.open(changed) == nil, "\(position)")
        }
        for count in [0, 79, 80, 104, 80 + 24 + 65_553, sealed.count - 1] {
            #expect(pair.open(Array(sealed.prefix(count))) == nil, "\(count)")
        }
        #expect(pair.open(sealed + [0]) == nil)
        let (first, second) = (104..<104 + 65_553, 104 + 65_553..<104 + 2 * 65_553)
        let swapped = Array(sealed[..<104]) + sealed[second] + sealed[first] + sealed[second.upperBound...]
        #expect(pair.open(swapped) == nil)
        #expect(BoxKeyPair.seal([1], to: [1, 2, 3], random: random) == nil)
        #expect(BoxKeyPair(secret: [1]) == nil)
    }

    @Test("A passphrase opens its file, and says why another does not")
    func passphrases() throws {
        let file = try PassphraseFile.seal(
            Array("副本".utf8), with: "correct horse battery", cost: .minimal, random: random)
        #expect(file.starts(with: Array("xinyu-sealed-1 argon2id 1 8192 ".utf8)))
        #expect(try PassphraseFile.open(file, with: "correct horse battery") == Array("副本".utf8))
        #expect(throws: PassphraseFile.Failure.doesNotOpen) {
            try PassphraseFile.open(file, with: "correct horse batterx")
        }
        #expect(throws: PassphraseFile.Failure.doesNotOpen) {
            try PassphraseFile.open(Array(file.dropLast()), with: "correct horse battery")
        }
        #expect(throws: PassphraseFile.Failure.notSealed) { try PassphraseFile.open([1, 2], with: "x") }
        #expect(throws: PassphraseFile.Failure.tooShort) {
            try PassphraseFile.seal([1], with: "short", cost: .minimal, random: random)
        }
        // A file may not ask for any amount of memory.
        let greedy = Array("xinyu-sealed-1 argon2id 1 99999999999 AAAAAAAAAAAAAAAAAAAAAA\n".utf8) + file
        #expect(throws: PassphraseFile.Failure.notSealed) { try PassphraseFile.open(greedy, with: "x") }
    }
}
