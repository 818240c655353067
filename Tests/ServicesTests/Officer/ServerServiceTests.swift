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
        var cohort = Cohort()
        try await cohort.enrol(4, in: room)
        let students = cohort.students
        try await room.store.write { transaction in
            try transaction.execute(
                """
                INSERT INTO campaigns (school_id, id, title_sealed, school_year, state, opens_at, closes_at,
                    consent_version, consent_sealed, created_by, created_at)
                VALUES ($1, $1, x'01', 2026, 'open', 0, 1, 1, x'00', $1, 0)
                """, [.identifier(Cohort.school)])
            for (student, state) in zip(students, ["submitted", "scored", "invited", "submitted"]) {
                try transaction.execute(
                    """
                    INSERT INTO sheets (school_id, id, campaign_id, student_id, instrument_id, version, state,
                        invited_at, submitted_at)
                    VALUES ($1, $2, $1, $2, 'phq9', '1', $3, 0, 1)
                    """, [.identifier(Cohort.school), .identifier(student), .text(state)])
            }
        }
        let status = try await ServerServiceClient(room.client).getStatus(APIGetStatusRequest(), Strongroom.meta)
        #expect(status.sheetsWaitingForScores == 2)
        await room.close()
    }

    @Test("Anybody learns how this place shows the attention levels, the mildest first")
    func levels() async throws {
        let room = try await Strongroom(in: temporary)
        let profile = try await ServerServiceClient(room.client).getLevelProfile(APIGetLevelProfileRequest())
        #expect(profile.levels.map(\.level) == [.none, .watch, .concern, .crisis])
        #expect(profile.levels.map(\.number) == [0, 3, 2, 1])
        #expect(profile.levels.map(\.hasNumber) == [false, true, true, true])
        #expect(profile.levels.map { $0.names["zh"] } == ["无", "三级·黄（一般关注）", "二级·橙（重点关注）", "一级·红（危机）"])
        #expect(profile.levels.map(\.colour) == ["", "#F5C400", "#F28C00", "#D92B2B"])
        await room.close()
    }
}
