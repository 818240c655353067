import AuditLog
import Foundation
import Store
import TestSupport
import Testing
import Vault

/// A database that was cut, put back or altered does not start.
@Suite struct StartTests {
    let temporary: TemporaryFolder
    var log: String { temporary.file("log") }

    init() throws {
        temporary = try TemporaryFolder()
    }

    @Test func anUntouchedLogGoesOn() async throws {
        try await session { test in
            try await test.write(["a", "b"])
            _ = try await test.log.checkpoint()
            // After the last checkpoint, as at a kill.
            try await test.write(["c"])
        }
        try await session { test in
            #expect(test.log.head.size == 3)
            try await test.write(["d"])
            #expect(try await test.requests() == ["a", "b", "c", "d"])
            #expect(try await test.verdict() == .intact(size: 4, root: test.log.head.root))
        }
    }

    @Test func anOldCopyOfTheDatabaseIsRefused() async throws {
        try await session { try await $0.write(["a"]) }
        let copy = try Data(contentsOf: URL(fileURLWithPath: temporary.file("data/xinyu.db")))
        try await session { test in
            try await test.write(["b", "c"])
            _ = try await test.log.checkpoint()
        }
        try copy.write(to: URL(fileURLWithPath: temporary.file("data/xinyu.db")))
        await #expect(throws: AuditLogError.shorterThanCheckpoint(database: 1, checkpoint: 3)) {
            try await session { _ in }
        }
    }

    @Test(arguments: [true, false])
    func anotherHistoryOfTheSameLengthIsRefused(_ keepsFrontier: Bool) async throws {
        try await session { try await $0.write(["a"]) }
        let copy = try Data(contentsOf: URL(fileURLWithPath: temporary.file("data/xinyu.db")))
        let files = ["checkpoint", "frontier"]
        let early = try files.map { try Data(contentsOf: URL(fileURLWithPath: log + "/" + $0)) }
        try await session { test in
            try await test.write(["b", "c"])
            _ = try await test.log.checkpoint()
        }
        let signed = try files.map { try Data(contentsOf: URL(fileURLWithPath: log + "/" + $0)) }
        // The same log goes another way from the old copy…
        try copy.write(to: URL(fileURLWithPath: temporary.file("data/xinyu.db")))
        for (name, data) in zip(files, early) { try data.write(to: URL(fileURLWithPath: log + "/" + name)) }
        try await session { try await $0.write(["x", "y", "z"]) }
        // …and is held against what was signed.
        for (name, data) in zip(files, signed) { try data.write(to: URL(fileURLWithPath: log + "/" + name)) }
        if !keepsFrontier { try FileManager.default.removeItem(atPath: log + "/frontier") }
        await #expect(throws: AuditLogError.otherThanCheckpoint(size: 3)) { try await session { _ in } }
    }

    @Test func recordsTakenFromTheEndAreNoticed() async throws {
        try await session { test in
            try await test.write(["a", "b"])
            try await test.store.write { try $0.execute("DELETE FROM audit_records WHERE position = 1") }
        }
        await #expect(throws: AuditLogError.headDamaged) { try await session { _ in } }
    }

    @Test func aRecordAlteredAfterTheCheckpointIsNoticed() async throws {
        try await session { test in
            try await test.write(["a", "b"])
            try await test.store.write { try $0.execute("UPDATE audit_records SET record = X'00' WHERE position = 1") }
        }
        await #expect(throws: AuditLogError.otherThanCheckpoint(size: 0)) { try await session { _ in } }
    }

    @Test func aMissingCheckpointIsRefusedUnlessBelieved() async throws {
        try await session { try await $0.write(["a"]) }
        try FileManager.default.removeItem(atPath: log)
        await #expect(throws: AuditLogError.checkpointMissing) { try await session { _ in } }
        try await session(missing: .believeDatabase) { #expect($0.log.head.size == 1) }
        try await session { #expect($0.log.head.size == 1) }
    }

    @Test func aForeignCheckpointIsRefused() async throws {
        try await session { try await $0.write(["a"]) }
        let path = log + "/checkpoint"
        let note = try String(contentsOfFile: path, encoding: .utf8)
        try note.replacingOccurrences(of: "\n0\n", with: "\n1\n").write(toFile: path, atomically: true, encoding: .utf8)
        await #expect(throws: AuditLogError.checkpointRefused(.wrongSignature(name: TestLog.origin))) {
            try await session { _ in }
        }
    }

    @Test func checkpointsAreKeptInOrderAndOnceEach() async throws {
        try await session { test in
            try await test.write(["a"])
            let first = try await test.log.checkpoint()
            #expect(try await test.log.checkpoint() == first)
            try await test.write(["b"])
            let second = try await test.log.checkpoint()
            let history = try String(contentsOfFile: log + "/history", encoding: .utf8)
            #expect(history.hasSuffix(first.note + "\n" + second.note + "\n"))
            #expect(try String(contentsOfFile: log + "/checkpoint", encoding: .utf8) == second.note)
            let sizes = try await test.store.read { try $0.auditCheckpoints(limit: 10).map(\.size) }
            #expect(sizes == [2, 1, 0])
        }
    }

    @Test func aTurnedSigningKeySignsAnew() async throws {
        try await session { test in
            try await test.write(["a"])
            let before = try await test.log.checkpoint()
            let change = try test.ring.newTerm(of: .signing, at: test.clock.now())
            try test.ring.adopt(change)
            #expect(try await test.log.checkpoint() != before)
            #expect(try await test.verdict() == .intact(size: 1, root: test.log.head.root))
        }
    }

    /// One run of the daemon.
    private func session(
        missing: AuditLog.MissingCheckpoint = .refuse, _ body: (TestLog) async throws -> Void
    ) async throws {
        let test = try await TestLog(in: temporary, missing: missing)
        try await body(test)
        await test.store.close()
    }
}
