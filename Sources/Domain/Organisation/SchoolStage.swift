/// What kind of school it is; rules on assessment and on the network depend on it (T14, T15).
public enum SchoolStage: String, Sendable, CaseIterable {
    case primary
    case junior
    case senior
    case vocational
    case higherVocational = "higher_vocational"
    case university

    /// The grades that it has, counted through all stages from 1; a university's are years of study.
    public var grades: ClosedRange<Int> {
        switch self {
        case .primary: 1...6
        case .junior: 7...9
        case .senior, .vocational: 10...12
        case .higherVocational: 1...5
        case .university: 1...8
        }
    }

    /// Whether students of this grade must be assessed at least once a school year: from upper primary (grade 4) on
    /// (T14).
    public func mustAssess(grade: Int) -> Bool { self != .primary || grade >= 4 }
}
