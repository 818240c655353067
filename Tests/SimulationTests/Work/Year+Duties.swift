import Domain
import JSONRPC
import SwiftProtobuf
import XinyuAPI

/// What a person does of what their day asks of them. Not everything: people are busy, ill, or forget.
extension Year {
    /// - Parameter diligence: so many of a hundred things are done; the rest waits, or goes up the network.
    func doDay(of person: Person, diligence: Int, limit: Int = 40) async {
        var items: [APIDueItem] = []
        // A mentor without a student holds no role, and is refused.
        await attempt("days") {
            items = try await DayServiceClient(person).getMyDay(.with { $0.limit = UInt32(limit) }).items
        }
        for item in items where isDue(item) {
            guard dice.happens(diligence) else {
                tally.add("left undone")
                continue
            }
            await attempt(Self.name(item.kind)) { try await self.take(item, as: person) }
        }
    }

    private func isDue(_ item: APIDueItem) -> Bool {
        switch item.kind {
        // Of those the calendar takes care, for all at once.
        case .fillNetworkGap, .assignMentor: false
        // What is not urgent is left to who stands nearest, and goes up the network if nobody takes it.
        case .acknowledgeWarning: item.level != .watch || item.urgency == .overdue
        case .sendDayReport: true
        default: item.urgency != .coming
        }
    }

    private static func name(_ kind: APIDueKind) -> String { "did \(kind)" }

    private func take(_ item: APIDueItem, as person: Person) async throws {
        switch item.kind {
        case .acknowledgeWarning: try await acknowledge(item.subjectID, as: person)
        case .holdInterview: try await interview(item, as: person)
        case .decideCareProposal: try await decideCare(item, as: person)
        case .reviewCareEntry: if item.urgency != .new { try await reviewCare(item, as: person) }
        case .carryOutMeasure: try await carryOut(as: person)
        case .reviewPlan: if item.urgency != .new { try await reviewPlan(item, as: person) }
        case .advanceCrisisCase: try await advanceCrisis(item.subjectID, as: person)
        case .completeChecklistPoint: try await completePoint(item.subjectID, as: person)
        case .writeCaseReport: try await writeReport(item.subjectID, as: person)
        case .signCaseReport: try await signReport(item.subjectID, as: person)
        case .finishLessonAction: try await finishAction(item.subjectID, as: person)
        case .assignExperts: try await assignExperts(item.subjectID, as: person)
        case .giveOpinion: try await giveOpinion(item.subjectID, as: person)
        case .concludeConsultation: try await conclude(item.subjectID, as: person)
        case .advanceReferral: try await advanceReferral(item.subjectID, as: person)
        case .answerReferral: try await answerReferral(item.subjectID, as: person)
        case .confirmAppointment: try await confirm(item.subjectID, as: person)
        case .holdAppointment: try await hold(item.subjectID, as: person)
        case .writeInterviewNotes: try await writeNotes(item.subjectID, as: person)
        case .logContact: if item.urgency != .new { try await logContact(item, as: person) }
        case .sendDayReport: try await sendReport(item.subjectID, as: person)
        case .reviewForSpecialPeriod: try await reviewSpecially(item.subjectID, as: person)
        case .followUp: try await followUp(item, as: person)
        case .decideSignal: try await decideSignal(item, as: person)
        case .fillNetworkGap, .assignMentor, .reportTrauma, .answerSheet, .receiveArchive, .visitDorm,
            .reviewDepartment, .lookIntoInstrument, .restoreInstrumentFiles, .scoreWaitingSheets, .decideRescoring,
            .unspecified, .UNRECOGNIZED:
            break
        }
    }
}
