internal import Access
internal import Domain
internal import JSONRPC
public import Router
internal import Store
internal import SwiftProtobuf
public import XinyuAPI

extension MentoringServiceImplementation {
    public func assignGrowthBuddy(
        _ request: APIAssignGrowthBuddyRequest, _ call: ChangingCall
    ) throws -> APIAssignGrowthBuddyResponse {
        let student = try call.transaction.enrolledStudent(try Identifier(request.studentID, field: "studentId"))
        let buddy = try buddy(request.buddyID, of: student, call)
        let present = try call.transaction.openGrowthBuddies(with: student.id)
        guard !present.contains(where: { $0.student == buddy.id || $0.buddy == buddy.id }) else {
            throw RPCError.alreadyExists("the two are growth buddies already")
        }
        let pair = GrowthBuddyRecord(
            school: student.school, id: call.newIdentifier(), student: student.id, buddy: buddy.id,
            assignedBy: call.context.accountID, since: call.context.now)
        try call.transaction.insert(pair)
        try tell(pair, "成长伙伴：已结对", call)
        return try .with { $0.growthBuddy = try contract(pair, call.reading) }
    }

    public func endGrowthBuddy(
        _ request: APIEndGrowthBuddyRequest, _ call: ChangingCall
    ) throws -> APIEndGrowthBuddyResponse {
        let reason = try FreeText.optional(request.reason, field: "reason")
        guard var pair = try call.transaction.growthBuddy(try Identifier(request.growthBuddyID, field: "growthBuddyId"))
        else { throw RPCError.notFound() }
        guard pair.endedAt == nil else { throw RPCError.failedPrecondition("it has ended already") }
        pair.endReason = reason
        pair.endedAt = call.context.now
        try call.transaction.end(pair)
        try tell(pair, "成长伙伴：已结束", call)
        return APIEndGrowthBuddyResponse()
    }

    public func listGrowthBuddies(
        _ request: APIListGrowthBuddiesRequest, _ call: ReadingCall
    ) throws -> APIListGrowthBuddiesResponse {
        let (unit, school) = try call.unitOfSchool(request.unitID)
        let all = try call.transaction.openGrowthBuddies(ofSchool: school)
        let paired = Set(all.flatMap { [$0.student, $0.buddy] })
        let shown = try all.filter { try call.isInside(unit, student: $0.student) }
        let without = try call.transaction.openCareEntries(ofSchool: school).filter { entry in
            try entry.state != .proposed && !paired.contains(entry.student)
                && call.isInside(unit, student: entry.student)
        }.sorted { $0.student < $1.student }
        call.count(.buddies, shown.count)
        call.count(.students, without.count)
        return try .with {
            $0.pairs = try shown.map { try contract($0, call) }
            $0.withoutBuddy = try without.map { entry in
                try .with {
                    $0.studentID = entry.student.description
                    $0.studentName = try call.transaction.nameUnlessErased(entry.student)
                    $0.classID = try call.transaction.student(entry.student)?.schoolClass?.description ?? ""
                }
            }
        }
    }

    public func listMyGrowthBuddies(
        _ request: APIListMyGrowthBuddiesRequest, _ call: ReadingCall
    ) throws -> APIListMyGrowthBuddiesResponse {
        guard let own = call.context.identity.studentID else { return APIListMyGrowthBuddiesResponse() }
        let pairs = try call.transaction.openGrowthBuddies(with: own)
        return try .with {
            $0.buddies = try pairs.map { pair in
                let other = pair.student == own ? pair.buddy : pair.student
                return try .with {
                    $0.name = try call.transaction.nameUnlessErased(other)
                    $0.since = Google_Protobuf_Timestamp(pair.since)
                }
            }
        }
    }

    // MARK: -

    /// Another student of the school whom the caller answers for, too, and who is not in need of care.
    private func buddy(_ text: String, of student: StudentRecord, _ call: ChangingCall) throws -> StudentRecord {
        let id = try Identifier(text, field: "buddyId")
        guard id != student.id else {
            throw RPCError.invalidArgument(field: "buddyId", description: "must be another student")
        }
        guard let buddy = try call.transaction.student(id), buddy.state == .enrolled, buddy.school == student.school,
            case .allowed = decider.decide(
                call.context.identity, .growthBuddyManage,
                on: .student(
                    Target.StudentTarget(
                        id: buddy.id, schoolID: buddy.school, classID: buddy.schoolClass, dormID: buddy.dorm)),
                in: call.units, at: call.context.now)
        else {
            throw RPCError.invalidArgument(
                field: "buddyId", description: "must be an enrolled student whom you answer for, too")
        }
        guard try call.transaction.openCareEntry(ofStudent: buddy.id, in: buddy.school) == nil else {
            throw RPCError.failedPrecondition(
                "who stands on the care list is not asked to support another; choose somebody else")
        }
        return buddy
    }

    /// The same line in both archives.
    private func tell(_ pair: GrowthBuddyRecord, _ fact: String, _ call: ChangingCall) throws {
        call.count(.buddies, 1)
        for student in [pair.student, pair.buddy] {
            try call.tellArchive(.mentoring, of: student, in: pair.school, subject: pair.id, fact)
        }
    }

    private func contract(_ pair: GrowthBuddyRecord, _ call: ReadingCall) throws -> APIGrowthBuddy {
        try .with {
            $0.id = pair.id.description
            $0.studentID = pair.student.description
            $0.studentName = try call.transaction.nameUnlessErased(pair.student)
            $0.buddyID = pair.buddy.description
            $0.buddyName = try call.transaction.nameUnlessErased(pair.buddy)
            $0.since = Google_Protobuf_Timestamp(pair.since)
        }
    }
}
