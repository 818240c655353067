public import Domain

/// What a watch can be about.
public enum FeedTopic: Hashable, Sendable {
    /// The warnings of a school.
    case warnings(school: Identifier)
    /// The crisis cases of a school.
    case crises(school: Identifier)
    /// Who has answered in a campaign.
    case coverage(campaign: Identifier)
    /// The access log.
    case auditRecords
}

/// That something changed, told after its commit. Names what to read again; carries nothing of it.
public enum FeedEvent: Hashable, Sendable {
    case warning(Identifier, school: Identifier)
    case crisis(Identifier, school: Identifier)
    case coverage(campaign: Identifier)
    /// The log holds so many records.
    case auditRecords(size: UInt64)

    /// Whose watchers hear of it.
    public var topic: FeedTopic {
        switch self {
        case .warning(_, let school): .warnings(school: school)
        case .crisis(_, let school): .crises(school: school)
        case .coverage(let campaign): .coverage(campaign: campaign)
        case .auditRecords: .auditRecords
        }
    }
}

extension FeedTopic {
    /// Whether only the newest event matters, because a watcher reads the whole again.
    var keepsNewestOnly: Bool {
        switch self {
        case .warnings, .crises: false
        case .coverage, .auditRecords: true
        }
    }
}
