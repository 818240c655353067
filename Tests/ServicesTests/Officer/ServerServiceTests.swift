import Domain
import JSONRPC
import Store
import SwiftProtobuf
import TestSupport
import Testing
import XinyuAPI

@testable import Services

@Suite struct ServerServiceTests {
    let temporary: TemporaryFolder

    init() throws { temporary = try TemporaryFolder() }

    @Test func theStatusTellsWhatTheDaemonKnowsOfItself() async throws {
        let room = try await Strongroom(in: temporary)
        try await room.record(0..<3)
        let status = try await ServerServiceClient(room.client).getStatus(APIGetStatusRequest(), Strongroom.meta)
        let expected = APIGetStatusResponse.with {
            $0.version = "1.2.3"
            $0.startedAt = Google_Protobuf_Timestamp(seconds: 1_788_220_800)
            $0.isDraining = true
            $0.connections = 3
            $0.callsInFlight = 2
            $0.callsTotal = 70
            $0.logSize = 3
            $0.errors = ["-32601": 4]
        }
        #expect(status == expected)
        await room.close()
    }

    @Test func sheetsThatWaitForTheirScoresAreCounted() async throws {
        let room = try await Strongroom(in: temporary)
        #expect(try await room.store.read { try $0.countOfSheetsToScore() } == 0)
        await room.close()
    }
}
