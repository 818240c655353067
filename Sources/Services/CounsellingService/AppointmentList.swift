internal import Domain
internal import JSONRPC
internal import Router
internal import Store
internal import XinyuAPI

/// The appointments of a unit, page by page.
struct AppointmentList {
    let unit: Identifier
    let school: Identifier
    let zone: Duration

    /// For counsellors: by their start.
    func byTime(
        _ request: APIListAppointmentsRequest, _ call: ReadingCall
    ) throws -> (shown: [AppointmentRecord], nextPage: String) {
        let page = try PageRequest(request.page)
        var states: [AppointmentState] = []
        for (index, state) in request.states.enumerated() {
            states.append(try AppointmentState(state, field: "states[\(index)]"))
        }
        if states.isEmpty { states = AppointmentState.allCases.filter(\.isOpen) }
        let end =
            request.untilDate.isEmpty
            ? Timestamp(milliseconds: .max)
            : try CalendarDate(asked: request.untilDate, field: "untilDate").adding(days: 1).start(offset: zone)
        let from =
            request.fromDate.isEmpty
            ? Timestamp(milliseconds: .min)
            : try CalendarDate(asked: request.fromDate, field: "fromDate").start(offset: zone)
        let place = page.token.isEmpty ? (from, .installation) : try Self.place(page.token)
        var found: [AppointmentRecord] = []
        for state in Set(states) {
            found += try call.transaction.appointments(
                ofSchool: school, in: state, after: place, before: end, limit: page.size + 1)
        }
        found.sort { ($0.start, $0.id) < ($1.start, $1.id) }
        let scanned = found.prefix(page.size)
        let next =
            found.count > scanned.count
            ? scanned.last.map { "\($0.start.milliseconds).\($0.id)" } ?? "" : ""
        return (try scanned.filter { try isInside($0, call) }, next)
    }

    /// For everybody else: who has an open booking, in the order of identifiers, from which no time can be learnt.
    func existing(
        _ request: APIListAppointmentsRequest, _ call: ReadingCall
    ) throws -> (shown: [AppointmentRecord], nextPage: String) {
        guard request.states.isEmpty, request.fromDate.isEmpty, request.untilDate.isEmpty else {
            throw RPCError.invalidArgument(
                field: "states", description: "states and dates are for counsellors; leave them out")
        }
        let page = try PageRequest(request.page)
        guard let after = page.token.isEmpty ? .installation : Identifier(page.token) else {
            throw PageRequest.foreignToken
        }
        var open: [AppointmentRecord] = []
        for state in AppointmentState.allCases where state.isOpen {
            open += try call.transaction.appointments(ofSchool: school, in: state, limit: .max)
        }
        let rest = try open.filter { try $0.id > after && isInside($0, call) }.sorted { $0.id < $1.id }
        let shown = Array(rest.prefix(page.size))
        return (shown, rest.count > shown.count ? shown.last?.id.description ?? "" : "")
    }

    private func isInside(_ appointment: AppointmentRecord, _ call: ReadingCall) throws -> Bool {
        try call.isInside(unit, student: appointment.student)
    }

    private static func place(_ token: String) throws(RPCError) -> (Timestamp, Identifier) {
        let parts = token.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, let milliseconds = Int64(parts[0]), let id = Identifier(parts[1]) else {
            throw PageRequest.foreignToken
        }
        return (Timestamp(milliseconds: milliseconds), id)
    }
}
