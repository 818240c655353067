internal import ArgumentParser
internal import JSONRPC
internal import SwiftProtobuf
internal import XinyuAPI

/// `xinyu crisis …`
struct CrisisCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "crisis", abstract: Language.current.text(en: "Crisis cases", zh: "心理危机个案"),
        subcommands: [
            List.self, Show.self, Open.self, Assign.self, Step.self, Watch.self, Count.self, Point.self, Excuse.self,
            Advance.self, AssessReturn.self, FollowUp.self, ExcuseFollowUp.self, Lesson.self, FinishAction.self,
        ])

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(
                en: "Open cases of a unit, what is due first in front", zh: "某单位未结个案，先到期者在前"))

        @Argument(help: "Identifier of the unit.")
        var unit: String

        @Option(name: .customLong("state"), help: "Only in this state; once for each, CLOSED too.")
        var states: [String] = []

        @OptionGroup var door: Door

        func run() async throws {
            let states = try states.map { try enumValue(APICrisisState.self, $0, prefix: "CRISIS_STATE_") }
            try await door.open { client in
                let meta = try door.meta()
                let response = try await whole { page in
                    try await CrisisServiceClient(client).listCrisisCases(
                        .with {
                            $0.unitID = unit
                            $0.states = states
                            $0.page = page
                        }, meta)
                }
                guard !door.json else { return try Output.message(response) }
                CrisisTables.cases(
                    response.cases, try await AccountNames(of: response.cases.map(\.leadID), client, meta))
                Output.incomplete(response.incomplete)
            }
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "A case with checklist, follow-ups, history", zh: "查看个案及其清单、回访与经过"))

        @Argument(help: "Identifier of the case.")
        var crisisCase: String

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await CrisisServiceClient(client).getCrisisCase(
                    .with { $0.crisisCaseID = crisisCase }, door.meta())
                guard !door.json else { return try Output.message(response) }
                let crisis = response.crisisCase
                let people = [crisis.leadID] + crisis.history.map(\.authorID)
                CrisisTables.full(crisis, try await AccountNames(of: people, client, try door.meta()))
                Output.incomplete(response.incomplete)
            }
        }
    }

    struct Open: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Open a case and print its id", zh: "启动危机个案并输出编号"),
            discussion: "The reason is read from standard input, so that it stands in no shell history.")

        @Argument(help: "Identifier of the student.")
        var student: String

        @Option(help: "Identifier of the warning that it comes from.")
        var warning = ""

        @Option(help: "Account that leads it; the school's crisis lead when left out.")
        var lead = ""

        @Option(name: .customLong("helper"), help: "Account that helps; once for each.")
        var helpers: [String] = []

        @OptionGroup var step: NextStepOptions
        @OptionGroup var door: Door

        func run() async throws {
            let reason = StandardText.read()
            try await door.open { client in
                let response = try await CrisisServiceClient(client).openCrisisCase(
                    .with {
                        $0.studentID = student
                        $0.warningID = warning
                        $0.reason = reason
                        $0.leadID = lead
                        $0.helperIds = helpers
                        if let step = step.message { $0.nextStep = step }
                    }, door.meta())
                if door.json { try Output.message(response) } else { Output.line(response.crisisCase.id) }
            }
        }
    }

    struct Assign: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Name lead and helpers", zh: "指定负责人与协助人员"))

        @Argument(help: "Identifier of the case.")
        var crisisCase: String

        @Argument(help: "Account that leads it.")
        var lead: String

        @Option(name: .customLong("helper"), help: "Account that helps; once for each. All of them.")
        var helpers: [String] = []

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await CrisisServiceClient(client).assignCrisisCase(
                    .with {
                        $0.crisisCaseID = crisisCase
                        $0.leadID = lead
                        $0.helperIds = helpers
                    }, door.meta())
                if door.json { try Output.message(response) }
            }
        }
    }

    struct Step: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Set what is done next", zh: "确定下一步"))

        @Argument(help: "Identifier of the case.")
        var crisisCase: String

        @OptionGroup var step: NextStepOptions
        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await CrisisServiceClient(client).setNextStep(
                    .with {
                        $0.crisisCaseID = crisisCase
                        if let step = step.message { $0.nextStep = step }
                    }, door.meta())
                if door.json { try Output.message(response) }
            }
        }
    }

    struct Watch: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Open cases as they come and change", zh: "实时查看个案变化"))

        @Argument(help: "Identifier of the unit.")
        var unit: String

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                for try await event in CrisisServiceClient(client).watchCrises(
                    .with { $0.unitID = unit }, try door.meta())
                {
                    if door.json { try Output.message(event) } else { CrisisTables.line(event.crisisCase) }
                }
            }
        }
    }

    struct Count: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Figures of a school or above", zh: "学校及以上单位的统计数"))

        @Argument(help: "Identifier of the unit; everything there is when left out.")
        var unit = ""

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await CrisisServiceClient(client).countCrises(
                    .with { $0.unitID = unit }, door.meta())
                guard !door.json else { return try Output.message(response) }
                let text = Language.current
                func figure(_ figure: APICrisisFigure) -> String {
                    figure.isHeldBack ? text.text(en: "held back", zh: "人数较少，不显示") : String(figure.number)
                }
                var table = Table(
                    text.text(en: "open", zh: "未结"), text.text(en: "opened in a year", zh: "一年内启动"),
                    text.text(en: "closed in a year", zh: "一年内结案"), text.text(en: "overdue", zh: "逾期"),
                    text.text(en: "trauma", zh: "创伤保护"))
                table.add(
                    figure(response.open), figure(response.opened), figure(response.closed), figure(response.overdue),
                    figure(response.trauma))
                Output.table(table, whenEmpty: "")
            }
        }
    }
}
