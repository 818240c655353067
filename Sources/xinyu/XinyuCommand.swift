internal import ArgumentParser

/// The command-line client.
@main
struct XinyuCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "xinyu",
        abstract: Language.current.text(
            en: "Client of Xinyu, the engine for student mental health work in schools",
            zh: "心育客户端：学生心理健康测评、档案与分级干预"),
        discussion: """
            The socket is taken from --socket or XINYU_SOCKET. A login is kept in a file that only you can read.
            Exit codes: 0 done, 1 refused or failed, 2 cannot reach the daemon, 3 not logged in or not allowed, \
            64 wrong usage.
            """,
        subcommands: [
            InitCommand.self, StatusCommand.self, LoginCommand.self, LogoutCommand.self, WhoAmICommand.self,
            PasswordCommand.self,
            UnitCommands.self, RosterCommands.self, AccountCommands.self, CampaignCommands.self, SheetCommands.self,
            ResultsCommand.self, WarningCommands.self, CareCommands.self, PlanCommands.self, TimelineCommand.self,
            ObserveCommand.self, InstrumentCommands.self, KeyCommands.self, AuditCommands.self, CallCommand.self,
            WatchCommand.self, DiscoverCommand.self,
            DayCommand.self, RescoringCommands.self,
            ConsultationCommands.self, OpinionCommands.self, InstitutionCommands.self, ReferralCommands.self,
            HospitalCommands.self,
            RoomCommands.self, AppointmentCommands.self,
            MentorCommands.self, PeerCommands.self,
            CrisisCommands.self, CaseReportCommands.self, TraumaCommands.self, SpecialPeriodCommands.self,
            ArchiveCommands.self, ObservationCommands.self, InformationCommands.self, CircumstanceCommands.self,
            AttachmentCommands.self,
            NormCommands.self, PsychometricsCommands.self,
            NetworkCommands.self, SignalCommands.self, ExternalReportCommands.self, ReportCommands.self,
            TransferCommands.self, RecordsCommands.self,
        ])
}
