import Domain
import JSONRPC
import Store
import SwiftProtobuf
import TestSupport
import Testing
import XinyuAPI

@Suite("Opinions of experts")
struct ConsultationOpinionTests {
    @Test func areKeptFromEverybodyUntilAllAreIn() async throws {
        try await AffairSchool.open { school in
            let id = try await school.consultation(.assigned, about: try await school.enrol())
            let (first, second) = (school.experts[0], school.experts[1])
            for expert in [first, second] { try await expert.declare(id) }
            #expect(try await first.opine(id, "考虑抑郁发作") == .assigned)
            school.clock.advance(by: .seconds(60))
            // Not to the other, not to its author's own, not to the school.
            for expert in [first, second] {
                #expect(try await failure { try await expert.peerOpinions(id) }?.status == .failedPrecondition)
            }
            let kept = try await school.counsellor.consultation(id)
            #expect(kept.panel.map(\.opinion) == ["", ""])
            #expect(kept.panel.map(\.proposedLevel) == [.unspecified, .unspecified])
            #expect(kept.panel.filter(\.hasOpinionAt).map(\.accountID) == [first.id.description])

            #expect(try await second.opine(id, "适应障碍可能") == .opinionsIn)
            let shown = try await school.counsellor.consultation(id)
            let told = Dictionary(uniqueKeysWithValues: shown.panel.map { ($0.accountID, $0.opinion) })
            #expect(told == [first.id.description: "考虑抑郁发作", second.id.description: "适应障碍可能"])
            #expect(shown.panel.map(\.proposedLevel) == [.crisis, .crisis])
            let peers = try await first.peerOpinions(id)
            #expect(peers.map(\.opinion) == ["适应障碍可能"])
            #expect(peers[0].givenAt == Google_Protobuf_Timestamp(AffairSchool.start + .seconds(60)))
            // Without who it is from.
            #expect(try !peers[0].jsonString().contains(second.id.description))
        }
    }

    @Test func areReplacedWhileTheyAreSealedAndStandAfterwards() async throws {
        try await AffairSchool.open { school in
            let id = try await school.consultation(.assigned, about: try await school.enrol())
            for expert in school.experts.prefix(2) { try await expert.declare(id) }
            try await school.experts[0].opine(id, "一")
            try await school.experts[0].opine(id, "二")
            try await school.experts[1].opine(id, "三")
            let late = try await failure { try await school.experts[0].opine(id, "四") }
            #expect(late?.status == .failedPrecondition)
            #expect(try await school.counsellor.consultation(id).panel.map(\.opinion).sorted() == ["三", "二"])
        }
    }

    @Test func areClosedByTimeAndALateOneStillComesFirstHand() async throws {
        try await AffairSchool.open { school in
            let student = try await school.enrol()
            let id = try await school.consultation(.assigned, about: student)
            for expert in school.experts.prefix(2) { try await expert.declare(id) }
            try await school.experts[0].opine(id, "一")
            school.clock.advance(by: .seconds(10 * 86_400 - 1))
            try await school.tickConsultations()
            #expect(try await school.counsellor.consultation(id).state == .assigned)
            school.clock.advance(by: .seconds(1))
            try await school.tickConsultations()
            #expect(try await school.counsellor.consultation(id).state == .opinionsIn)
            let line = try #require(try await school.counsellor.timeline(student).first)
            #expect(line.summary == "专家会诊：意见已齐")
            #expect(line.authorID.isEmpty)
            // Who has not spoken does not read first.
            let second = school.experts[1]
            #expect(try await failure { try await second.peerOpinions(id) }?.status == .failedPrecondition)
            #expect(try await second.opine(id, "二") == .opinionsIn)
            #expect(try await second.peerOpinions(id).map(\.opinion) == ["一"])
        }
    }

    @Test func endWithTheTimeBoxWhereThereAreNone() async throws {
        try await AffairSchool.open { school in
            let student = try await school.enrol()
            let (requested, assigned) = (
                try await school.counsellor.request(student).id,
                try await school.consultation(.assigned, about: try await school.enrol())
            )
            school.clock.advance(by: .seconds(14 * 86_400 - 1))
            try await school.tickConsultations()
            #expect(try await school.counsellor.consultation(requested).state == .requested)
            #expect(try await school.counsellor.consultation(assigned).state == .assigned)
            school.clock.advance(by: .seconds(1))
            try await school.tickConsultations()
            for id in [requested, assigned] {
                let ended = try await school.counsellor.consultation(id)
                #expect(ended.state == .expired)
                #expect(ended.hasClosedAt)
            }
            #expect(try await school.counsellor.timeline(student).first?.summary == "专家会诊：逾期未果，已终止")
        }
    }
}
