/// What an archive (心理健康档案, T23) is made of: by topics it is kept, copied, handed on and destroyed.
public enum ArchiveTopic: String, Sendable, CaseIterable, Codable {
    /// Sheets with their answers, and results.
    case assessments
    /// Observations, information and circumstances, with all their versions.
    case records
    case attachments
    /// Signals, warnings, and who carried them up the network.
    case warnings
    case interviews
    /// Care list and plans.
    case care
    /// Crisis cases with all that belongs to them.
    case crises
    /// What bullying, violence and sexual assault left behind (T25): leaves the school in no file.
    case trauma
    case specialReviews = "special_reviews"
    case consultations
    case referrals
    /// Appointments and the notes of conversations.
    case counselling
    case mentoring
    /// What another school had written and handed over.
    case received
    /// One line for each thing that happened.
    case timeline
}
