import TestInstallation
import XinyuAPI

/// Every method by which somebody is told something, with the kinds of things that it tells to those who may read all of
/// it. A new method of the contract must be added here, or the test fails.
enum ReadingMethods {
    typealias Sort = Marker.Sort

    /// Methods that are not `READING` and tell something nevertheless.
    static let others: Set<String> = [
        "xinyu.v1.AuditService/WatchRecords", "xinyu.v1.AuditService/ExportLog", "xinyu.v1.AuditService/VerifyLog",
        "xinyu.v1.AuditService/GetCheckpoint", "xinyu.v1.CampaignService/WatchCoverage",
        "xinyu.v1.CrisisService/WatchCrises", "xinyu.v1.WarningService/WatchWarnings",
        "xinyu.v1.WarningService/TryRules", "xinyu.v1.SessionService/WhoAmI", "xinyu.v1.ServerService/GetLevelProfile",
        "xinyu.v1.ArchiveTransferService/SealTransfer", "xinyu.v1.DataRightsService/MakeCopy",
        "xinyu.v1.DataRightsService/GetAccessStatement", "xinyu.v1.RescoringService/WatchRescoring",
        "xinyu.v1.PsychometricsService/GetItemStatistics", "xinyu.v1.PsychometricsService/GetReliability",
        "xinyu.v1.PsychometricsService/GetDistribution", "xinyu.v1.PsychometricsService/GetOperatingCurve",
        "xinyu.v1.PsychometricsService/ProposeNorms", "xinyu.v1.InstrumentService/VerifyInstrument",
        "grpc.health.v1.Health/Check", "grpc.health.v1.Health/Watch",
    ]

    /// Methods that run in a way of their own and tell nothing but what they have done.
    static let changing: Set<String> = [
        "xinyu.v1.AccountService/CreateAccount", "xinyu.v1.AccountService/ResetPassword",
        "xinyu.v1.InstrumentService/InstallInstrument", "xinyu.v1.InstrumentService/ReinstateInstrument",
        "xinyu.v1.NormService/InstallNorms", "xinyu.v1.AttachmentService/FinishAttachment",
        "xinyu.v1.DataRightsService/ConfirmErasure", "xinyu.v1.KeyService/RotateDataKeys",
        "xinyu.v1.RosterService/RunRosterImport", "xinyu.v1.SessionService/Login",
        "xinyu.v1.SessionService/LoginWithCode", "xinyu.v1.SessionService/Attach",
        "xinyu.v1.SessionService/ChangePassword", "xinyu.v1.SheetService/SubmitSheet",
    ]

    private static let identity: Set<Sort> = [
        .studentName, .studentNumber, .birthDate, .guardianName, .guardianPhone,
    ]
    private static let warning: Set<Sort> = [.studentName, .machineLevel, .careLevel, .criticalItem, .band]
    private static let careEntry: Set<Sort> = [
        .studentName, .careLevel, .advice, .score, .band,
    ]
    private static let plan: Set<Sort> = [
        .planGoal, .teacherMeasure, .mentorMeasure, .counsellorMeasure,
    ]
    private static let crisis: Set<Sort> = [
        .studentName, .crisisReason, .crisisStep, .pointNote,
    ]

    /// Without the service's package. What is not named tells nothing of the kinds that are marked.
    static let rows: [String: Set<Sort>] = [
        "AccountService/GetAccount": [.grantReason],
        "AccountService/ListAccounts": [.grantReason],
        "AccountService/ListGrants": [.grantReason],
        "AccountService/WhyAllowed": [],
        "AccountService/NameAccounts": [],
        "ArchiveService/GetArchive": [.studentName, .observation, .attachmentName],
        "ArchiveService/GetTimeline": [.observation, .archiveInformation, .attachmentName],
        "ArchiveService/ListArchiveRecords": [
            .observation, .archiveInformation, .informant, .circumstance, .circumstanceNote, .attachmentName,
        ],
        "ArchiveService/ListArchiveRecordVersions": [
            .observation, .archiveInformation, .informant, .circumstance, .circumstanceNote, .correctionReason,
            .withdrawalReason,
        ],
        "ArchiveTransferService/ListPartnerSchools": [],
        "ArchiveTransferService/SealTransfer": [.studentName],
        "ArchiveTransferService/ListTransfers": [.studentName],
        "ArchiveTransferService/ListReceivedRecords": [.received],
        "AttachmentService/ListAttachments": [.attachmentName, .attachmentNote, .attachmentReason],
        "AttachmentService/ReadAttachment": [.attachmentBytes],
        "AuditService/ListRecords": [.purpose],
        "AuditService/WatchRecords": [.purpose],
        // Records as the bytes that the verifier reads, purposes sealed.
        "AuditService/ExportLog": [],
        "AuditService/VerifyLog": [],
        "AuditService/GetCheckpoint": [],
        "CampaignService/GetCampaign": [],
        "CampaignService/ListCampaigns": [],
        "CampaignService/GetCoverage": [.studentName],
        "CampaignService/WatchCoverage": [.studentName],
        "CareService/ListCareEntries": careEntry,
        "CareService/GetCareEntry": careEntry.union([.careReason]),
        "CareService/ListCareProposals": [],
        "CareService/CountCareEntries": [.careLevel],
        "CaseReportService/GetCaseReport": [.caseReport],
        "CaseReportService/ExportCaseReport": [.studentName, .caseReport],
        "CircumstanceService/ListCircumstances": [.studentName, .circumstance, .circumstanceNote],
        "ConsultationService/ListPanel": [],
        "ConsultationService/GetConsultation": [.studentName, .question, .summary, .opinion],
        "ConsultationService/ListConsultations": [.studentName, .question, .summary],
        "ConsultationService/ListAssignedConsultations": [],
        "ConsultationService/GetCaseFile": [.question, .summary, .score, .band, .machineLevel, .careLevel],
        "ConsultationService/ListPeerOpinions": [.opinion],
        "CounsellingService/ListCounsellingRooms": [],
        "CounsellingService/ListDuties": [],
        "CounsellingService/ListFreeSlots": [],
        "CounsellingService/ListAppointments": [.studentName, .appointmentRequest, .followUp, .feedback],
        "CounsellingService/GetAppointment": [.studentName, .appointmentRequest, .followUp, .feedback],
        "CounsellingService/ListMyAppointments": [],
        "CounsellingService/GetInterviewNotes": [.counsellingNotes],
        "CounsellingService/GetCounsellingStatistics": [],
        "CounsellingService/ExportCalendar": [],
        "CrisisService/ListCrisisCases": crisis,
        "CrisisService/GetCrisisCase": crisis.union([.lesson]),
        "CrisisService/WatchCrises": crisis,
        "CrisisService/CountCrises": [],
        "DataRightsService/GetRetention": [.holdReason],
        // Without what the request says: whoever confirms reads nothing of the student.
        "DataRightsService/ListErasures": [],
        // Sealed with the passphrase.
        "DataRightsService/MakeCopy": [],
        "DataRightsService/GetAccessStatement": [],
        "DayService/GetMyDay": [.studentName, .machineLevel, .careLevel],
        "InstitutionService/ListInstitutions": [],
        "InstrumentService/ListInstruments": [],
        "InstrumentService/VerifyInstrument": [],
        "InstrumentService/ListInstrumentVersions": [],
        "InstrumentService/GetInstrumentHistory": [],
        "KeyService/GetKeyStatus": [],
        "MentoringService/ListMentors": [],
        "MentoringService/GetMentoringRequirements": [],
        "MentoringService/ProposeMentors": [.studentName],
        "MentoringService/ListMentorships": [.studentName],
        "MentoringService/ListMyMentees": [.studentName, .advice],
        "MentoringService/ListContacts": [.mentorContact],
        "MentoringService/GetMentoringCompliance": [],
        "MentoringService/ListPeerObserverGaps": [],
        "MentoringService/ListGrowthBuddies": [.studentName],
        "MentoringService/ListMyGrowthBuddies": [.studentName],
        "NetworkService/GetNetwork": [],
        "NetworkService/ListGaps": [],
        "NetworkReportService/ListDayReports": [.dayNote],
        "NetworkReportService/GetSweep": [],
        "NetworkReportService/ListRounds": [.dormNote],
        "NormService/ListNorms": [],
        "NormService/GetNorms": [],
        "NormService/RecomputeNorms": [],
        "PlanService/GetPlan": plan,
        "PlanService/ListPlans": plan,
        "PlanService/ListUnitPlans": plan,
        "PlanService/GetPlanHistory": plan.union([.planReason, .reviewParticipant, .measureNote]),
        // Needs two results and thirty students: `EffectTests` has it.
        "PlanService/GetEffectSeries": [],
        "PlanService/ListMyMeasures": [.studentName, .teacherMeasure, .mentorMeasure, .counsellorMeasure],
        // Four students: everything is held back.
        "PsychometricsService/GetItemStatistics": [],
        "PsychometricsService/GetReliability": [],
        "PsychometricsService/GetDistribution": [],
        "PsychometricsService/GetOperatingCurve": [],
        "PsychometricsService/ProposeNorms": [],
        "ReferralService/GetReferral": [
            .studentName, .referralReason, .referralSummary, .senderContact, .consentNote,
        ],
        "ReferralService/ListReferrals": [.studentName, .referralReason, .referralSummary, .senderContact],
        "ReferralService/ListReferralGrounds": [],
        "ReferralService/ListAddressedReferrals": [.studentName, .birthDate, .referralReason, .senderContact],
        "ReferralService/GetAddressedReferral": [.studentName, .birthDate, .referralReason, .senderContact],
        "RescoringService/ListRescorings": [],
        "RescoringService/GetRescoring": [],
        "RescoringService/WatchRescoring": [],
        "RescoringService/ListRescoringChanges": [.studentName, .score, .machineLevel],
        "ResultService/GetResult": [.score, .band, .machineLevel, .criticalItem],
        "ResultService/ListResults": [.score, .band, .machineLevel, .criticalItem],
        "RosterService/GetRosterImport": [],
        "RosterService/ListStudents": identity,
        "RosterService/GetStudent": identity,
        "RosterService/FindStudent": identity,
        "ServerService/GetStatus": [],
        "SessionService/WhoAmI": [],
        "SheetService/ListMySheets": [],
        "SheetService/GetQuestionnaire": [],
        "SheetService/ListSheets": [],
        "SheetService/GetAnswers": [.answers, .elapsed],
        "SignalService/ListSignals": [
            .studentName, .information, .archiveInformation, .observation, .criticalItem, .band,
        ],
        "SignalService/GetSignal": [.studentName, .information],
        "SignalService/ListOwnReports": [.outsideReference],
        "SignalService/ListExternalReports": [.outsideText, .outsideReference],
        "SpecialPeriodService/ListSpecialPeriods": [],
        "SpecialPeriodService/ListSpecialReviews": [.studentName],
        "TraumaService/ListTraumaReports": [.studentName, .trauma],
        "TraumaService/GetTraumaReport": [.studentName, .trauma],
        "UnitService/GetUnit": [],
        "UnitService/ListUnits": [],
        "UnitService/ListMyUnits": [],
        "WarningService/ListWarnings": warning,
        "WarningService/GetWarning": warning,
        "WarningService/GetWarningHistory": [],
        "WarningService/WatchWarnings": warning,
        "WarningService/GetInterview": [.interviewNotes, .careLevel],
        "WarningService/TryRules": [.studentName, .machineLevel, .careLevel, .criticalItem, .band],
    ]

    /// How the place words the levels, what an instrument is, and whether the daemon lives: about nobody, though the words
    /// are those of the markers.
    static let aboutNobody: Set<String> = [
        "xinyu.v1.ServerService/GetLevelProfile", "xinyu.v1.InstrumentService/GetInstrument",
        "grpc.health.v1.Health/Check", "grpc.health.v1.Health/Watch",
    ]

    static func row(of method: String) -> Set<Sort>? {
        rows[method.replacing("xinyu.v1.", with: "")] ?? (aboutNobody.contains(method) ? [] : nil)
    }

    /// What each must be asked beside its subject to tell anything.
    static func more(_ method: String, _ school: MarkedSchool) -> [String: any Sendable] {
        switch method.split(separator: "/").last {
        case "GetCoverage", "WatchCoverage", "ListSheets": ["campaignId": school.school.campaign]
        case "FindStudent": ["number": MarkedRoster.people[.own]?.number ?? ""]
        case "WhyAllowed": ["accountId": school.school.counsellor.account]
        case "GetInstrument", "VerifyInstrument": ["instrumentId": "phq9", "version": "1.0.0"]
        case "GetInstrumentHistory": ["instrumentId": "late"]
        case "GetRescoring", "WatchRescoring", "ListRescoringChanges": ["rescoringId": school.rescoring]
        case "SealTransfer": ["partnerId": school.neighbour.school]
        case "MakeCopy": ["passphrase": "words that nobody guesses"]
        case "GetItemStatistics", "GetReliability", "GetDistribution", "GetOperatingCurve":
            ["instrumentId": "late", "campaignId": school.laterCampaign]
        case "ProposeNorms":
            [
                "instrumentId": "late", "campaignId": school.laterCampaign, "normId": "late-own",
                "normVersion": "1.0.0",
            ]
        case "GetCounsellingStatistics": ["schoolYear": 2026]
        case "GetMyDay": ["daysAhead": 62]
        case "TryRules": ["from": school.madeAt, "rules": school.rules]
        default: [:]
        }
    }
}
