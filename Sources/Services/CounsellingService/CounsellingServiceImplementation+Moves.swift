internal import Domain
internal import JSONRPC
public import Router
internal import Store
internal import SwiftProtobuf
public import XinyuAPI

extension CounsellingServiceImplementation {
    public func confirmAppointment(
        _ request: APIConfirmAppointmentRequest, _ call: ChangingCall
    ) throws -> APIConfirmAppointmentResponse {
        let appointment = try move(request.appointmentID, by: .confirm, call) { appointment in
            guard call.context.now < appointment.start else {
                throw RPCError.failedPrecondition("it was to begin already; reschedule it, or cancel it")
            }
        }
        return try .with { $0.appointment = try call.reading.contract(appointment, zone: zone) }
    }

    public func checkInAppointment(
        _ request: APICheckInAppointmentRequest, _ call: ChangingCall
    ) throws -> APICheckInAppointmentResponse {
        let appointment = try move(request.appointmentID, by: .checkIn, call) { appointment in
            guard call.context.now + rules.checkInEarly.duration >= appointment.start else {
                throw RPCError.failedPrecondition(
                    "a student is checked in at most \(rules.checkInEarly.seconds / 60) minutes before the start; "
                        + "reschedule it if the student is there already")
            }
        }
        return try .with { $0.appointment = try call.reading.contract(appointment, zone: zone) }
    }

    public func completeAppointment(
        _ request: APICompleteAppointmentRequest, _ call: ChangingCall
    ) throws -> APICompleteAppointmentResponse {
        let followUp = try followUpAt(request.followUpOn, field: "followUpOn", call)
        let appointment = try move(request.appointmentID, by: .complete, call) { appointment in
            appointment.notesBy = call.context.now + rules.notesWithin.duration
            appointment.followUpAt = followUp
        }
        return try .with { $0.appointment = try call.reading.contract(appointment, zone: zone) }
    }

    public func markNoShow(_ request: APIMarkNoShowRequest, _ call: ChangingCall) throws -> APIMarkNoShowResponse {
        let appointment = try move(request.appointmentID, by: .markNoShow, call) { appointment in
            guard call.context.now >= appointment.start + rules.noShowAfter.duration else {
                throw RPCError.failedPrecondition(
                    "nobody is missing before \(rules.noShowAfter.seconds / 60) minutes after the start")
            }
        }
        return try .with { $0.appointment = try call.reading.contract(appointment, zone: zone) }
    }

    // MARK: - Notes

    public func writeInterviewNotes(
        _ request: APIWriteInterviewNotesRequest, _ call: ChangingCall
    ) throws -> APIWriteInterviewNotesResponse {
        let appointment = try call.transaction.appointmentInFull(request.appointmentID)
        let text = try FreeText.required(request.text, field: "text")
        guard appointment.state == .checkedIn || appointment.state == .completed else {
            throw RPCError.failedPrecondition(
                "notes are written of an appointment that is checked in or completed; this one is "
                    + appointment.state.word)
        }
        let present = try call.transaction.counsellingNotesVersions(of: appointment)
        guard request.afterVersion == present else {
            throw RPCError.aborted("there are \(present) versions by now: read the newest, and write on it")
        }
        try call.transaction.append(
            CounsellingNotesRecord(
                version: present + 1, author: call.context.accountID, at: call.context.now, text: text),
            to: appointment)
        try call.tellArchive(
            .counselling, of: appointment.student, in: appointment.school, subject: appointment.id,
            "面谈记录：第\(present + 1)版")
        call.count(.notes, 1)
        return .with { $0.version = UInt32(present + 1) }
    }

    public func getInterviewNotes(
        _ request: APIGetInterviewNotesRequest, _ call: ReadingCall
    ) throws -> APIGetInterviewNotesResponse {
        let appointment = try call.transaction.appointmentInFull(request.appointmentID)
        let notes = try call.transaction.counsellingNotes(of: appointment)
        call.count(.notes, notes.count)
        return .with {
            $0.versions = notes.map { notes in
                .with {
                    $0.version = UInt32(notes.version)
                    $0.authorID = notes.author.description
                    $0.at = Google_Protobuf_Timestamp(notes.at)
                    $0.text = notes.text
                }
            }
        }
    }

    // MARK: - Tracking and feedback

    public func setFollowUp(_ request: APISetFollowUpRequest, _ call: ChangingCall) throws -> APISetFollowUpResponse {
        var appointment = try completed(request.appointmentID, call)
        appointment.followUpAt = try followUpAt(request.on, field: "on", call)
        appointment.touch(at: call.context.now)
        try call.transaction.update(appointment)
        call.count(.appointments, 1)
        return try .with { $0.appointment = try call.reading.contract(appointment, zone: zone) }
    }

    public func recordFollowUp(
        _ request: APIRecordFollowUpRequest, _ call: ChangingCall
    ) throws -> APIRecordFollowUpResponse {
        var appointment = try completed(request.appointmentID, call)
        let outcome = try FreeText.required(request.outcome, field: "outcome")
        guard appointment.followUpAt != nil else {
            throw RPCError.failedPrecondition("nothing is to be followed up; set a date first")
        }
        appointment.followUpAt = try followUpAt(request.nextOn, field: "nextOn", call)
        appointment.texts.followUpOutcome =
            [appointment.texts.followUpOutcome, "\(CalendarDate(of: call.context.now, offset: zone)) \(outcome)"]
            .compactMap(\.self).joined(separator: "\n")
        appointment.touch(at: call.context.now)
        try call.transaction.update(appointment)
        call.count(.appointments, 1)
        try call.tellArchive(
            .counselling, of: appointment.student, in: appointment.school, subject: appointment.id, "心理辅导追踪：已回访")
        return try .with { $0.appointment = try call.reading.contract(appointment, zone: zone) }
    }

    public func giveAppointmentFeedback(
        _ request: APIGiveAppointmentFeedbackRequest, _ call: ChangingCall
    ) throws -> APIGiveAppointmentFeedbackResponse {
        var appointment = try completed(request.appointmentID, call)
        guard 1...5 ~= request.rating else {
            throw RPCError.invalidArgument(field: "rating", description: "must be 1 (bad) to 5 (good)")
        }
        guard appointment.feedbackAt == nil else { throw RPCError.alreadyExists("you gave feedback on it already") }
        appointment.texts.rating = Int(request.rating)
        appointment.texts.feedback = try FreeText.optional(request.text, field: "text")
        appointment.feedbackAt = call.context.now
        appointment.touch(at: call.context.now)
        try call.transaction.update(appointment)
        call.count(.appointments, 1)
        try call.tellArchive(
            .counselling, of: appointment.student, in: appointment.school, subject: appointment.id, "心理辅导反馈：已评价")
        try call.lookForCrisisWords(
            in: appointment.texts.feedback, "辅导反馈", of: appointment.id,
            about: try call.transaction.studentInFull(appointment.student), signals)
        return try .with { $0.appointment = try call.reading.booked(appointment) }
    }

    // MARK: -

    /// Makes a move of an appointment, stores it, and tells the archive.
    func move(
        _ text: String, by move: AppointmentState.Move, _ call: ChangingCall,
        _ change: (inout AppointmentRecord) throws -> Void
    ) throws -> AppointmentRecord {
        var appointment = try call.transaction.appointmentInFull(text)
        let target = try appointment.state.applying(move)
        try change(&appointment)
        appointment.state = target
        appointment.touch(at: call.context.now)
        try call.transaction.update(appointment)
        try call.tell(appointment)
        return appointment
    }

    private func completed(_ text: String, _ call: ChangingCall) throws -> AppointmentRecord {
        let appointment = try call.transaction.appointmentInFull(text)
        guard appointment.state == .completed else {
            throw RPCError.failedPrecondition(
                "this is for an appointment that is completed; this one is \(appointment.state.word)")
        }
        return appointment
    }

    /// The last moment of the date by which somebody looks again.
    private func followUpAt(_ text: String, field: String, _ call: ChangingCall) throws -> Timestamp? {
        guard !text.isEmpty else { return nil }
        let date = try CalendarDate(asked: text, field: field)
        guard date > CalendarDate(of: call.context.now, offset: zone) else {
            throw RPCError.invalidArgument(field: field, description: "must lie in the future")
        }
        return date.start(offset: zone).endOfDay(zone: zone)
    }
}

extension AppointmentRecord {
    /// It was changed: a calendar program takes the version with the greatest number.
    mutating func touch(at now: Timestamp) {
        changedAt = now
        sequence += 1
    }
}
