import Domain
import JSONRPC
import Store
import SwiftProtobuf
import TestSupport
import Testing
import XinyuAPI

@Suite("Interviews about a warning")
struct InterviewTests {
    private static let notes = "家中变故，夜里哭泣，说不想连累别人"

    private func taken(_ school: CareSchool) async throws -> (student: Identifier, warning: Identifier) {
        let student = try await school.enrol()
        let warning = try await school.warn(of: student)
        _ = try await school.counsellor.acknowledge(warning)
        return (student, warning)
    }

    @Test(
        arguments: [(.watch, nil), (.concern, .concern), (.crisis, .crisis)]
            as [(
                APIAttentionLevel, APIAttentionLevel?
            )])
    func proposesForTheCareListFromConcernOn(
        _ level: APIAttentionLevel, _ proposed: APIAttentionLevel?
    ) async throws {
        try await CareSchool.open { school in
            let (student, warning) = try await taken(school)
            let answer = try await school.counsellor.interview(warning, level, advice: "多陪伴")
            #expect(answer.warning.state == .confirmed)
            #expect(answer.warning.confirmedLevel == level)
            let listed = try await school.counsellor.careList(school.school).entries
            #expect(listed.map(\.level) == (proposed.map { [$0] } ?? []))
            #expect(answer.careEntryID == listed.first?.id ?? "")
            guard let entry = listed.first else { return }
            #expect(entry.state == .proposed)
            #expect(entry.studentID == student.description)
            #expect(entry.supportAdvice == "多陪伴")
            let history = try await school.counsellor.careEntry(entry.id).history
            let interview = try await school.counsellor.notes(warning).interviewID
            #expect(history.map(\.evidence) == [Colleague.evidence(.interview, interview)])
            #expect(history.map(\.authorID) == [school.counsellor.id.description])
        }
    }

    @Test(arguments: [APIAttentionLevel.unspecified, .none])
    func confirmsNoLevelThatAsksForNothing(_ level: APIAttentionLevel) async throws {
        try await CareSchool.open { school in
            let (_, warning) = try await taken(school)
            let refusal = try await failure { try await school.counsellor.interview(warning, level) }
            #expect(refusal?.status == .invalidArgument)
            #expect(refusal?.details.fieldViolations.map(\.field) == ["level"])
            #expect(try await school.counsellor.warning(warning).state == .acknowledged)
        }
    }

    @Test func givesTheEntryThatStandsAlreadyAndItsAdviceIsNotLost() async throws {
        try await CareSchool.open { school in
            let (student, warning) = try await taken(school)
            let proposed = try await school.classTeacher.propose(student, .watch)
            school.clock.advance(by: .seconds(60))
            let answer = try await school.counsellor.interview(warning, .crisis, advice: "课间有人陪同")
            #expect(answer.careEntryID == proposed.id)
            let entry = try await school.counsellor.careEntry(proposed.id)
            // A level on the list is changed by a change of the list alone.
            #expect(entry.state == .proposed)
            #expect(entry.level == .watch)
            #expect(entry.supportAdvice == "课间有人陪同")
            #expect(entry.history.map(\.evidence.kind) == [.observation, .interview])
            #expect(entry.history.map(\.toLevel) == [.watch, .watch])
            #expect(try await school.counsellor.careList(school.school).entries.count == 1)
        }
    }

    @Test func leavesTheAdviceThatStandsWhenItGivesNone() async throws {
        try await CareSchool.open { school in
            let (student, warning) = try await taken(school)
            let entry = try await school.counsellor.propose(student, .concern)
            _ = try await school.counsellor.take(.activate, entry.id, .concern, advice: "座位靠前")
            _ = try await school.counsellor.interview(warning, .concern)
            #expect(try await school.counsellor.careEntry(entry.id).supportAdvice == "座位靠前")
        }
    }

    @Test func opensTheNotesToWhoReadsSheetsAndNobodyElse() async throws {
        try await CareSchool.open { school in
            let (student, warning) = try await taken(school)
            let none = try await failure { try await school.counsellor.notes(warning) }
            #expect(none?.status == .notFound)
            let heldAt = school.clock.now() + .seconds(-3_600)
            let entry = try await school.counsellor.interview(
                warning, .crisis, notes: Self.notes, advice: "多陪伴", heldAt: heldAt
            ).careEntryID

            let interview = try await school.secondCounsellor.notes(warning)
            #expect(interview.notes == Self.notes)
            #expect(interview.counsellorID == school.counsellor.id.description)
            #expect(interview.heldAt == Google_Protobuf_Timestamp(heldAt))
            #expect(interview.level == .crisis)
            for colleague in [school.crisisLead, school.classTeacher, school.peerObserver] {
                #expect(try await failure { try await colleague.notes(warning) }?.status == .permissionDenied)
            }
            #expect(try await failure { try await school.stranger.notes(warning) }?.status == .notFound)

            let elsewhere = [
                try await school.counsellor.timeline(student).textFormatString(),
                try await school.counsellor.warning(warning).textFormatString(),
                try await school.counsellor.careEntry(entry).textFormatString(),
                try await school.counsellor.careList(school.school).textFormatString(),
            ]
            // `textFormatString` escapes what is not ASCII, so the notes are looked for as it writes them.
            let written = APIGetInterviewResponse.with { $0.notes = Self.notes }.textFormatString()
            let needle = written.dropFirst("notes: \"".count).prefix(60)
            #expect(interview.textFormatString().contains(needle))
            for text in elsewhere { #expect(!text.contains(needle)) }
        }
    }

    @Test func needsAPurpose() async throws {
        try await CareSchool.open { school in
            let (_, warning) = try await taken(school)
            _ = try await school.counsellor.interview(warning, .watch)
            let meta = CallMeta(authorization: school.counsellor.meta.authorization)
            let request = APIGetInterviewRequest.with { $0.warningID = warning.description }
            let refusal = try await failure { try await school.counsellor.warnings.getInterview(request, meta) }
            #expect(refusal?.status == .invalidArgument)
        }
    }

    @Test func isHeldBeforeItIsRecorded() async throws {
        try await CareSchool.open { school in
            let (_, warning) = try await taken(school)
            let refusal = try await failure {
                try await school.counsellor.interview(warning, .watch, heldAt: school.clock.now() + .seconds(1))
            }
            #expect(refusal?.status == .invalidArgument)
            #expect(refusal?.details.fieldViolations.map(\.field) == ["heldAt"])
            #expect(try await school.counsellor.warning(warning).state == .acknowledged)
        }
    }
}
