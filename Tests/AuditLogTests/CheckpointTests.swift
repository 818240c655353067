import AuditLog
import Domain
import TestSupport
import Testing
import Vault

@Suite("A checkpoint")
struct CheckpointTests {
    struct Vector: Decodable {
        let origin: String
        let size: UInt64
        let root: String
        let time: Int64
        let seed: String
        let vkey: String
        let note: String
    }

    let signer = SigningKey(randomFrom: SeededRandomSource(seed: 8))
    let origin = "school.example/xinyu"
    let key: NoteKey
    let checkpoint: Checkpoint

    init() throws {
        key = try #require(NoteKey(name: origin, key: signer.verifyKey))
        checkpoint = Checkpoint(
            origin: origin, size: 1_234, root: MerkleTree.emptyRoot, time: Timestamp(milliseconds: 1_788_220_800_000))
    }

    private func open(_ note: String, origin: String? = nil, trusted: [NoteKey]? = nil) throws -> Checkpoint {
        try Checkpoint(SignedNote(note: note), origin: origin ?? self.origin, trusted: trusted ?? [key])
    }

    private func error(_ body: () throws -> Void) -> CheckpointError? {
        do {
            try body()
            return nil
        } catch { return error as? CheckpointError }
    }

    @Test func isSignedAsKnown() throws {
        let vectors: [Vector] = try Vectors.read("checkpoints")
        #expect(!vectors.isEmpty)
        for vector in vectors {
            let signer = SigningKey(randomFrom: FixedRandomSource(Vectors.bytes(vector.seed)))
            let key = try #require(NoteKey(name: vector.origin, key: signer.verifyKey))
            #expect(key.text == vector.vkey)
            #expect(NoteKey(text: vector.vkey) == key)
            let checkpoint = Checkpoint(
                origin: vector.origin, size: vector.size,
                root: try #require(SHA256Digest(bytes: Vectors.bytes(vector.root))),
                time: Timestamp(milliseconds: vector.time))
            #expect(checkpoint.signed(with: signer, as: key).note == vector.note)
            #expect(try open(vector.note, trusted: [key]) == checkpoint)
        }
    }

    /// A note from the documentation of Go's `golang.org/x/mod/sumdb/note`, and the key of Go's checksum database.
    @Test func readsNotesOfOthers() throws {
        let key = try #require(NoteKey(text: "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"))
        let text = """
            If you think cryptography is the answer to your problem,
            then you don't know what your problem is.

            — PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=

            """
        let note = try SignedNote(note: text)
        try note.verify(trusted: [key])
        #expect(note.note == text)
        #expect(NoteKey(text: "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8") != nil)
    }

    @Test func readsWithoutItsTimeAndWithLinesOfOthers() throws {
        let plain = Checkpoint(origin: origin, size: 0, root: MerkleTree.emptyRoot)
        #expect(try open(plain.signed(with: signer, as: key).note) == plain)
        #expect(try Checkpoint(text: plain.text + "something else\n") == plain)
        #expect(try Checkpoint(text: checkpoint.text + "something else\n") == checkpoint)
    }

    @Test func isRefusedWithAnyByteAltered() {
        let note = checkpoint.signed(with: signer, as: key).note
        let bytes = Array(note.utf8)
        for index in bytes.indices {
            for change: UInt8 in [1, 0x20, 0x80] {
                var altered = bytes
                altered[index] ^= change
                guard let text = String(validating: altered, as: UTF8.self) else { continue }
                #expect(error { _ = try open(text) } != nil, "byte \(index)")
            }
        }
        for count in 0..<bytes.count {
            let cut = String(decoding: bytes.prefix(count), as: UTF8.self)
            #expect(error { _ = try open(cut) } != nil)
        }
    }

    @Test func isTakenOnlyOfItsLogAndOfATrustedKey() throws {
        let note = checkpoint.signed(with: signer, as: key).note
        #expect(error { _ = try open(note, trusted: []) } == .notSigned)
        let other = SigningKey(randomFrom: SeededRandomSource(seed: 9))
        let otherKey = try #require(NoteKey(name: origin, key: other.verifyKey))
        #expect(error { _ = try open(note, trusted: [otherKey]) } == .notSigned)
        #expect(error { _ = try open(note, origin: "other.example/xinyu") } == .otherLog(origin: origin))
        // Under the name and number of the trusted key, but not made with it.
        let forged = checkpoint.signed(with: other, as: key).note
        #expect(error { _ = try open(forged) } == .wrongSignature(name: origin))
        // A second signature of somebody unknown does no harm, even a false one.
        let line = try #require(checkpoint.signed(with: other, as: otherKey).note.split(separator: "\n").last)
        #expect(try open(note + line + "\n") == checkpoint)
        #expect(try open(note + line + "\n", trusted: [otherKey]) == checkpoint)
        #expect(error { _ = try open(note + line + "\n", trusted: []) } == .notSigned)
    }

    @Test(arguments: [
        "", "\n", "a\n", "a\n1\n", "a\n01\nR\n", "a\n-1\nR\n", "a\n+1\nR\n", "a\n1\nAAAA\n", "a\n1\nR", "\n1\nR\n",
        "a\n18446744073709551616\nR\n", "a\n1\nR\n\n", "a\n1\nR\ntime x\n", "a\n1\nR\ntime 01\n",
        "a\n1\nR\ntime 1\ntime 1\n",
    ])
    func isRefusedMalformed(text: String) {
        let text = text.replacing("R", with: "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")
        #expect(error { _ = try Checkpoint(text: text) } != nil)
    }

    @Test(arguments: ["", "a b", "a+b", "a\nb", "a\u{3000}b", "a\u{7F}"])
    func hasNoKeyOfABadName(name: String) {
        #expect(NoteKey(name: name, key: signer.verifyKey) == nil)
    }

    @Test func refusesAKeyTextWithAnyCharacterAltered() {
        let text = key.text
        let bytes = Array(text.utf8)
        for index in bytes.indices {
            for change: UInt8 in [1, 2, 0x20] {
                var altered = bytes
                altered[index] ^= change
                #expect(NoteKey(text: String(decoding: altered, as: UTF8.self)) == nil, "byte \(index)")
            }
            #expect(NoteKey(text: String(decoding: bytes.prefix(index), as: UTF8.self)) == nil)
        }
        #expect(NoteKey(text: text + " ") == nil)
    }
}
