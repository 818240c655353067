internal import Domain
internal import JSONRPC

/// A day to come on which something is looked at again.
struct ReviewDate {
    let date: CalendarDate
    /// The start of the day.
    let moment: Timestamp

    init(_ text: String, field: String, _ zone: Duration, _ now: Timestamp) throws(RPCError) {
        guard let date = CalendarDate(text) else {
            throw .invalidArgument(field: field, description: "must be a date, as 2026-12-31")
        }
        guard date > CalendarDate(of: now, offset: zone) else {
            throw .invalidArgument(field: field, description: "must lie in the future")
        }
        self.date = date
        moment = date.start(offset: zone)
    }

    /// Nothing for an empty field.
    static func ifPresent(
        _ text: String, field: String, _ zone: Duration, _ now: Timestamp
    ) throws(RPCError) -> ReviewDate? {
        text.isEmpty ? nil : try ReviewDate(text, field: field, zone, now)
    }

    /// The day that lies so far ahead.
    init(after wait: Duration, _ zone: Duration, _ now: Timestamp) {
        moment = now + wait
        date = CalendarDate(of: moment, offset: zone)
    }
}
