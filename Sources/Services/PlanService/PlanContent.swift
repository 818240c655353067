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

    /// - Parameters:
    ///   - present: the content that stands, whose measures go on where their ids are given; nothing for a new plan.
    ///   - newIdentifier: for measures that begin here.
    init(
        _ content: APIPlanContent, after present: PlanRecord.Body?, zone: Duration, today now: Timestamp,
        newIdentifier: () -> Identifier
    ) throws(RPCError) {
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
            let field = "content.measures[\(index)]"
            let earlier = try Self.earlier(measure.id, in: present, field: field)
            guard earlier == nil || !measures.contains(where: { $0.id == earlier?.id }) else {
                throw .invalidArgument(field: field + ".id", description: "must not come twice")
            }
            measures.append(
                PlanRecord.Measure(
                    id: earlier?.id ?? newIdentifier(),
                    text: try FreeText.required(measure.text, field: field + ".text"),
                    owner: try Identifier.ifPresent(measure.ownerID, field: field + ".ownerId"),
                    ownerRole: try Self.role(measure, field: field),
                    frequency: try Self.frequency(measure, field: field), since: earlier?.since ?? now))
        }
        let date = try ReviewDate(content.reviewOn, field: "content.reviewOn", zone, now)
        reviewAt = date.moment
        body = PlanRecord.Body(goals: goals, measures: measures, reviewOn: content.reviewOn)
    }

    /// The measure that goes on.
    private static func earlier(
        _ text: String, in present: PlanRecord.Body?, field: String
    ) throws(RPCError) -> PlanRecord.Measure? {
        guard let id = try Identifier.ifPresent(text, field: field + ".id") else { return nil }
        guard let measure = present?.measures.first(where: { $0.id == id }) else {
            throw .invalidArgument(
                field: field + ".id", description: "must be empty, or name a measure that the plan has already")
        }
        return measure
    }

    private static func role(_ measure: APIMeasure, field: String) throws(RPCError) -> Role? {
        guard measure.ownerRole != .unspecified else { return nil }
        guard measure.ownerID.isEmpty else {
            throw .invalidArgument(field: field + ".ownerRole", description: "must be empty beside an ownerId")
        }
        let role = try Role(measure.ownerRole, field: field + ".ownerRole")
        switch role {
        case .classTeacher, .gradeLead, .mentor, .counsellor, .crisisLead: return role
        default:
            throw .invalidArgument(
                field: field + ".ownerRole",
                description: "must be CLASS_TEACHER, GRADE_LEAD, MENTOR, COUNSELLOR or CRISIS_LEAD")
        }
    }

    private static func frequency(_ measure: APIMeasure, field: String) throws(RPCError) -> MeasureFrequency {
        guard measure.everyDays <= MeasureFrequency.mostDays else {
            throw .invalidArgument(
                field: field + ".everyDays", description: "must be \(MeasureFrequency.mostDays) at most")
        }
        guard measure.timesAWeek <= MeasureFrequency.mostTimes else {
            throw .invalidArgument(
                field: field + ".timesAWeek", description: "must be \(MeasureFrequency.mostTimes) at most")
        }
        switch (Int(measure.everyDays), Int(measure.timesAWeek)) {
        case (0, 0): return .once
        case (let days, 0): return .every(days: days)
        case (0, let times): return .weekly(times: times)
        default:
            throw .invalidArgument(field: field + ".timesAWeek", description: "must be 0 beside everyDays")
        }
    }
}
