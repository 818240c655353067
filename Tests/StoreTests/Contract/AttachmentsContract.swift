import Domain
import Store
import Testing

/// Files: any split gives the same bytes, any part of them can be read, and what is withdrawn is gone.
@Suite struct AttachmentsContract {
    private struct Fixture {
        let installation: TestInstallation
        let student: IdentifiedStudent

        init(_ engine: EngineUnderTest) async throws {
            let installation = try engine.install()
            self.installation = installation
            student = Samples.student(installation, school: installation.identifier(), schoolClass: nil)
            try await installation.store.write { [student] in try $0.insert(student, indexes: .init()) }
        }

        var store: Store { installation.store }

        func begin(_ size: Int, _ name: String = "诊断书.pdf", at seconds: Int = 0) async throws -> AttachmentRecord {
            let attachment = AttachmentRecord(
                school: student.record.school, id: installation.identifier(), student: student.record.id,
                byteCount: size, head: .init(fileName: name, type: .pdf, note: "住院"), addedBy: student.record.id,
                addedAt: installation.now + .seconds(seconds))
            try await store.write { try $0.insert(attachment) }
            return attachment
        }

        func append(_ bytes: [UInt8], to attachment: AttachmentRecord) async throws -> Bool {
            try await store.write { try $0.append(bytes, to: attachment) }
        }

        func update(_ attachment: AttachmentRecord, expected: AttachmentState) async throws -> Bool {
            try await store.write { try $0.update(attachment, expected: expected) }
        }

        func bytes(of attachment: AttachmentRecord, from position: Int, _ count: Int) async throws -> [UInt8] {
            try await store.read { try $0.bytes(of: attachment, from: position, count: count) }
        }

        func list() async throws -> [AttachmentRecord] {
            try await store.read { [student] in try $0.attachments(of: student.record.id, limit: 9) }
        }

        func load() async throws -> [Int] {
            let load = try await store.read { [student] in try $0.attachmentLoad(of: student.record.id) }
            return [load.count, load.bytes]
        }

        /// Sends bytes in pieces.
        func send(_ bytes: [UInt8], in pieces: [Int], to attachment: AttachmentRecord) async throws -> AttachmentRecord
        {
            var attachment = attachment
            for piece in pieces {
                let part = Array(bytes[attachment.received..<attachment.received + piece])
                #expect(try await append(part, to: attachment))
                attachment.received += piece
            }
            return attachment
        }
    }

    private static let bytes = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 31 ^ $0 >> 8) }

    @Test(
        arguments: EngineUnderTest.allCases,
        [[200_000], [1, 199_998, 1], [65_536, 65_536, 68_928], [70_000, 130_000]])
    func anySplitGivesTheSameBytes(_ engine: EngineUnderTest, _ pieces: [Int]) async throws {
        let fixture = try await Fixture(engine)
        let bytes = Self.bytes
        let attachment = try await fixture.send(bytes, in: pieces, to: try await fixture.begin(bytes.count))
        let stored = try #require(try await fixture.store.read { try $0.attachment(attachment.id) })
        #expect(stored == attachment)
        let ranges = [
            0..<200_000, 0..<1, 65_535..<65_537, 65_536..<131_072, 1..<65_536, 199_999..<200_000, 50_000..<180_000,
        ]
        for range in ranges {
            let read = try await fixture.bytes(of: stored, from: range.lowerBound, range.count)
            #expect(read == Array(bytes[range]), "\(range)")
        }
        // What lies behind the end is not there.
        #expect(
            try await fixture.bytes(of: stored, from: 199_990, 100)
                == Array(bytes.suffix(10)))
        #expect(try await fixture.bytes(of: stored, from: 200_000, 1).isEmpty)
        #expect(try await !fixture.append([1], to: attachment.beginning))
        let onDisk = try fixture.installation.bytesOnDisk()
        #expect(!onDisk.contains(Array("诊断书".utf8)))
    }

    @Test(arguments: EngineUnderTest.allCases)
    func aFileIsKeptThenWithdrawnAndItsBytesGo(_ engine: EngineUnderTest) async throws {
        let fixture = try await Fixture(engine)
        var attachment = try await fixture.send(
            Self.bytes, in: [100_000, 100_000], to: try await fixture.begin(Self.bytes.count))
        let student = fixture.student.record.id
        #expect(try await fixture.list().isEmpty)
        #expect(try await fixture.store.read { try $0.countAttachments(of: student) } == 0)
        #expect(try await fixture.load() == [1, 200_000])

        attachment.state = .kept
        attachment.head.digest = [UInt8](repeating: 9, count: 32)
        #expect(try await fixture.update(attachment, expected: .receiving))
        #expect(try await !fixture.update(attachment, expected: .receiving))
        #expect(try await fixture.list() == [attachment])
        #expect(try await fixture.store.read { try $0.countAttachments(of: student) } == 1)

        attachment.state = .withdrawn
        attachment.withdrawal = .init(author: student, at: fixture.installation.now, reason: "放错档案")
        #expect(try await fixture.update(attachment, expected: .kept))
        #expect(try await fixture.list() == [attachment])
        #expect(try await fixture.load() == [0, 0])
        #expect(
            try await fixture.bytes(of: attachment, from: 0, 10).isEmpty)
    }

    @Test(arguments: EngineUnderTest.allCases)
    func whatIsNotFinishedInTimeIsForgotten(_ engine: EngineUnderTest) async throws {
        let fixture = try await Fixture(engine)
        let old = try await fixture.send([1, 2, 3], in: [1, 2], to: try await fixture.begin(3, at: -100))
        let new = try await fixture.begin(3, at: -10)
        var kept = try await fixture.send([1, 2, 3], in: [3], to: try await fixture.begin(3, at: -100))
        kept.state = .kept
        #expect(try await fixture.update(kept, expected: .receiving))
        let limit = fixture.installation.now + .seconds(-50)
        #expect(try await fixture.store.write { try $0.deleteAttachments(unfinishedSince: limit) } == 1)
        try await fixture.store.read { [kept] (transaction) throws -> Void in
            #expect(try transaction.attachment(old.id) == nil)
            #expect(try transaction.attachment(new.id) == new)
            #expect(try transaction.attachment(kept.id) == kept)
            #expect(try transaction.bytes(of: old, from: 0, count: 3).isEmpty)
        }
    }
}

extension AttachmentRecord {
    fileprivate var beginning: AttachmentRecord {
        var copy = self
        copy.received = 0
        return copy
    }
}
