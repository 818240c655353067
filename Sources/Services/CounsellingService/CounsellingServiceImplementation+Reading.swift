internal import Access
internal import Domain
internal import JSONRPC
public import Router
internal import Store
internal import SwiftProtobuf
public import XinyuAPI

extension CounsellingServiceImplementation {
    public func listAppointments(
        _ request: APIListAppointmentsRequest, _ call: ReadingCall
    ) throws -> APIListAppointmentsResponse {
        let unit = try Identifier(request.unitID, field: "unitId")
        let school = try call.units.school(ofList: unit)
        let list = AppointmentList(unit: unit, school: school, zone: zone)
        let (shown, next) =
            call.context.ceiling >= .clinical
            ? try list.byTime(request, call) : try list.existing(request, call)
        call.count(.appointments, shown.count)
        return try .with {
            $0.appointments = try shown.map { try call.contract($0, zone: zone) }
            $0.nextPage = next
        }
    }

    public func getAppointment(
        _ request: APIGetAppointmentRequest, _ call: ReadingCall
    ) throws -> APIGetAppointmentResponse {
        let appointment = try call.transaction.appointmentInFull(request.appointmentID)
        call.count(.appointments, 1)
        return try .with { $0.appointment = try call.contract(appointment, zone: zone) }
    }

    public func listMyAppointments(
        _ request: APIListMyAppointmentsRequest, _ call: ReadingCall
    ) throws -> APIListMyAppointmentsResponse {
        guard let student = call.context.identity.studentID else { return APIListMyAppointmentsResponse() }
        let appointments = try call.transaction.appointments(ofStudent: student, limit: 100)
        return try .with { $0.appointments = try appointments.map { try call.booked($0) } }
    }

    public func getCounsellingStatistics(
        _ request: APIGetCounsellingStatisticsRequest, _ call: ReadingCall
    ) throws -> APIGetCounsellingStatisticsResponse {
        guard 2_000...2_900 ~= request.schoolYear else {
            throw RPCError.invalidArgument(field: "schoolYear", description: "must be the year it begins in, as 2026")
        }
        guard let span = rules.term(Int(request.term), of: Int(request.schoolYear)) else {
            throw RPCError.invalidArgument(field: "term", description: "must be 1, 2, or 0 for the whole year")
        }
        let schools = try schools(in: request.unitID, call)
        let counted = try schools.map { school in
            try call.transaction.countedAppointments(
                ofSchool: school, from: span.lowerBound.start(offset: zone),
                before: span.upperBound.adding(days: 1).start(offset: zone))
        }
        var rows = counted.map(CounsellingStatistics.init)
        var total = CounsellingStatistics(counted.flatMap(\.self))
        if call.context.ceiling < .clinical { (rows, total) = SmallCells.suppress(schools: rows, total: total) }
        return .with {
            $0.fromDate = span.lowerBound.description
            $0.untilDate = span.upperBound.description
            $0.schools = zip(schools, rows).map { APICounsellingFigures($1, of: $0) }
            $0.total = APICounsellingFigures(total, of: nil)
        }
    }

    public func exportCalendar(
        _ request: APIExportCalendarRequest, _ call: ReadingCall
    ) throws -> APIExportCalendarResponse {
        let days = request.days == 0 ? 62 : request.days
        guard days <= 400 else { throw RPCError.invalidArgument(field: "days", description: "is at most 400") }
        let from =
            request.fromDate.isEmpty
            ? CalendarDate(of: call.context.now, offset: zone)
            : try CalendarDate(asked: request.fromDate, field: "fromDate")
        let (start, end) = (from.start(offset: zone), from.adding(days: Int(days)).start(offset: zone))
        let appointments =
            if let student = call.context.identity.studentID {
                try call.transaction.appointments(ofStudent: student, limit: 1_000).filter { start..<end ~= $0.start }
                    .sorted { ($0.start, $0.id) < ($1.start, $1.id) }
            } else {
                try call.transaction.appointments(
                    ofCounsellor: call.context.accountID, from: start, before: end, limit: 10_000)
            }
        let rooms = try Dictionary(
            Set(appointments.map(\.room)).map { ($0, try call.transaction.counsellingRoom($0)?.name ?? "") },
            uniquingKeysWith: { first, _ in first })
        let events = appointments.map { CalendarFile.Event($0, room: rooms[$0.room] ?? "") }
        return .with { $0.calendar = CalendarFile(events).text }
    }

    /// The schools of a unit that is one or stands above some, in the order of their ids.
    private func schools(in text: String, _ call: ReadingCall) throws -> [Identifier] {
        let unit = try Identifier.ifPresent(text, field: "unitId")
        let schools = call.units.subtree(of: unit).filter { $0.kind == .school }.map(\.id).sorted()
        if let unit, schools.isEmpty, call.units.school(of: unit) != nil {
            throw RPCError.invalidArgument(field: "unitId", description: "must be a school, or a unit above schools")
        }
        return schools
    }
}

extension CalendarFile.Event {
    fileprivate init(_ appointment: AppointmentRecord, room: String) {
        let status: Status =
            switch appointment.state {
            case .requested: .tentative
            case .confirmed, .checkedIn, .completed: .confirmed
            case .cancelled, .noShow: .cancelled
            }
        self.init(
            id: appointment.id, sequence: appointment.sequence, changedAt: appointment.changedAt,
            start: appointment.start, end: appointment.end, room: room, status: status)
    }
}

extension APICounsellingFigures {
    init(_ statistics: CounsellingStatistics, of school: Identifier?) {
        self.init()
        schoolID = school?.description ?? ""
        all = APICountedCell(statistics.all)
        open = APICountedCell(statistics.columns[.open])
        completed = APICountedCell(statistics.columns[.completed])
        cancelled = APICountedCell(statistics.columns[.cancelled])
        noShow = APICountedCell(statistics.columns[.noShow])
        if let permille = statistics.noShowPermille { noShowPermille = UInt32(permille) }
        if let minutes = statistics.medianWaitMinutes { medianWaitMinutes = UInt32(minutes) }
    }
}

extension APICountedCell {
    fileprivate init(_ cell: CounsellingStatistics.Cell?) {
        self.init()
        suppressed = cell == nil
        appointments = UInt32(cell?.appointments ?? 0)
        students = UInt32(cell?.students ?? 0)
    }
}
