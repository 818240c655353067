public import Domain

extension APIDueKind {
    public init(_ kind: DueItem.Kind) {
        switch kind {
        case .acknowledgeWarning: self = .acknowledgeWarning
        case .holdInterview: self = .holdInterview
        case .decideCareProposal: self = .decideCareProposal
        case .reviewCareEntry: self = .reviewCareEntry
        case .carryOutMeasure: self = .carryOutMeasure
        case .reviewPlan: self = .reviewPlan
        case .advanceCrisisCase: self = .advanceCrisisCase
        case .completeChecklistPoint: self = .completeChecklistPoint
        case .writeCaseReport: self = .writeCaseReport
        case .signCaseReport: self = .signCaseReport
        case .reportTrauma: self = .reportTrauma
        case .finishLessonAction: self = .finishLessonAction
        case .assignExperts: self = .assignExperts
        case .giveOpinion: self = .giveOpinion
        case .concludeConsultation: self = .concludeConsultation
        case .advanceReferral: self = .advanceReferral
        case .answerReferral: self = .answerReferral
        case .confirmAppointment: self = .confirmAppointment
        case .holdAppointment: self = .holdAppointment
        case .writeInterviewNotes: self = .writeInterviewNotes
        case .logContact: self = .logContact
        case .assignMentor: self = .assignMentor
        case .sendDayReport: self = .sendDayReport
        case .visitDorm: self = .visitDorm
        case .reviewDepartment: self = .reviewDepartment
        case .reviewForSpecialPeriod: self = .reviewForSpecialPeriod
        case .answerSheet: self = .answerSheet
        case .receiveArchive: self = .receiveArchive
        case .followUp: self = .followUp
        case .fillNetworkGap: self = .fillNetworkGap
        case .decideSignal: self = .decideSignal
        case .lookIntoInstrument: self = .lookIntoInstrument
        case .restoreInstrumentFiles: self = .restoreInstrumentFiles
        case .scoreWaitingSheets: self = .scoreWaitingSheets
        case .decideRescoring: self = .decideRescoring
        }
    }
}

extension APIUrgency {
    public init(_ urgency: DueItem.Urgency) {
        switch urgency {
        case .overdue: self = .overdue
        case .today: self = .today
        case .new: self = .new
        case .coming: self = .coming
        }
    }
}
