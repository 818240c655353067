import AuditLog
import Domain
import JSONRPC
import SwiftProtobuf
import TestSupport
import Testing
import XinyuAPI

@testable import Services

@Suite struct RecordWatchTests {
    let temporary: TemporaryFolder

    init() throws { temporary = try TemporaryFolder() }

    @Test func theNewestTwentyThenEachWithoutAGap() async throws {
        let room = try await Strongroom(in: temporary)
        try await room.record(0..<30)
        var indexes: [UInt64] = []
        async let more: Void = {
            for number in 30..<200 { try await room.record(number..<number + 1) }
        }()
        for try await entry in room.audit.watchRecords(APIWatchRecordsRequest(), Strongroom.meta) {
            indexes.append(entry.index)
            if entry.requestID == "call 199" { break }
        }
        try await more
        let first = try #require(indexes.first)
        let last = try #require(indexes.last)
        #expect(indexes == Array(first...last))
        // The watch's own record is among them.
        #expect(last == 200 && first >= 11)
        await room.close()
    }

    @Test func theFilterHoldsForOldAndNew() async throws {
        let room = try await Strongroom(in: temporary)
        try await room.record(0..<6)
        var told: [String] = []
        let request = APIWatchRecordsRequest.with { $0.filter.outcome = "PERMISSION_DENIED" }
        for try await entry in room.audit.watchRecords(request, Strongroom.meta) {
            told.append(entry.requestID)
            if told.count == 3 { try await room.record(6..<10) }
            if told.count == 5 { break }
        }
        #expect(told == ["call 1", "call 3", "call 5", "call 7", "call 9"])
        await room.close()
    }

    @Test func whoWatchesIsRecordedThoughNothingFits() async throws {
        let room = try await Strongroom(in: temporary)
        let request = APIWatchRecordsRequest.with { $0.filter.method = "none" }
        let watch = Task { for try await _ in room.audit.watchRecords(request, Strongroom.meta) {} }
        while try await room.log.allRecords().isEmpty { try await Task.sleep(for: .milliseconds(1)) }
        #expect(try await room.log.lastRecord()?.method == "xinyu.v1.AuditService/WatchRecords")
        watch.cancel()
        _ = await watch.result
        await room.close()
    }
}
