internal import Access
internal import Domain
internal import JSONRPC
public import Router
internal import Store
internal import SwiftProtobuf
public import XinyuAPI

extension MentoringServiceImplementation {
    public func proposeMentors(
        _ request: APIProposeMentorsRequest, _ call: ReadingCall
    ) throws -> APIProposeMentorsResponse {
        let proposal = try proposal(request.unitID, call)
        var choices = proposal.assignment.choices
        var leftOver = Array(proposal.assignment.leftOver.prefix(MentorProposal.most))
        // The order tells who is in a priority group.
        if call.context.ceiling < .clinical {
            choices.sort { $0.student < $1.student }
            leftOver.sort { $0.student < $1.student }
        }
        call.count(.students, choices.count + leftOver.count)
        return try .with {
            $0.proposals = try choices.map { choice in
                try .with {
                    $0.studentID = choice.student.description
                    $0.studentName = try call.transaction.nameUnlessErased(choice.student)
                    $0.classID = proposal.places[choice.student]?.classID?.description ?? ""
                    $0.mentorID = choice.mentor.description
                    if call.context.ceiling >= .clinical {
                        $0.reason = choice.explanation.text
                        $0.priorityGroups = choice.explanation.groups.map(\.rawValue)
                    }
                }
            }
            $0.leftOver = try leftOver.map { left in
                try .with {
                    $0.studentID = left.student.description
                    $0.studentName = try call.transaction.nameUnlessErased(left.student)
                    $0.classID = proposal.places[left.student]?.classID?.description ?? ""
                    $0.reason = left.obstacle.text
                }
            }
            $0.fingerprint = proposal.assignment.fingerprint
            $0.waiting = UInt32(proposal.waiting)
        }
    }

    public func applyMentors(_ request: APIApplyMentorsRequest, _ call: ChangingCall) throws -> APIApplyMentorsResponse
    {
        let proposal = try proposal(request.unitID, call.reading)
        guard !request.fingerprint.isEmpty else {
            throw RPCError.invalidArgument(field: "fingerprint", description: "is missing; take that of ProposeMentors")
        }
        guard proposal.assignment.fingerprint == request.fingerprint else {
            throw RPCError.aborted("students, mentors or the care list have changed since: propose again")
        }
        for choice in proposal.assignment.choices {
            let place = proposal.places[choice.student]
            guard let school = place?.schoolID else { continue }
            try assign(choice.mentor, to: choice.student, of: school, choice.explanation.reason, call)
        }
        for mentor in Set(proposal.assignment.choices.map(\.mentor)) { call.accessChanged(account: mentor) }
        let assigned = proposal.assignment.choices.count
        return .with {
            $0.assigned = UInt32(assigned)
            $0.waiting = UInt32(proposal.waiting - assigned)
        }
    }

    public func assignMentor(_ request: APIAssignMentorRequest, _ call: ChangingCall) throws -> APIAssignMentorResponse
    {
        let student = try call.transaction.enrolledStudent(try Identifier(request.studentID, field: "studentId"))
        let account = try Identifier(request.mentorID, field: "mentorId")
        let reason = try FreeText.required(request.reason, field: "reason")
        let requirements = try requirements(of: student.school, call.transaction)
        guard
            let mentor = try call.transaction.mentors(ofSchool: student.school).first(where: { $0.account == account })
        else {
            throw RPCError.invalidArgument(field: "mentorId", description: "must be an enlisted mentor of the school")
        }
        guard
            try call.transaction.canBeMentor(
                account, asked: call.context.accountID, policy: policy, at: call.context.now)
        else {
            throw RPCError.failedPrecondition(
                "this account cannot get the role from you: nobody grants one to themself, and some are kept apart")
        }
        let former = try call.transaction.openMentorship(ofStudent: student.id)
        guard former?.mentor != account else { throw RPCError.alreadyExists("this is the student's mentor already") }
        let load = try call.transaction.openMentorships(ofMentor: account).count
        let limit = mentor.mostMentees ?? requirements.mostMentees
        guard load < limit else {
            throw RPCError.failedPrecondition("this mentor has \(load) mentees, the most that there can be")
        }
        if let former { try call.end(former, reason) }
        let mentorship = try assign(account, to: student.id, of: student.school, reason, call)
        call.accessChanged(account: account)
        return try .with { $0.mentorship = try call.reading.contract(mentorship) }
    }

    public func endMentorship(
        _ request: APIEndMentorshipRequest, _ call: ChangingCall
    ) throws -> APIEndMentorshipResponse {
        let id = try Identifier(request.mentorshipID, field: "mentorshipId")
        let reason = try FreeText.required(request.reason, field: "reason")
        guard let mentorship = try call.transaction.mentorship(id) else { throw RPCError.notFound() }
        guard mentorship.endedAt == nil else { throw RPCError.failedPrecondition("it has ended already") }
        try call.end(mentorship, reason)
        return APIEndMentorshipResponse()
    }

    // MARK: -

    private func proposal(_ text: String, _ call: ReadingCall) throws -> MentorProposal {
        let (unit, school) = try call.unitOfSchool(text)
        return try MentorProposal(
            for: unit, of: school, try requirements(of: school, call.transaction), policy: policy, call)
    }

    /// Stores the mentorship, and the role that opens the student to the mentor.
    @discardableResult
    private func assign(
        _ mentor: Identifier, to student: Identifier, of school: Identifier, _ reason: String, _ call: ChangingCall
    ) throws -> MentorshipRecord {
        let (now, author) = (call.context.now, call.context.accountID)
        let grant = GrantRecord(
            id: call.newIdentifier(), account: mentor, role: .mentor, scopeKind: "student", scope: student,
            startsAt: now, state: policy.needsApproval(.mentor) ? .requested : .approved, requestedBy: author,
            requestedAt: now)
        try call.transaction.insert(grant)
        let due = ContactCompliance([], since: now, try requirements(of: school, call.transaction), at: now).nextDueAt
        let mentorship = MentorshipRecord(
            school: school, id: call.newIdentifier(), student: student, mentor: mentor, grant: grant.id,
            reasons: .init(assigned: reason), assignedBy: author, since: now, contactDueAt: due)
        try call.transaction.insert(mentorship)
        call.count(.mentorships, 1)
        try call.tellArchive(.mentoring, of: student, in: school, subject: mentorship.id, "成长导师：已安排")
        return mentorship
    }
}

extension MentorAssignment.Explanation {
    /// As it is kept, sealed, with the mentorship.
    fileprivate var reason: String {
        groups.isEmpty ? text : text + "; before others: " + groups.map(\.rawValue).joined(separator: ", ")
    }
}
