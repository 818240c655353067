/// Whether the contacts of one mentorship are as the school requires, at one moment.
public struct ContactCompliance: Sendable, Hashable {
    public struct Contact: Sendable, Hashable {
        public let at: Timestamp
        public let form: ContactForm
        public let topics: Set<ContactTopic>

        public init(at: Timestamp, form: ContactForm, topics: Set<ContactTopic>) {
            self.at = at
            self.form = form
            self.topics = topics
        }
    }

    /// By when the next contact is due, and by when the next that is face to face, if that is asked.
    public let contactDueAt: Timestamp
    public let inPersonDueAt: Timestamp?
    public let isContactOverdue: Bool
    public let isInPersonOverdue: Bool
    /// What should have come up and has not; in the order of the requirements.
    public let missingTopics: [ContactTopic]

    public var isCompliant: Bool { !isContactOverdue && !isInPersonOverdue && missingTopics.isEmpty }
    /// What is due first.
    public var nextDueAt: Timestamp { inPersonDueAt.map { min($0, contactDueAt) } ?? contactDueAt }

    /// - Parameter start: when the mentorship began; the first contact is due as long after it as between two.
    public init(_ contacts: [Contact], since start: Timestamp, _ required: MentoringRequirements, at now: Timestamp) {
        let counted = contacts.filter { required.forms.contains($0.form) && $0.at <= now }
        let newest = counted.map(\.at).max() ?? start
        contactDueAt = max(newest, start) + required.every.duration
        isContactOverdue = contactDueAt < now
        if required.inPersonEvery > .none {
            let met = counted.filter(\.form.isInPerson).map(\.at).max() ?? start
            let due = max(met, start) + required.inPersonEvery.duration
            inPersonDueAt = due
            isInPersonOverdue = due < now
        } else {
            inPersonDueAt = nil
            isInPersonOverdue = false
        }
        let span = required.topicEvery.duration
        // A topic is missed once there has been the time for it.
        let recent = counted.filter { $0.at + span >= now }
        missingTopics =
            start + span >= now
            ? [] : required.topics.filter { topic in !recent.contains { $0.topics.contains(topic) } }
    }
}

/// How many mentorships are as required.
public struct ComplianceFigures: Sendable, Hashable {
    public private(set) var mentorships = 0
    public private(set) var compliant = 0
    public private(set) var contactOverdue = 0
    public private(set) var inPersonOverdue = 0
    public private(set) var topicsMissing = 0

    public init() {}

    public mutating func add(_ compliance: ContactCompliance) {
        mentorships += 1
        if compliance.isCompliant { compliant += 1 }
        if compliance.isContactOverdue { contactOverdue += 1 }
        if compliance.isInPersonOverdue { inPersonOverdue += 1 }
        if !compliance.missingTopics.isEmpty { topicsMissing += 1 }
    }
}
