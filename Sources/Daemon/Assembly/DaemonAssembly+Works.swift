public import Router
internal import Services

extension DaemonAssembly {
    /// What this installation does by itself, whoever watches the time: the daemon's tasks, or a test with a clock of its
    /// own.
    public var works: [any BackgroundWork] {
        [
            Checkpoints(log: installation.log, interval: checkpointInterval),
            ReviewDates(zone: parts.zone),
            PlanReviews(),
            AffairClocks(),
            AppointmentLapses(),
            MentorshipEndings(sessions: parts.sessions),
            CrisisDeadlines(),
            TraumaDeadlines(),
            SpecialReviews(),
            Escalations(present: present),
            DaySweeps(present: present, zone: parts.zone),
            Tidying(sessions: parts.sessions),
            RecordRetention(parts: parts, present: present),
            UnfinishedUploads(present: present),
            KeyUsageKeeping(ledger: parts.keyUsage, logger: parts.logger),
        ]
    }

    /// A timetable of the works by the installation's clock, which begins now: for whoever moves the clock by hand.
    ///
    ///     let timetable = assembly.timetable()
    ///     clock.advance(by: .seconds(3_600))
    ///     try await timetable.runDue()
    public func timetable() -> WorkTimetable { WorkTimetable(works, at: parts.background) }
}
