public import Domain

/// A teacher who can be a mentor · 成长导师, as stored.
public struct MentorRecord: Sendable, Equatable {
    public let school: Identifier
    public let account: Identifier
    /// Whose students it can be.
    public var unit: Identifier
    /// Nothing where the school's figure holds.
    public var mostMentees: Int?
    public var training: MentorTraining
    public let enlistedBy: Identifier
    public let enlistedAt: Timestamp

    public init(
        school: Identifier, account: Identifier, unit: Identifier, mostMentees: Int?, training: MentorTraining,
        enlistedBy: Identifier, enlistedAt: Timestamp
    ) {
        self.school = school
        self.account = account
        self.unit = unit
        self.mostMentees = mostMentees
        self.training = training
        self.enlistedBy = enlistedBy
        self.enlistedAt = enlistedAt
    }
}

/// One student's mentor, as stored.
public struct MentorshipRecord: Sendable, Equatable {
    /// Why it was made and ended, which is sealed as a whole.
    public struct Reasons: Sendable, Equatable {
        public var assigned: String
        public var ended: String?

        public init(assigned: String, ended: String? = nil) {
            self.assigned = assigned
            self.ended = ended
        }

        init(fields: [UInt8]) throws(StoreError) {
            let fields = try FieldDecoder(fields)
            assigned = try fields.text(1)
            ended = try fields.optionalText(2)
        }

        var fields: [UInt8] {
            var fields = FieldEncoder()
            fields.put(1, assigned)
            fields.put(2, ended)
            return fields.bytes
        }
    }

    public let school: Identifier
    public let id: Identifier
    public let student: Identifier
    public let mentor: Identifier
    /// The role that opens the student to the mentor.
    public let grant: Identifier
    public var reasons: Reasons
    public let assignedBy: Identifier
    public let since: Timestamp
    public var contactDueAt: Timestamp
    public var lastContactAt: Timestamp?
    public var endedAt: Timestamp?

    public init(
        school: Identifier, id: Identifier, student: Identifier, mentor: Identifier, grant: Identifier,
        reasons: Reasons, assignedBy: Identifier, since: Timestamp, contactDueAt: Timestamp,
        lastContactAt: Timestamp? = nil, endedAt: Timestamp? = nil
    ) {
        self.school = school
        self.id = id
        self.student = student
        self.mentor = mentor
        self.grant = grant
        self.reasons = reasons
        self.assignedBy = assignedBy
        self.since = since
        self.contactDueAt = contactDueAt
        self.lastContactAt = lastContactAt
        self.endedAt = endedAt
    }
}

/// One contact of a mentor with a mentee, as stored.
public struct MentorContactRecord: Sendable, Equatable {
    public let school: Identifier
    public let id: Identifier
    public let mentorship: Identifier
    public let student: Identifier
    public let mentor: Identifier
    public let form: ContactForm
    public let contactedAt: Timestamp
    public let topics: [ContactTopic]
    public let content: String

    public init(
        school: Identifier, id: Identifier, mentorship: Identifier, student: Identifier, mentor: Identifier,
        form: ContactForm, contactedAt: Timestamp, topics: [ContactTopic], content: String
    ) {
        self.school = school
        self.id = id
        self.mentorship = mentorship
        self.student = student
        self.mentor = mentor
        self.form = form
        self.contactedAt = contactedAt
        self.topics = topics
        self.content = content
    }
}

/// A pair of growth buddies · 成长伙伴, as stored.
public struct GrowthBuddyRecord: Sendable, Equatable {
    public let school: Identifier
    public let id: Identifier
    /// Whom it was made for. Neither of the two learns which of them that is.
    public let student: Identifier
    public let buddy: Identifier
    public let assignedBy: Identifier
    public let since: Timestamp
    public var endReason: String?
    public var endedAt: Timestamp?

    public init(
        school: Identifier, id: Identifier, student: Identifier, buddy: Identifier, assignedBy: Identifier,
        since: Timestamp, endReason: String? = nil, endedAt: Timestamp? = nil
    ) {
        self.school = school
        self.id = id
        self.student = student
        self.buddy = buddy
        self.assignedBy = assignedBy
        self.since = since
        self.endReason = endReason
        self.endedAt = endedAt
    }
}
