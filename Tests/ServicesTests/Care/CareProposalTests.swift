import Domain
import JSONRPC
import Store
import SwiftProtobuf
import TestSupport
import Testing
import XinyuAPI

@Suite("Proposals for the care list")
struct CareProposalTests {
    private struct Case {
        let student: Identifier
        let entry: String
        let plan: String
        let first: Identifier
    }

    /// An entry with a plan that runs and a first score of 18.
    private func begin(
        _ school: CareSchool, _ level: AttentionLevel = .concern, _ state: CareState = .active
    ) async throws -> Case {
        let student = try await school.enrol()
        let entry = try await school.careEntry(for: student, level, state)
        let plan = try await school.counsellor.plan(
            for: student, careEntry: entry, Colleague.content(reviewOn: "2027-12-31")
        ).id
        _ = try await school.counsellor.activate(plan: plan)
        let first = try await school.result(of: student, 18, .withFigures, in: try await school.campaign())
        return Case(student: student, entry: entry, plan: plan, first: first)
    }

    /// Measures the effect of a later score, and answers what waits then.
    private func propose(_ school: CareSchool, _ one: Case, _ points: Int64, days: Int64 = 28) async throws -> String {
        school.clock.advance(by: .seconds(days * 86_400))
        let later = try await school.result(of: one.student, points, .withFigures, in: try await school.campaign())
        _ = try await school.counsellor.measure(plan: one.plan, one.first, later)
        return try #require(
            try await school.counsellor.proposals(school.school).first { $0.careEntryID == one.entry }?.id)
    }

    @Test(
        arguments: [
            (.concern, .active, 9, .down, .active, .watch), (.watch, .active, 9, .remove, .removed, .watch),
            (.concern, .active, 27, .up, .active, .crisis), (.concern, .active, 18, .keep, .active, .concern),
            (.concern, .monitoring, 27, .up, .active, .crisis), (.concern, .monitoring, 9, .remove, .removed, .concern),
            (.concern, .monitoring, 18, .keep, .monitoring, .concern),
        ] as [(AttentionLevel, CareState, Int64, APICareProposal, APICareState, APIAttentionLevel)])
    func isFollowed(
        _ level: AttentionLevel, _ state: CareState, _ points: Int64, _ proposal: APICareProposal,
        _ after: APICareState, _ afterLevel: APIAttentionLevel
    ) async throws {
        try await CareSchool.open { school in
            let one = try await begin(school, level, state)
            let id = try await propose(school, one, points)
            #expect(try await school.counsellor.waiting(in: .decideCareProposal).map(\.subjectID) == [one.entry])
            #expect(try await school.counsellor.proposals(school.school).map(\.proposal) == [proposal])
            let entry = try await school.counsellor.decide(one.entry, id, .accept)
            #expect(entry.state == after)
            #expect(entry.level == afterLevel)
            let read = try await school.counsellor.careEntry(one.entry)
            #expect(read.history.last?.proposalID == id)
            #expect(read.history.last?.evidence == Colleague.evidence(.effect, one.plan))
            #expect(read.proposals.map(\.state) == [.accepted])
            #expect(try await school.counsellor.waiting(in: .decideCareProposal).isEmpty)
            let again = try await failure { try await school.counsellor.decide(one.entry, id, .decline) }
            #expect(again?.status == .failedPrecondition)
        }
    }

    @Test func standsBesideWhatWasDoneInstead() async throws {
        try await CareSchool.open { school in
            let one = try await begin(school)
            let id = try await propose(school, one, 9)
            let same = try await failure {
                try await school.counsellor.decide(one.entry, id, .override, .active, .watch)
            }
            #expect(same?.details.fieldViolations.map(\.field) == ["state"])
            let entry = try await school.counsellor.decide(
                one.entry, id, .override, .active, .crisis, reason: "面谈中有自伤想法")
            #expect(entry.level == .crisis)
            let kept = try #require(try await school.counsellor.careEntry(one.entry).proposals.first)
            #expect(kept.proposal == .down)
            #expect(kept.toLevel == .watch)
            #expect(kept.state == .overridden)
            #expect(kept.decidedLevel == .crisis)
            #expect(kept.decidedState == .active)
            #expect(kept.reason == "面谈中有自伤想法")
            #expect(kept.decidedBy == school.counsellor.id.description)
        }
    }

    @Test func isDeclinedAndNotMadeAgainBeforeTheDwellTime() async throws {
        try await CareSchool.open { school in
            let one = try await begin(school)
            let first = try await propose(school, one, 9)
            let entry = try await school.counsellor.decide(one.entry, first, .decline)
            #expect(entry.level == .concern)
            #expect(try await school.counsellor.proposals(school.school).isEmpty)
            #expect(try await school.counsellor.proposals(school.school, [.declined]).map(\.id) == [first])
            _ = try await propose(school, one, 9, days: 27)
            #expect(try await school.counsellor.proposals(school.school).map(\.proposal) == [.keep])
            _ = try await propose(school, one, 9, days: 1)
            #expect(try await school.counsellor.proposals(school.school).map(\.proposal) == [.down])
        }
    }

    @Test func waitsNoLongerWhenSomethingNewerCame() async throws {
        try await CareSchool.open { school in
            let one = try await begin(school)
            let older = try await propose(school, one, 9)
            let newer = try await propose(school, one, 27)
            #expect(try await school.counsellor.proposals(school.school).map(\.id) == [newer])
            #expect(try await school.counsellor.proposals(school.school, [.superseded]).map(\.id) == [older])
            _ = try await school.counsellor.take(.change, one.entry, .crisis)
            #expect(try await school.counsellor.proposals(school.school).isEmpty)
            let refusal = try await failure { try await school.counsellor.decide(one.entry, newer, .accept) }
            #expect(refusal?.status == .failedPrecondition)
        }
    }

    @Test func isForWhoManagesTheListAndOfThatEntry() async throws {
        try await CareSchool.open { school in
            let (one, other) = (try await begin(school), try await begin(school))
            let id = try await propose(school, one, 9)
            for colleague in [school.classTeacher, school.crisisLead] {
                #expect(
                    try await failure { try await colleague.decide(one.entry, id, .accept) }?.status
                        == .permissionDenied)
            }
            #expect(
                try await failure { try await school.stranger.decide(one.entry, id, .accept) }?.status == .notFound)
            let refusal = try await failure { try await school.counsellor.decide(other.entry, id, .accept) }
            #expect(refusal?.details.fieldViolations.map(\.field) == ["proposalId"])
            #expect(
                try await failure { try await school.classTeacher.proposals(school.classes[0]) }?.status
                    == .permissionDenied)
        }
    }

    @Test func linksAReturnToTheFormerEntry() async throws {
        try await CareSchool.open { school in
            let student = try await school.enrol()
            let first = try await school.classTeacher.propose(student, .watch)
            #expect(first.formerEntryID.isEmpty)
            #expect(try await school.counsellor.take(.remove, first.id).isDeclined)
            let second = try await school.classTeacher.propose(student, .concern)
            #expect(second.formerEntryID == first.id)
            _ = try await school.counsellor.take(.activate, second.id)
            #expect(try await school.counsellor.take(.remove, second.id).isDeclined == false)
            let removed = try await school.counsellor.care.listCareEntries(
                .with {
                    $0.unitID = school.school.description
                    $0.states = [.removed]
                }, school.counsellor.meta
            ).entries
            #expect(Set(removed.map(\.id)) == [first.id, second.id])
        }
    }

    @Test func isCountedUnitByUnit() async throws {
        try await CareSchool.open { school in
            for level in [AttentionLevel.crisis, .watch, .watch] {
                _ = try await school.careEntry(for: try await school.enrol(in: 0), level)
            }
            let entry = try await school.careEntry(for: try await school.enrol(in: 1), .crisis)
            _ = try await school.counsellor.take(.review, entry)
            _ = try await school.counsellor.propose(try await school.enrol(in: 1), .concern)
            school.clock.advance(by: .seconds(8 * 86_400))
            func counts(_ unit: Identifier, _ colleague: Colleague) async throws -> APICountCareEntriesResponse {
                try await colleague.care.countCareEntries(
                    .with { $0.unitID = unit.description }, colleague.meta)
            }
            let whole = try await counts(school.school, school.crisisLead)
            #expect(whole.total.cells.map(\.state) == [.proposed, .active, .active])
            #expect(whole.total.cells.map(\.level) == [.concern, .crisis, .watch])
            #expect(whole.total.cells.map(\.count) == [1, 2, 2])
            #expect(whole.total.overdueReviews == 1)
            #expect(whole.units.map { $0.cells.map(\.count) } == [[1, 2, 2]])
            let own = try await counts(school.classes[0], school.classTeacher)
            #expect(own.total.cells.map(\.count) == [1, 2])
            #expect(own.units.isEmpty)
            #expect(
                try await failure { try await counts(school.classes[1], school.classTeacher) }?.status == .notFound)
        }
    }

    @Test func isReviewedByItsLevel() async throws {
        try await CareSchool.open { school in
            let entry = try await school.careEntry(for: try await school.enrol(), .crisis)
            #expect(try await school.counsellor.take(.review, entry).reviewOn == "2026-11-11")
            #expect(try await school.counsellor.waiting(in: .reviewCareEntry).map(\.subjectID) == [entry])
            let own = try await school.counsellor.care.reviewCareEntry(
                .with {
                    $0.careEntryID = entry
                    $0.reason = "开学后再看"
                    $0.nextReviewOn = "2027-03-01"
                }, school.counsellor.meta
            ).entry
            #expect(own.reviewOn == "2027-03-01")
            #expect(try await school.counsellor.careEntry(entry).history.map(\.reason) == ["复核", "开学后再看"])
        }
    }
}
