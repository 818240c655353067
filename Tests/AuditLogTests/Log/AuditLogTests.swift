import AuditLog
import Domain
import Foundation
import Store
import Synchronization
import TestSupport
import Testing
import Vault

/// The log is exactly what was committed, in order, whatever failed beside it.
@Suite struct AuditLogTests {
    struct Refused: Error {}

    let temporary: TemporaryFolder

    init() throws {
        temporary = try TemporaryFolder()
    }

    @Test func recordsStandInTheOrderOfTheirCommits() async throws {
        let test = try await TestLog(in: temporary)
        let requests = (0..<10).map { "r\($0)" }
        try await test.write(requests)
        #expect(try await test.requests() == requests)
        #expect(test.log.head.size == 10)
        #expect(test.log.head.root == expectedRoot(try await storedRecords(test)))
    }

    @Test func aFailedClosureLeavesNeitherRecordNorGap() async throws {
        let test = try await TestLog(in: temporary)
        let (store, log) = (test.store, test.log)
        // Holds the writer, so that all that follows shares a commit.
        let gate = DispatchSemaphore(value: 0)
        store.write { _ in
            gate.wait()
        } completion: { _ in
        }
        for number in 0..<30 {
            let records = [test.record("\(number)a"), test.record("\(number)b")]
            store.write { (transaction) -> Void in
                for record in records { try log.append(record, in: transaction) }
                if number % 4 == 1 { throw Refused() }
            } completion: { _ in
            }
        }
        gate.signal()
        try await store.write { _ in }
        let expected = (0..<30).filter { $0 % 4 != 1 }.flatMap { ["\($0)a", "\($0)b"] }
        #expect(try await test.requests() == expected)
        #expect(log.head.size == UInt64(expected.count))
        #expect(log.head.root == expectedRoot(try await storedRecords(test)))
    }

    @Test func aBatchThatIsNotCommittedMovesNothing() async throws {
        let test = try await TestLog(in: temporary)
        try await test.write(["first"])
        let head = test.log.head
        let record = test.record("lost")
        let refusing = RefusingOnce()
        test.store.add(refusing)
        await #expect(throws: Refused.self) {
            try await test.store.write { [log = test.log] in try log.append(record, in: $0) }
        }
        #expect(test.log.head == head)
        try await test.write(["second"])
        #expect(try await test.requests() == ["first", "second"])
        #expect(try await test.verdict() == .intact(size: 2, root: test.log.head.root))
    }

    @Test func aRecordWithoutATransactionIsRefused() async throws {
        let test = try await TestLog(in: temporary)
        let box = Box()
        try await test.store.write { box.transaction = $0 }
        let transaction = try #require(box.transaction)
        #expect(throws: StoreError.transactionOver) { try test.log.append(test.record("late"), in: transaction) }
        try await test.write(["next"])
        #expect(try await test.requests() == ["next"])
    }

    @Test func recordsAreFoundBySubject() async throws {
        let test = try await TestLog(in: temporary)
        let student = Identifier(randomFrom: SeededRandomSource(seed: 4))
        let (about, other) = (test.record("about", subject: student), test.record("other"))
        try await test.store.write { [log = test.log] transaction in
            try log.append(other, in: transaction)
            try log.append(about, in: transaction)
        }
        let found = try await test.store.read { [log = test.log] in
            try log.records(matching: AuditFilter(subject: student), limit: 10, in: $0)
        }
        #expect(found.map(\.requestID) == ["about"])
        #expect(found.map(\.index) == [1])
    }

    @Test func anExportVerifiesOffline() async throws {
        let test = try await TestLog(in: temporary)
        #expect(try await test.verdict() == .intact(size: 0, root: test.log.head.root))
        try await test.write((0..<40).map { "r\($0)" })
        let early = try Checkpoint(text: try await test.log.checkpoint().text)
        try await test.write(["last"])
        #expect(try await test.verdict(witnessed: [early]) == .intact(size: 41, root: test.log.head.root))
    }

    /// Of the verifier's own tree, from the stored bytes.
    private func expectedRoot(_ records: [[UInt8]]) -> SHA256Digest {
        MerkleTree.root(of: 0..<UInt64(records.count)) { AuditRecord.leafHash(ofCanonical: records[Int($0)]) }
    }

    private func storedRecords(_ test: TestLog) async throws -> [[UInt8]] {
        try await test.store.read { transaction in
            var records: [[UInt8]] = []
            try transaction.auditRecords(in: 0..<10_000) { records.append($0.record) }
            return records
        }
    }
}

/// Takes a transaction out of its closure, which nobody should.
// @unchecked: used from one thread after another.
private final class Box: @unchecked Sendable {
    var transaction: WriteTransaction?
}

/// Fails the first batch, after the log has written its records.
private final class RefusingOnce: BatchParticipant {
    private let hasRefused = Mutex(false)

    func closureDidSucceed() {}
    func closureDidFail() {}
    func didCommit() {}
    func didRollback() {}

    func willCommit(_ transaction: WriteTransaction) throws {
        let refuses = hasRefused.withLock { refused in
            defer { refused = true }
            return !refused
        }
        if refuses { throw AuditLogTests.Refused() }
    }
}
