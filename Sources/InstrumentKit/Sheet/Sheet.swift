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

    /// Who filled it in, if that is known.
    public var informant: Informant? { Informant(rawValue: context.informant) }

    /// Of the person whom the sheet is about, if that is known.
    public var sex: Sex? { Sex(rawValue: context.sex) }

    /// The place of the form that was filled in among the manifest's forms.
    public var form: Int { Int(context.form) }

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
    public func sum(_ items: [Int]) -> Int64? { sum(items, reversed: [], codes: 0...0) }

    /// The same, where `reversed` count from the other end of `codes`.
    public func sum(_ items: [Int], reversed: [Int], codes: ClosedRange<Int64>) -> Int64? {
        var sum: Int64 = 0
        for item in items {
            guard let code = answer(item) else { return nil }
            sum += reversed.contains(item) ? codes.lowerBound + codes.upperBound - code : code
        }
        return sum
    }

    /// Whether the item is coded `code` or higher, or nothing if it is missing.
    public func isMarked(_ item: Int, atLeast code: Int64) -> Bool? { answer(item).map { $0 >= code } }

    /// How many of the answers that are there are coded `code` or higher.
    public func answeredCount(_ items: [Int], atLeast code: Int64) -> Int {
        var count = 0
        for item in items { if let marked = answer(item), marked >= code { count += 1 } }
        return count
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

    /// Whether every one of `items` carries the same code, and one of `codes` where they are given; open while answers
    /// are missing that could still make it so.
    public func isUniform(_ items: [Int], codes: [Int64]? = nil) -> Bool? {
        var first: Int64?
        for item in items {
            guard let code = answer(item) else { continue }
            if let first, first != code { return false }
            if let codes, !codes.contains(code) { return false }
            first = code
        }
        return answeredCount(items) == items.count ? true : nil
    }
}

/// `XINYU_ANSWER_NOT_ASKED`, the larger of the two values that are no answer; the macro is not visible from Swift.
let notAskedAnswer = Int64.min + 1
