internal import ArgumentParser
internal import JSONRPC
internal import SwiftProtobuf
internal import XinyuAPI

/// `xinyu plans …`
struct PlanCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plans", abstract: Language.current.text(en: "One student, one plan", zh: "一人一案"),
        subcommands: [
            Create.self, List.self, OfUnit.self, Show.self, History.self, Activate.self, Adjust.self, Effect.self,
            Series.self, Review.self, Decline.self, Lost.self, Reopen.self, Finish.self, Mine.self, Done.self,
        ])

    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Draft a plan and print its id", zh: "起草方案并输出编号"))

        @Argument(help: "Identifier of the student.")
        var student: String

        @Option(help: "Identifier of the care-list entry.")
        var careEntry = ""

        @Option(name: .customLong("goal"), help: "A goal; once for each.")
        var goals: [String]

        @Option(name: .customLong("measure"), help: "A measure; once for each.")
        var measures: [String] = []

        @Option(help: "Every so many days each measure is due.")
        var everyDays: UInt32 = 7

        @Option(help: "Or so many times a week; then not every so many days.")
        var timesAWeek: UInt32 = 0

        @Option(help: "Account that carries the measures out.")
        var owner = ""

        @Option(help: "Or a role: CLASS_TEACHER, GRADE_LEAD, MENTOR, COUNSELLOR or CRISIS_LEAD.")
        var ownerRole: String?

        @Option(help: "Review date, as 2026-12-31.")
        var reviewOn: String

        @OptionGroup var door: Door

        func run() async throws {
            let ownerRole = try ownerRole.map { try enumValue(APIRole.self, $0, prefix: "ROLE_") } ?? .unspecified
            try await door.open { client in
                let response = try await PlanServiceClient(client).createPlan(
                    APICreatePlanRequest.with { request in
                        request.studentID = student
                        request.careEntryID = careEntry
                        request.content.goals = goals
                        request.content.measures = measures.map { text in
                            APIMeasure.with {
                                $0.text = text
                                $0.ownerID = owner
                                $0.ownerRole = ownerRole
                                $0.everyDays = timesAWeek > 0 ? 0 : everyDays
                                $0.timesAWeek = timesAWeek
                            }
                        }
                        request.content.reviewOn = reviewOn
                    }, door.meta())
                if door.json { try Output.message(response) } else { Output.line(response.plan.id) }
            }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "The plans of a student", zh: "某学生的方案"))

        @Argument(help: "Identifier of the student.")
        var student: String

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await PlanServiceClient(client).listPlans(
                    APIListPlansRequest.with { $0.studentID = student }, door.meta())
                guard !door.json else { return try Output.message(response) }
                showPlans(response.plans)
                Output.incomplete(response.incomplete)
            }
        }
    }

    struct Activate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Start a plan", zh: "启动方案"))

        @Argument(help: "Identifier of the plan.")
        var plan: String

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await PlanServiceClient(client).activatePlan(
                    APIActivatePlanRequest.with { $0.planID = plan }, door.meta())
                if door.json { try Output.message(response) }
            }
        }
    }

    struct Effect: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(
                en: "Measure the effect with two results of one instrument", zh: "以同一量表前后两次结果评估效果"))

        @Argument(help: "Identifier of the plan.")
        var plan: String

        @Argument(help: "Identifier of the earlier result.")
        var before: String

        @Argument(help: "Identifier of the later result.")
        var after: String

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await PlanServiceClient(client).measureEffect(
                    APIMeasureEffectRequest.with {
                        $0.planID = plan
                        $0.beforeResultID = before
                        $0.afterResultID = after
                    }, door.meta())
                guard !door.json, let effect = response.plan.effects.last else { return try Output.message(response) }
                Output.line(
                    """
                    \(effect.instrumentID).\(effect.scaleID): \(Words.thousandths(effect.beforeMilli)) → \
                    \(Words.thousandths(effect.afterMilli)), RCI \(Words.thousandths(effect.indexMilli)): \
                    \(Words.verdict(effect.verdict)); \(Words.proposal(effect.proposal))
                    """)
            }
        }
    }

    struct Finish: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "End a plan: COMPLETED or ESCALATED", zh: "结束方案：完成或升级"))

        @Argument(help: "Identifier of the plan.")
        var plan: String

        @Argument(help: "COMPLETED or ESCALATED.")
        var state: String

        @Argument var reason: String

        @Option(help: "For ESCALATED: identifier of the crisis case that goes on from here.")
        var crisisCase = ""

        @OptionGroup var door: Door

        func run() async throws {
            let state = try enumValue(APIPlanState.self, state, prefix: "PLAN_STATE_")
            try await door.open { client in
                let response = try await PlanServiceClient(client).finishPlan(
                    APIFinishPlanRequest.with {
                        $0.planID = plan
                        $0.state = state
                        $0.reason = reason
                        $0.crisisCaseID = crisisCase
                    }, door.meta())
                if door.json { try Output.message(response) }
            }
        }
    }
}

func showPlans(_ plans: [APIPlan]) {
    let text = Language.current
    var table = Table(
        "id", text.text(en: "state", zh: "状态"), text.text(en: "version", zh: "版本"),
        text.text(en: "review", zh: "评估日"), text.text(en: "goals", zh: "目标"))
    for plan in plans {
        table.add(
            plan.id, Words.planState(plan.state), "\(plan.version)", plan.content.reviewOn,
            plan.content.goals.joined(separator: "; "))
    }
    Output.table(table, whenEmpty: text.text(en: "no plans", zh: "没有方案"))
}
