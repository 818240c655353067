internal import ArgumentParser
internal import JSONRPC
internal import SwiftProtobuf
internal import XinyuAPI

/// `xinyu trauma …`
struct TraumaCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "trauma",
        abstract: Language.current.text(
            en: "Bullying, violence, sexual assault: what must be reported", zh: "欺凌、暴力、性侵害：强制报告"),
        subcommands: [List.self, Show.self, Open.self, Assign.self, Step.self, Waive.self, Close.self])

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Open protocols that you may see", zh: "本人可见的未办结事项"))

        @Argument(help: "Identifier of the unit.")
        var unit: String

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let meta = try door.meta()
                let response = try await whole { page in
                    try await TraumaServiceClient(client).listTraumaReports(
                        .with {
                            $0.unitID = unit
                            $0.page = page
                        }, meta)
                }
                guard !door.json else { return try Output.message(response) }
                let counsellors = response.reports.map(\.counsellorID)
                show(response.reports, try await AccountNames(of: counsellors, client, meta))
            }
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "One protocol; needs --purpose", zh: "查看（需 --purpose）"))

        @Argument(help: "Identifier of the report.")
        var report: String

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await TraumaServiceClient(client).getTraumaReport(
                    .with { $0.traumaReportID = report }, door.meta())
                guard !door.json else { return try Output.message(response) }
                let counsellor = [response.report.counsellorID]
                show([response.report], try await AccountNames(of: counsellor, client, try door.meta()))
                Output.text(response.report.description_p, as: "description")
                showSteps(of: response.report)
            }
        }
    }

    struct Open: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Begin a protocol and print its id", zh: "登记并输出编号"),
            discussion: "What has happened is read from standard input, so that it stands in no shell history.")

        @Argument(help: "Identifier of the student.")
        var student: String

        @Argument(help: "BULLYING, VIOLENCE or SEXUAL_ASSAULT.")
        var kind: String

        @Option(help: "ORDINARY or GRAVE.")
        var gravity: String

        @Option(help: "UNKNOWN, STUDENT, GUARDIAN, STAFF or OTHER.")
        var suspect = "UNKNOWN"

        @Option(help: "Identifier of the student's crisis case.")
        var crisisCase = ""

        @Option(help: "Account of the counsellor who is to know; you when left out.")
        var counsellor = ""

        @OptionGroup var door: Door

        func run() async throws {
            let kind = try enumValue(APITraumaKind.self, kind, prefix: "TRAUMA_KIND_")
            let gravity = try enumValue(APITraumaGravity.self, gravity, prefix: "TRAUMA_GRAVITY_")
            let suspect = try enumValue(APITraumaSuspect.self, suspect, prefix: "TRAUMA_SUSPECT_")
            let description = StandardText.read()
            try await door.open { client in
                let response = try await TraumaServiceClient(client).openTraumaReport(
                    .with {
                        $0.studentID = student
                        $0.kind = kind
                        $0.gravity = gravity
                        $0.suspect = suspect
                        $0.description_p = description
                        $0.crisisCaseID = crisisCase
                        $0.counsellorID = counsellor
                    }, door.meta())
                guard !door.json else { return try Output.message(response) }
                Output.line(response.report.id)
                showSteps(of: response.report)
            }
        }
    }

    struct Assign: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Name the counsellor who is to know", zh: "指定负责教师"))

        @Argument(help: "Identifier of the report.")
        var report: String

        @Argument(help: "Account of the counsellor.")
        var counsellor: String

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await TraumaServiceClient(client).assignTraumaReport(
                    .with {
                        $0.traumaReportID = report
                        $0.counsellorID = counsellor
                    }, door.meta())
                if door.json { try Output.message(response) }
            }
        }
    }

    struct Step: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "A step was done", zh: "完成步骤"),
            discussion: "With --note, whom you told and what is read from standard input.")

        @Argument(help: "Identifier of the report.")
        var report: String

        @Argument(help: "The step, as police.")
        var step: String

        @Option(help: "Number under which it was received.")
        var receipt = ""

        @Flag(help: "Read a note from standard input.")
        var note = false

        @OptionGroup var door: Door

        func run() async throws {
            let text = note ? StandardText.read() : ""
            try await door.open { client in
                let response = try await TraumaServiceClient(client).recordTraumaStep(
                    .with {
                        $0.traumaReportID = report
                        $0.stepID = step
                        $0.receiptNumber = receipt
                        $0.note = text
                    }, door.meta())
                if door.json { try Output.message(response) } else { showSteps(of: response.report) }
            }
        }
    }

    struct Waive: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Leave out a step that is not mandatory", zh: "免除非强制步骤"),
            discussion: "The reason is read from standard input.")

        @Argument(help: "Identifier of the report.")
        var report: String

        @Argument(help: "The step, as one_stop.")
        var step: String

        @OptionGroup var door: Door

        func run() async throws {
            let reason = StandardText.read()
            try await door.open { client in
                let response = try await TraumaServiceClient(client).waiveTraumaStep(
                    .with {
                        $0.traumaReportID = report
                        $0.stepID = step
                        $0.reason = reason
                    }, door.meta())
                if door.json { try Output.message(response) } else { showSteps(of: response.report) }
            }
        }
    }

    struct Close: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "End a protocol whose reports are made", zh: "办结"),
            discussion: "What came of it is read from standard input.")

        @Argument(help: "Identifier of the report.")
        var report: String

        @OptionGroup var door: Door

        func run() async throws {
            let outcome = StandardText.read()
            try await door.open { client in
                let response = try await TraumaServiceClient(client).closeTraumaReport(
                    .with {
                        $0.traumaReportID = report
                        $0.outcome = outcome
                    }, door.meta())
                if door.json { try Output.message(response) }
            }
        }
    }
}

private func show(_ reports: [APITraumaReport], _ names: AccountNames) {
    let text = Language.current
    var table = Table(
        "id", "student", "kind", "state", text.text(en: "counsellor", zh: "负责教师"),
        text.text(en: "mandatory steps open", zh: "未报告强制步骤"))
    for report in reports {
        table.add(
            report.id, report.studentName, Words.traumaKind(report.kind), Words.traumaState(report.state),
            names[report.counsellorID],
            report.steps.filter { $0.isMandatory && $0.state == .open }.map(\.title)
                .joined(separator: text.text(en: ", ", zh: "、")))
    }
    Output.table(table, whenEmpty: text.text(en: "none that you may see", zh: "没有可见的事项"))
}

private func showSteps(of report: APITraumaReport) {
    let text = Language.current
    var table = Table(
        text.text(en: "step", zh: "步骤"), "title", text.text(en: "duty", zh: "性质"), "state", "until",
        text.text(en: "receipt", zh: "回执号"), text.text(en: "ground", zh: "依据"))
    for step in report.steps {
        table.add(
            step.id, step.title,
            step.isMandatory ? text.text(en: "mandatory", zh: "强制") : text.text(en: "advised", zh: "建议"),
            Words.traumaStepState(step.state) + CrisisTables.late(step.isOverdue), Words.moment(step.dueAt),
            step.receiptNumber, step.ground)
    }
    Output.table(table, whenEmpty: "")
}
