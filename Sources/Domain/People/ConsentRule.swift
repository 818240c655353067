/// Who must agree before a student is assessed.
///
/// Personal data of children under 14 needs a guardian's consent (个人信息保护法 art. 31); from 14 on students decide
/// themselves. The age is fixed by law here and configurable for places that ask for guardians longer.
public struct ConsentRule: Hashable, Sendable {
    /// The birthday from which the student's own consent suffices, in years.
    public let ownConsentFrom: Int

    public static let shipped = ConsentRule(checkedYears: 14)

    /// Nothing below 14, which would be unlawful, or above 18, when nobody has a guardian any more.
    public init?(ownConsentFrom years: Int) {
        guard (14...18).contains(years) else { return nil }
        ownConsentFrom = years
    }

    private init(checkedYears years: Int) { ownConsentFrom = years }

    /// Whose consent counts.
    public enum Giver: String, Hashable, Sendable, CaseIterable {
        case student
        case guardian
    }

    /// Whose consent counts on `day`. The guardian's if the birth date lies after that day, which is an error in the
    /// register and must not open anything.
    public func giver(born birthDate: CalendarDate, on day: CalendarDate) -> Giver {
        guard let age = Age(born: birthDate, on: day) else { return .guardian }
        return age.years >= ownConsentFrom ? .student : .guardian
    }
}
