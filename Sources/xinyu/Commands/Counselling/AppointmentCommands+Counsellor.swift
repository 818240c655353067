internal import ArgumentParser
internal import Foundation
internal import JSONRPC
internal import SwiftProtobuf
internal import XinyuAPI

/// What counsellors do with appointments.
extension AppointmentCommands {
    struct Confirm: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Confirm a request", zh: "确认预约"))

        @Argument(help: "Identifier of the appointment.")
        var appointment: String

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await CounsellingServiceClient(client).confirmAppointment(
                    APIConfirmAppointmentRequest.with { $0.appointmentID = appointment }, door.meta())
                if door.json { try Output.message(response) }
            }
        }
    }

    struct CheckIn: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "The student is there", zh: "学生已到访"))

        @Argument(help: "Identifier of the appointment.")
        var appointment: String

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await CounsellingServiceClient(client).checkInAppointment(
                    APICheckInAppointmentRequest.with { $0.appointmentID = appointment }, door.meta())
                if door.json { try Output.message(response) }
            }
        }
    }

    struct Complete: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "It was held", zh: "完成辅导"))

        @Argument(help: "Identifier of the appointment.")
        var appointment: String

        @Option(help: "When to look again, as 2026-12-31.")
        var followUpOn = ""

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await CounsellingServiceClient(client).completeAppointment(
                    APICompleteAppointmentRequest.with {
                        $0.appointmentID = appointment
                        $0.followUpOn = followUpOn
                    }, door.meta())
                if door.json { try Output.message(response) }
            }
        }
    }

    struct NoShow: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Nobody came", zh: "学生未到访"))

        @Argument(help: "Identifier of the appointment.")
        var appointment: String

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await CounsellingServiceClient(client).markNoShow(
                    APIMarkNoShowRequest.with { $0.appointmentID = appointment }, door.meta())
                if door.json { try Output.message(response) }
            }
        }
    }

    struct WriteNotes: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Write the interview notes, from standard input", zh: "补写面谈记录（标准输入）"))

        @Argument(help: "Identifier of the appointment.")
        var appointment: String

        @Option(help: "The version that these notes are written on, 0 for the first.")
        var after: UInt32 = 0

        @OptionGroup var door: Door

        func run() async throws {
            let text = String(decoding: FileHandle.standardInput.readDataToEndOfFile(), as: UTF8.self)
            try await door.open { client in
                let response = try await CounsellingServiceClient(client).writeInterviewNotes(
                    APIWriteInterviewNotesRequest.with {
                        $0.appointmentID = appointment
                        $0.afterVersion = after
                        $0.text = text
                    }, door.meta())
                if door.json { try Output.message(response) } else { Output.line(String(response.version)) }
            }
        }
    }

    struct Notes: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(
                en: "All versions of the interview notes; needs --purpose", zh: "面谈记录各版本（需 --purpose）"))

        @Argument(help: "Identifier of the appointment.")
        var appointment: String

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await CounsellingServiceClient(client).getInterviewNotes(
                    APIGetInterviewNotesRequest.with { $0.appointmentID = appointment }, door.meta())
                guard !door.json else { return try Output.message(response) }
                let names = try await AccountNames(of: response.versions.map(\.authorID), client, try door.meta())
                for version in response.versions {
                    Output.line("\(version.version)  \(Words.moment(version.at))  \(names[version.authorID])")
                    for line in version.text.split(separator: "\n", omittingEmptySubsequences: false) {
                        Output.line("    " + Table.printable(String(line)))
                    }
                }
                Output.incomplete(response.incomplete)
            }
        }
    }

    struct FollowUp: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Say when to look again, or that one need not", zh: "设定或取消追踪日期"))

        @Argument(help: "Identifier of the appointment.")
        var appointment: String

        @Argument(help: "As 2026-12-31; left out to take the date away.")
        var date = ""

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await CounsellingServiceClient(client).setFollowUp(
                    APISetFollowUpRequest.with {
                        $0.appointmentID = appointment
                        $0.on = date
                    }, door.meta())
                if door.json { try Output.message(response) }
            }
        }
    }

    struct FollowedUp: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Record what the look again brought", zh: "登记追踪结果"))

        @Argument(help: "Identifier of the appointment.")
        var appointment: String

        @Argument(help: "What came of it.")
        var outcome: String

        @Option(help: "The next date.")
        var next = ""

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await CounsellingServiceClient(client).recordFollowUp(
                    APIRecordFollowUpRequest.with {
                        $0.appointmentID = appointment
                        $0.outcome = outcome
                        $0.nextOn = next
                    }, door.meta())
                if door.json { try Output.message(response) }
            }
        }
    }

    struct Statistics: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Counts of a term by school", zh: "按学期统计"))

        @Argument(help: "Identifier of a school, or of a unit above schools.")
        var unit: String

        @Argument(help: "The year that it begins in, as 2026.")
        var schoolYear: UInt32

        @Option(help: "1 or 2; the whole year otherwise.")
        var term: UInt32 = 0

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await CounsellingServiceClient(client).getCounsellingStatistics(
                    APIGetCounsellingStatisticsRequest.with {
                        $0.unitID = unit
                        $0.schoolYear = schoolYear
                        $0.term = term
                    }, door.meta())
                guard !door.json else { return try Output.message(response) }
                let units = try await UnitNames(client, try door.meta())
                var table = Table(
                    "school", "all", "open", "completed", "cancelled", "no-show", "no-show rate", "wait (h)")
                for figures in response.schools + [response.total] {
                    table.add(
                        figures.schoolID.isEmpty
                            ? Language.current.text(en: "together", zh: "合计") : units[figures.schoolID],
                        Words.cell(figures.all), Words.cell(figures.open), Words.cell(figures.completed),
                        Words.cell(figures.cancelled), Words.cell(figures.noShow),
                        figures.hasNoShowPermille ? Words.permille(figures.noShowPermille) : "–",
                        figures.hasMedianWaitMinutes ? String(figures.medianWaitMinutes / 60) : "–")
                }
                Output.table(table, whenEmpty: "")
            }
        }
    }

    struct Calendar: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(
                en: "My appointments as iCalendar, to standard output", zh: "导出我的预约日历（iCalendar，标准输出）"))

        @Option(help: "First day, as 2026-09-01; today otherwise.")
        var from = ""

        @Option(help: "How many days (62 if left out).")
        var days: UInt32 = 0

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await CounsellingServiceClient(client).exportCalendar(
                    APIExportCalendarRequest.with {
                        $0.fromDate = from
                        $0.days = days
                    }, door.meta())
                if door.json { try Output.message(response) } else { Output.text(response.calendar) }
            }
        }
    }
}
