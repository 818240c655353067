public import AuditLog
public import Domain
internal import JSONRPC
public import Router
internal import Store
internal import SwiftProtobuf
public import Vault
public import XinyuAPI

/// `xinyu.v1.DataRightsService`: what the law gives to the person whom an archive is about. Retention and holds are in
/// this file; erasure, copies and statements beside it.
public struct DataRightsServiceImplementation: DataRightsService {
    let log: AuditLog
    let erasing: ErasureWork
    let rules: RetentionRules
    let zone: Duration
    let cost: HashingCost

    /// - Parameters:
    ///   - erasing: carries confirmed erasures out.
    ///   - rules: how long what is kept.
    ///   - zone: the schools' offset from UTC, by which days begin.
    ///   - cost: of the passphrase of a copy.
    public init(
        log: AuditLog, erasing: ErasureWork, rules: RetentionRules, zone: Duration,
        cost: HashingCost = .moderate
    ) {
        self.log = log
        self.erasing = erasing
        self.rules = rules
        self.zone = zone
        self.cost = cost
    }

    // MARK: - Retention

    public func getRetention(_ request: APIGetRetentionRequest, _ call: ReadingCall) throws -> APIGetRetentionResponse {
        let student = try call.transaction.studentInFull(try Identifier(request.studentID, field: "studentId"))
        let plan = try call.transaction.retention(of: student, under: rules, zone: zone)
        let counts = try call.transaction.archiveCounts(of: student.id, in: student.school)
        call.count(.records, counts.values.reduce(0, +))
        return try .with {
            if let moment = student.leftAt { $0.leftOn = CalendarDate(of: moment, offset: zone).description }
            $0.topics = ArchiveTopic.allCases.map { topic in
                .with {
                    $0.topic = topic.rawValue
                    $0.yearsAfterLeaving = UInt32(rules.years(topic))
                    $0.goesOn = plan.day(topic)?.description ?? ""
                    $0.records = UInt32(clamping: counts[topic] ?? 0)
                }
            }
            $0.lastDay = plan.lastDay?.description ?? ""
            if let hold = try call.transaction.legalHold(ofStudent: student.id) {
                $0.hold = try contract(hold, call.transaction)
            }
            $0.source = rules.source
            if let since = try call.transaction.readOnlySince(student.id) { $0.readOnlySince = .init(since) }
        }
    }

    public func recordLeaving(_ request: APIRecordLeavingRequest, _ call: ChangingCall) throws
        -> APIRecordLeavingResponse
    {
        var student = try call.transaction.studentInFull(try Identifier(request.studentID, field: "studentId"))
        guard student.state != .erased else { throw RPCError.notFound() }
        guard let day = CalendarDate(request.leftOn) else {
            throw RPCError.invalidArgument(field: "leftOn", description: "must be a date, as 2026-07-01")
        }
        let today = CalendarDate(of: call.context.now, offset: zone)
        guard day <= today, day >= CalendarDate(of: student.enrolledAt, offset: zone) else {
            throw RPCError.invalidArgument(field: "leftOn", description: "must lie between enrolment and today")
        }
        student.state = .left
        student.leftAt = day.start(offset: zone)
        try call.transaction.update(student)
        try call.tellArchive(
            .transfer, of: student.id, in: student.school, subject: student.id, "离校，档案保存期自\(day)起算")
        call.count(.students, 1)
        let plan = try call.transaction.retention(of: student, under: rules, zone: zone)
        return .with { $0.lastDay = plan.lastDay?.description ?? "" }
    }

    // MARK: - Holds

    public func placeLegalHold(
        _ request: APIPlaceLegalHoldRequest, _ call: ChangingCall
    ) throws -> APIPlaceLegalHoldResponse {
        let student = try call.transaction.studentInFull(try Identifier(request.studentID, field: "studentId"))
        guard try call.transaction.legalHold(ofStudent: student.id) == nil else {
            throw RPCError.alreadyExists("a hold is in force; it stands until it is released")
        }
        let hold = LegalHoldRecord(
            school: student.school, id: call.newIdentifier(), student: student.id,
            reason: try FreeText.required(request.reason, field: "reason"), placedBy: call.context.accountID,
            placedAt: call.context.now)
        try call.transaction.insert(hold)
        return try .with { $0.hold = try contract(hold, call.transaction) }
    }

    public func releaseLegalHold(
        _ request: APIReleaseLegalHoldRequest, _ call: ChangingCall
    ) throws -> APIReleaseLegalHoldResponse {
        let id = try Identifier(request.studentID, field: "studentId")
        guard var hold = try call.transaction.legalHold(ofStudent: id) else {
            throw RPCError.failedPrecondition("no hold is in force")
        }
        hold.releasedBy = call.context.accountID
        hold.releasedAt = call.context.now
        try call.transaction.release(hold)
        return .init()
    }

    private func contract(_ hold: LegalHoldRecord, _ transaction: ReadTransaction) throws -> APILegalHold {
        try .with {
            $0.id = hold.id.description
            $0.placedBy = hold.placedBy.description
            $0.placedByName = try transaction.nameOfAccountUnlessErased(hold.placedBy)
            $0.placedAt = .init(hold.placedAt)
            $0.reason = hold.reason
        }
    }
}

extension ReadTransaction {
    /// When what stands in a student's archive goes.
    func retention(
        of student: StudentRecord, under rules: RetentionRules, zone: Duration
    ) throws -> RetentionPlan {
        RetentionPlan(
            rules, left: student.leftAt, handedOver: try readOnlySince(student.id),
            isHeld: try legalHold(ofStudent: student.id) != nil, zone: zone)
    }
}
