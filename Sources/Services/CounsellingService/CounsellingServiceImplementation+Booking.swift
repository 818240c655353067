internal import Access
internal import Domain
internal import JSONRPC
public import Router
internal import Store
internal import SwiftProtobuf
public import XinyuAPI

extension CounsellingServiceImplementation {
    private var booking: Booking { Booking(rules: rules, zone: zone) }

    public func listFreeSlots(
        _ request: APIListFreeSlotsRequest, _ call: ReadingCall
    ) throws -> APIListFreeSlotsResponse {
        let student = try call.transaction.enrolledStudent(try Identifier(request.studentID, field: "studentId"))
        let counsellor = try Identifier.ifPresent(request.counsellorID, field: "counsellorId")
        let today = CalendarDate(of: call.context.now, offset: zone)
        let from = request.fromDate.isEmpty ? today : try CalendarDate(asked: request.fromDate, field: "fromDate")
        let days = request.days == 0 ? 14 : request.days
        guard days <= 62 else { throw RPCError.invalidArgument(field: "days", description: "is at most 62") }
        guard request.limit <= 500 else {
            throw RPCError.invalidArgument(field: "limit", description: "is at most 500")
        }
        let first = max(from, today)
        let slots = try booking.freeSlots(
            for: student, on: first...max(first, from.adding(days: Int(days) - 1)), by: party(call), call
        ).filter { slot in counsellor.map { $0 == slot.counsellor } ?? true }
            .prefix(request.limit == 0 ? 50 : Int(request.limit))
        var (names, rooms): ([Identifier: String], [Identifier: String]) = ([:], [:])
        return try .with {
            $0.slots = try slots.map { slot in
                try .with {
                    $0.startsAt = Google_Protobuf_Timestamp(slot.start)
                    $0.endsAt = Google_Protobuf_Timestamp(slot.end)
                    $0.counsellorID = slot.counsellor.description
                    $0.counsellorName = try names.value(of: slot.counsellor) {
                        try call.transaction.account($0)?.profile.name
                    }
                    $0.roomID = slot.room.description
                    $0.roomName = try rooms.value(of: slot.room) { try call.transaction.counsellingRoom($0)?.name }
                }
            }
        }
    }

    public func bookAppointment(
        _ request: APIBookAppointmentRequest, _ call: ChangingCall
    ) throws -> APIBookAppointmentResponse {
        let student = try call.transaction.enrolledStudent(try Identifier(request.studentID, field: "studentId"))
        let text = try FreeText.optional(request.request, field: "request")
        let party = party(call.reading)
        let slot = try booking.slot(
            try Timestamp(asked: request.startsAt, isThere: request.hasStartsAt),
            counsellor: try Identifier(request.counsellorID, field: "counsellorId"),
            room: try Identifier(request.roomID, field: "roomId"), for: student, by: party, call.reading)
        if party != .counsellor { try checkOpen(of: student.id, call) }
        var appointment = AppointmentRecord(
            school: student.school, id: call.newIdentifier(), student: student.id, slot: slot,
            bookedBy: call.context.accountID, bookedAt: call.context.now,
            confirmBy: rules.confirmBy(requestedAt: call.context.now, start: slot.start),
            texts: .init(request: text))
        if slot.counsellor == call.context.accountID { appointment.state = try appointment.state.applying(.confirm) }
        try booking.storing(appointment, for: student, by: party, call) { try call.transaction.insert($0) }
        try call.tell(appointment)
        try call.lookForCrisisWords(in: text, "预约留言", of: appointment.id, about: student, signals)
        return try .with { $0.appointment = try call.reading.booked(appointment) }
    }

    public func rescheduleAppointment(
        _ request: APIRescheduleAppointmentRequest, _ call: ChangingCall
    ) throws -> APIRescheduleAppointmentResponse {
        var appointment = try call.transaction.appointmentInFull(request.appointmentID)
        let party = try checkMayChange(appointment, call)
        appointment.state = try appointment.state.applying(.reschedule)
        let student = try call.transaction.enrolledStudent(appointment.student)
        let slot = try booking.slot(
            try Timestamp(asked: request.startsAt, isThere: request.hasStartsAt),
            counsellor: try Identifier(request.counsellorID, field: "counsellorId"),
            room: try Identifier(request.roomID, field: "roomId"), for: student, by: party, call.reading)
        appointment.counsellor = slot.counsellor
        appointment.room = slot.room
        appointment.start = slot.start
        appointment.end = slot.end
        appointment.confirmBy = rules.confirmBy(requestedAt: call.context.now, start: slot.start)
        if slot.counsellor == call.context.accountID { appointment.state = try appointment.state.applying(.confirm) }
        appointment.touch(at: call.context.now)
        try booking.storing(appointment, for: student, by: party, call) { try call.transaction.update($0) }
        try call.tell(appointment)
        return try .with { $0.appointment = try call.reading.booked(appointment) }
    }

    public func cancelAppointment(
        _ request: APICancelAppointmentRequest, _ call: ChangingCall
    ) throws -> APICancelAppointmentResponse {
        let reason = try FreeText.optional(request.reason, field: "reason")
        // Before the state is looked at, which is not for everybody.
        _ = try checkMayChange(try call.transaction.appointmentInFull(request.appointmentID), call)
        let appointment = try move(request.appointmentID, by: .cancel, call) { $0.texts.cancelReason = reason }
        try call.lookForCrisisWords(
            in: reason, "取消预约的说明", of: appointment.id, about: try call.transaction.studentInFull(appointment.student),
            signals)
        return try .with { $0.appointment = try call.reading.booked(appointment) }
    }

    // MARK: - Rights

    /// What the caller is in the place of the call.
    private func party(_ call: ReadingCall) -> BookingParty {
        let context = call.context
        let decision = decider.decide(
            context.identity, .appointmentHandle, on: context.target, in: call.units, at: context.now)
        if case .allowed = decision { return .counsellor }
        guard case .student(let student) = context.target, student.id == context.identity.studentID else {
            return .other
        }
        return .student
    }

    /// Another than a counsellor changes what is their own, or what they booked.
    private func checkMayChange(_ appointment: AppointmentRecord, _ call: ChangingCall) throws -> BookingParty {
        let party = party(call.reading)
        guard
            party == .counsellor || appointment.student == call.context.identity.studentID
                || appointment.bookedBy == call.context.accountID
        else {
            throw RPCError.failedPrecondition(
                "an appointment is changed by the student, by who booked it, or by a counsellor of the school")
        }
        guard party == .counsellor || !appointment.state.isOpen || call.context.now < appointment.start else {
            throw RPCError.failedPrecondition("it was to begin already: a counsellor says what becomes of it")
        }
        return party
    }

    private func checkOpen(of student: Identifier, _ call: ChangingCall) throws {
        let open = try call.transaction.appointments(ofStudent: student, limit: 200).count {
            $0.state.isOpen && $0.end > call.context.now
        }
        guard open < rules.mostOpenPerStudent else {
            throw RPCError.failedPrecondition(
                "the student has \(open) open appointments, the most that there can be; cancel one, or ask a counsellor"
            )
        }
    }
}

extension Dictionary {
    /// The value of `key`, found once; a default where there is none.
    fileprivate mutating func value(of key: Key, _ find: (Key) throws -> Value?) rethrows -> Value
    where Value == String {
        if let known = self[key] { return known }
        let found = try find(key) ?? ""
        self[key] = found
        return found
    }
}

extension ReadTransaction {
    /// A student who is there and enrolled.
    func enrolledStudent(_ id: Identifier) throws -> StudentRecord {
        let student = try studentInFull(id)
        guard student.state == .enrolled else {
            throw RPCError.failedPrecondition("the student is not enrolled any more")
        }
        return student
    }
}

extension Timestamp {
    fileprivate init(asked message: Google_Protobuf_Timestamp, isThere: Bool) throws(RPCError) {
        guard isThere else {
            throw .invalidArgument(field: "startsAt", description: "is missing; take one that ListFreeSlots gives")
        }
        try self.init(message, field: "startsAt")
    }
}
