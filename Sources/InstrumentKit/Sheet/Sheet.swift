public import CInstrument

/// One filled-in sheet, as an instrument sees it: the marked answers, and what norms need to know of the person.
///
/// Items are numbered from 1, as on paper. It borrows the host's memory and must not outlive the call that hands it in.
public struct Sheet {
    private let answers: UnsafePointer<Int64>
    /// Items of the sheet, those not asked included.
    public let itemCount: Int
    /// Informant, sex, stage, age and grade.
    public let context: xinyu_context

    /// The sheet behind the C interface.
    public init(_ sheet: xinyu_sheet) {
        answers = sheet.answers
        itemCount = Int(sheet.answer_count)
        context = sheet.context.pointee
    }

    /// What was marked, or nothing where there is no answer. An item beyond the sheet has none.
    public func answer(_ item: Int) -> Int64? {
        guard item >= 1, item <= itemCount else { return nil }
        let value = answers[item - 1]
        return value > notAskedAnswer ? value : nil
    }

    /// Whether the item was put to the person at all; items of an optional block may not have been.
    public func wasAsked(_ item: Int) -> Bool {
        item >= 1 && item <= itemCount && answers[item - 1] != notAskedAnswer
    }

    /// How many of `items` carry an answer.
    public func answeredCount(_ items: [Int]) -> Int {
        var count = 0
        for item in items where answer(item) != nil { count += 1 }
        return count
    }

    /// The sum of the answers to `items`, or nothing if one is missing: missing is not zero.
    public func sum(_ items: [Int]) -> Int64? {
        var sum: Int64 = 0
        for item in items {
            guard let code = answer(item) else { return nil }
            sum += code
        }
        return sum
    }

    /// How many of `items` are coded `code` or higher, or nothing if one is missing.
    public func count(_ items: [Int], atLeast code: Int64) -> Int64? {
        var count: Int64 = 0
        for item in items {
            guard let marked = answer(item) else { return nil }
            if marked >= code { count += 1 }
        }
        return count
    }

    /// Whether all answers to `items` are the same code; open with fewer than two answers.
    ///
    /// Evidence for a person, never a reason to discard: where no item is reversed, a sheet of zeros is a healthy one.
    public func isStraightLine(_ items: [Int]) -> Bool? {
        var first: Int64?
        var count = 0
        for item in items {
            guard let code = answer(item) else { continue }
            count += 1
            if let first, first != code { return false }
            first = code
        }
        return count >= 2 ? true : nil
    }
}

/// `XINYU_ANSWER_NOT_ASKED`, the larger of the two values that are no answer; the macro is not visible from Swift.
let notAskedAnswer = Int64.min + 1
