/// What a record of the archive is about. A record is written by a person, and keeps every version that it ever had.
public enum RecordTopic: String, Sendable, CaseIterable {
    /// 日常观察
    case observation
    /// 信息汇集
    case information
    /// 重点关注类别
    case circumstance

    /// The kind of the lines that tell of it.
    public var kind: ArchiveKind {
        switch self {
        case .observation: .observation
        case .information: .information
        case .circumstance: .circumstance
        }
    }
}
