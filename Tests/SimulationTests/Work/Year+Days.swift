import Daemon
import Domain
import JSONRPC
import SwiftProtobuf
import XinyuAPI

/// The course of the year: what stands in its calendar, and what each day brings.
extension Year {
    /// - Parameter atMonthEnd: looks at the store after each month.
    func live(atMonthEnd check: (Year) async throws -> Void) async throws {
        while today <= Self.lastDay {
            await keepCalendar()
            if SchoolCalendar.isSchoolDay(today) { try await schoolDay() } else { try await dayOff() }
            let month = today.description.prefix(7)
            sleep()
            guard today.description.prefix(7) != month else { continue }
            try await installation.timetable.runDue()
            try await check(self)
        }
    }

    // MARK: - The calendar

    private func keepCalendar() async {
        switch today.description.dropFirst(5) {
        case "09-01": await attempt("calendar: periods") { try await self.planPeriods() }
        case "09-10", "11-16", "03-01": await attempt("calendar: mentors") { try await self.assignMentors() }
        case "09-14": await attempt("calendar: gaps") { try await self.fillGaps() }
        case "10-12": await attempt("calendar: screening") { try await self.autumnScreening() }
        case "11-02": await attempt("calendar: newcomers") { try await self.newcomers() }
        case "12-14", "03-22", "06-07": await attempt("calendar: measuring") { try await self.screenAgain() }
        case "10-30", "12-18", "03-26", "06-11":
            await attempt("calendar: closing") { try await self.closeScreenings() }
        case "10-26": await attempt("calendar: moves") { try await self.moveAway(4) }
        case "11-30": await attempt("calendar: moves") { try await self.moveAway(6, isCut: true, late: 1) }
        case "12-21": await attempt("calendar: receipts") { try await self.takeLateReceipts() }
        case "02-26": await attempt("calendar: leavers") { try await self.leaveWithoutTransfer(4) }
        case "04-12": await attempt("calendar: erasure") { try await self.eraseOne() }
        case "03-08": await attempt("calendar: rotation") { try await self.rotateKeys() }
        default: break
        }
        if today.description.hasSuffix("-20") { await attempt("calendar: classes") { try await self.changeClasses() } }
    }

    private func planPeriods() async throws {
        guard let lead = staff.crisisLeads.first else { return }
        let periods: [(APISpecialPeriodKind, String, String)] = [
            (.enrolment, "2026-09-01", "2026-09-30"), (.exams, "2027-01-11", "2027-01-22"),
            (.spring, "2027-03-01", "2027-05-31"), (.graduation, "2027-06-01", "2027-07-04"),
        ]
        for (kind, first, last) in periods {
            _ = try await SpecialPeriodServiceClient(lead).planSpecialPeriod(
                .with {
                    $0.unitID = school
                    $0.kind = kind
                    $0.startsOn = first
                    $0.endsOn = last
                })
            tally.add("special periods")
        }
    }

    /// Everybody is asked, and three in five answer; in the midst of it the power fails.
    private func autumnScreening() async throws {
        try await goOn(to: 8)
        for pupil in pupils {
            switch dice.below(1_000) {
            case 0..<12: troubles[pupil.id] = .crisis
            case 12..<32: troubles[pupil.id] = .concern
            case 32..<72: troubles[pupil.id] = .watch
            default: break
            }
        }
        var absence = dice
        let (installation, troubles) = (installation, troubles)
        let cut = installation.witness.count + pupils.count * 3 / 2
        async let crash: Void = installation.crash(afterCalls: cut)
        try await screen("秋季普查", days: 21) { _ in
            absence.happens(60)
        } answers: { pupil, dice in
            Self.autumnAnswers(troubles[pupil.id], &dice)
        }
        try await crash
        try await checkAcknowledged()
        tally.add("crashes")
    }

    /// Who is cared for answers again: most are better, some the same, a few worse.
    private func screenAgain() async throws {
        try await goOn(to: 8)
        let cared = troubles
        let places = Set(pupils.filter { cared[$0.id] != nil }.compactMap { classes[$0.schoolClass] })
        guard !places.isEmpty else { return }
        try await screen("跟踪复测", places.sorted(), days: 4) {
            cared[$0.id] != nil
        } answers: { pupil, dice in
            switch dice.below(20) {
            case 0..<14: Self.autumnAnswers(nil, &dice)
            case 14..<18: Self.autumnAnswers(cared[pupil.id], &dice)
            default: Self.autumnAnswers(.concern, &dice)
            }
        }
        if let counsellor = staff.counsellors.first { try await measureEffects(as: counsellor) }
    }

    private func newcomers() async throws {
        let roster = YearRoster(12, from: 5_000)
        pupils += roster.pupils
        try await enrol(roster.file)
        try await learnPupils()
        tally.add("newcomers", roster.pupils.count)
    }

    /// Some go to another class, with all that is known of them.
    private func changeClasses() async throws {
        for pupil in dice.some(3, of: pupils) {
            guard let target = dice.one(of: classes.keys.sorted()), let place = classes[target] else { continue }
            await attempt("moves between classes") {
                _ = try await RosterServiceClient(self.staff.registrar).moveStudent(
                    .with {
                        $0.studentID = pupil.id
                        $0.classID = place
                    })
            }
        }
        try await learnPupils()
    }

    // MARK: - Days

    private func schoolDay() async throws {
        try await goOn(to: 7, 40)
        // Half of them look in the morning, the other half the next day.
        for (index, person) in (staff.counsellors + staff.crisisLeads).enumerated()
        where index % 2 == today.daysSinceEpoch % 2 { await doDay(of: person, diligence: 85) }
        try await goOn(to: 10)
        try await raiseSignals()
        if dice.happens(60) { try await book() }
        if dice.happens(12), let student = dice.one(of: troubles.keys.sorted()),
            let asker = dice.one(of: staff.counsellors)
        {
            try await consult(about: student, as: asker)
        }
        let onDuty = staff.counsellors.indices.contains(today.weekday - 1) ? staff.counsellors[today.weekday - 1] : nil
        try await goOn(to: 14, 20)
        if let onDuty { await doDay(of: onDuty, diligence: 95) }
        try await goOn(to: 16, 20)
        if let onDuty, today.weekday % 2 == 0 { await doDay(of: onDuty, diligence: 95) }
        try await goOn(to: 17, 30)
        try await othersDay()
        try await goOn(to: 21, 30)
    }

    /// Who has but a part in it looks once a week, or less.
    private func othersDay() async throws {
        let day = today.daysSinceEpoch
        for (index, name) in staff.teachers.keys.sorted().enumerated() where index % 8 == day % 8 {
            if let teacher = staff.teachers[name] { await doDay(of: teacher, diligence: 80, limit: 10) }
        }
        for (index, mentor) in staff.mentors.enumerated() where index % 10 == day % 10 {
            await doDay(of: mentor, diligence: 90, limit: 15)
        }
        if day % 3 == 0 { for lead in staff.gradeLeads { await doDay(of: lead, diligence: 30, limit: 5) } }
        if day % 3 == 1 { for expert in staff.experts { await doDay(of: expert, diligence: 70) } }
        // For three weeks nobody at the hospital answers: silence becomes overdue.
        let isSilent = ("2026-11-20"..."2026-12-11").contains(today.description)
        if let liaison = staff.liaison, !isSilent { await doDay(of: liaison, diligence: 75) }
    }

    /// The ad hoc group is on duty every day, whatever the calendar says.
    private func dayOff() async throws {
        try await goOn(to: 9)
        if let person = staff.crisisLeads.first { await doDay(of: person, diligence: 80) }
        if today.weekday == 3 { for person in staff.counsellors { await doDay(of: person, diligence: 80) } }
        try await goOn(to: 21, 30)
    }
}
