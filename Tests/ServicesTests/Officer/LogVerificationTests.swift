import AuditLog
import Domain
import Foundation
import JSONRPC
import Store
import TestSupport
import Testing
import Vault
import XinyuAPI

@testable import Services

@Suite struct LogVerificationTests {
    let temporary: TemporaryFolder

    init() throws { temporary = try TemporaryFolder() }

    private func verify(_ room: Strongroom) async throws -> APIVerifyLogResponse {
        try await room.audit.verifyLog(APIVerifyLogRequest(), Strongroom.meta)
    }

    @Test func anIntactLogIsFoundIntact() async throws {
        let room = try await Strongroom(in: temporary)
        try await room.record(0..<20)
        let (size, root) = (room.log.head.size, room.log.head.root)
        let response = try await verify(room)
        #expect(response.isIntact && response.size == size && response.finding.isEmpty)
        #expect(response.root == Data(root.bytes).base64EncodedString())
        await room.close()
    }

    enum Tampering: Sendable, CaseIterable, CustomTestStringConvertible {
        case altered, removed, cut, misfiled, malformed

        var testDescription: String { "\(self)" }

        func perform(in transaction: WriteTransaction) throws {
            switch self {
            case .altered:
                try transaction.execute(

                    """
                    UPDATE audit_records
                    SET record = CAST(substr(record, 1, 41) || x'00000007' || substr(record, 46) AS BLOB) WHERE position = 6
                    """)
            case .removed: try transaction.execute("DELETE FROM audit_records WHERE position = 6")
            case .cut: try transaction.execute("DELETE FROM audit_records WHERE position > 6")
            case .misfiled:
                try transaction.execute(
                    "UPDATE audit_records SET actor = x'00000000000000000000000000000001' WHERE position = 6")
            case .malformed: try transaction.execute("UPDATE audit_records SET record = x'01' WHERE position = 6")
            }
        }
    }

    /// Before the newest checkpoint and after it.
    @Test(arguments: Tampering.allCases, [4, 10] as [Int])
    func tamperingWithTheDatabaseIsFound(_ tampering: Tampering, checkpointAt signed: Int) async throws {
        let room = try await Strongroom(in: temporary)
        try await room.record(0..<signed)
        _ = try await room.log.checkpoint()
        try await room.record(signed..<12)
        try await room.store.write { try tampering.perform(in: $0) }
        let response = try await verify(room)
        #expect(!response.isIntact && !response.finding.isEmpty && response.root.isEmpty)
        await room.close()
    }

    @Test func aCheckpointOfMoreThanThereIsIsFound() async throws {
        let room = try await Strongroom(in: temporary)
        try await room.record(0..<3)
        let root = room.log.head.root
        let key = try #require(room.log.noteKey)
        let note = Checkpoint(origin: Strongroom.origin, size: 99, root: root).signed(
            with: room.ring.signingKey, as: key)
        try note.note.write(toFile: temporary.file("log/checkpoint"), atomically: true, encoding: .utf8)
        let response = try await verify(room)
        #expect(!response.isIntact && response.finding.contains("99"))
        await room.close()
    }

    @Test func aCheckpointIsSignedAndKept() async throws {
        let room = try await Strongroom(in: temporary)
        try await room.record(0..<5)
        let response = try await room.audit.getCheckpoint(APIGetCheckpointRequest(), Strongroom.meta)
        let key = try #require(NoteKey(text: response.verifierKey))
        let checkpoint = try Checkpoint(
            try SignedNote(note: response.checkpoint), origin: Strongroom.origin, trusted: [key])
        #expect(checkpoint.size == 5 && checkpoint.root == room.log.head.root)
        #expect(try String(contentsOfFile: temporary.file("log/checkpoint"), encoding: .utf8) == response.checkpoint)
        // Signing opens nothing about anyone: it is not recorded.
        #expect(try await room.log.allRecords().count == 5)
        await room.close()
    }
}
