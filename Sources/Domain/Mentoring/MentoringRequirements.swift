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
    public let every: TimeSpan
    /// The longest time between two that are face to face; none (`0s`) where it is not asked.
    public let inPersonEvery: TimeSpan
    /// What counts as a contact.
    public let forms: [ContactForm]
    /// What must come up, each within `topicEvery`.
    public let topics: [ContactTopic]
    public let topicEvery: TimeSpan
    /// How many mentees a mentor has at most.
    public let mostMentees: Int

    public init(
        every: TimeSpan, inPersonEvery: TimeSpan, forms: [ContactForm], topics: [ContactTopic],
        topicEvery: TimeSpan, mostMentees: Int
    ) {
        self.every = every
        self.inPersonEvery = inPersonEvery
        self.forms = forms
        self.topics = topics
        self.topicEvery = topicEvery
        self.mostMentees = mostMentees
    }

    /// Two years.
    private static let longest = TimeSpan(seconds: 732 * 86_400)

    /// What keeps it from being used, with the field; nothing when it holds.
    public var finding: (field: String, description: String)? {
        if !(TimeSpan.second...Self.longest).contains(every) { return ("every", "must be 1s to \(Self.longest)") }
        if !(TimeSpan.none...Self.longest).contains(inPersonEvery) {
            return ("inPersonEvery", "must be 0s to \(Self.longest)")
        }
        if forms.isEmpty || Set(forms).count != forms.count {
            return ("forms", "must name each form that counts, once")
        }
        if inPersonEvery > .none, !forms.contains(where: \.isInPerson) {
            return ("forms", "must hold one that is face to face when that is asked for")
        }
        if Set(topics).count != topics.count { return ("topics", "must name each topic once") }
        if !topics.isEmpty, !(TimeSpan.second...Self.longest).contains(topicEvery) {
            return ("topicEvery", "must be 1s to \(Self.longest)")
        }
        if !(1...1_000).contains(mostMentees) { return ("mostMentees", "must be 1 to 1000") }
        return nil
    }
}
