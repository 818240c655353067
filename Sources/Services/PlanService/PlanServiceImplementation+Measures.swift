internal import Access
internal import Domain
internal import JSONRPC
public import Router
internal import Store
internal import SwiftProtobuf
public import XinyuAPI

/// The measures of plans, for the people who carry them out. Of the plan itself they see nothing.
extension PlanServiceImplementation {
    public func listMyMeasures(
        _ request: APIListMyMeasuresRequest, _ call: ReadingCall
    ) throws -> APIListMyMeasuresResponse {
        var tasks: [Identifier: MeasureTask] = [:]
        for watch in call.watches(policy, zone: zone) {
            for task in try call.transaction.measureTasks(for: watch)
            where try call.transaction.presentStudentPlace(task.plan.student) != nil { tasks[task.id] = task }
        }
        let ordered = tasks.values.sorted {
            ($0.dueAt?.milliseconds ?? .max, $0.id) < ($1.dueAt?.milliseconds ?? .max, $1.id)
        }
        call.count(.records, ordered.count)
        return try .with { $0.tasks = try ordered.map { try contract($0, call) } }
    }

    public func recordMeasureDone(
        _ request: APIRecordMeasureDoneRequest, _ call: ChangingCall
    ) throws -> APIRecordMeasureDoneResponse {
        let measure = try Identifier(request.measureID, field: "measureId")
        let note = try FreeText.optional(request.note, field: "note")
        let now = call.context.now
        let doneAt = try request.hasDoneAt ? Timestamp.past(request.doneAt, field: "doneAt", now) : now
        let plan = try plan(request.planID, call.transaction)
        let task = try task(measure, of: plan, call.reading)
        guard doneAt >= plan.createdAt else {
            throw RPCError.invalidArgument(field: "doneAt", description: "must not lie before the plan was made")
        }
        try call.transaction.insert(
            MeasureDoneRecord(
                id: call.newIdentifier(), measure: measure, doneBy: call.context.accountID, doneAt: doneAt,
                recordedAt: now, text: task.measure.text, note: note), of: plan)
        try call.tellArchive(.plan, of: plan.student, in: plan.school, subject: plan.id, "一人一案：落实支持措施")
        call.count(.plans, 1)
        let after = try self.task(measure, of: plan, call.reading)
        return try .with { $0.task = try contract(after, call.reading) }
    }

    /// A measure that the caller carries out, or manages the plan of. Another's, and none, read the same.
    private func task(_ id: Identifier, of plan: PlanRecord, _ call: ReadingCall) throws -> MeasureTask {
        guard plan.state.isRunning else {
            throw RPCError.failedPrecondition(
                "the plan is \(plan.state.rawValue): measures are carried out while it runs")
        }
        guard let place = try call.transaction.studentPlace(plan.student) else { throw RPCError.notFound() }
        let watches = call.watches(policy, zone: zone).filter { $0.reaches(place) }
        let tasks = try call.transaction.measureTasks(of: plan, at: call.context.now, zone: zone)
        guard let task = tasks.first(where: { $0.id == id }),
            watches.contains(where: {
                $0.permissions.contains(.planManage)
                    || $0.permissions.contains(.measureCarryOut) && task.isOwn(of: $0)
            })
        else {
            throw RPCError.invalidArgument(field: "measureId", description: "must name a measure that is yours")
        }
        return task
    }

    private func contract(_ task: MeasureTask, _ call: ReadingCall) throws -> APIMeasureTask {
        var message = APIMeasureTask(task)
        message.studentName = try call.transaction.nameUnlessErased(task.plan.student)
        return message
    }
}
