public import Access
public import Domain
internal import JSONRPC
public import Router
internal import Store
internal import SwiftProtobuf
public import XinyuAPI

/// `xinyu.v1.NetworkReportService`: what the units of the network tell of themselves, and what they have not told.
public struct NetworkReportServiceImplementation: NetworkReportService {
    /// Students that one report may tell of.
    static let mostObservations = 200

    let policy: Policy
    let rules: NetworkRules
    let desk: SignalDesk
    let zone: Duration

    /// - Parameter zone: the schools' offset from UTC, by which a day ends.
    public init(policy: Policy, rules: NetworkRules, desk: SignalDesk, zone: Duration) {
        self.policy = policy
        self.rules = rules
        self.desk = desk
        self.zone = zone
    }

    func state(_ call: ReadingCall) -> NetworkState {
        NetworkState(rules: rules, zone: zone, units: call.units, transaction: call.transaction)
    }

    public func sendDayReport(
        _ request: APISendDayReportRequest, _ call: ChangingCall
    ) throws -> APISendDayReportResponse {
        let (unit, school) = try call.reading.school(ofUnit: request.unitID)
        guard let node = call.units[unit], node.kind == .class, !node.isClosed else {
            throw RPCError.invalidArgument(field: "unitId", description: "must be a class that is open")
        }
        let note = try FreeText.optional(request.note, field: "note")
        let isEmpty = request.observations.isEmpty && note == nil
        guard request.nothingToReport == isEmpty else {
            throw RPCError.invalidArgument(
                field: "nothingToReport",
                description: isEmpty
                    ? "say so if there is nothing to report; otherwise write observations or a note"
                    : "there is something to report: leave it out")
        }
        let (now, state) = (call.context.now, state(call.reading))
        let period = rules.period(of: CalendarDate(of: now, offset: zone), zone: zone)
        guard try call.transaction.dayReport(ofUnit: unit, in: school, period: period.start) == nil else {
            throw RPCError.alreadyExists(
                "the class has reported for \(period.start); tell what you saw since with RecordObservation")
        }
        let observations = try observe(request.observations, in: unit, at: now, call)
        try call.transaction.insert(
            DayReportRecord(
                school: school, unit: unit, period: period.start, author: call.context.accountID, sentAt: now,
                observations: observations, note: note))
        call.count(.reports, 1)
        let day = CalendarDate(of: now, offset: zone)
        return try .with {
            if let report = try state.reports(below: unit, on: day).first {
                $0.report = try contract(report, call.reading)
            }
        }
    }

    public func listDayReports(
        _ request: APIListDayReportsRequest, _ call: ReadingCall
    ) throws -> APIListDayReportsResponse {
        let (unit, _) = try call.school(ofUnit: request.unitID)
        let reports = try state(call).reports(below: unit, on: try day(request.day, call))
        call.count(.reports, reports.count { $0.record != nil })
        return try .with {
            $0.reports = try reports.map { try contract($0, call) }
            $0.missing = UInt32(reports.count { $0.isMissing(at: call.context.now) })
        }
    }

    public func getSweep(_ request: APIGetSweepRequest, _ call: ReadingCall) throws -> APIGetSweepResponse {
        let (unit, school) = try call.school(ofUnit: request.unitID)
        let (day, now) = (try day(request.day, call), call.context.now)
        let today = CalendarDate(of: now, offset: zone)
        guard day <= today else {
            throw RPCError.invalidArgument(field: "day", description: "must not lie in the future")
        }
        let kept = day < today ? try call.transaction.daySweep(of: school, on: day) : nil
        let found: DaySweepRecord
        if let kept {
            found = kept
        } else {
            guard day == today else { throw RPCError.notFound("nobody looked at that day") }
            found = try DaySweep.look(at: school, on: day, now: now, policy: policy, state(call))
        }
        let here = found.missing.filter { call.units.contains(unit, $0.unit) }
        call.count(.reports, 1)
        return try .with {
            $0.day = day.description
            if kept != nil { $0.sweptAt = Google_Protobuf_Timestamp(found.at) }
            $0.unacknowledgedWarnings = UInt32(found.unacknowledged)
            $0.waitingInterviews = UInt32(found.interviews)
            $0.overdueWarnings = UInt32(found.overdue)
            $0.undecidedSignals = UInt32(found.signals)
            $0.waitingReports = UInt32(found.reports)
            $0.gaps = UInt32(found.gaps)
            let period = rules.period(of: day, zone: zone)
            $0.missingReports = try here.filter { $0.what == .report }.map {
                try contract(NetworkState.ClassReport(unit: $0.unit, period: period, record: nil), call)
            }
            $0.overdueRounds = try here.filter { $0.what != .report }.map { missing in
                try contract(
                    try state(call).round(
                        missing.what == .dormVisit ? .dormVisit : .departmentReview, of: missing.unit),
                    call)
            }
        }
    }

    private func day(_ text: String, _ call: ReadingCall) throws(RPCError) -> CalendarDate {
        if text.isEmpty { return CalendarDate(of: call.context.now, offset: zone) }
        guard let day = CalendarDate(text) else {
            throw .invalidArgument(field: "day", description: "is written as 2026-11-25")
        }
        return day
    }

    /// Keeps what was seen of students who stand in the unit now.
    ///
    /// - Returns: how many there are.
    func observe(
        _ observations: [APIStudentObservation], in unit: Identifier, at moment: Timestamp, _ call: ChangingCall
    ) throws -> Int {
        guard observations.count <= Self.mostObservations else {
            throw RPCError.invalidArgument(
                field: "observations", description: "are at most \(Self.mostObservations); record further ones singly")
        }
        for (index, observation) in observations.enumerated() {
            let field = "observations[\(index)]"
            let id = try Identifier(observation.studentID, field: field + ".studentId")
            let text = try FreeText.required(observation.text, field: field + ".text")
            guard let student = try call.transaction.student(id), try call.reading.isInside(unit, student: id) else {
                throw RPCError.invalidArgument(
                    field: field + ".studentId", description: "must be a student of this unit")
            }
            try call.observe(student, text, at: moment, desk)
        }
        return observations.count
    }

    private func contract(_ report: NetworkState.ClassReport, _ call: ReadingCall) throws -> APIDayReport {
        var message = APIDayReport()
        message.unitID = report.unit.description
        message.unitName = try call.transaction.unit(report.unit)?.name ?? ""
        message.period = report.period.start.description
        message.isMissing = report.isMissing(at: call.context.now)
        if let moment = report.period.dueAt { message.dueAt = Google_Protobuf_Timestamp(moment) }
        guard let record = report.record else { return message }
        message.authorID = record.author.description
        message.sentAt = Google_Protobuf_Timestamp(record.sentAt)
        message.nothingToReport = record.observations == 0 && record.note == nil
        message.observations = UInt32(record.observations)
        message.note = record.note ?? ""
        return message
    }
}
