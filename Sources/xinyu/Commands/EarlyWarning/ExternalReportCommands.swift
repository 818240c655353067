internal import ArgumentParser
internal import JSONRPC
internal import SwiftProtobuf
internal import XinyuAPI

/// `xinyu external …`
struct ExternalReportCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "external", abstract: Language.current.text(en: "Reports from outside of the school", zh: "外部通报"),
        subcommands: [Send.self, Own.self, List.self, Match.self, Refuse.self])

    struct Send: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Tell a school of a student", zh: "向学校通报"),
            discussion: "The text is read from standard input, so that it stands in no shell history.")

        @Argument(help: "Identifier of the school.")
        var unit: String

        @Option(help: "The student's name; with --class.")
        var name = ""

        @Option(name: .customLong("class"), help: "The class, as one knows it.")
        var className = ""

        @Option(help: "The student's number.")
        var number = ""

        @Option(help: "HEARSAY, OBSERVED or CONFIRMED.")
        var trust = "CONFIRMED"

        @Option(help: "Your own file number.")
        var reference = ""

        @OptionGroup var door: Door

        func run() async throws {
            let trust = try enumValue(APISignalTrust.self, trust, prefix: "SIGNAL_TRUST_")
            let text = StandardInput.text()
            try await door.open { client in
                let response = try await SignalServiceClient(client).reportExternally(
                    APIReportExternallyRequest.with {
                        $0.unitID = unit
                        $0.studentName = name
                        $0.className = className
                        $0.studentNumber = number
                        $0.trust = trust
                        $0.reference = reference
                        $0.text = text
                    }, door.meta())
                if door.json { try Output.message(response) } else { Output.line(response.report.id) }
            }
        }
    }

    struct Own: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Your own reports", zh: "本人通报记录"))

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let meta = try door.meta()
                let response = try await whole { page in
                    try await SignalServiceClient(client).listOwnReports(
                        APIListOwnReportsRequest.with { $0.page = page }, meta)
                }
                guard !door.json else { return try Output.message(response) }
                var table = Table("reported", "state", "reference", "id")
                for report in response.reports {
                    table.add(
                        Words.moment(report.reportedAt), Words.externalReportState(report.state), report.reference,
                        report.id)
                }
                Output.table(table, whenEmpty: Language.current.text(en: "no reports", zh: "没有通报"))
            }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Reports that wait to be matched", zh: "待匹配通报"))

        @Argument(help: "Identifier of the school.")
        var unit: String

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let meta = try door.meta()
                let response = try await whole { page in
                    try await SignalServiceClient(client).listExternalReports(
                        APIListExternalReportsRequest.with {
                            $0.unitID = unit
                            $0.page = page
                        }, meta)
                }
                guard !door.json else { return try Output.message(response) }
                var table = Table("reported", "by", "student", "class", "number", "text", "id")
                for report in response.reports {
                    table.add(
                        Words.moment(report.reportedAt), report.reporterName, report.studentName, report.className,
                        report.studentNumber, report.text, report.id)
                }
                Output.table(table, whenEmpty: Language.current.text(en: "no report waits", zh: "没有待匹配通报"))
                Output.incomplete(response.incomplete)
            }
        }
    }

    struct Match: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Say which student a report is about", zh: "匹配学生"))

        @Argument(help: "Identifier of the report.")
        var report: String

        @Argument(help: "Identifier of the student.")
        var student: String

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await SignalServiceClient(client).matchExternalReport(
                    APIMatchExternalReportRequest.with {
                        $0.reportID = report
                        $0.studentID = student
                    }, door.meta())
                if door.json { try Output.message(response) } else { Output.line(response.report.signalID) }
            }
        }
    }

    struct Refuse: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "The report is about nobody here", zh: "退回通报"))

        @Argument(help: "Identifier of the report.")
        var report: String

        @Argument var reason: String

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await SignalServiceClient(client).refuseExternalReport(
                    APIRefuseExternalReportRequest.with {
                        $0.reportID = report
                        $0.reason = reason
                    }, door.meta())
                if door.json { try Output.message(response) }
            }
        }
    }
}
