import Domain
import JSONRPC
import SwiftProtobuf
import Vault
import XinyuAPI

/// Somebody who is logged in, with what they do in the counselling room on a connection of their own.
struct Visitor: Sendable {
    let id: Identifier
    let role: Role
    /// Of a student's account.
    let student: Identifier
    let meta: CallMeta
    let counselling: CounsellingServiceClient
    let mentoring: MentoringServiceClient
    let archive: ArchiveServiceClient
    let day: DayServiceClient
    let signals: SignalServiceClient

    init(_ person: CarePerson, _ client: RPCClient) {
        id = person.id
        role = person.role
        student = person.student ?? .installation
        meta = CallMeta(authorization: "Bearer " + person.token.text, purpose: "辅导")
        counselling = CounsellingServiceClient(client)
        mentoring = MentoringServiceClient(client)
        archive = ArchiveServiceClient(client)
        day = DayServiceClient(client)
        signals = SignalServiceClient(client)
    }

    // MARK: - Rooms and duty

    func room(_ school: Identifier, _ name: String = "静心室") async throws -> String {
        try await counselling.openCounsellingRoom(
            .with {
                $0.schoolID = school.description
                $0.name = name
            }, meta
        ).room.id
    }

    /// Weekly, on Thursdays unless told otherwise.
    @discardableResult
    func duty(
        _ room: String, of counsellor: Visitor, weekday: UInt32 = 4, _ starts: String = "14:00",
        _ ends: String = "17:00",
        until: String = ""
    ) async throws -> APIDuty {
        try await counselling.addDuty(
            .with {
                $0.roomID = room
                $0.counsellorID = counsellor.id.description
                $0.kind = .weekly
                $0.weekday = weekday
                $0.starts = starts
                $0.ends = ends
                $0.untilDate = until
            }, meta
        ).duty
    }

    func slots(for student: Identifier, days: UInt32 = 0, from: String = "") async throws -> [APIFreeSlot] {
        try await counselling.listFreeSlots(
            .with {
                $0.studentID = student.description
                $0.days = days
                $0.fromDate = from
                $0.limit = 500
            }, meta
        ).slots
    }

    // MARK: - Appointments

    func book(_ slot: APIFreeSlot, for student: Identifier, _ request: String = "") async throws -> APIBookedAppointment
    {
        try await counselling.bookAppointment(
            .with {
                $0.studentID = student.description
                $0.counsellorID = slot.counsellorID
                $0.roomID = slot.roomID
                $0.startsAt = slot.startsAt
                $0.request = request
            }, meta
        ).appointment
    }

    func reschedule(_ id: String, to slot: APIFreeSlot) async throws -> APIBookedAppointment {
        try await counselling.rescheduleAppointment(
            .with {
                $0.appointmentID = id
                $0.counsellorID = slot.counsellorID
                $0.roomID = slot.roomID
                $0.startsAt = slot.startsAt
            }, meta
        ).appointment
    }

    func cancel(_ id: String, _ reason: String = "") async throws -> APIBookedAppointment {
        try await counselling.cancelAppointment(
            .with {
                $0.appointmentID = id
                $0.reason = reason
            }, meta
        ).appointment
    }

    func confirm(_ id: String) async throws -> APIAppointment {
        try await counselling.confirmAppointment(.with { $0.appointmentID = id }, meta).appointment
    }

    func checkIn(_ id: String) async throws -> APIAppointment {
        try await counselling.checkInAppointment(.with { $0.appointmentID = id }, meta).appointment
    }

    func complete(_ id: String, followUpOn: String = "") async throws -> APIAppointment {
        try await counselling.completeAppointment(
            .with {
                $0.appointmentID = id
                $0.followUpOn = followUpOn
            }, meta
        ).appointment
    }

    func markNoShow(_ id: String) async throws -> APIAppointment {
        try await counselling.markNoShow(.with { $0.appointmentID = id }, meta).appointment
    }

    func appointment(_ id: String) async throws -> APIAppointment {
        try await counselling.getAppointment(.with { $0.appointmentID = id }, meta).appointment
    }

    func write(_ text: String, of id: String, after version: UInt32 = 0) async throws -> UInt32 {
        try await counselling.writeInterviewNotes(
            .with {
                $0.appointmentID = id
                $0.text = text
                $0.afterVersion = version
            }, meta
        ).version
    }

    func notes(_ id: String) async throws -> [APIInterviewNotesVersion] {
        try await counselling.getInterviewNotes(.with { $0.appointmentID = id }, meta).versions
    }

    func timeline(_ student: Identifier) async throws -> [String] {
        try await archive.getTimeline(.with { $0.studentID = student.description }, meta).entries.map(\.summary)
    }

    /// But for what the early-warning network wants of everybody in it.
    func today(days: UInt32 = 0) async throws -> [APIDueItem] {
        try await day.getMyDay(.with { $0.daysAhead = days }, meta).items
            .filter { ![.sendDayReport, .fillNetworkGap].contains($0.kind) }
    }
}
