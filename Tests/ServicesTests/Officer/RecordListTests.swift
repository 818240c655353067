import AuditLog
import Domain
import JSONRPC
import Store
import SwiftProtobuf
import TestSupport
import Testing
import XinyuAPI

@testable import Services

@Suite struct RecordListTests {
    let temporary: TemporaryFolder
    let student = Identifier(randomFrom: SeededRandomSource(seed: 900))

    init() throws { temporary = try TemporaryFolder() }

    @Test func anEntryTellsAllButWhatWasRead() async throws {
        let room = try await Strongroom(in: temporary)
        try await room.record(0..<1, subject: student)
        let entry = try #require(try await room.list().entries.first)
        #expect(entry.index == 0)
        #expect(entry.at == Google_Protobuf_Timestamp(seconds: 1_788_220_801))
        #expect(entry.actorID == Strongroom.counsellor.description && entry.role == "counsellor")
        #expect(entry.peerUid == 1_000 && entry.peerPid == 42)
        #expect(entry.method == "xinyu.v1.ArchiveService/GetTimeline" && entry.permission == "archive_read")
        #expect(entry.subjectKind == "student" && entry.subjectID == student.description)
        #expect(entry.purpose == "面谈 0" && entry.outcome == "OK" && entry.requestID == "call 0")
        #expect(entry.counts == ["entries": 0])
        await room.close()
    }

    @Test func theNewestComeFirstAndPagesJoin() async throws {
        let room = try await Strongroom(in: temporary)
        try await room.record(0..<25)
        var (indexes, token) = ([UInt64](), "")
        repeat {
            let page = try await room.list(size: 10, token: token)
            // Each list is itself recorded, and not on the pages after.
            indexes += page.entries.map(\.index)
            token = page.nextPage
        } while !token.isEmpty
        #expect(indexes == (0..<25).reversed())
        await room.close()
    }

    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let expected: [UInt64]
        let filter: APIAuditFilter

        init(_ description: String, _ expected: [UInt64], _ fill: (inout APIAuditFilter) -> Void) {
            testDescription = description
            self.expected = expected
            filter = .with(fill)
        }
    }

    private static let other = Identifier(randomFrom: SeededRandomSource(seed: 901))

    /// Six records of the student, then four of another; even ones by the counsellor, one a second from :01.
    static let cases = [
        Case("subject", [5, 4, 3, 2, 1, 0]) {
            $0.subjectID = Identifier(randomFrom: SeededRandomSource(seed: 900)).description
        },
        Case("actor", [8, 6, 4, 2, 0]) { $0.actorID = Strongroom.counsellor.description },
        Case("method", [9, 7, 5, 3, 1]) { $0.method = "xinyu.v1.PlanService/GetPlan" },
        Case("outcome", [9, 7, 5, 3, 1]) { $0.outcome = "PERMISSION_DENIED" },
        Case("OK", [8, 6, 4, 2, 0]) { $0.outcome = "OK" },
        Case("from, which is in", [9, 8, 7]) { $0.from = Google_Protobuf_Timestamp(seconds: 1_788_220_808) },
        Case("until, which is not", [1, 0]) { $0.until = Google_Protobuf_Timestamp(seconds: 1_788_220_803) },
        Case("nobody's", []) { $0.actorID = other.description },
        Case("several at once", [4, 2]) {
            $0.subjectID = Identifier(randomFrom: SeededRandomSource(seed: 900)).description
            $0.outcome = "OK"
            $0.from = Google_Protobuf_Timestamp(seconds: 1_788_220_802)
        },
    ]

    @Test(arguments: cases) func aFilterLeavesWhatFits(_ filtered: Case) async throws {
        let room = try await Strongroom(in: temporary)
        try await room.record(0..<6, subject: student)
        try await room.record(6..<10, subject: Self.other)
        let page = try await room.list(filtered.filter)
        #expect(page.entries.map(\.index) == filtered.expected)
        #expect(page.nextPage.isEmpty)
        await room.close()
    }

    @Test(arguments: [
        ("filter.outcome", APIListRecordsRequest.with { $0.filter.outcome = "Ok" }),
        ("filter.subjectId", .with { $0.filter.subjectID = "1" }),
        ("page.token", .with { $0.page.token = "x" }),
        ("page.token", .with { $0.page.token = "0" }),
        ("page.token", .with { $0.page.token = "3" }),
        ("page.size", .with { $0.page.size = 1_001 }),
    ])
    func whatCannotBeMeantIsRefused(_ field: String, _ request: APIListRecordsRequest) async throws {
        let room = try await Strongroom(in: temporary)
        try await room.record(0..<1)
        do {
            _ = try await room.audit.listRecords(request, Strongroom.meta)
            Issue.record("taken")
        } catch let error as RPCError {
            #expect(error.status == .invalidArgument)
            #expect(error.details.fieldViolations.map(\.field) == [field])
        }
        await room.close()
    }

    /// Where no index helps, an answer ends after so many positions, and the next page goes on there.
    @Test func aLongSearchIsDoneInPages() async throws {
        let room = try await Strongroom(in: temporary)
        try await room.record(0..<30)
        let filter = try RecordFilter(.with { $0.method = "xinyu.v1.PlanService/GetPlan" })
        let (indexes, calls) = try await room.store.read { transaction in
            var (indexes, calls, end) = ([UInt64](), 0, Int64(30) as Int64?)
            while let before = end {
                let newest = NewestRecords(filter: filter, transaction: transaction, budget: 7)
                let (records, rest) = try newest.find(before: before, limit: 100)
                indexes += records.map(\.index)
                calls += 1
                end = rest
            }
            return (indexes, calls)
        }
        #expect(indexes == (0..<30).reversed().filter { !$0.isMultiple(of: 2) }.map(UInt64.init))
        #expect(calls == 5)
        await room.close()
    }
}
