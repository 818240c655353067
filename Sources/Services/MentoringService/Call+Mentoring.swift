internal import Domain
internal import JSONRPC
internal import Router
internal import Store
internal import SwiftProtobuf
internal import XinyuAPI

extension ReadingCall {
    /// The unit that the field `unitId` names, and the school that it is or belongs to.
    func unitOfSchool(_ text: String) throws -> (unit: Identifier, school: Identifier) {
        let unit = try Identifier(text, field: "unitId")
        return (unit, try units.school(ofList: unit))
    }

    /// All units that a student is in, from the class and the dorm up.
    func units(of place: StudentPlace) -> Set<Identifier> {
        Set([place.classID, place.dormID, place.schoolID].compactMap(\.self).flatMap { units.path(of: $0).map(\.id) })
    }

    func contract(_ mentor: MentorRecord, mentees: Int, limit: Int) throws -> APIMentor {
        try .with {
            $0.accountID = mentor.account.description
            $0.name = try transaction.account(mentor.account)?.profile.name ?? ""
            $0.unitID = mentor.unit.description
            $0.mostMentees = UInt32(limit)
            $0.mentees = UInt32(mentees)
            $0.training = APIMentorTraining(mentor.training)
        }
    }

    func contract(_ mentorship: MentorshipRecord) throws -> APIMentorship {
        try .with {
            $0.id = mentorship.id.description
            $0.studentID = mentorship.student.description
            $0.studentName = try transaction.nameUnlessErased(mentorship.student)
            $0.classID = try transaction.student(mentorship.student)?.schoolClass?.description ?? ""
            $0.mentorID = mentorship.mentor.description
            $0.mentorName = try transaction.account(mentorship.mentor)?.profile.name ?? ""
            $0.since = Google_Protobuf_Timestamp(mentorship.since)
            $0.contactDueAt = Google_Protobuf_Timestamp(mentorship.contactDueAt)
            if let last = mentorship.lastContactAt { $0.lastContactAt = Google_Protobuf_Timestamp(last) }
        }
    }
}

extension ChangingCall {
    /// Ends a mentorship, and with it what it opened to the mentor.
    func end(_ mentorship: MentorshipRecord, _ reason: String) throws {
        var mentorship = mentorship
        mentorship.reasons.ended = reason
        mentorship.endedAt = context.now
        try transaction.update(mentorship)
        try transaction.revokeMentorGrant(mentorship.grant, by: context.accountID, at: context.now)
        accessChanged(account: mentorship.mentor)
        count(.mentorships, 1)
        try tellArchive(
            .mentoring, of: mentorship.student, in: mentorship.school, subject: mentorship.id, "成长导师：已结束")
    }

    /// Stores by when the next contact is due, from the contacts that there are.
    func renewDue(_ mentorship: MentorshipRecord, _ requirements: MentoringRequirements) throws -> MentorshipRecord {
        let contacts = try transaction.contacts(of: mentorship)
        let compliance = ContactCompliance(contacts, since: mentorship.since, requirements, at: context.now)
        var mentorship = mentorship
        mentorship.contactDueAt = compliance.nextDueAt
        mentorship.lastContactAt = contacts.map(\.at).max()
        try transaction.update(mentorship)
        return mentorship
    }
}

extension MentoringRequirements {
    init(_ message: APIMentoringRequirements) throws(RPCError) {
        var forms: [ContactForm] = []
        for (index, form) in message.forms.enumerated() {
            forms.append(try ContactForm(form, field: "requirements.forms[\(index)]"))
        }
        var topics: [ContactTopic] = []
        for (index, topic) in message.topics.enumerated() {
            topics.append(try ContactTopic(topic, field: "requirements.topics[\(index)]"))
        }
        self.init(
            every: TimeSpan(seconds: Int(message.everySeconds)),
            inPersonEvery: TimeSpan(seconds: Int(message.inPersonEverySeconds)),
            forms: forms, topics: topics, topicEvery: TimeSpan(seconds: Int(message.topicSeconds)),
            mostMentees: Int(message.mostMentees))
        if let finding {
            // The contract counts in seconds.
            let field =
                switch finding.field {
                case "every", "inPersonEvery": "\(finding.field)Seconds"
                case "topicEvery": "topicSeconds"
                default: finding.field
                }
            throw .invalidArgument(field: "requirements.\(field)", description: finding.description)
        }
    }
}

extension APIMentoringRequirements {
    init(_ requirements: MentoringRequirements) {
        self.init()
        everySeconds = UInt32(requirements.every.seconds)
        inPersonEverySeconds = UInt32(requirements.inPersonEvery.seconds)
        forms = requirements.forms.map { APIContactForm($0) }
        topics = requirements.topics.map { APIContactTopic($0) }
        topicSeconds = UInt32(requirements.topicEvery.seconds)
        mostMentees = UInt32(requirements.mostMentees)
    }
}
