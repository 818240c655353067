// UPI (大学生人格问卷): sixty yes-or-no items, of which 56 count and four (5, 20, 35, 50) are lie items, and four auxiliary
// questions (61 to 64). Classes: 樊富珉, 王建中 (1993) with the fuller rule on the auxiliary questions.
// The wish to die (25) makes the first class by itself, whatever else is missing or doubtful. "The student asks for
// counselling" is the first class as well, and for staff to judge.

public import CInstrument
internal import InstrumentKit

private let lieItems = [5, 20, 35, 50]
private let counted = Array(1...60).filter { !lieItems.contains($0) }
private let auxiliary = [61, 62, 63, 64]
private let wishToDie = 25
/// Unhappy past and family, insomnia, no interest in anything.
private let secondClassItems = [8, 16, 26]

/// Missing answers can hide a higher class and never lower one.
@Sendable private func screeningClass(_ sheet: Sheet) -> Int64? {
    let total = sheet.answeredCount(counted, atLeast: 1)
    let auxiliaryCount = sheet.answeredCount(auxiliary, atLeast: 1)
    if total >= 25 || sheet.answer(wishToDie) == 1 || auxiliaryCount >= 2 { return 1 }
    guard sheet.answeredCount(counted) == counted.count else { return nil }
    let isSecond = total >= 20 || secondClassItems.contains { sheet.answer($0) == 1 } || auxiliaryCount == 1
    return isSecond ? 2 : 3
}

@Sendable private func hasAllLies(_ sheet: Sheet) -> Bool? { sheet.sum(lieItems).map { $0 == 4 } }

private let instrument = Instrument(
    id: "upi", version: "1.0.0", itemCount: 64,
    scales: [
        .sum(
            "total", items: counted, codes: 0...1,
            bands: [Band("third", 0...19), Band("second", 20...24), Band("first", 25...56)]),
        .sum("lie", items: lieItems, codes: 0...1),
        Scale("aux") { sheet in
            let yes = Int64(sheet.answeredCount(auxiliary, atLeast: 1)) * 1_000
            let answered = sheet.answeredCount(auxiliary)
            return answered == auxiliary.count
                ? .complete(raw: yes, answered: answered, banded: nil) : .incomplete(answered: answered, raw: yes)
        },
    ],
    derived: [
        .number("class") { sheet, _ in screeningClass(sheet) },
        .statement("lie_all_four") { sheet, _ in hasAllLies(sheet) },
    ],
    flags: [Flag("lie") { sheet, _ in hasAllLies(sheet) }])

private nonisolated(unsafe) let exported = instrument.export()

@c(xinyu_instrument_entry)
public func entry(hostABI: UInt32) -> UnsafePointer<xinyu_instrument>? {
    Instrument.entry(exported, hostABI: hostABI)
}
