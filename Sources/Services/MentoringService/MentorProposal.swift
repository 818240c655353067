internal import Access
internal import Domain
internal import Router
internal import Store

/// Mentors for the students of a unit who have none: what is proposed, and what is applied, is made here.
struct MentorProposal {
    /// At most so many at once; the rest comes with the next proposal.
    static let most = 1_000

    let assignment: MentorAssignment
    let places: [Identifier: StudentPlace]
    /// All who wait.
    let waiting: Int

    init(
        for unit: Identifier, of school: Identifier, _ requirements: MentoringRequirements, policy: Policy,
        _ call: ReadingCall
    ) throws {
        let transaction = call.transaction
        let needs = try MentoringServiceImplementation.needs.needs(
            ofSchool: school, at: call.context.now, in: transaction)
        let students = try transaction.studentsWithoutMentor(ofSchool: school).compactMap { student in
            let units = call.units(of: student.place)
            return units.contains(unit)
                ? MentorAssignment.Student(
                    id: student.place.studentID, units: units, need: needs[student.place.studentID] ?? MentorNeed([]))
                : nil
        }
        places = try Dictionary(
            students.compactMap { student in try transaction.studentPlace(student.id).map { (student.id, $0) } },
            uniquingKeysWith: { first, _ in first })
        waiting = students.count
        let present = Dictionary(grouping: try transaction.openMentorships(ofSchool: school), by: \.mentor)
        let mentors = try transaction.mentors(ofSchool: school).filter { mentor in
            try transaction.canBeMentor(
                mentor.account, asked: call.context.accountID, policy: policy, at: call.context.now)
        }.map { mentor in
            let mentees = present[mentor.account] ?? []
            return MentorAssignment.Mentor(
                id: mentor.account, unit: mentor.unit, training: mentor.training,
                limit: mentor.mostMentees ?? requirements.mostMentees, load: mentees.count,
                priorityLoad: mentees.count { needs[$0.student].map { !$0.groups.isEmpty } ?? false })
        }
        assignment = MentorAssignment(of: students, to: mentors, most: Self.most)
    }
}

extension ReadTransaction {
    /// Whether an account can get the role: it is not stopped, is not the one who assigns, and has no role that is kept
    /// apart from it.
    func canBeMentor(
        _ account: Identifier, asked requester: Identifier, policy: Policy, at now: Timestamp
    ) throws -> Bool {
        guard let record = try self.account(account), record.state == .active, record.student == nil else {
            return false
        }
        let held = try grants(of: account).filter { $0.mayStillBeHeld(at: now) }.map(\.role)
        do throws(GrantRules.Violation) {
            try GrantRules.checkRequest(
                .mentor, .student(account), startsAt: nil, endsAt: nil, for: account, by: requester, holding: held,
                policy: policy)
            return true
        } catch {
            return false
        }
    }
}

extension MentorAssignment.Explanation {
    /// For people: why this mentor. Why the student comes first is told apart from it.
    var text: String {
        "\(candidates) of the student's units have room; this one has \(load) of \(limit) mentees"
            + (training == .trained && !groups.isEmpty ? ", and is trained" : "")
    }
}

extension MentorAssignment.Obstacle {
    var text: String {
        switch self {
        case .nobodyForUnit: "no mentor is enlisted for a unit of the student"
        case .everybodyFull: "all mentors of the student's units have as many mentees as they can have"
        }
    }
}
