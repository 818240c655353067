/// Something that waits for somebody: a line of "my day".
public struct DueItem: Sendable, Hashable {
    /// What is to be done, as `proto/xinyu/v1/day.proto` names it, in lower case without the prefix.
    public enum Kind: String, Sendable, CaseIterable {
        case acknowledgeWarning = "acknowledge_warning"
        case holdInterview = "hold_interview"
        case decideCareProposal = "decide_care_proposal"
        case reviewCareEntry = "review_care_entry"
        case carryOutMeasure = "carry_out_measure"
        case reviewPlan = "review_plan"
        case advanceCrisisCase = "advance_crisis_case"
        case completeChecklistPoint = "complete_checklist_point"
        case writeCaseReport = "write_case_report"
        case signCaseReport = "sign_case_report"
        case reportTrauma = "report_trauma"
        case finishLessonAction = "finish_lesson_action"
        case assignExperts = "assign_experts"
        case giveOpinion = "give_opinion"
        case concludeConsultation = "conclude_consultation"
        case advanceReferral = "advance_referral"
        case answerReferral = "answer_referral"
        case confirmAppointment = "confirm_appointment"
        case holdAppointment = "hold_appointment"
        case writeInterviewNotes = "write_interview_notes"
        case logContact = "log_contact"
        case assignMentor = "assign_mentor"
        case sendDayReport = "send_day_report"
        case visitDorm = "visit_dorm"
        case reviewDepartment = "review_department"
        case reviewForSpecialPeriod = "review_for_special_period"
        case answerSheet = "answer_sheet"
        case receiveArchive = "receive_archive"
        case followUp = "follow_up"
        case fillNetworkGap = "fill_network_gap"
        case decideSignal = "decide_signal"
        case lookIntoInstrument = "look_into_instrument"
        case restoreInstrumentFiles = "restore_instrument_files"
        case scoreWaitingSheets = "score_waiting_sheets"
        case decideRescoring = "decide_rescoring"
    }

    /// In the order in which things are looked at.
    public enum Urgency: Int, Sendable, CaseIterable, Comparable {
        case overdue, today, new, coming

        public static func < (left: Urgency, right: Urgency) -> Bool { left.rawValue < right.rawValue }
    }

    public let kind: Kind
    /// The warning, plan, referral … that it is about.
    public let subject: Identifier
    /// What that is called, where it has a name and is no person.
    public let name: String?
    public let student: Identifier?
    public let unit: Identifier?
    public let level: AttentionLevel
    public let since: Timestamp
    /// Nothing for what has no date.
    public let dueAt: Timestamp?

    public init(
        _ kind: Kind, _ subject: Identifier, student: Identifier? = nil, unit: Identifier? = nil,
        level: AttentionLevel = .none, since: Timestamp, dueAt: Timestamp?, name: String? = nil
    ) {
        self.kind = kind
        self.subject = subject
        self.name = name
        self.student = student
        self.unit = unit
        self.level = level
        self.since = since
        self.dueAt = dueAt
    }

    /// How pressing it is at `now`; a thing that is due at this very moment is not late yet.
    public func urgency(at now: Timestamp, zone: Duration) -> Urgency {
        guard let dueAt else { return .new }
        if dueAt < now { return .overdue }
        return dueAt <= now.endOfDay(zone: zone) ? .today : .coming
    }
}
