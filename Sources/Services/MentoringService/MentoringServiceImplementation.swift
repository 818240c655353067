public import Access
public import Domain
internal import JSONRPC
public import Router
internal import Store
internal import SwiftProtobuf
public import XinyuAPI

/// `xinyu.v1.MentoringService`: a mentor for every student (T26), peer observers and growth buddies (T15).
public struct MentoringServiceImplementation: MentoringService {
    /// Whoever learns of further priority groups adds a line.
    static let needs: [any MentorNeedSource] = [
        CareListNeeds(), CircumstanceNeeds(),
    ]

    let policy: Policy
    let decider: AccessDecider
    /// What holds in a school that has settled nothing.
    let usual: MentoringRequirements

    public init(requirements: MentoringRequirements, policy: Policy) {
        usual = requirements
        self.policy = policy
        decider = AccessDecider(policy: policy)
    }

    // MARK: - Mentors

    public func enlistMentor(_ request: APIEnlistMentorRequest, _ call: ChangingCall) throws -> APIEnlistMentorResponse
    {
        let (unit, school) = try call.reading.unitOfSchool(request.unitID)
        let account = try Identifier(request.accountID, field: "accountId")
        guard request.mostMentees <= 1_000 else {
            throw RPCError.invalidArgument(field: "mostMentees", description: "must be 1000 at most")
        }
        // Somebody of another school and nobody read the same.
        guard let record = try call.transaction.account(account), record.state == .active, record.student == nil,
            let home = record.unit, call.units.contains(school, home)
        else {
            throw RPCError.invalidArgument(
                field: "accountId", description: "must be the account of somebody who works in the school")
        }
        if let present = try call.transaction.mentors(ofSchool: school).first(where: { $0.account == account }) {
            try checkReach(present.unit, call)
        }
        let mentor = MentorRecord(
            school: school, account: account, unit: unit,
            mostMentees: request.mostMentees == 0 ? nil : Int(request.mostMentees),
            training: try MentorTraining(request.training, field: "training"), enlistedBy: call.context.accountID,
            enlistedAt: call.context.now)
        try call.transaction.set(mentor)
        let mentees = try call.transaction.openMentorships(ofMentor: account).count
        let usual = try requirements(of: school, call.transaction).mostMentees
        let limit = mentor.mostMentees ?? usual
        return try .with { $0.mentor = try call.reading.contract(mentor, mentees: mentees, limit: limit) }
    }

    public func releaseMentor(
        _ request: APIReleaseMentorRequest, _ call: ChangingCall
    ) throws -> APIReleaseMentorResponse {
        let (unit, school) = try call.reading.unitOfSchool(request.unitID)
        let account = try Identifier(request.accountID, field: "accountId")
        guard let mentor = try call.transaction.mentors(ofSchool: school).first(where: { $0.account == account }),
            call.units.contains(unit, mentor.unit)
        else {
            throw RPCError.invalidArgument(field: "accountId", description: "must be a mentor of this unit")
        }
        try call.transaction.releaseMentor(account, in: school, at: call.context.now)
        let mentees = try call.transaction.openMentorships(ofMentor: account).count { $0.school == school }
        return .with { $0.mentees = UInt32(mentees) }
    }

    public func listMentors(_ request: APIListMentorsRequest, _ call: ReadingCall) throws -> APIListMentorsResponse {
        let (unit, school) = try call.unitOfSchool(request.unitID)
        let usual = try requirements(of: school, call.transaction).mostMentees
        let loads = Dictionary(grouping: try call.transaction.openMentorships(ofSchool: school), by: \.mentor)
        let mentors = try call.transaction.mentors(ofSchool: school).filter { mentor in
            // For a class those of the grade and the school, too: they can be mentors there.
            call.units.contains(unit, mentor.unit) || call.units.contains(mentor.unit, unit)
        }
        return try .with {
            $0.mentors = try mentors.map { mentor in
                try call.contract(
                    mentor, mentees: loads[mentor.account]?.count ?? 0, limit: mentor.mostMentees ?? usual)
            }
        }
    }

    // MARK: - Requirements

    public func setMentoringRequirements(
        _ request: APISetMentoringRequirementsRequest, _ call: ChangingCall
    ) throws -> APISetMentoringRequirementsResponse {
        let school = try call.reading.school(request.schoolID)
        let requirements = try MentoringRequirements(request.requirements)
        try call.transaction.set(
            requirements, ofSchool: school, by: call.context.accountID, at: call.context.now)
        for mentorship in try call.transaction.openMentorships(ofSchool: school) {
            _ = try call.renewDue(mentorship, requirements)
        }
        return .with { $0.requirements = APIMentoringRequirements(requirements) }
    }

    public func getMentoringRequirements(
        _ request: APIGetMentoringRequirementsRequest, _ call: ReadingCall
    ) throws -> APIGetMentoringRequirementsResponse {
        let requirements = try requirements(of: try call.school(request.schoolID), call.transaction)
        return .with { $0.requirements = APIMentoringRequirements(requirements) }
    }

    func requirements(of school: Identifier, _ transaction: ReadTransaction) throws -> MentoringRequirements {
        try transaction.mentoringRequirements(ofSchool: school) ?? usual
    }

    /// A mentor who is for a wider unit than the caller answers for is not the caller's to change.
    private func checkReach(_ unit: Identifier, _ call: ChangingCall) throws {
        let decision = decider.decide(
            call.context.identity, .mentoringManage, on: .unit(unit), in: call.units, at: call.context.now)
        guard case .allowed = decision else {
            throw RPCError.failedPrecondition("this mentor is for a wider unit; who answers for that one changes it")
        }
    }
}
