internal import Domain
internal import JSONRPC
internal import XinyuAPI

/// A line of the duty roster as it is asked for, checked.
struct DutyDraft {
    private let kind: DutyTurn.Kind
    private let counsellor: Identifier
    private let weekday: Int?
    private let from: CalendarDate
    private let until: CalendarDate?
    private let start: Int
    private let end: Int

    init(_ request: APIAddDutyRequest, today: CalendarDate, rules: CounsellingRules) throws(RPCError) {
        counsellor = try Identifier(request.counsellorID, field: "counsellorId")
        start = try Self.time(request.starts, field: "starts")
        end = try Self.time(request.ends, field: "ends")
        guard end - start >= rules.slot.seconds else {
            throw .invalidArgument(
                field: "ends", description: "must leave room for a slot of \(rules.slot.seconds / 60) minutes")
        }
        switch request.kind {
        case .weekly:
            kind = .weekly
            guard 1...7 ~= request.weekday else {
                throw .invalidArgument(field: "weekday", description: "must be 1 (Monday) to 7 (Sunday)")
            }
            weekday = Int(request.weekday)
            from = request.fromDate.isEmpty ? today : try CalendarDate(asked: request.fromDate, field: "fromDate")
            until = request.untilDate.isEmpty ? nil : try CalendarDate(asked: request.untilDate, field: "untilDate")
            if let until, until < max(from, today) {
                throw .invalidArgument(field: "untilDate", description: "must not lie before fromDate, or in the past")
            }
        case .dated:
            kind = .dated
            guard request.weekday == 0 else {
                throw .invalidArgument(field: "weekday", description: "must be left out for a dated duty")
            }
            guard request.untilDate.isEmpty else {
                throw .invalidArgument(field: "untilDate", description: "must be left out: a dated duty is one day")
            }
            weekday = nil
            from = try CalendarDate(asked: request.fromDate, field: "fromDate")
            until = from
            guard from >= today else {
                throw .invalidArgument(field: "fromDate", description: "must not lie in the past")
            }
        case .absence, .unspecified, .UNRECOGNIZED:
            throw .invalidArgument(field: "kind", description: "must be DUTY_KIND_WEEKLY or DUTY_KIND_DATED")
        }
    }

    func turn(id: Identifier, in room: Identifier) -> DutyTurn {
        DutyTurn(
            id: id, kind: kind, counsellor: counsellor, room: room, weekday: weekday, from: from, until: until,
            startSecond: start, endSecond: end)
    }

    private static func time(_ text: String, field: String) throws(RPCError) -> Int {
        guard let seconds = TimeOfDay.seconds(text) else {
            throw .invalidArgument(field: field, description: "must be a time of day, as 14:00")
        }
        return seconds
    }
}

extension CalendarDate {
    /// The date in the request's field `field`.
    init(asked text: String, field: String) throws(RPCError) {
        guard let date = CalendarDate(text) else {
            throw .invalidArgument(field: field, description: "must be a date, as 2026-12-31")
        }
        self = date
    }
}
