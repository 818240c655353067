import Domain
import TestSupport
import Testing
import Vault

@Suite("A sealed value")
struct SealedValueTests {
    let fixture: Fixture
    let text = Array("欧阳娜娜 +86 138 0000 0000".utf8)
    let sealed: [UInt8]

    init() throws {
        fixture = try Fixture()
        sealed = fixture.key.seal(text, at: fixture.place)
    }

    @Test func opensToWhatWasSealed() throws {
        for count in 0...100 {
            let plaintext = SeededRandomSource(seed: UInt64(count)).bytes(count)
            let sealed = fixture.key.seal(plaintext, at: fixture.place)
            #expect(try fixture.key.open(sealed, at: fixture.place) == plaintext)
        }
        let large = SeededRandomSource(seed: 7).bytes(1_000_003)
        #expect(try fixture.key.open(fixture.key.seal(large, at: fixture.place), at: fixture.place) == large)
    }

    @Test func keepsTextThatLooksLikePadding() throws {
        for plaintext: [UInt8] in [
            [0x80], [0x80, 0], [0, 0, 0], [UInt8](repeating: 0, count: 16), [0x80] + [UInt8](repeating: 0, count: 15),
        ] {
            #expect(
                try fixture.key.open(fixture.key.seal(plaintext, at: fixture.place), at: fixture.place) == plaintext)
        }
    }

    @Test func isNeverTheSameTwice() {
        #expect(fixture.key.seal(text, at: fixture.place) != fixture.key.seal(text, at: fixture.place))
    }

    @Test func doesNotTellTheLengthOfAShortText() {
        let sizes = Set((0...15).map { fixture.key.seal([UInt8](repeating: 65, count: $0), at: fixture.place).count })
        #expect(sizes == [5 + 24 + 32 + 16 + 16])
        #expect(fixture.key.seal([UInt8](repeating: 65, count: 16), at: fixture.place).count == 5 + 24 + 32 + 32 + 16)
    }

    @Test func tellsItsTerm() throws {
        #expect(try SealedValue.term(of: sealed) == 1)
    }

    @Test func doesNotOpenWithAnyBitFlipped() {
        for index in sealed.indices {
            for bit in 0..<8 {
                var altered = sealed
                altered[index] ^= 1 << bit
                #expect(
                    vaultError { try fixture.key.open(altered, at: fixture.place) } != nil, "byte \(index), bit \(bit)")
            }
        }
    }

    @Test func saysWhatIsWrongWithAnAlteredByte() {
        func error(flipping index: Int) -> VaultError? {
            var altered = sealed
            altered[index] ^= 1
            return vaultError { try fixture.key.open(altered, at: fixture.place) }
        }
        #expect(error(flipping: 0) == .notASealedValue)
        #expect(error(flipping: 4) == .wrongTerm(ofValue: 0, ofKey: 1))
        // The commitment is made over the nonce.
        #expect(error(flipping: 5) == .wrongKey)
        #expect(error(flipping: 29) == .wrongKey)
        #expect(error(flipping: 60) == .wrongKey)
        #expect(error(flipping: 61) == .sealedValueDamaged)
        #expect(error(flipping: sealed.count - 1) == .sealedValueDamaged)
    }

    @Test func doesNotOpenCutOrGrown() {
        for count in 0..<sealed.count {
            #expect(vaultError { try fixture.key.open(Array(sealed.prefix(count)), at: fixture.place) } != nil)
            #expect(vaultError { try fixture.key.open(Array(sealed.suffix(count)), at: fixture.place) } != nil)
        }
        for more in 1...32 {
            let grown = sealed + [UInt8](repeating: 0, count: more)
            #expect(vaultError { try fixture.key.open(grown, at: fixture.place) } != nil)
        }
    }

    @Test func doesNotOpenElsewhere() {
        let owner = fixture.owner
        let other = Identifier(randomFrom: fixture.random)
        let places = [
            SealedPlace(table: "guardian", column: "name", row: owner, owner: owner),
            SealedPlace(table: "student", column: "nam", row: owner, owner: owner),
            SealedPlace(table: "studentn", column: "ame", row: owner, owner: owner),
            SealedPlace(table: "student", column: "name", row: other, owner: owner),
            SealedPlace(table: "student", column: "name", rowKey: [], owner: owner),
            SealedPlace(table: "student", column: "name", rowKey: owner.bytes + [0], owner: owner),
        ]
        for place in places {
            #expect(vaultError { try fixture.key.open(sealed, at: place) } == .sealedValueDamaged)
        }
        let ofOther = SealedPlace(table: "student", column: "name", row: owner, owner: other)
        #expect(vaultError { try fixture.key.open(sealed, at: ofOther) } == .wrongKey)
    }

    @Test func opensAtTheSamePlaceHoweverTheRowIsNamed() throws {
        let byKey = SealedPlace(table: "student", column: "name", rowKey: fixture.owner.bytes, owner: fixture.owner)
        #expect(try fixture.key.open(sealed, at: byKey) == text)
    }

    @Test func doesNotOpenWithAnotherKeyOfTheSameOwner() {
        let (other, _) = fixture.ring.newOwnerKey(for: fixture.owner)
        #expect(vaultError { try other.open(sealed, at: fixture.place) } == .wrongKey)
    }

    @Test func doesNotOpenWithAKeyOfAnotherTerm() throws {
        try fixture.ring.adopt(try fixture.ring.newTerm(at: Fixture.moment))
        let (later, wrapped) = fixture.ring.newOwnerKey(for: fixture.owner)
        #expect(wrapped.term == 2)
        #expect(vaultError { try later.open(sealed, at: fixture.place) } == .wrongTerm(ofValue: 1, ofKey: 2))
    }

    @Test func survivesAnyBytesInItsPlace() {
        let random = SeededRandomSource(seed: 99)
        for round in 0..<2_000 {
            var bytes = random.bytes(round % 160)
            if round % 2 == 0, bytes.count >= 5 { bytes.replaceSubrange(0..<5, with: [1, 0, 0, 0, 1]) }
            #expect(vaultError { try fixture.key.open(bytes, at: fixture.place) } != nil)
        }
    }
}
