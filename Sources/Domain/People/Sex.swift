/// A student's sex as the school's register has it; norms of some instruments depend on it.
public enum Sex: String, Sendable, CaseIterable {
    case female = "FEMALE"
    case male = "MALE"

    /// Reads what rosters hold: 男, 女, male, female, M, F, in any case and width.
    public init?(roster text: String) {
        switch FullWidthForms.narrowed(text).lowercased() {
        case "女", "female", "f": self = .female
        case "男", "male", "m": self = .male
        default: return nil
        }
    }
}
