/// What was seen, as a small closed set: so that what is urgent cannot drown in words, and rules can ask for it.
///
/// The urgent ones are the warning signs on which guides for schools agree that one does not wait: wounds and hidden
/// means, talk of dying, leave-taking, threats, being harmed, loss of reality. Any of them is a reason to talk to the
/// student today, none of them is a diagnosis.
public enum ObservationSign: String, Sendable, CaseIterable, Codable {
    case mood
    case sleep
    case eating
    case withdrawal
    case study
    case conduct
    case body
    case loss
    case other
    case selfHarm = "self_harm"
    case deathTalk = "death_talk"
    case farewell
    case threat
    case harmed
    case unreality

    /// Whether it cannot wait until others have seen it too.
    public var isUrgent: Bool {
        switch self {
        case .selfHarm, .deathTalk, .farewell, .threat, .harmed, .unreality: true
        case .mood, .sleep, .eating, .withdrawal, .study, .conduct, .body, .loss, .other: false
        }
    }
}
