/// Sex as the school register keeps it (GB/T 2261.1: 1 male, 2 female); norms of instruments are tabled by it.
public enum Sex: Int, Sendable, CaseIterable {
    case male = 1
    case female = 2

    /// The sex that a roster's cell names (男, 女, `male`, `F`, `1`…), or nothing.
    public init?(schoolText text: some StringProtocol) {
        switch text.lowercased() {
        case "男", "男性", "male", "m", "1": self = .male
        case "女", "女性", "female", "f", "2": self = .female
        default: return nil
        }
    }
}
