/// The stage of schooling · 学段 that a school gives.
public enum SchoolStage: String, Sendable, CaseIterable, Codable {
    case primary
    case junior
    case senior
    case vocational
    case higherVocational = "higher_vocational"
    case university

    /// How many school years it lasts at most; five at university for medicine and architecture.
    public var years: ClosedRange<Int> {
        switch self {
        case .primary: 1...6
        case .junior, .senior, .vocational, .higherVocational: 1...3
        case .university: 1...5
        }
    }

    /// 高校: the network has departments and dormitories (T15).
    public var isHigherEducation: Bool { self == .higherVocational || self == .university }

    /// How many peer observers · 心理委员 a class has at least (T15: junior, senior and higher education).
    public var peerObserversPerClass: Int {
        switch self {
        case .primary: 0
        case .junior, .senior, .vocational, .higherVocational, .university: 2
        }
    }

    /// The grades that it has, counted from the first year of primary school; in higher education years of study.
    public var grades: ClosedRange<Int> {
        switch self {
        case .primary: 1...6
        case .junior: 7...9
        case .senior, .vocational: 10...12
        case .higherVocational, .university: years
        }
    }

    /// Whether students of this grade must be assessed at least once a school year: from upper primary (grade 4) on
    /// (T14).
    public func mustAssess(grade: Int) -> Bool { self != .primary || grade >= 4 }
}
