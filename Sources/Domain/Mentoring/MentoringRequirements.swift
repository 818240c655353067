/// How a mentor was in contact with a mentee.
public enum ContactForm: String, Sendable, CaseIterable, Codable {
    case talk
    case homeVisit = "home_visit"
    case dormVisit = "dorm_visit"
    case activity
    case phone
    case message

    public var isInPerson: Bool {
        switch self {
        case .talk, .homeVisit, .dormVisit, .activity: true
        case .phone, .message: false
        }
    }
}

/// What a contact was about.
public enum ContactTopic: String, Sendable, CaseIterable, Codable {
    case study, life, feelings, family, growth
}

/// What a school asks of its mentors: content, form and frequency (T26: 服务内容、方式、频次). Each school sets its own; until
/// then `config/rules/mentoring.json` holds.
public struct MentoringRequirements: Sendable, Hashable, Codable {
    /// The longest time between two contacts.
    public let everySeconds: Int
    /// The longest time between two that are face to face; 0 where it is not asked.
    public let inPersonEverySeconds: Int
    /// What counts as a contact.
    public let forms: [ContactForm]
    /// What must come up, each within `topicSeconds`.
    public let topics: [ContactTopic]
    public let topicSeconds: Int
    /// How many mentees a mentor has at most.
    public let mostMentees: Int

    public init(
        everySeconds: Int, inPersonEverySeconds: Int, forms: [ContactForm], topics: [ContactTopic],
        topicSeconds: Int, mostMentees: Int
    ) {
        self.everySeconds = everySeconds
        self.inPersonEverySeconds = inPersonEverySeconds
        self.forms = forms
        self.topics = topics
        self.topicSeconds = topicSeconds
        self.mostMentees = mostMentees
    }

    /// Two years.
    private static let longest = 63_244_800

    /// What keeps it from being used, with the field; nothing when it holds.
    public var finding: (field: String, description: String)? {
        if !(1...Self.longest).contains(everySeconds) { return ("everySeconds", "must be 1 to \(Self.longest)") }
        if !(0...Self.longest).contains(inPersonEverySeconds) {
            return ("inPersonEverySeconds", "must be 0 to \(Self.longest)")
        }
        if forms.isEmpty || Set(forms).count != forms.count {
            return ("forms", "must name each form that counts, once")
        }
        if inPersonEverySeconds > 0, !forms.contains(where: \.isInPerson) {
            return ("forms", "must hold one that is face to face when that is asked for")
        }
        if Set(topics).count != topics.count { return ("topics", "must name each topic once") }
        if !topics.isEmpty, !(1...Self.longest).contains(topicSeconds) {
            return ("topicSeconds", "must be 1 to \(Self.longest)")
        }
        if !(1...1_000).contains(mostMentees) { return ("mostMentees", "must be 1 to 1000") }
        return nil
    }
}
