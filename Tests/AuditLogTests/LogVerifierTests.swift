import AuditLog
import Domain
import Foundation
import TestSupport
import Testing
import Vault

@Suite("The verifier")
struct LogVerifierTests {
    let origin = "school.example/xinyu"
    let signer = SigningKey(randomFrom: SeededRandomSource(seed: 8))
    let key: NoteKey
    /// Header, key, 4 records, checkpoint, 5 records, checkpoint, end; line ends left out.
    let lines: [String]
    let checkpoints: [Checkpoint]

    init() throws {
        let key = try #require(NoteKey(name: origin, key: signer.verifyKey))
        self.key = key
        var text = LogExport.header(origin: origin, keys: [key])
        var frontier = MerkleFrontier()
        var checkpoints: [Checkpoint] = []
        for index in 0..<UInt64(9) {
            let bytes = LogVerifierTests.record(index).canonicalBytes
            text += LogExport.record(at: index, canonical: bytes)
            frontier.append(AuditRecord.leafHash(ofCanonical: bytes))
            if index == 3 || index == 8 {
                let checkpoint = Checkpoint(
                    origin: origin, size: frontier.size, root: frontier.root, time: Timestamp(milliseconds: 1))
                checkpoints.append(checkpoint)
                text += LogExport.checkpoint(checkpoint.signed(with: signer, as: key))
            }
        }
        text += LogExport.end(size: 9)
        lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
        self.checkpoints = checkpoints
    }

    private static func record(_ index: UInt64) -> AuditRecord {
        AuditRecord(
            index: index, time: Timestamp(milliseconds: 1_000 + Int64(index)), actor: .installation, role: "registrar",
            peer: AuditRecord.Peer(uid: 1, pid: 2), method: "m", permission: "p", subject: .none, purpose: [],
            outcome: .ok, requestID: "r\(index)")
    }

    private func verdict(_ text: String, witnessed: [Checkpoint] = []) -> LogVerdict {
        verdict(Array(text.utf8), witnessed: witnessed)
    }

    private func verdict(_ bytes: [UInt8], witnessed: [Checkpoint] = [], trusted: [NoteKey]? = nil) -> LogVerdict {
        var verifier = LogVerifier(origin: origin, trusted: trusted ?? [key], witnessed: witnessed)
        verifier.append(bytes)
        return verifier.finish()
    }

    private func joined(_ lines: some Sequence<String>) -> String { lines.map { $0 + "\n" }.joined() }

    private var good: String { joined(lines) }

    private func isIntact(_ verdict: LogVerdict) -> Bool {
        if case .intact = verdict { true } else { false }
    }

    /// The line of record `index`.
    private func line(_ index: Int) -> Int { 2 + index + (index > 3 ? 7 : 0) }

    @Test func findsAGoodLogIntactHoweverItIsCutIntoPieces() {
        let expected = LogVerdict.intact(size: 9, root: checkpoints[1].root)
        let bytes = Array(good.utf8)
        #expect(verdict(bytes) == expected)
        for cut in bytes.indices {
            var verifier = LogVerifier(origin: origin, trusted: [key])
            verifier.append(bytes[..<cut])
            verifier.append(bytes[cut...])
            #expect(verifier.finish() == expected)
        }
        var verifier = LogVerifier(origin: origin, trusted: [key])
        for byte in bytes { verifier.append([byte]) }
        #expect(verifier.finish() == expected)
    }

    @Test func readsAFile() throws {
        let folder = try TemporaryFolder()
        try Data(good.utf8).write(to: URL(fileURLWithPath: folder.file("log")))
        var verifier = LogVerifier(origin: origin, trusted: [key])
        #expect(isIntact(verifier.verify(file: folder.file("log"))))
        guard case .unverifiable(.unreadable) = verifier.verify(file: folder.file("none")) else {
            Issue.record("a file that is not there has a verdict")
            return
        }
    }

    @Test func takesAnEmptyLogThatIsSigned() {
        let empty = Checkpoint(origin: origin, size: 0, root: MerkleTree.emptyRoot)
        let header = LogExport.header(origin: origin, keys: [key])
        let note = LogExport.checkpoint(empty.signed(with: signer, as: key))
        #expect(verdict(header + note + LogExport.end(size: 0)) == .intact(size: 0, root: MerkleTree.emptyRoot))
        #expect(verdict(header + LogExport.end(size: 0)) == .tampered(at: 0, .unsigned))
    }

    @Test func seesEachLineThatIsMissing() {
        // Without its key line the log is signed with a trusted key all the same.
        for index in lines.indices where index != 1 {
            var fewer = lines
            fewer.remove(at: index)
            #expect(!isIntact(verdict(joined(fewer))), "line \(index)")
        }
    }

    @Test func namesTheRecordThatIsMissingDuplicatedOrMoved() {
        for index in 0..<9 {
            var missing = lines
            missing.remove(at: line(index))
            // After the last of a stretch comes the checkpoint, which then covers more than there is.
            let expected: LogVerdict =
                switch index {
                case 3: .tampered(at: 0, .misplacedCheckpoint(size: 4))
                case 8: .tampered(at: 4, .misplacedCheckpoint(size: 9))
                default: .tampered(at: UInt64(index), .wrongIndex(found: UInt64(index + 1)))
                }
            #expect(verdict(joined(missing)) == expected)
            var twice = lines
            twice.insert(lines[line(index)], at: line(index))
            #expect(verdict(joined(twice)) == .tampered(at: UInt64(index + 1), .wrongIndex(found: UInt64(index))))
        }
        var swapped = lines
        swapped.swapAt(line(1), line(2))
        #expect(verdict(joined(swapped)) == .tampered(at: 1, .wrongIndex(found: 2)))
    }

    @Test func seesNeighboursSwapped() {
        for index in lines.indices.dropFirst() {
            var swapped = lines
            swapped.swapAt(index, index - 1)
            #expect(!isIntact(verdict(joined(swapped))), "lines \(index - 1) and \(index)")
        }
    }

    @Test func seesAnyByteAltered() {
        let bytes = Array(good.utf8)
        for index in bytes.indices {
            for change: UInt8 in [1, 2, 0x20, 0x80] {
                var altered = bytes
                altered[index] ^= change
                #expect(!isIntact(verdict(altered)), "byte \(index)")
            }
        }
    }

    @Test func seesTheFileCutAnywhere() {
        let bytes = Array(good.utf8)
        for count in bytes.indices { #expect(!isIntact(verdict(Array(bytes.prefix(count)))), "\(count) bytes") }
        #expect(verdict(bytes + [0x0A]) == .tampered(at: 9, .trailingLines))
        #expect(verdict(bytes + [0x20]) == .tampered(at: 9, .trailingLines))
        #expect(verdict(bytes + bytes) == .tampered(at: 9, .trailingLines))
    }

    @Test func seesARecordThatWasWrittenAnew() {
        for index in 0..<9 {
            var record = LogVerifierTests.record(UInt64(index))
            record.role = "counsellor"
            var altered = lines
            altered[line(index)] = String(
                LogExport.record(at: UInt64(index), canonical: record.canonicalBytes).dropLast())
            let expected: LogVerdict =
                index < 4
                ? .tampered(at: 0, .wrongRoot(checkpointOfSize: 4)) : .tampered(at: 4, .wrongRoot(checkpointOfSize: 9))
            #expect(verdict(joined(altered)) == expected)
            // A line of one number with the record of another.
            altered[line(index)] = String(
                LogExport.record(at: UInt64(index), canonical: LogVerifierTests.record(99).canonicalBytes).dropLast())
            #expect(verdict(joined(altered)) == .tampered(at: UInt64(index), .wrongIndex(found: 99)))
        }
    }

    @Test func seesRecordsUnderNoCheckpoint() {
        let record = LogExport.record(at: 9, canonical: LogVerifierTests.record(9).canonicalBytes)
        let text = joined(lines.dropLast()) + record + LogExport.end(size: 10)
        #expect(verdict(text) == .tampered(at: 9, .unsigned))
        let cut = joined(lines[..<line(6)]) + LogExport.end(size: 6)
        #expect(verdict(cut) == .tampered(at: 4, .unsigned))
    }

    @Test func seesALogRolledBackOnlyByAWitness() {
        let rolledBack = joined(lines[..<line(4)]) + LogExport.end(size: 4)
        #expect(isIntact(verdict(rolledBack)), "it is what the log once was")
        #expect(verdict(rolledBack, witnessed: checkpoints) == .tampered(at: 4, .rolledBack(witnessSaw: 9)))
        #expect(isIntact(verdict(good, witnessed: checkpoints)))
        #expect(isIntact(verdict(good, witnessed: checkpoints.reversed())))
    }

    @Test func seesALogWrittenAnewByAWitness() {
        // Whoever has the signing key writes another history.
        var frontier = MerkleFrontier()
        var text = LogExport.header(origin: origin, keys: [key])
        for index in 0..<UInt64(12) {
            var record = LogVerifierTests.record(index)
            if index == 6 { record.role = "supervisor" }
            text += LogExport.record(at: index, canonical: record.canonicalBytes)
            frontier.append(AuditRecord.leafHash(ofCanonical: record.canonicalBytes))
        }
        let checkpoint = Checkpoint(origin: origin, size: 12, root: frontier.root)
        text += LogExport.checkpoint(checkpoint.signed(with: signer, as: key)) + LogExport.end(size: 12)
        #expect(isIntact(verdict(text)))
        #expect(isIntact(verdict(text, witnessed: [checkpoints[0]])), "it differs later only")
        #expect(verdict(text, witnessed: checkpoints) == .tampered(at: 0, .otherThanWitnessed(size: 9)))
    }

    @Test func cannotTellOfOtherLogsAndKeys() throws {
        #expect(verdict("") == .unverifiable(.notALog))
        #expect(verdict("hello\n") == .unverifiable(.notALog))
        #expect(verdict("xinyu-audit-log-2 \(origin)\n") == .unverifiable(.notALog))
        #expect(verdict("xinyu-audit-log-1 other\n") == .unverifiable(.otherLog(origin: "other")))
        let other = try #require(
            NoteKey(name: origin, key: SigningKey(randomFrom: SeededRandomSource(seed: 9)).verifyKey))
        #expect(verdict(Array(good.utf8), trusted: [other]) == .unverifiable(.untrustedKey(key.text)))
        #expect(isIntact(verdict(Array(good.utf8), trusted: [other, key])))
    }

    @Test func refusesALineWithoutEnd() {
        let endless = LogExport.header(origin: origin, keys: [key]) + String(repeating: "0", count: (1 << 20) + 1)
        #expect(verdict(endless) == .tampered(at: 0, .malformedLine))
    }

    @Test func survivesNoise() {
        let random = SeededRandomSource(seed: 40)
        let alphabet = Array("0123456789 \nAz=+/checkpoint end key—".utf8)
        for round in 0..<500 {
            let noise = random.bytes(round).map { alphabet[Int($0) % alphabet.count] }
            #expect(!isIntact(verdict(Array(LogExport.header(origin: origin, keys: [key]).utf8) + noise)))
        }
    }
}
