import Domain
import JSONRPC
import Store
import SwiftProtobuf
import TestSupport
import Testing
import XinyuAPI

@Suite("Crisis cases: moves")
struct CrisisMoveTests {
    /// From the design's page, not from the state machine.
    private static let legal: [APICrisisState: [APICrisisMove: APICrisisState]] = [
        .opened: [.stabilise: .stabilising],
        .stabilising: [.beginTreatment: .inTreatment],
        .inTreatment: [.assessReturn: .returnAssessment, .relapse: .stabilising],
        .returnAssessment: [.resumeTreatment: .inTreatment, .followUp: .followUp, .relapse: .stabilising],
        .followUp: [.relapse: .stabilising, .close: .closed],
        .closed: [:],
    ]

    private static let states: [APICrisisState] = [
        .opened, .stabilising, .inTreatment, .returnAssessment, .followUp, .closed,
    ]
    private static let moves: [APICrisisMove] = [
        .stabilise, .beginTreatment, .assessReturn, .resumeTreatment, .followUp, .relapse, .close,
    ]

    /// Whatever the move needs beside its state.
    private func prepare(_ crisis: APICrisisCase, for move: APICrisisMove, _ school: CrisisSchool) async throws {
        switch (crisis.state, move) {
        case (.opened, .stabilise):
            for point in CrisisSchool.points { _ = try await school.counsellor.complete(point, of: crisis.id) }
        case (.returnAssessment, .followUp): _ = try await school.counsellor.assess(crisis.id, .return)
        case (.returnAssessment, .resumeTreatment): _ = try await school.counsellor.assess(crisis.id, .notYet)
        case (.followUp, .close):
            for followUp in try await school.counsellor.see(crisis.id).followUps {
                _ = try await school.counsellor.follow(crisis.id, followUp.id)
            }
            _ = try await school.crisisLead.sign(try await school.counsellor.submit(crisis.id))
        default: break
        }
    }

    @Test("Each move from each state by the crisis lead", arguments: states)
    func eachFromEachState(_ state: APICrisisState) async throws {
        try await CrisisSchool.open { school in
            for move in Self.moves {
                let crisis = try await school.crisis(in: state)
                let step = move == .close ? nil : school.step()
                if let target = Self.legal[state]?[move] {
                    try await prepare(crisis, for: move, school)
                    let moved = try await school.crisisLead.advance(crisis.id, move, step)
                    #expect(moved.state == target, "\(state), \(move)")
                    #expect(moved.hasNextStep == (target != .closed))
                    #expect(moved.hasClosedAt == (target == .closed))
                } else {
                    let refusal = try await failure { try await school.crisisLead.advance(crisis.id, move, step) }
                    #expect(refusal?.status == .failedPrecondition, "\(state), \(move)")
                    #expect(refusal?.message.contains("is not possible for a crisis case that is") == true)
                    #expect(try await school.crisisLead.see(crisis.id).state == state)
                }
            }
        }
    }

    @Test("Only who leads crises there advances, whatever else somebody may do", arguments: states)
    func byRole(_ state: APICrisisState) async throws {
        try await CrisisSchool.open { school in
            let crisis = try await school.crisis(in: state)
            for move in Self.moves {
                let step = move == .close ? nil : school.step()
                for person in [school.counsellor, school.classTeacher, school.supervisor] {
                    #expect(
                        try await failure { try await person.advance(crisis.id, move, step) }?.status
                            == .permissionDenied)
                }
                #expect(
                    try await failure { try await school.stranger.advance(crisis.id, move, step) }?.status == .notFound)
            }
        }
    }

    @Test("What stands against a move is named, in the refusal and before it")
    func obstacles() async throws {
        try await CrisisSchool.open { school in
            let opened = try await school.crisis(in: .opened)
            _ = try await school.counsellor.complete(.constantCompany, of: opened.id)
            _ = try await school.crisisLead.excuse(.hospitalContacted, of: opened.id, "已在医院")
            let refusal = try await failure {
                try await school.crisisLead.advance(opened.id, .stabilise, school.step())
            }
            #expect(
                refusal?.message
                    == "of the checklist, means removed, guardians told, reported up must be done, or excused with a "
                    + "reason")
            let told = try await school.crisisLead.see(opened.id).moves
            #expect(told.map(\.move) == [.stabilise])
            #expect(told.first?.obstacles == [refusal?.message ?? ""])

            let assessed = try await school.crisis(in: .returnAssessment)
            func follow() async throws -> String? {
                try await failure {
                    try await school.crisisLead.advance(assessed.id, .followUp, school.step())
                }?.message
            }
            #expect(try await follow() == "the return-to-school assessment must be recorded first")
            _ = try await school.counsellor.assess(assessed.id, .notYet)
            #expect(
                try await follow() == "the assessment says not yet: resume treatment, or record a new assessment")
            school.clock.advance(by: .seconds(1))
            _ = try await school.counsellor.assess(assessed.id, .conditional, conditions: ["每周复诊"])
            #expect(try await follow() == nil)
        }
    }

    @Test("An assessment counts for the stay in which it was made")
    func staleAssessment() async throws {
        try await CrisisSchool.open { school in
            let crisis = try await school.crisis(in: .returnAssessment)
            _ = try await school.counsellor.assess(crisis.id, .notYet)
            school.clock.advance(by: .seconds(60))
            _ = try await school.crisisLead.advance(crisis.id, .resumeTreatment, school.step())
            school.clock.advance(by: .seconds(60))
            _ = try await school.crisisLead.advance(crisis.id, .assessReturn, school.step())
            let refusal = try await failure {
                try await school.crisisLead.advance(crisis.id, .resumeTreatment, school.step())
            }
            #expect(refusal?.message == "the return-to-school assessment must be recorded first")
        }
    }

    @Test("A relapse begins the checklist anew, cancels follow-ups, and asks for another report")
    func relapse() async throws {
        try await CrisisSchool.open { school in
            let crisis = try await school.crisis(in: .followUp)
            _ = try await school.crisisLead.sign(try await school.counsellor.submit(crisis.id))
            school.clock.advance(by: .seconds(3_600))
            let relapsed = try await school.crisisLead.advance(crisis.id, .relapse, school.step())
            #expect(relapsed.state == .stabilising)
            #expect(relapsed.points.map(\.state) == Array(repeating: .open, count: 5))
            #expect(!relapsed.hasReportDueAt)
            #expect(
                try await school.crisisLead.see(crisis.id).followUps.map(\.state)
                    == Array(repeating: .cancelled, count: 6))
            let refusal = try await failure {
                try await school.crisisLead.advance(crisis.id, .beginTreatment, school.step())
            }
            #expect(refusal?.message.hasPrefix("of the checklist, constant company") == true)
            for point in CrisisSchool.points { _ = try await school.counsellor.complete(point, of: crisis.id) }
            _ = try await school.crisisLead.advance(crisis.id, .beginTreatment, school.step())
            _ = try await school.crisisLead.advance(crisis.id, .assessReturn, school.step())
            _ = try await school.counsellor.assess(crisis.id, .return)
            _ = try await school.crisisLead.advance(crisis.id, .followUp, school.step())
            for followUp in try await school.counsellor.see(crisis.id).followUps where followUp.state == .open {
                _ = try await school.counsellor.follow(crisis.id, followUp.id)
            }
            let close = try await failure { try await school.crisisLead.advance(crisis.id, .close, nil) }
            #expect(close?.message == "the case analysis report must be submitted and signed")
        }
    }

    @Test("A next step needs words, somebody who may do it, and a moment that is near")
    func steps() async throws {
        try await CrisisSchool.open { school in
            let crisis = try await school.crisis(in: .inTreatment)
            let wrong: [(APINextStep?, String)] = [
                (nil, "nextStep.what"), (school.step(" "), "nextStep.what"), (school.step(hours: 0), "nextStep.dueAt"),
                (school.step(hours: -1), "nextStep.dueAt"), (school.step(hours: 14 * 24 + 1), "nextStep.dueAt"),
                (.with { $0.what = "家访" }, "nextStep.dueAt"),
                (school.step(owner: school.classTeacher.id), "nextStep.ownerId"),
                (school.step(owner: school.stranger.id), "nextStep.ownerId"),
            ]
            for (step, field) in wrong {
                let refusal = try await failure { try await school.crisisLead.advance(crisis.id, .relapse, step) }
                #expect(refusal?.details.fieldViolations.map(\.field) == [field])
            }
            let set = try await school.counsellor.crises.setNextStep(
                .with {
                    $0.crisisCaseID = crisis.id
                    $0.nextStep = school.step("联系医院", hours: 14 * 24, owner: school.secondCounsellor.id)
                }, school.counsellor.meta
            ).crisisCase
            #expect(set.nextStep.ownerID == school.secondCounsellor.id.description)
            #expect(set.nextStep.what == "联系医院")
            let ended = try await school.crisis(in: .followUp)
            let refusal = try await failure { try await school.crisisLead.advance(ended.id, .close, school.step()) }
            // What is missing is told first.
            #expect(refusal?.status == .failedPrecondition)
        }
    }
}
