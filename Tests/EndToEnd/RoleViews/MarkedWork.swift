import Foundation
import JSONRPC
import SwiftProtobuf
import TestInstallation
import XinyuAPI

/// What people do in the marked school, each with a marker in what they write.
struct MarkedWork {
    let client: RPCClient
    let school: SampleSchool
    let students: [Marker.Student: String]
    let staff: MarkedStaff
    let dorm: String

    var counsellor: CallMeta { school.counsellor.meta(purpose: Marker(.purpose, .nobody).text) }

    func text(_ sort: Marker.Sort, _ student: Marker.Student = .own) -> String { Marker(sort, student).text }

    func id(_ student: Marker.Student) -> String { students[student] ?? "" }

    func pupil(_ student: Marker.Student) throws -> SampleSchool.Pupil {
        guard let pupil = school.pupils.first(where: { $0.student == id(student) }) else {
            throw NeverCame(description: "a session of the student")
        }
        return pupil
    }

    /// Does all of it.
    ///
    /// - Returns: what a call can be about.
    func fill() async throws -> [ScopeKind: [String]] {
        var things: [ScopeKind: [String]] = [
            .unit: [school.school, staff.gradeID] + school.classes.values.sorted(), .student: students.values.sorted(),
            .campaign: [school.campaign],
            .sheet: school.pupils.flatMap { $0.sheets.map(\.id) },
            .account: [school.teacher.account, staff.mentor.account, school.counsellor.account, staff.idle.account],
            .institution: [staff.hospital],
        ]
        for part in [
            try await assess(), try await plan(), try await tell(), try await consult(), try await refer(),
            try await meetCrisis(), try await counsel(), try await mentor(), try await administer(),
            try await keepArchive(), try await claimRights(),
        ] {
            things.merge(part) { $0 + $1 }
        }
        return things
    }

    // MARK: - Assessment, interview, care list

    private func assess() async throws -> [ScopeKind: [String]] {
        let sheets = SheetServiceClient(client)
        let (own, other) = (try pupil(.own), try pupil(.otherClass))
        _ = try await sheets.submitSheet(
            .with {
                $0.sheetID = own.sheets[0].id
                $0.values = [2, 1, 2, 3, 1, 2, 1, 2, 3]
                $0.elapsedMs = Array(repeating: 7_919, count: 9)
            }, own.visitor.meta)
        // A warning that nobody has taken.
        _ = try await sheets.submitSheet(
            .with {
                $0.sheetID = other.sheets[0].id
                $0.values = [0, 0, 0, 0, 0, 0, 0, 0, 1]
            }, other.visitor.meta)
        let warnings = WarningServiceClient(client)
        let raised = try await warnings.listWarnings(.with { $0.unitID = school.school }, counsellor).warnings
        guard let warning = raised.first(where: { $0.studentID == own.student })?.id else {
            throw NeverCame(description: "a warning of the own student")
        }
        _ = try await warnings.acknowledgeWarning(.with { $0.warningID = warning }, counsellor)
        let entry = try await warnings.recordInterview(
            .with {
                $0.warningID = warning
                $0.heldAt = .init(date: Date())
                $0.notes = text(.interviewNotes)
                $0.level = .concern
                $0.supportAdvice = text(.advice)
            }, counsellor
        ).careEntryID
        var entries = [entry]
        try await activate(entry, .own)
        for student in [Marker.Student.classmate, .otherClass] {
            let entry = try await CareServiceClient(client).proposeCare(
                .with {
                    $0.studentID = id(student)
                    $0.level = .concern
                    $0.reason = text(.careReason, student)
                }, counsellor
            ).entry.id
            if student == .classmate { try await activate(entry, student) }
            entries.append(entry)
        }
        return [.warning: raised.map(\.id), .careEntry: entries]
    }

    private func activate(_ entry: String, _ student: Marker.Student) async throws {
        _ = try await CareServiceClient(client).activateCareEntry(
            .with {
                $0.careEntryID = entry
                $0.level = .concern
                $0.reason = text(.careReason, student)
                $0.evidence.kind = .review
                $0.supportAdvice = text(.advice, student)
            }, counsellor)
    }

    // MARK: - Plan

    private func plan() async throws -> [ScopeKind: [String]] {
        let plans = PlanServiceClient(client)
        func measure(_ sort: Marker.Sort, _ role: APIRole) -> APIMeasure {
            .with {
                $0.text = text(sort)
                $0.ownerRole = role
                $0.everyDays = 7
            }
        }
        let entries = try await CareServiceClient(client).listCareEntries(
            .with { $0.unitID = school.school }, counsellor
        ).entries
        var plan = try await plans.createPlan(
            .with {
                $0.studentID = id(.own)
                $0.careEntryID = entries.first { $0.studentID == id(.own) }?.id ?? ""
                $0.content.goals = [text(.planGoal)]
                $0.content.measures = [
                    measure(.teacherMeasure, .classTeacher), measure(.mentorMeasure, .mentor),
                    measure(.counsellorMeasure, .counsellor),
                ]
                $0.content.reviewOn = "2030-01-01"
            }, counsellor
        ).plan
        plan = try await plans.activatePlan(.with { $0.planID = plan.id }, counsellor).plan
        _ = try await plans.recordMeasureDone(
            .with {
                $0.planID = plan.id
                $0.measureID = plan.content.measures[2].id
                $0.note = text(.measureNote)
            }, counsellor)
        _ = try await plans.recordPlanReview(
            .with {
                $0.planID = plan.id
                $0.participants = [text(.reviewParticipant)]
                $0.decision = .continue
                $0.reason = text(.planReason)
                $0.nextReviewOn = "2030-02-01"
            }, counsellor)
        return [.plan: [plan.id]]
    }

    // MARK: - What is told

    private func tell() async throws -> [ScopeKind: [String]] {
        let (signals, archive) = (SignalServiceClient(client), ArchiveServiceClient(client))
        for student in [Marker.Student.own, .classmate] {
            _ = try await archive.recordObservation(
                .with {
                    $0.studentID = id(student)
                    $0.text = text(.observation, student)
                }, school.teacher.meta)
        }
        var ids = [
            try await signals.reportSignal(
                .with {
                    $0.studentID = id(.own)
                    $0.kind = .information
                    $0.trust = .hearsay
                    $0.text = text(.information)
                }, counsellor
            ).signalID
        ]
        // Five days of absence warn at the level of watch, and the class is told first.
        let network = NetworkServiceClient(client)
        let duty = try await network.assignResponsible(
            .with {
                $0.unitID = school.firstClass
                $0.accountID = school.teacher.account
                $0.part = .responsible
            }, school.registrar.meta
        ).duty.id
        ids.append(
            try await signals.reportSignal(
                .with {
                    $0.studentID = id(.classmate)
                    $0.kind = .absence
                    $0.trust = .confirmed
                    $0.days = 6
                    $0.text = text(.information, .classmate)
                }, counsellor
            ).signalID)
        let warnings = try await WarningServiceClient(client).listWarnings(
            .with { $0.unitID = school.school }, counsellor
        ).warnings.filter { $0.studentID == id(.classmate) }.map(\.id)
        let report = try await signals.reportExternally(
            .with {
                $0.unitID = school.school
                $0.studentNumber = "1"
                $0.trust = .confirmed
                $0.text = text(.outsideText, .nobody)
                $0.reference = text(.outsideReference, .nobody)
            }, staff.reporter.meta
        ).report.id
        let reports = NetworkReportServiceClient(client)
        _ = try await reports.sendDayReport(
            .with {
                $0.unitID = school.firstClass
                $0.note = text(.dayNote, .nobody)
            }, school.teacher.meta)
        _ = try await reports.recordDormVisit(
            .with {
                $0.unitID = dorm
                $0.note = text(.dormNote, .nobody)
            }, counsellor)
        return [.signal: ids, .externalReport: [report], .networkDuty: [duty], .warning: warnings]
    }
}
