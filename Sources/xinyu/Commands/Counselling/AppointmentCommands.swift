internal import ArgumentParser
internal import JSONRPC
internal import SwiftProtobuf
internal import XinyuAPI

/// `xinyu appointments …`
struct AppointmentCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "appointments",
        abstract: Language.current.text(en: "Appointments in the counselling room", zh: "心理辅导预约"),
        subcommands: [
            Slots.self, Book.self, Move.self, Cancel.self, Mine.self, Feedback.self, List.self, Show.self,
            Confirm.self, CheckIn.self, Complete.self, NoShow.self, WriteNotes.self, Notes.self, FollowUp.self,
            FollowedUp.self, Statistics.self, Calendar.self,
        ])

    struct Slots: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Slots that are free for a student", zh: "某学生可预约时段"))

        @Argument(help: "Identifier of the student.")
        var student: String

        @Option(help: "First day, as 2026-09-01; today otherwise.")
        var from = ""

        @Option(help: "How many days (14 if left out).")
        var days: UInt32 = 0

        @Option(help: "Account of the counsellor.")
        var counsellor = ""

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await CounsellingServiceClient(client).listFreeSlots(
                    APIListFreeSlotsRequest.with {
                        $0.studentID = student
                        $0.fromDate = from
                        $0.days = days
                        $0.counsellorID = counsellor
                    }, door.meta())
                guard !door.json else { return try Output.message(response) }
                var table = Table("begins", "counsellor", "room", "start", "counsellor id", "room id")
                for slot in response.slots {
                    table.add(
                        Words.moment(slot.startsAt), slot.counsellorName, slot.roomName, Moments.text(slot.startsAt),
                        slot.counsellorID, slot.roomID)
                }
                Output.table(table, whenEmpty: Language.current.text(en: "no slot is free", zh: "没有可预约时段"))
            }
        }
    }

    struct Book: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Book a slot and print the id", zh: "预约并输出编号"))

        @Argument(help: "Identifier of the student.")
        var student: String

        @Argument(help: "Account of the counsellor.")
        var counsellor: String

        @Argument(help: "Identifier of the room.")
        var room: String

        @Argument(help: "As slots prints it: 2026-11-05T06:00:00Z.")
        var start: String

        @Option(help: "What it is about, if one wants to say; only counsellors read it.")
        var request = ""

        @OptionGroup var door: Door

        func run() async throws {
            let start = try Moments.moment(start)
            try await door.open { client in
                let response = try await CounsellingServiceClient(client).bookAppointment(
                    APIBookAppointmentRequest.with {
                        $0.studentID = student
                        $0.counsellorID = counsellor
                        $0.roomID = room
                        $0.startsAt = start
                        $0.request = request
                    }, door.meta())
                if door.json { try Output.message(response) } else { Output.line(response.appointment.id) }
            }
        }
    }

    struct Move: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Move an appointment to another slot", zh: "改期"))

        @Argument(help: "Identifier of the appointment.")
        var appointment: String

        @Argument(help: "Account of the counsellor.")
        var counsellor: String

        @Argument(help: "Identifier of the room.")
        var room: String

        @Argument(help: "As slots prints it: 2026-11-05T06:00:00Z.")
        var start: String

        @OptionGroup var door: Door

        func run() async throws {
            let start = try Moments.moment(start)
            try await door.open { client in
                let response = try await CounsellingServiceClient(client).rescheduleAppointment(
                    APIRescheduleAppointmentRequest.with {
                        $0.appointmentID = appointment
                        $0.counsellorID = counsellor
                        $0.roomID = room
                        $0.startsAt = start
                    }, door.meta())
                if door.json { try Output.message(response) }
            }
        }
    }

    struct Cancel: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Cancel an appointment", zh: "取消预约"))

        @Argument(help: "Identifier of the appointment.")
        var appointment: String

        @Option(help: "Why.")
        var reason = ""

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await CounsellingServiceClient(client).cancelAppointment(
                    APICancelAppointmentRequest.with {
                        $0.appointmentID = appointment
                        $0.reason = reason
                    }, door.meta())
                if door.json { try Output.message(response) }
            }
        }
    }

    struct Mine: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "My appointments (for a student)", zh: "我的预约（学生）"))

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await CounsellingServiceClient(client).listMyAppointments(
                    APIListMyAppointmentsRequest(), door.meta())
                guard !door.json else { return try Output.message(response) }
                var table = Table("id", "begins", "counsellor", "room", "state")
                for appointment in response.appointments {
                    table.add(
                        appointment.id, Words.moment(appointment.startsAt), appointment.counsellorName,
                        appointment.roomName, Words.appointmentState(appointment.state))
                }
                Output.table(table, whenEmpty: Language.current.text(en: "no appointments", zh: "没有预约"))
            }
        }
    }

    struct Feedback: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Give feedback on an appointment that was held", zh: "对已完成的辅导作评价"))

        @Argument(help: "Identifier of the appointment.")
        var appointment: String

        @Argument(help: "1 (bad) to 5 (good).")
        var rating: UInt32

        @Option(help: "In words.")
        var text = ""

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await CounsellingServiceClient(client).giveAppointmentFeedback(
                    APIGiveAppointmentFeedbackRequest.with {
                        $0.appointmentID = appointment
                        $0.rating = rating
                        $0.text = text
                    }, door.meta())
                if door.json { try Output.message(response) }
            }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Appointments of a unit", zh: "某单位的预约"))

        @Argument(help: "Identifier of the unit.")
        var unit: String

        @Option(name: .customLong("state"), help: "A state, once for each; those that are open otherwise.")
        var states: [String] = []

        @Option(help: "First day, as 2026-09-01.")
        var from = ""

        @Option(help: "Last day.")
        var until = ""

        @OptionGroup var door: Door

        func run() async throws {
            let states = try states.map { try enumValue(APIAppointmentState.self, $0, prefix: "APPOINTMENT_STATE_") }
            try await door.open { client in
                let meta = try door.meta()
                let response = try await whole { page in
                    try await CounsellingServiceClient(client).listAppointments(
                        APIListAppointmentsRequest.with {
                            $0.unitID = unit
                            $0.states = states
                            $0.fromDate = from
                            $0.untilDate = until
                            $0.page = page
                        }, meta)
                }
                guard !door.json else { return try Output.message(response) }
                showAppointments(response.appointments)
                Output.incomplete(response.incomplete)
            }
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "One appointment", zh: "查看一个预约"))

        @Argument(help: "Identifier of the appointment.")
        var appointment: String

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await CounsellingServiceClient(client).getAppointment(
                    APIGetAppointmentRequest.with { $0.appointmentID = appointment }, door.meta())
                guard !door.json else { return try Output.message(response) }
                showAppointments([response.appointment])
                Output.text(response.appointment.request, as: "request")
                Output.text(response.appointment.cancelReason, as: "reason")
                Output.text(response.appointment.followUpOutcome, as: "follow-up")
                Output.text(response.appointment.feedbackText, as: "feedback")
                Output.incomplete(response.incomplete)
            }
        }
    }
}

private func showAppointments(_ appointments: [APIAppointment]) {
    var table = Table("id", "student", "begins", "room", "state", "notes", "follow-up")
    for appointment in appointments {
        table.add(
            appointment.id, appointment.studentName,
            appointment.hasStartsAt ? Words.moment(appointment.startsAt) : "", appointment.roomName,
            Words.appointmentState(appointment.state),
            appointment.notesVersions == 0 ? "" : String(appointment.notesVersions), appointment.followUpOn)
    }
    Output.table(table, whenEmpty: Language.current.text(en: "no appointments", zh: "没有预约"))
}

/// A moment as it is given back to the daemon: RFC 3339 in UTC.
enum Moments {
    static func text(_ moment: Google_Protobuf_Timestamp) -> String {
        let json = (try? moment.jsonString()) ?? ""
        return String(json.filter { $0 != "\"" })
    }

    static func moment(_ text: String) throws -> Google_Protobuf_Timestamp {
        guard let moment = try? Google_Protobuf_Timestamp(jsonString: "\"\(text)\"") else {
            throw ValidationError("\(text) is not a moment, as 2026-11-05T06:00:00Z")
        }
        return moment
    }
}
