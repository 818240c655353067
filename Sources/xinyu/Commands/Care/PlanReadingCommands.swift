internal import ArgumentParser
internal import JSONRPC
internal import SwiftProtobuf
internal import XinyuAPI

/// What a plan says, what became of it, and whether it works.
extension PlanCommands {
    struct OfUnit: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "The plans of a unit, the next review first", zh: "某单位的方案"))

        @Argument(help: "Identifier of the unit.")
        var unit: String

        @Option(name: .customLong("state"), help: "As REVIEW_DUE; once for each. All that are open when there is none.")
        var states: [String] = []

        @OptionGroup var door: Door

        func run() async throws {
            let states = try states.map { try enumValue(APIPlanState.self, $0, prefix: "PLAN_STATE_") }
            try await door.open { client in
                let response = try await PlanServiceClient(client).listUnitPlans(
                    APIListUnitPlansRequest.with {
                        $0.unitID = unit
                        $0.states = states
                    }, door.meta())
                guard !door.json else { return try Output.message(response) }
                showPlans(response.plans)
                Output.incomplete(response.incomplete)
            }
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "One plan with its measures and effects", zh: "查看方案"))

        @Argument(help: "Identifier of the plan.")
        var plan: String

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await PlanServiceClient(client).getPlan(
                    APIGetPlanRequest.with {
                        $0.planID = plan
                    }, door.meta())
                guard !door.json else { return try Output.message(response) }
                showPlans([response.plan])
                showTasks(response.plan.tasks)
                Output.incomplete(response.incomplete)
            }
        }
    }

    struct History: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(
                en: "Moves, versions, reviews, and what was carried out", zh: "方案的变更、评估与落实记录"))

        @Argument(help: "Identifier of the plan.")
        var plan: String

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await PlanServiceClient(client).getPlanHistory(
                    APIGetPlanHistoryRequest.with {
                        $0.planID = plan
                    }, door.meta())
                guard !door.json else { return try Output.message(response) }
                let people = response.changes.map(\.authorID) + response.records.map(\.doneBy)
                show(response, try await AccountNames(of: people, client, try door.meta()))
                Output.incomplete(response.incomplete)
            }
        }
    }

    struct Series: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Scores since the baseline, as a chart", zh: "效果曲线"))

        @Argument(help: "Identifier of the plan.")
        var plan: String

        @Option(help: "Identifier of the instrument; that of the newest measurement when empty.")
        var instrument = ""

        @Option(help: "Scale; the main one when empty.")
        var scale = ""

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await PlanServiceClient(client).getEffectSeries(
                    APIGetEffectSeriesRequest.with {
                        $0.planID = plan
                        $0.instrumentID = instrument
                        $0.scaleID = scale
                    }, door.meta())
                guard !door.json else { return try Output.message(response) }
                Output.line("\(response.series.instrumentID).\(response.series.scaleID)")
                for line in EffectChart(response.series).lines { Output.line(line) }
                Output.line(response.series.basis)
                Output.incomplete(response.incomplete)
            }
        }
    }

    struct Mine: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "The measures that are mine to carry out", zh: "由我落实的措施"))

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await PlanServiceClient(client).listMyMeasures(
                    APIListMyMeasuresRequest(), door.meta())
                guard !door.json else { return try Output.message(response) }
                showTasks(response.tasks)
                Output.incomplete(response.incomplete)
            }
        }
    }

    struct Done: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "A measure was carried out", zh: "登记措施已落实"))

        @Argument(help: "Identifier of the plan.")
        var plan: String

        @Argument(help: "Identifier of the measure.")
        var measure: String

        @Option(help: "What there is to say about it.")
        var note = ""

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await PlanServiceClient(client).recordMeasureDone(
                    APIRecordMeasureDoneRequest.with {
                        $0.planID = plan
                        $0.measureID = measure
                        $0.note = note
                    }, door.meta())
                if door.json { try Output.message(response) } else { showTasks([response.task]) }
            }
        }
    }
}

private func show(_ history: APIGetPlanHistoryResponse, _ names: AccountNames) {
    let text = Language.current
    var changes = Table("at", text.text(en: "state", zh: "状态"), "author", text.text(en: "reason", zh: "理由"))
    for change in history.changes {
        changes.add(Words.moment(change.at), Words.planState(change.toState), names[change.authorID], change.reason)
    }
    Output.table(changes, whenEmpty: "")
    var reviews = Table(
        text.text(en: "held", zh: "会议日期"), text.text(en: "participants", zh: "参加人"),
        text.text(en: "decision", zh: "决定"), text.text(en: "next", zh: "下次"), text.text(en: "reason", zh: "理由"))
    for review in history.reviews {
        reviews.add(
            Words.moment(review.heldAt), review.participants.joined(separator: ", "),
            Words.planDecision(review.decision), review.nextReviewOn, review.reason)
    }
    if !reviews.isEmpty { Output.table(reviews, whenEmpty: "") }
    var records = Table(
        text.text(en: "done", zh: "落实时间"), text.text(en: "measure", zh: "措施"), text.text(en: "by", zh: "落实人"),
        text.text(en: "note", zh: "备注"))
    for record in history.records {
        records.add(Words.moment(record.doneAt), record.text, names[record.doneBy], record.note)
    }
    if !records.isEmpty { Output.table(records, whenEmpty: "") }
}

private func showTasks(_ tasks: [APIMeasureTask]) {
    let text = Language.current
    var table = Table(
        text.text(en: "plan", zh: "方案"), "id", text.text(en: "student", zh: "学生"),
        text.text(en: "measure", zh: "措施"), text.text(en: "frequency", zh: "频率"),
        text.text(en: "due", zh: "应落实"), text.text(en: "last done", zh: "上次落实"),
        text.text(en: "times", zh: "次数"))
    for task in tasks {
        table.add(
            task.planID, task.measureID, task.studentName, task.text,
            Words.frequency(everyDays: task.everyDays, timesAWeek: task.timesAWeek),
            task.hasDueAt ? Words.moment(task.dueAt) : "–", task.hasLastDoneAt ? Words.moment(task.lastDoneAt) : "–",
            "\(task.timesDone)")
    }
    Output.table(table, whenEmpty: text.text(en: "no measures", zh: "没有措施"))
}
