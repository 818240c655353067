/// The answers of one sheet, by item, and whom it is about in general terms. Carries no identity.
public struct AnswerSheet: Sendable, Equatable {
    /// Item 1 first; nothing where an item was not answered. Items of optional blocks at the end may be left out.
    public var answers: [Int64?]
    public var context: SheetContext

    public init(answers: [Int64?], context: SheetContext = SheetContext()) {
        self.answers = answers
        self.context = context
    }
}

/// Why a sheet cannot be scored as it is. Names the item, never the answer.
public enum AnswerFault: Error, Sendable, Equatable, CustomStringConvertible {
    case wrongCount(given: Int, expected: ClosedRange<Int>)
    /// The answer is not one that the item can have.
    case notPermitted(item: Int)
    case informantNotAdmitted
    case formUnknown

    public var description: String {
        switch self {
        case .wrongCount(let given, let expected) where expected.count == 1:
            "\(given) answers were given; this instrument has \(expected.upperBound) items. Send null for a missing answer."
        case .wrongCount(let given, let expected):
            "\(given) answers were given; this instrument takes \(expected.lowerBound) to \(expected.upperBound)."
        case .notPermitted(let item):
            "The answer to item \(item) is not one of those permitted. Send the code as marked, or null."
        case .formUnknown: "This instrument has no form of that name; its manifest lists them under forms."
        case .informantNotAdmitted: "This instrument is not made for that informant."
        }
    }
}
