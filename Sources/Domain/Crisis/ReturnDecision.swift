/// What an assessment says about coming back to school (复学评估).
public enum ReturnDecision: String, Sendable, CaseIterable {
    case `return`
    /// Under conditions that are written down.
    case conditional
    case notYet = "not_yet"

    public var permitsReturn: Bool { self != .notYet }
}
