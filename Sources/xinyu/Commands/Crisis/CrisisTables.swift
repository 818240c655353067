internal import SwiftProtobuf
internal import XinyuAPI

/// Crisis cases as tables.
enum CrisisTables {
    private static var text: Language { Language.current }

    static func cases(_ cases: [APICrisisCase], _ names: AccountNames) {
        var table = Table(
            "id", "student", "state", text.text(en: "lead", zh: "负责人"), text.text(en: "next step", zh: "下一步"),
            "until", text.text(en: "open points", zh: "未完成事项"))
        for crisis in cases {
            table.add(
                crisis.id, crisis.studentName, Words.crisisState(crisis.state), names[crisis.leadID],
                crisis.nextStep.what,
                crisis.hasNextStep ? Words.moment(crisis.nextStep.dueAt) : "",
                crisis.points.filter { $0.state == .open }.map { Words.crisisPoint($0.kind) }
                    .joined(separator: text.text(en: ", ", zh: "、")))
        }
        Output.table(table, whenEmpty: text.text(en: "no cases", zh: "没有个案"))
    }

    static func line(_ crisis: APICrisisCase) {
        Output.line(
            [
                crisis.id, Table.printable(crisis.studentName), Words.crisisState(crisis.state),
                crisis.hasNextStep ? Words.moment(crisis.nextStep.dueAt) : "",
            ].joined(separator: "  "))
    }

    static func full(_ crisis: APICrisisCase, _ names: AccountNames) {
        cases([crisis], names)
        var points = Table(
            text.text(en: "point", zh: "清单事项"), "state", "until", text.text(en: "done at", zh: "完成时间"),
            text.text(en: "note", zh: "备注"))
        for point in crisis.points {
            points.add(
                Words.crisisPoint(point.kind), Words.pointState(point.state) + late(point.isOverdue),
                Words.moment(point.dueAt), point.hasDoneAt ? Words.moment(point.doneAt) : "", point.note + point.excuse)
        }
        Output.table(points, whenEmpty: "")
        var moves = Table(text.text(en: "move", zh: "可推进"), text.text(en: "obstacles", zh: "尚缺条件"))
        for option in crisis.moves {
            moves.add(
                Words.crisisMove(option.move), option.obstacles.map(Words.crisisObstacle).joined(separator: "; "))
        }
        if !moves.isEmpty { Output.table(moves, whenEmpty: "") }
        var followUps = Table("id", text.text(en: "follow-up", zh: "跟踪回访"), "state", "level")
        for followUp in crisis.followUps {
            followUps.add(
                followUp.id, Words.moment(followUp.dueAt),
                Words.followUpState(followUp.state) + late(followUp.isOverdue),
                Words.level(followUp.level))
        }
        if !followUps.isEmpty { Output.table(followUps, whenEmpty: "") }
        var actions = Table("id", text.text(en: "action", zh: "整改事项"), "until", "state")
        for action in crisis.lessons.flatMap(\.actions) {
            actions.add(
                action.id, action.what, Words.moment(action.dueAt),
                action.hasDoneAt
                    ? text.text(en: "done", zh: "完成") : text.text(en: "open", zh: "未完成") + late(action.isOverdue))
        }
        if !actions.isEmpty { Output.table(actions, whenEmpty: "") }
        var history = Table("at", "kind", "state", "who", text.text(en: "note", zh: "备注"))
        for event in crisis.history {
            history.add(
                Words.moment(event.at), Words.crisisEvent(event.kind), Words.crisisState(event.state),
                names[event.authorID], Words.crisisNote(event.note))
        }
        Output.table(history, whenEmpty: "")
    }

    static func late(_ isOverdue: Bool) -> String { isOverdue ? text.text(en: " (overdue)", zh: "（逾期）") : "" }
}
