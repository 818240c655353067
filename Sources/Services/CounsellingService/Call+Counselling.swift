internal import Domain
internal import JSONRPC
internal import Router
internal import Store
internal import SwiftProtobuf
internal import XinyuAPI

extension ReadTransaction {
    /// An appointment that is there.
    func appointmentInFull(_ text: String) throws -> AppointmentRecord {
        guard let appointment = try appointment(try Identifier(text, field: "appointmentId")) else {
            throw RPCError.notFound()
        }
        return appointment
    }

    func openCounsellingRoom(_ id: Identifier) throws -> CounsellingRoomRecord {
        guard let room = try counsellingRoom(id) else { throw RPCError.notFound() }
        guard room.closedAt == nil else { throw RPCError.failedPrecondition("the room is closed") }
        return room
    }
}

extension ReadingCall {
    /// The school that the field `schoolId` names.
    func school(_ text: String) throws -> Identifier {
        let id = try Identifier(text, field: "schoolId")
        guard units[id]?.kind == .school else {
            throw RPCError.invalidArgument(field: "schoolId", description: "must be a school")
        }
        return id
    }

    func contract(_ turn: DutyTurn) throws -> APIDuty {
        var message = APIDuty()
        message.id = turn.id.description
        message.kind = APIDutyKind(turn.kind)
        message.counsellorID = turn.counsellor.description
        message.counsellorName = try transaction.account(turn.counsellor)?.profile.name ?? ""
        message.roomID = turn.room?.description ?? ""
        message.weekday = UInt32(turn.weekday ?? 0)
        message.fromDate = turn.from.description
        message.untilDate = turn.until?.description ?? ""
        if turn.kind != .absence {
            message.starts = TimeOfDay.text(turn.startSecond)
            message.ends = TimeOfDay.text(turn.endSecond)
        }
        return message
    }

    /// To the student, or to who books: when, where and with whom.
    func booked(_ appointment: AppointmentRecord) throws -> APIBookedAppointment {
        var message = APIBookedAppointment()
        message.id = appointment.id.description
        message.state = APIAppointmentState(appointment.state)
        message.startsAt = Google_Protobuf_Timestamp(appointment.start)
        message.endsAt = Google_Protobuf_Timestamp(appointment.end)
        message.counsellorName = try transaction.account(appointment.counsellor)?.profile.name ?? ""
        message.roomName = try transaction.counsellingRoom(appointment.room)?.name ?? ""
        message.feedbackGiven = appointment.feedbackAt != nil
        return message
    }

    /// In full for who may see it; what would be taken out again is not even put in.
    func contract(_ appointment: AppointmentRecord, zone: Duration) throws -> APIAppointment {
        var message = APIAppointment()
        message.id = appointment.id.description
        message.studentID = appointment.student.description
        message.studentName = try transaction.nameUnlessErased(appointment.student)
        guard context.ceiling >= .clinical else { return message }
        message.state = APIAppointmentState(appointment.state)
        message.startsAt = Google_Protobuf_Timestamp(appointment.start)
        message.endsAt = Google_Protobuf_Timestamp(appointment.end)
        message.counsellorID = appointment.counsellor.description
        message.roomID = appointment.room.description
        message.roomName = try transaction.counsellingRoom(appointment.room)?.name ?? ""
        message.bookedBy = appointment.bookedBy.description
        message.bookedAt = Google_Protobuf_Timestamp(appointment.bookedAt)
        message.confirmBy = Google_Protobuf_Timestamp(appointment.confirmBy)
        message.notesVersions = UInt32(try transaction.counsellingNotesVersions(of: appointment))
        message.followUpOn = appointment.followUpAt.map { CalendarDate(of: $0, offset: zone).description } ?? ""
        message.request = appointment.texts.request ?? ""
        message.cancelReason = appointment.texts.cancelReason ?? ""
        message.followUpOutcome = appointment.texts.followUpOutcome ?? ""
        message.feedbackRating = UInt32(appointment.texts.rating ?? 0)
        message.feedbackText = appointment.texts.feedback ?? ""
        return message
    }
}

extension ChangingCall {
    /// Tells the student's archive what became of an appointment: the fact, and nothing of what it was about.
    func tell(_ appointment: AppointmentRecord) throws {
        count(.appointments, 1)
        let fact =
            switch appointment.state {
            case .requested: "已申请"
            case .confirmed: "已确认"
            case .checkedIn: "已到访"
            case .completed: "已完成"
            case .cancelled: "已取消"
            case .noShow: "未到访"
            }
        try tellArchive(
            .counselling, of: appointment.student, in: appointment.school, subject: appointment.id,
            "心理辅导预约：\(fact)")
    }
}

extension APICounsellingRoom {
    init(_ room: CounsellingRoomRecord) {
        self.init()
        id = room.id.description
        schoolID = room.school.description
        name = room.name
        closed = room.closedAt != nil
    }
}

extension APIDutyKind {
    init(_ kind: DutyTurn.Kind) {
        switch kind {
        case .weekly: self = .weekly
        case .dated: self = .dated
        case .absence: self = .absence
        }
    }
}
