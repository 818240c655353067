import AuditLog
import Domain
import Foundation
import JSONRPC
import Store
import Synchronization
import TestSupport
import Testing
import Vault
import XinyuAPI

@testable import Services

/// The turning of the data keys, through the service and through kills.
@Suite struct DataKeyRotationTests {
    private static let small: RotationPace = {
        var pace = RotationPace()
        pace.ownersInBatch = 4
        pace.valuesInWrite = 3
        pace.firstPause = .milliseconds(1)
        return pace
    }()

    let temporary: TemporaryFolder

    init() throws { temporary = try TemporaryFolder() }

    @Test func thousandsAreSealedAnewWhileOthersWrite() async throws {
        let room = try await Strongroom(in: temporary)
        var cohort = Cohort()
        try await cohort.enrol(3_000, in: room)
        let before = try await room.sealedValues()
        #expect(before.keys.sorted() == [1])

        let writing = Mutex(true)
        async let written = Self.enrolMore(cohort, in: room) { writing.withLock { $0 } }
        var told: [APIRotationProgress] = []
        let stream = KeyServiceClient(room.client).rotateDataKeys(APIRotateDataKeysRequest(), Strongroom.meta)
        for try await progress in stream { told.append(progress) }
        writing.withLock { $0 = false }
        let grown = try await written

        let last = try #require(told.last)
        #expect(last.isFinished && last.fromTerm == 1 && last.toTerm == 2)
        #expect(last.ownersTotal >= 3_001 && last.ownersDone == last.ownersTotal)
        #expect(last.valuesSealed >= 3_001)
        #expect(grown.students.count > 3_000)
        #expect(try await grown.readable(in: room) == grown.students.count)
        #expect(try await room.sealedValues() == [2: grown.students.count + 1])
        #expect(try room.keys.ownerCounts() == [2: grown.students.count + 1])
        try await check(last.certificate, of: room)
        await room.close()
    }

    @Test func theKeysOfTheFormerTermAreGoneFromTheFile() async throws {
        let room = try await Strongroom(in: temporary)
        var cohort = Cohort()
        try await cohort.enrol(10, in: room)
        let former = try #require(try room.keys.ringKeys().first { $0.purpose == .dataKeyEncryption }).wrapped
        #expect(try isInKeyFiles(former))
        try await room.awaitEnd(of: try await room.beginRotation())
        let key = try #require(try room.keys.ringKeys().first { $0.purpose == .dataKeyEncryption && $0.term == 1 })
        #expect(key.state == .retired && key.wrapped.isEmpty)
        #expect(try !isInKeyFiles(former))
        #expect(throws: VaultError.noSuchKey(.dataKeyEncryption, term: 1)) {
            try room.ring.unwrap(WrappedOwnerKey(owner: cohort.students[0], term: 1, bytes: former))
        }
        await room.close()
    }

    /// Before a commit, and between one and the step that follows it, at every commit that a rotation makes.
    @Test(arguments: CommitCut.Moment.allCases)
    func aKillAtAnyCommitLosesNothing(_ moment: CommitCut.Moment) async throws {
        var cohort = Cohort()
        let first = try await Strongroom(in: temporary)
        try await cohort.enrol(10, in: first)
        var files = try await first.leftOnDisk()
        var (cuts, term) = (0, UInt32(1))
        while true {
            let (isWhole, left) = try await rotate(cutting: moment, at: cuts, in: files)
            term += 1
            let room = try await Strongroom(in: left, pace: Self.small)
            if let running = try await room.store.read({ try $0.runningDataKeyRotation() }) {
                // The start of the daemon is what takes it up again.
                let changes = room.rotation.watch(running.id)
                try await room.rotation.resumeIfNeeded()
                var last: RotationProgress?
                for try await progress in changes { last = progress }
                guard case .finished = last?.end else { Issue.record("not finished after cut \(cuts)"); break }
                #expect(last?.ownersDone == last?.ownersTotal)
            } else if room.ring.currentTerm < term {
                // Killed before there was a row: nothing has begun.
                term -= 1
            }
            #expect(room.ring.currentTerm == term)
            #expect(try await cohort.readable(in: room) == 10, "cut \(cuts)")
            #expect(try await room.sealedValues() == [term: 11], "cut \(cuts)")
            #expect(try room.keys.ownerCounts() == [term: 11], "cut \(cuts)")
            #expect(try await room.log.verify().isIntact)
            files = try await room.leftOnDisk()
            if isWhole { break }
            cuts += 1
        }
        // Row, count, term, one or more for each batch of four owners, end.
        #expect(cuts >= 7)
    }

    /// - Returns: whether the rotation came to its end before the cut, and what is left.
    private func rotate(
        cutting moment: CommitCut.Moment, at number: Int, in files: TemporaryFolder
    ) async throws -> (isWhole: Bool, left: TemporaryFolder) {
        let room = try await Strongroom(in: files, pace: Self.small)
        let cut = CommitCut(moment, number) { [rotation = room.rotation] in rotation.interrupt() }
        room.store.add(cut)
        if let id = try? await room.beginRotation(seed: UInt64(number)) { _ = try? await room.awaitEnd(of: id) }
        return (!cut.hasCut, try await room.leftOnDisk())
    }

    @Test func aReaderFromBeforeStillOpensWhatItSees() async throws {
        let room = try await Strongroom(in: temporary)
        var cohort = Cohort()
        try await cohort.enrol(5, in: room)
        let (inside, go) = (Signal(), Signal())
        let students = cohort.students
        async let names = room.store.read { transaction in
            // The snapshot begins with its first query.
            _ = try transaction.setting("any")
            inside.raise()
            go.wait()
            return try students.map { try transaction.identifiedStudent($0)?.identity.name }
        }
        await inside.raised()
        let id = try await room.beginRotation()
        async let end = room.awaitEnd(of: id)
        // All is sealed anew; the keys stay for the reader.
        while try await room.sealedValues()[1] != nil {}
        #expect(try room.keys.ownerCounts()[1] == 6)
        go.raise()
        #expect(try await names == (0..<5).map { cohort.name(of: $0) })
        _ = try await end
        #expect(try room.keys.ownerCounts() == [2: 6])
        await room.close()
    }

    @Test func whatDoesNotOpenEndsTheRotationAndKeepsTheFormerKey() async throws {
        let room = try await Strongroom(in: temporary, pace: Self.small)
        var cohort = Cohort()
        try await cohort.enrol(9, in: room)
        let damaged = cohort.students[4]
        _ = try await room.store.write { transaction in
            try transaction.execute(
                """
                UPDATE students SET identity_sealed = CAST(substr(identity_sealed, 1, 40) || x'00' AS BLOB) WHERE id = $1
                """,
                [.identifier(damaged)])
        }
        let id = try await room.beginRotation()
        await #expect(throws: RPCError.failedPrecondition(RotationFailure.unreadable(owners: 1).description)) {
            try await room.awaitEnd(of: id)
        }
        let record = try #require(try await room.store.read { try $0.keyRotation(id) })
        #expect(record.state == .failed && record.certificate == nil)
        #expect(try room.keys.ownerCounts()[1] == 1)
        #expect(room.ring.stored.first { $0.purpose == .dataKeyEncryption && $0.term == 1 }?.state == .retiring)
        #expect(try await room.sealedValues()[1] == 1)
        #expect(try await room.log.lastRecord()?.outcome.name == "DATA_LOSS")
        await room.close()
    }

    @Test func whoseKeysWereDestroyedIsPassedOver() async throws {
        let room = try await Strongroom(in: temporary)
        var cohort = Cohort()
        try await cohort.enrol(4, in: room)
        _ = try await room.store.erase(cohort.students[1], at: room.clock.now())
        let end = try await room.awaitEnd(of: try await room.beginRotation())
        guard case .finished(let certificate) = end?.end else { Issue.record("not finished"); return }
        #expect(certificate.contains("after term 1 owner-keys 0 sealed-values 1\n"))
        #expect(certificate.contains("after term 2 owner-keys 4 sealed-values 4\n"))
        #expect(try await cohort.readable(in: room, except: 1) == 3)
        await room.close()
    }

    @Test func aFullDiskIsWaitedFor() async throws {
        let room = try await Strongroom(in: temporary, pace: Self.small)
        var cohort = Cohort()
        try await cohort.enrol(6, in: room)
        let id = try await room.beginRotation()
        room.store.add(FullDisk(commits: 2..<5))
        guard case .finished = try await room.awaitEnd(of: id)?.end else { Issue.record("not finished"); return }
        #expect(try await cohort.readable(in: room) == 6)
        await room.close()
    }

    // MARK: -

    private static func enrolMore(
        _ cohort: Cohort, in room: Strongroom, while goesOn: @Sendable () -> Bool
    ) async throws -> Cohort {
        var cohort = cohort
        repeat {
            try await cohort.enrol(1, in: room)
            // Also what was there before, by turns sealed under the one term and the other.
            let id = cohort.students[cohort.students.count % 3_000]
            _ = try await room.store.read { try $0.identifiedStudent(id) }
        } while goesOn() && cohort.students.count < 6_000
        return cohort
    }

    private func check(_ certificate: String, of room: Strongroom) async throws {
        let note = try SignedNote(note: certificate)
        try note.verify(trusted: [try #require(room.log.noteKey)])
        let lines = note.text.split(separator: "\n")
        #expect(lines.first == "xinyu-key-rotation-1 school.example/xinyu")
        #expect(lines.contains("from-term 1") && lines.contains("to-term 2") && lines.contains("retired 1"))
        // The officer's profile is one more, and what was enrolled before it was counted.
        #expect(lines.contains { $0.hasPrefix("before term 1 owner-keys 3") })
        #expect(!lines.contains { $0.hasPrefix("after term 1") })
        #expect(try await room.keyStatus().certificate == certificate)
        // A certificate is no checkpoint, whoever signed it.
        #expect(throws: CheckpointError.self) { try Checkpoint(text: note.text) }
    }

    private func isInKeyFiles(_ bytes: [UInt8]) throws -> Bool {
        try ["keys.db", "keys.db-wal"].contains { name in
            let path = temporary.file("data/" + name)
            guard FileManager.default.fileExists(atPath: path) else { return false }
            return try Data(contentsOf: URL(fileURLWithPath: path)).range(of: Data(bytes)) != nil
        }
    }
}
