internal import Domain
internal import JSONRPC
internal import Router
internal import Services
internal import XinyuAPI

/// The services. That of sessions is kept when the rules are read again: it remembers failed logins.
struct DaemonServices: Sendable {
    private let parts: DaemonParts
    private let session: SessionServiceImplementation

    init(_ parts: DaemonParts) {
        self.parts = parts
        session = SessionServiceImplementation(
            passwords: parts.passwords, ring: parts.installation.ring, store: parts.installation.store,
            limits: parts.sessionLimits)
    }

    private func status(_ levels: LevelProfile) -> ServerServiceImplementation {
        let server = parts.server
        return ServerServiceImplementation(
            .init(version: Daemon.version, startedAt: parts.startedAt), levels: levels,
            log: parts.installation.log,
            isDraining: { server.isDraining }, counts: { server.counts })
    }

    /// All methods of the contract, under `rules`.
    func methods(
        under rules: InstallationRules, pending: PendingScoring, rescoring: CampaignRescoring
    ) -> MethodTable {
        let ring = parts.installation.ring
        let signals = SignalDesk(rules: rules.screening)
        var table = MethodTable()
        table.register(session)
        table.register(UnitServiceImplementation(policy: rules.policy))
        table.register(
            RosterServiceImplementation(
                indexes: StudentIndexes(ring, bits: parts.installation.settings.indexBits), policy: rules.policy))
        table.register(AccountServiceImplementation(passwords: parts.passwords, ring: ring, policy: rules.policy))
        table.register(
            CampaignServiceImplementation(
                shelf: parts.shelf, policy: rules.policy, ring: ring, licences: rules.licences, zone: parts.zone))
        table.register(
            SheetServiceImplementation(
                shelf: parts.shelf, desk: parts.desk, pending: pending, rules: rules.screening,
                feedback: rules.feedback))
        table.register(WarningServiceImplementation(policy: rules.policy, rules: rules.screening))
        table.register(SignalServiceImplementation(desk: signals))
        table.register(NetworkServiceImplementation(policy: rules.policy))
        table.register(
            NetworkReportServiceImplementation(
                policy: rules.policy, rules: rules.network, desk: signals, zone: parts.zone))
        table.register(ResultServiceImplementation(shelf: parts.shelf, validity: rules.validity))
        table.register(ArchiveServiceImplementation(signals: signals, policy: rules.policy))
        table.register(CircumstanceServiceImplementation(zone: parts.zone))
        table.register(AttachmentServiceImplementation(rules: rules.archive))
        table.register(ConsultationServiceImplementation(rules: rules.consultations, zone: parts.zone))
        table.register(InstitutionServiceImplementation())
        table.register(ReferralServiceImplementation(rules: rules.referrals, zone: parts.zone))
        table.register(
            CounsellingServiceImplementation(
                rules: rules.counselling, policy: rules.policy, signals: signals, zone: parts.zone))
        table.register(MentoringServiceImplementation(requirements: rules.mentoring, policy: rules.policy))
        table.register(CrisisServiceImplementation(rules: rules.crisis, policy: rules.policy))
        table.register(CaseReportServiceImplementation(log: parts.installation.log, zone: parts.zone))
        table.register(TraumaServiceImplementation(rules: rules.trauma, policy: rules.policy, zone: parts.zone))
        table.register(SpecialPeriodServiceImplementation(rules: rules.crisis, zone: parts.zone))
        table.register(CareServiceImplementation(rules: rules.care, zone: parts.zone))
        table.register(
            PlanServiceImplementation(
                instruments: parts.shelf, policy: rules.policy, rules: rules.care, zone: parts.zone))
        table.register(DayServiceImplementation(policy: rules.policy, zone: parts.zone, network: rules.network))
        table.register(InstrumentServiceImplementation(catalogue: parts.catalogue, scoring: parts.pool))
        table.register(RescoringServiceImplementation(shelf: parts.shelf, rescoring: rescoring))
        table.register(NormServiceImplementation(shelf: parts.shelf))
        table.register(PsychometricsServiceImplementation(shelf: parts.shelf, validity: rules.validity))
        table.register(AuditServiceImplementation(log: parts.installation.log, ring: ring))
        table.register(
            KeyServiceImplementation(
                keys: parts.installation.keys, ring: ring, rotation: parts.rotation, usage: parts.keyUsage))
        table.register(
            ArchiveTransferServiceImplementation(
                log: parts.installation.log, ring: ring,
                indexes: StudentIndexes(ring, bits: parts.installation.settings.indexBits), rules: rules.retention,
                zone: parts.zone))
        table.register(
            DataRightsServiceImplementation(
                log: parts.installation.log, erasing: parts.erasing, rules: rules.retention, zone: parts.zone))
        table.register(status(rules.levels))
        return table
    }
}
