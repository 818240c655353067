/// Who consents to the use of a student's data: under 14 a guardian (PIPL 31 · 个人信息保护法第三十一条), from the
/// fourteenth birthday on the student.
public enum ConsentRule {
    /// Whose consent counts.
    public enum Giver: Sendable, Hashable {
        case student
        case guardian
    }

    /// The age in months from which a person consents alone.
    public static let ageOfOwnConsentInMonths = 14 * 12

    /// Who must consent on `date` for a student with this birth date; a guardian when it is not known, because the
    /// student may be under age.
    public static func giver(born birthDate: CalendarDate?, on date: CalendarDate) -> Giver {
        guard let birthDate, birthDate.ageInMonths(on: date) >= ageOfOwnConsentInMonths else { return .guardian }
        return .student
    }
}
