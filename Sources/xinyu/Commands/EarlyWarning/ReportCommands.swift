internal import ArgumentParser
internal import JSONRPC
internal import SwiftProtobuf
internal import XinyuAPI

/// `xinyu reports …`
struct ReportCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reports",
        abstract: Language.current.text(en: "Reports of classes, dorms, departments", zh: "日报告"),
        subcommands: [Send.self, List.self, Sweep.self, Visit.self, Review.self, Rounds.self])

    struct Send: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Send the report of a class", zh: "报送班级情况"),
            discussion: """
                With --nothing there is nothing to report. Otherwise a note of the class is read from standard input, and \
                what was seen of a student is told with `xinyu observe`.
                """)

        @Argument(help: "Identifier of the class.")
        var unit: String

        @Flag(help: "There is nothing to report.")
        var nothing = false

        @OptionGroup var door: Door

        func run() async throws {
            let note = nothing ? "" : StandardInput.text()
            try await door.open { client in
                let response = try await NetworkReportServiceClient(client).sendDayReport(
                    APISendDayReportRequest.with {
                        $0.unitID = unit
                        $0.nothingToReport = nothing
                        $0.note = note
                    }, door.meta())
                if door.json { try Output.message(response) }
            }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "The reports of a day, and which are missing", zh: "某日报告与缺报"))

        @Argument(help: "Identifier of the unit.")
        var unit: String

        @Option(help: "As 2026-11-25; today otherwise.")
        var day = ""

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await NetworkReportServiceClient(client).listDayReports(
                    APIListDayReportsRequest.with {
                        $0.unitID = unit
                        $0.day = day
                    }, door.meta())
                guard !door.json else { return try Output.message(response) }
                var table = Table("unit", "state", "sent", "students", "note")
                for report in response.reports {
                    table.add(
                        report.unitName, Words.reportState(report),
                        report.hasSentAt ? Words.moment(report.sentAt) : "",
                        report.hasSentAt ? String(report.observations) : "", report.note)
                }
                Output.table(table, whenEmpty: Language.current.text(en: "no classes", zh: "没有班级"))
                Output.incomplete(response.incomplete)
            }
        }
    }

    struct Sweep: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "What is open at the end of a day", zh: "日终清查"))

        @Argument(help: "Identifier of the unit.")
        var unit: String

        @Option(help: "As 2026-11-25; today otherwise.")
        var day = ""

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await NetworkReportServiceClient(client).getSweep(
                    APIGetSweepRequest.with {
                        $0.unitID = unit
                        $0.day = day
                    }, door.meta())
                guard !door.json else { return try Output.message(response) }
                var table = Table("what", "how many")
                let language = Language.current
                for (words, number) in [
                    (language.text(en: "warnings nobody has taken", zh: "未认领预警"), response.unacknowledgedWarnings),
                    (language.text(en: "interviews to hold", zh: "待面谈"), response.waitingInterviews),
                    (language.text(en: "of them late", zh: "其中逾期"), response.overdueWarnings),
                    (language.text(en: "signals to decide", zh: "待研判线索"), response.undecidedSignals),
                    (language.text(en: "reports to match", zh: "待匹配通报"), response.waitingReports),
                    (language.text(en: "gaps of the network", zh: "网络缺口"), response.gaps),
                ] { table.add(words, String(number)) }
                for report in response.missingReports {
                    table.add(language.text(en: "report is missing", zh: "缺报"), report.unitName)
                }
                for round in response.overdueRounds { table.add(Words.roundKind(round.kind), round.unitName) }
                Output.table(table, whenEmpty: "")
                Output.incomplete(response.incomplete)
            }
        }
    }

    struct Visit: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Record a visit to a dorm", zh: "登记走访宿舍"),
            discussion: "A note is read from standard input.")

        @Argument(help: "Identifier of the dorm.")
        var unit: String

        @OptionGroup var door: Door

        func run() async throws {
            let note = StandardInput.text()
            try await door.open { client in
                let response = try await NetworkReportServiceClient(client).recordDormVisit(
                    APIRecordDormVisitRequest.with {
                        $0.unitID = unit
                        $0.note = note
                    }, door.meta())
                if door.json { try Output.message(response) }
            }
        }
    }

    struct Review: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Record the review of a department", zh: "登记院系研判"),
            discussion: "What was found and agreed is read from standard input.")

        @Argument(help: "Identifier of the department.")
        var unit: String

        @OptionGroup var door: Door

        func run() async throws {
            let note = StandardInput.text()
            try await door.open { client in
                let response = try await NetworkReportServiceClient(client).recordDepartmentReview(
                    APIRecordDepartmentReviewRequest.with {
                        $0.unitID = unit
                        $0.note = note
                    }, door.meta())
                if door.json { try Output.message(response) }
            }
        }
    }

    struct Rounds: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Dorms and departments with their last round", zh: "走访与研判情况"))

        @Argument(help: "Identifier of the unit.")
        var unit: String

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await NetworkReportServiceClient(client).listRounds(
                    APIListRoundsRequest.with { $0.unitID = unit }, door.meta())
                guard !door.json else { return try Output.message(response) }
                var table = Table("unit", "what", "last", "due")
                for round in response.rounds {
                    table.add(
                        round.unitName, Words.roundKind(round.kind), round.hasLastAt ? Words.moment(round.lastAt) : "–",
                        round.hasDueAt ? Words.moment(round.dueAt) : Words.urgency(.overdue))
                }
                Output.table(table, whenEmpty: Language.current.text(en: "no dorms, no departments", zh: "没有宿舍和院系"))
                Output.incomplete(response.incomplete)
            }
        }
    }
}
