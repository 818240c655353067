internal import Domain
internal import JSONRPC
internal import Router
internal import Store

/// Who books: a counsellor may book at shorter notice, farther ahead, and for who has appointments already.
enum BookingParty {
    case counsellor, student, other
}

/// Finds the slot that is asked for, and says what is free when it is not.
struct Booking {
    /// How many free slots a refusal names, and how many days it looks at.
    private static let namedSlots = 3
    private static let namedDays = 14

    let rules: CounsellingRules
    let zone: Duration

    func roster(ofSchool school: Identifier, from date: CalendarDate, _ transaction: ReadTransaction) throws
        -> DutyRoster
    {
        DutyRoster(try transaction.dutyTurns(ofSchool: school, from: date), rules: rules, zone: zone)
    }

    /// The slots that are free for a student.
    ///
    /// - Parameter party: only the student and counsellors are spared the times that the student has already: another
    ///   could learn from the gaps when the student's appointments are.
    func freeSlots(
        for student: StudentRecord, on days: ClosedRange<CalendarDate>, by party: BookingParty, _ call: ReadingCall
    ) throws -> [CounsellingSlot] {
        let now = call.context.now
        var taken = try call.transaction.takenTimes(
            ofSchool: student.school, student: student.id, from: days.lowerBound.start(offset: zone),
            before: days.upperBound.adding(days: 1).start(offset: zone))
        if party == .other { taken[student.id] = nil }
        let bounds = bounds(for: party, at: now)
        return try roster(ofSchool: student.school, from: days.lowerBound, call.transaction).freeSlots(
            on: days, for: student.id, taken: taken, notBefore: bounds.lowerBound, notAfter: bounds.upperBound)
    }

    /// The slot of the roster that is asked for; whether it is free, the database says.
    func slot(
        _ start: Timestamp, counsellor: Identifier, room: Identifier, for student: StudentRecord,
        by party: BookingParty, _ call: ReadingCall
    ) throws -> CounsellingSlot {
        let bounds = bounds(for: party, at: call.context.now)
        guard start >= bounds.lowerBound else {
            throw RPCError.failedPrecondition(
                party == .counsellor
                    ? "the slot has begun already; choose a later one"
                    : "a slot is booked at least \(rules.leastNotice.seconds / 60) minutes before it begins; "
                        + "choose a later one, or ask a counsellor")
        }
        guard start <= bounds.upperBound else {
            throw RPCError.failedPrecondition(
                "slots are booked at most \(rules.farthestAhead.seconds / 86_400) days ahead; choose an earlier one")
        }
        let roster = try roster(
            ofSchool: student.school, from: CalendarDate(of: start, offset: zone), call.transaction)
        guard let slot = roster.slot(at: start, counsellor: counsellor, room: room) else {
            throw RPCError.failedPrecondition(
                "the duty roster has no such slot; "
                    + (try nextFree(for: student, from: start, by: party, call)))
        }
        return slot
    }

    /// Stores by `store`, and turns the database's refusal of a double booking into one that says what is free.
    func storing(
        _ appointment: AppointmentRecord, for student: StudentRecord, by party: BookingParty, _ call: ChangingCall,
        _ store: (AppointmentRecord) throws -> Void
    ) throws {
        do {
            try store(appointment)
        } catch StoreError.constraint(.other, let taken) {
            let whose =
                switch taken {
                case "counsellor": "the counsellor is booked at that time"
                case "room": "the room is booked at that time"
                default: "the student has another appointment at that time"
                }
            throw RPCError.failedPrecondition(
                "\(whose); " + (try nextFree(for: student, from: appointment.start, by: party, call.reading)))
        }
    }

    private func nextFree(
        for student: StudentRecord, from start: Timestamp, by party: BookingParty, _ call: ReadingCall
    ) throws -> String {
        let first = CalendarDate(of: max(start, call.context.now), offset: zone)
        let slots = try freeSlots(
            for: student, on: first...first.adding(days: Self.namedDays), by: party, call
        ).filter { $0.start >= start }.prefix(Self.namedSlots)
        guard !slots.isEmpty else { return "no slot is free in the \(Self.namedDays) days from then" }
        let texts = slots.map { slot in
            let date = CalendarDate(of: slot.start, offset: zone)
            let second = Int((slot.start - date.start(offset: zone)).components.seconds)
            return "\(date) \(TimeOfDay.text(second)) (counsellor \(slot.counsellor), room \(slot.room))"
        }
        return "free next: " + texts.joined(separator: ", ")
    }

    private func bounds(for party: BookingParty, at now: Timestamp) -> ClosedRange<Timestamp> {
        party == .counsellor
            ? now...Timestamp(milliseconds: .max)
            : now + rules.leastNotice.duration...now
                + .seconds(
                    max(rules.leastNotice, rules.farthestAhead).seconds)
    }
}
