import Domain
import Foundation
import TestSupport
import Testing
import Vault

/// The committed answers, which a second implementation makes and checks (`Vectors/check_vectors.py`).
@Suite("Known answers")
struct VectorTests {
    struct WrappedKeys: Decodable {
        struct Key: Decodable {
            let purpose: String
            let term: UInt32
            let secret: String
            let nonce: String
            let wrapped: String
        }
        struct Owner: Decodable {
            let owner: String
            let term: UInt32
            let secret: String
            let nonce: String
            let wrapped: String
        }
        let root: String
        let keys: [Key]
        let owners: [Owner]
    }

    struct Value: Decodable {
        let owner: Int
        let nonce: String
        let table: String
        let column: String
        let row: String
        let plaintext: String
        let sealed: String
    }

    struct Index: Decodable {
        let field: String
        let bits: Int
        let text: String
        let value: String
    }

    let keys: WrappedKeys

    init() throws { keys = try VectorTests.read("wrapped_keys") }

    private static func read<Content: Decodable>(_ name: String) throws -> Content {
        let url = try #require(Bundle.module.url(forResource: name, withExtension: "json", subdirectory: "Vectors"))
        return try JSONDecoder().decode(Content.self, from: Data(contentsOf: url))
    }

    private func bytes(_ hexadecimal: String) -> [UInt8] {
        var rest = hexadecimal[...]
        var bytes: [UInt8] = []
        while let byte = UInt8(rest.prefix(2), radix: 16) {
            bytes.append(byte)
            rest = rest.dropFirst(2)
        }
        #expect(bytes.count * 2 == hexadecimal.count)
        return bytes
    }

    private func root() -> RootKey { RootKey(randomFrom: FixedRandomSource(bytes(keys.root))) }

    private func stored() throws -> [StoredKey] {
        try keys.keys.map {
            StoredKey(
                purpose: try #require(KeyPurpose(rawValue: $0.purpose)), term: $0.term, state: .active,
                wrapped: bytes($0.wrapped), createdAt: Fixture.moment)
        }
    }

    private func owner(_ number: Int) throws -> Identifier {
        try #require(Identifier(keys.owners[number].owner))
    }

    private func wrapped(_ number: Int) throws -> WrappedOwnerKey {
        let entry = keys.owners[number]
        return WrappedOwnerKey(owner: try owner(number), term: entry.term, bytes: bytes(entry.wrapped))
    }

    @Test func keysAreWrappedAsKnown() throws {
        let random = FixedRandomSource(
            keys.keys.flatMap { bytes($0.secret + $0.nonce) } + keys.owners.flatMap { bytes($0.secret + $0.nonce) })
        let (ring, stored) = try KeyRing.create(root: root(), random: random, at: Fixture.moment)
        #expect(try stored == self.stored())
        for number in keys.owners.indices {
            #expect(try ring.newOwnerKey(for: owner(number)).1 == wrapped(number))
        }
    }

    @Test func valuesAreSealedAndOpenedAsKnown() throws {
        let values: [Value] = try VectorTests.read("sealed_values")
        #expect(!values.isEmpty)
        for value in values {
            let ring = try KeyRing.open(
                root: root(), stored: stored(), random: FixedRandomSource(bytes(value.nonce)))
            let key = try ring.unwrap(wrapped(value.owner))
            let place = SealedPlace(
                table: value.table, column: value.column, rowKey: bytes(value.row), owner: try owner(value.owner))
            #expect(try key.open(bytes(value.sealed), at: place) == bytes(value.plaintext))
            #expect(key.seal(bytes(value.plaintext), at: place) == bytes(value.sealed))
        }
    }

    @Test func indexesAreAsKnown() throws {
        let ring = try KeyRing.open(root: root(), stored: stored(), random: FixedRandomSource([]))
        let indexes: [Index] = try VectorTests.read("blind_indexes")
        #expect(!indexes.isEmpty)
        for index in indexes {
            let field = try #require(BlindIndexField(rawValue: index.field))
            let value = BlindIndex(field, bits: index.bits, key: ring.indexKey).value(of: index.text)
            #expect(value == bytes(index.value), "\(index.text)")
        }
    }

    /// RFC 8032, section 7.1, tests 1 to 3.
    @Test(arguments: [
        (
            "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
            "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
        ),
        (
            "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
            "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
        ),
        (
            "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
            "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
            "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"
        ),
    ])
    func signaturesAreThoseOfTheStandard(seed: String, key: String, message: String, signature: String) {
        let signer = SigningKey(randomFrom: FixedRandomSource(bytes(seed)))
        #expect(signer.verifyKey.bytes == bytes(key))
        #expect(signer.sign(bytes(message)) == bytes(signature))
        #expect(signer.verifyKey.isValid(bytes(signature), for: bytes(message)))
        for index in 0..<64 {
            var altered = bytes(signature)
            altered[index] ^= 1
            #expect(!signer.verifyKey.isValid(altered, for: bytes(message)))
        }
        #expect(!signer.verifyKey.isValid(Array(bytes(signature).dropLast()), for: bytes(message)))
    }

    /// FIPS 180-4 examples.
    @Test func sha256IsThatOfTheStandard() {
        #expect(
            SHA256Digest(of: Array("abc".utf8)).bytes
                == bytes("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"))
        #expect(
            Array("bc".utf8).withUnsafeBytes { SHA256Digest(of: UInt8(ascii: "a"), $0) }
                == SHA256Digest(of: Array("abc".utf8)))
        #expect(SHA256Digest(bytes: [1, 2, 3]) == nil)
    }
}
