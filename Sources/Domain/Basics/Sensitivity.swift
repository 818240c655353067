/// How closely a piece of data is held, lowest first. Each role has a ceiling per scope; what lies above is not sent.
public enum Sensitivity: Int, Sendable, Comparable, CaseIterable {
    /// Known to anyone with a session.
    case `public` = 1
    /// Who is in the class.
    case roster = 2
    /// Took part, attention level, support advice.
    case status = 3
    /// Scores, bands, plans, observations.
    case clinical = 4
    /// Single answers, interview notes, attachments.
    case raw = 5

    public static func < (left: Sensitivity, right: Sensitivity) -> Bool { left.rawValue < right.rawValue }
}
