import Domain
import JSONRPC
import Store
import SwiftProtobuf
import TestSupport
import Testing
import XinyuAPI

/// What the school's side does with a consultation.
enum ConsultationStep: String, CaseIterable, Sendable {
    case assign
    case closeOpinions = "close opinions"
    case conclude, cancel
}

@Suite("Moves of a consultation")
struct ConsultationMoveTests {
    /// Written out and not asked of the state machine.
    @Test(
        arguments: [
            (.requested, [.assign: .assigned, .cancel: .cancelled], "from here: assign, cancel, expire"),
            (
                .assigned, [.assign: .assigned, .closeOpinions: .opinionsIn, .cancel: .cancelled],
                "from here: assign, fall short, give opinion, close opinions, cancel, expire"
            ),
            (.opinionsIn, [.conclude: .concluded, .cancel: .cancelled], "from here: give opinion, conclude, cancel"),
            (.concluded, [:], "it has ended"), (.cancelled, [:], "it has ended"), (.expired, [:], "it has ended"),
        ] as [(ConsultationState, [ConsultationStep: APIConsultationState], String)])
    func eachOfTheSchoolFromEachState(
        _ state: ConsultationState, _ legal: [ConsultationStep: APIConsultationState], _ next: String
    ) async throws {
        try await AffairSchool.open { school in
            for step in ConsultationStep.allCases {
                let student = try await school.enrol()
                let id = try await school.consultation(state, about: student)
                if state == .assigned && step == .closeOpinions {
                    try await school.experts[0].declare(id)
                    try await school.experts[0].opine(id)
                }
                let lines = try await school.counsellor.timeline(student).count
                if let target = legal[step] {
                    #expect(try await take(step, id, from: state, school).state == target, "\(step)")
                    // Every change of the state is a line of the archive.
                    let isChanged = target != APIConsultationState(state)
                    #expect(try await school.counsellor.timeline(student).count == lines + (isChanged ? 1 : 0))
                } else {
                    let refusal = try await failure { try await take(step, id, from: state, school) }
                    #expect(refusal?.status == .failedPrecondition)
                    #expect(
                        refusal?.message
                            == "\(step.rawValue) is not possible for a consultation that is \(state.word); \(next)")
                    #expect(try await school.counsellor.timeline(student).count == lines)
                    #expect(try await school.counsellor.consultation(id).state == APIConsultationState(state))
                }
            }
        }
    }

    private func take(
        _ step: ConsultationStep, _ id: String, from state: ConsultationState, _ school: AffairSchool
    ) async throws -> APIConsultation {
        switch step {
        case .assign:
            try await school.counsellor.assign(
                id, state == .assigned ? [school.experts[2]] : Array(school.experts.prefix(2)))
        case .closeOpinions: try await school.counsellor.closeOpinions(id)
        case .conclude: try await school.counsellor.conclude(id)
        case .cancel: try await school.counsellor.cancel(id)
        }
    }

    @Test func isRequestedOnceUntilItHasEnded() async throws {
        try await AffairSchool.open { school in
            let student = try await school.enrol()
            let first = try await school.counsellor.request(student, .urgent)
            #expect(first.state == .requested)
            #expect(first.urgency == .urgent)
            #expect(first.assignBy == Google_Protobuf_Timestamp(AffairSchool.start + .seconds(8 * 3_600)))
            #expect(first.concludeBy == Google_Protobuf_Timestamp(AffairSchool.start + .seconds(72 * 3_600)))
            #expect(try await failure { try await school.crisisLead.request(student) }?.status == .alreadyExists)
            _ = try await school.counsellor.cancel(first.id)
            let second = try await school.crisisLead.request(student)
            #expect(second.pseudonym != first.pseudonym)
            #expect(second.pseudonym.wholeMatch(of: /会诊-[2-9A-HJ-NP-Z]{8}/) != nil)
        }
    }

    @Test func isConcludedByWhoAskedOrTheCrisisLeadAndByNobodyElse() async throws {
        try await AffairSchool.open { school in
            let first = try await school.consultation(.opinionsIn, about: try await school.enrol())
            let refusal = try await failure { try await school.secondCounsellor.conclude(first) }
            #expect(refusal?.status == .permissionDenied)
            #expect(try await school.counsellor.conclude(first).state == .concluded)
            let second = try await school.consultation(.opinionsIn, about: try await school.enrol())
            #expect(try await school.crisisLead.conclude(second).state == .concluded)
        }
    }

    @Test func goesBackIntoTheArchiveWithItsConclusionAndWithoutSingleOpinions() async throws {
        try await AffairSchool.open { school in
            let student = try await school.enrol()
            let id = try await school.consultation(.concluded, about: student)
            let lines = try await school.counsellor.timeline(student)
            #expect(lines.map(\.kind) == Array(repeating: .consultation, count: 4))
            #expect(
                Set(lines.map(\.summary)) == [
                    "专家会诊：待指派专家", "专家会诊：已指派专家", "专家会诊：意见已齐", "专家会诊结论：建议门诊就诊",
                ])
            #expect(lines.allSatisfy { $0.subjectID == id })
            let concluded = try await school.counsellor.consultation(id)
            #expect(concluded.conclusion == "建议门诊就诊")
            #expect(concluded.recommendations == ["家长陪同就诊", "两周后复评"])
            #expect(concluded.proposedLevel == .concern)
            #expect(concluded.closedAt == Google_Protobuf_Timestamp(AffairSchool.start))
        }
    }

    @Test func neitherClosesNorConcludesWithoutAnOpinion() async throws {
        try await AffairSchool.open { school in
            let id = try await school.consultation(.assigned, about: try await school.enrol())
            #expect(try await failure { try await school.counsellor.closeOpinions(id) }?.status == .failedPrecondition)
            #expect(try await school.counsellor.consultation(id).state == .assigned)
            // The only one that there was is taken off with its author.
            let other = try await school.consultation(.opinionsIn, about: try await school.enrol())
            for expert in school.experts.prefix(2) { try await expert.declare(other, .conflict, reason: "曾为其亲属诊疗") }
            #expect(try await failure { try await school.counsellor.conclude(other) }?.status == .failedPrecondition)
            #expect(try await school.counsellor.cancel(other).state == .cancelled)
        }
    }

    @Test func isForTheSchoolsCounsellorsAndCrisisLead() async throws {
        try await AffairSchool.open { school in
            let student = try await school.enrol()
            let id = try await school.consultation(.assigned, about: student)
            for party in [school.classTeacher, school.experts[0], school.liaison, school.registrar, school.officer] {
                for refusal in [
                    try await failure { try await party.request(student) },
                    try await failure { try await party.consultation(id) },
                    try await failure { try await party.cancel(id) },
                ] { #expect(refusal?.status == .permissionDenied) }
            }
            for refusal in [
                try await failure { try await school.stranger.request(student) },
                try await failure { try await school.stranger.consultation(id) },
                try await failure { try await school.stranger.cancel(id) },
                try await failure { try await school.stranger.list(school.school) },
            ] { #expect(refusal?.status == .notFound) }
        }
    }

    @Test func listsUrgentOnesFirstAndWithoutOpinions() async throws {
        try await AffairSchool.open { school in
            let old = try await school.consultation(.opinionsIn, about: try await school.enrol())
            school.clock.advance(by: .seconds(60))
            let urgent = try await school.counsellor.request(try await school.enrol(), .urgent).id
            let ended = try await school.consultation(.cancelled, about: try await school.enrol())
            let list = try await school.crisisLead.list(school.school)
            #expect(list.consultations.map(\.id) == [urgent, old])
            #expect(list.consultations[1].panel.map(\.opinion) == ["", ""])
            #expect(list.consultations[1].studentName == AffairSchool.pupil.name)
            #expect(try await school.crisisLead.list(school.school, [.cancelled]).consultations.map(\.id) == [ended])
            #expect(!list.consultations[0].isOverdue)
            school.clock.advance(by: .seconds(9 * 3_600))
            #expect(try await school.crisisLead.list(school.schoolClass).consultations[0].isOverdue)
        }
    }
}
