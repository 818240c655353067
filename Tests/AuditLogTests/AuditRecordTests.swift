import AuditLog
import Domain
import TestSupport
import Testing
import Vault

@Suite("An audit record")
struct AuditRecordTests {
    struct Vector: Decodable {
        struct Count: Decodable {
            let key: String
            let value: UInt64

            init(from decoder: any Decoder) throws {
                var pair = try decoder.unkeyedContainer()
                key = try pair.decode(String.self)
                value = try pair.decode(UInt64.self)
            }
        }
        let index: UInt64
        let time: Int64
        let actor: String
        let uid: UInt32
        let pid: UInt32
        let outcome: Int
        let marks: UInt32
        let subject: String
        let role: String
        let method: String
        let permission: String
        let subject_kind: String
        let purpose: String
        let request_id: String
        let counts: [Count]
        let canonical: String
        let leaf_hash: String
    }

    let record = AuditRecord(
        index: 7, time: Timestamp(milliseconds: 1_788_220_800_123),
        actor: Identifier(randomFrom: SeededRandomSource(seed: 1)), role: "counsellor",
        peer: AuditRecord.Peer(uid: 1_000, pid: 4_242), method: "xinyu.v1.ArchiveService/GetArchive",
        permission: "archive.read",
        subject: AuditRecord.Subject(kind: "student", id: Identifier(randomFrom: SeededRandomSource(seed: 2))),
        purpose: [1, 2, 3], outcome: .ok,
        counts: [AuditRecord.Count(key: "students", value: 1), AuditRecord.Count(key: "answers", value: 9)],
        requestID: "r-1", marks: .breakGlass)

    private func malformation(_ bytes: [UInt8]) -> AuditRecord.Malformation? {
        do throws(AuditRecord.Malformation) {
            _ = try AuditRecord(canonical: bytes)
            return nil
        } catch { return error }
    }

    @Test func hasTheKnownBytesAndHash() throws {
        let vectors: [Vector] = try Vectors.read("audit_records")
        #expect(!vectors.isEmpty)
        for vector in vectors {
            let record = AuditRecord(
                index: vector.index, time: Timestamp(milliseconds: vector.time),
                actor: try #require(Identifier(vector.actor)), role: vector.role,
                peer: AuditRecord.Peer(uid: vector.uid, pid: vector.pid), method: vector.method,
                permission: vector.permission,
                subject: AuditRecord.Subject(kind: vector.subject_kind, id: try #require(Identifier(vector.subject))),
                purpose: Vectors.bytes(vector.purpose),
                outcome: try #require(AuditRecord.Outcome(code: vector.outcome)),
                counts: vector.counts.reversed().map { AuditRecord.Count(key: $0.key, value: $0.value) },
                requestID: vector.request_id, marks: AuditRecord.Marks(rawValue: vector.marks))
            let canonical = Vectors.bytes(vector.canonical)
            #expect(record.canonicalBytes == canonical)
            #expect(try AuditRecord(canonical: canonical) == record)
            #expect(AuditRecord.leafHash(ofCanonical: canonical).bytes == Vectors.bytes(vector.leaf_hash))
        }
    }

    @Test func putsCountsInOrderAndAddsUpThoseOfOneWord() {
        func counts(_ pairs: [(String, UInt64)]) -> [AuditRecord.Count] {
            let given = pairs.map { AuditRecord.Count(key: $0.0, value: $0.1) }
            return AuditRecord(
                time: record.time, actor: record.actor, role: "", peer: record.peer, method: "", permission: "",
                subject: .none, purpose: [], outcome: .ok, counts: given, requestID: ""
            ).counts
        }
        let expected = [AuditRecord.Count(key: "a", value: 5), AuditRecord.Count(key: "b", value: .max)]
        #expect(counts([("b", .max), ("a", 2), ("b", 1), ("a", 3)]) == expected)
    }

    @Test func isRefusedCutOrGrown() {
        let bytes = record.canonicalBytes
        #expect(malformation(bytes) == nil)
        for count in 0..<bytes.count { #expect(malformation(Array(bytes.prefix(count))) == .cutShort) }
        for more in 1...20 {
            #expect(malformation(bytes + [UInt8](repeating: 0, count: more)) == .trailingBytes)
        }
    }

    @Test func isNeverReadFromBytesThatItWouldNotWrite() {
        let bytes = record.canonicalBytes
        let random = SeededRandomSource(seed: 77)
        for index in bytes.indices {
            for change in [1, 0x80, 0xFF] + random.bytes(5) where change != 0 {
                var altered = bytes
                altered[index] ^= change
                guard let read = try? AuditRecord(canonical: altered) else { continue }
                #expect(read != record)
                #expect(read.canonicalBytes == altered)
            }
        }
        for round in 0..<3_000 {
            let noise = [1] + random.bytes(round % 200)
            guard let read = try? AuditRecord(canonical: noise) else { continue }
            #expect(read.canonicalBytes == noise)
        }
    }

    @Test func saysWhatIsWrong() throws {
        let bytes = record.canonicalBytes
        func changed(_ offset: Int, _ byte: UInt8) -> AuditRecord.Malformation? {
            var altered = bytes
            altered[offset] = byte
            return malformation(altered)
        }
        #expect(changed(0, 2) == .unknownVersion)
        #expect(changed(44, 17) == .unknownOutcome)
        #expect(changed(41, 1) == .unknownOutcome)
        #expect(changed(48, 8) == .unknownMarks)
        #expect(changed(69, 0xC3) == .notUTF8)
        #expect(changed(65, 0xFF) == .cutShort)
        // The words are "answers" and "students", both in the last 43 bytes.
        let last = bytes.count - 4 - 8 - 8
        #expect(bytes[last + 4] == UInt8(ascii: "s"))
        #expect(changed(last + 4, UInt8(ascii: "A")) == .countsOutOfOrder)
    }

    @Test func hasOnlyStatusesForOutcomes() {
        for code in 0...16 { #expect(AuditRecord.Outcome(code: code)?.code == UInt8(code)) }
        for code in [-1, 17, 256, 263] { #expect(AuditRecord.Outcome(code: code) == nil) }
    }

    @Test func keepsItsPurposeSealed() throws {
        let random = SeededRandomSource(seed: 4)
        let (ring, _) = try KeyRing.create(root: RootKey(randomFrom: random), random: random, at: record.time)
        var record = record
        record.purpose = SealedPurpose.seal("张伟的家长来访", requestID: "r-1", with: ring.auditKey)
        #expect(!String(decoding: record.canonicalBytes, as: UTF8.self).contains("张伟"))
        try ring.adopt(try ring.newTerm(of: .audit, at: record.time))
        #expect(try SealedPurpose.open(record, with: ring) == "张伟的家长来访")
        var moved = record
        moved.requestID = "r-2"
        #expect(throws: VaultError.sealedValueDamaged) { try SealedPurpose.open(moved, with: ring) }
        record.purpose = SealedPurpose.seal("", requestID: "r-1", with: ring.auditKey)
        #expect(record.purpose == [])
        #expect(try SealedPurpose.open(record, with: ring) == "")
    }
}
