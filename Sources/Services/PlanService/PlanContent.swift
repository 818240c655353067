internal import Domain
internal import JSONRPC
internal import Store
internal import XinyuAPI

/// What a plan says, checked.
struct PlanContent {
    static let mostGoals = 20
    static let mostMeasures = 50

    let body: PlanRecord.Body
    let reviewAt: Timestamp

    init(_ content: APIPlanContent, zone: Duration, today now: Timestamp) throws(RPCError) {
        guard 1...Self.mostGoals ~= content.goals.count else {
            throw .invalidArgument(field: "content.goals", description: "a plan has 1 to \(Self.mostGoals) goals")
        }
        guard content.measures.count <= Self.mostMeasures else {
            throw .invalidArgument(
                field: "content.measures", description: "a plan has at most \(Self.mostMeasures) measures")
        }
        var goals: [String] = []
        for (index, goal) in content.goals.enumerated() {
            goals.append(try FreeText.required(goal, field: "content.goals[\(index)]"))
        }
        var measures: [PlanRecord.Measure] = []
        for (index, measure) in content.measures.enumerated() {
            guard measure.everyDays <= 366 else {
                throw .invalidArgument(
                    field: "content.measures[\(index)].everyDays", description: "must be 366 at most")
            }
            measures.append(
                PlanRecord.Measure(
                    text: try FreeText.required(measure.text, field: "content.measures[\(index)].text"),
                    owner: try Identifier.ifPresent(measure.ownerID, field: "content.measures[\(index)].ownerId"),
                    everyDays: Int(measure.everyDays)))
        }
        guard let date = CalendarDate(content.reviewOn) else {
            throw .invalidArgument(field: "content.reviewOn", description: "must be a date, as 2026-12-31")
        }
        reviewAt = date.start(offset: zone)
        guard date > CalendarDate(of: now, offset: zone) else {
            throw .invalidArgument(field: "content.reviewOn", description: "must lie in the future")
        }
        body = PlanRecord.Body(goals: goals, measures: measures, reviewOn: content.reviewOn)
    }
}
