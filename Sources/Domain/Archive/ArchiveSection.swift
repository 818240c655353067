/// What an archive is parted into, in the order in which it is read.
public enum ArchiveSection: String, Sendable, CaseIterable {
    case identity
    case assessments
    case observations
    case information
    case circumstances
    case attachments
    /// Signals, warnings, and looks in special periods.
    case warnings
    /// Interviews and appointments of the counselling room.
    case counselling
    case care
    case plans
    case crises
    case consultations
    case referrals
    case mentoring
    case protected

    /// The kinds of lines that belong to it.
    public var kinds: [ArchiveKind] { ArchiveKind.allCases.filter { $0.section == self } }

    /// How closely its lines are held: who sees less is not told how many there are either.
    public var sensitivity: Sensitivity { self == .attachments ? .raw : .clinical }

    /// The topic of its records, where it has records of its own: what else it holds is told in full elsewhere.
    public var topic: RecordTopic? { RecordTopic.allCases.first { $0.kind.section == self } }
}
