// PHQ-9: nine depressive symptoms over two weeks, coded 0 (not at all) to 3 (nearly every day).
// Bands: Kroenke, Spitzer & Williams (2001) J Gen Intern Med 16:606-613. Syndromes: the PHQ's own algorithm.
// One missing item, and there is no total: item 9 must not be guessed from the others.

public import CInstrument
internal import InstrumentKit

private let symptoms = [1, 2, 3, 4, 5, 6, 7, 8, 9]

/// Interest and mood, coded "more than half the days" or more.
@Sendable private func coreCount(_ sheet: Sheet) -> Int64? { sheet.count([1, 2], atLeast: 2) }

/// The other symptoms; thoughts of death count from "several days" on.
@Sendable private func otherCount(_ sheet: Sheet) -> Int64? {
    guard let others = sheet.count([3, 4, 5, 6, 7, 8], atLeast: 2), let ninth = sheet.count([9], atLeast: 1) else {
        return nil
    }
    return others + ninth
}

/// The number of symptoms if one of the two core symptoms is among them, else nothing but zero.
@Sendable private func syndromeCount(_ sheet: Sheet) -> Int64? {
    guard let core = coreCount(sheet), let other = otherCount(sheet) else { return nil }
    return core >= 1 ? core + other : 0
}

private let instrument = Instrument(
    id: "phq9", version: "1.0.0", itemCount: 9,
    scales: [
        .sum(
            "total", items: symptoms, codes: 0...3,
            bands: [
                Band("minimal", 0...4), Band("mild", 5...9), Band("moderate", 10...14),
                Band("moderately_severe", 15...19), Band("severe", 20...27),
            ])
    ],
    derived: [
        .number("n_core") { sheet, _ in coreCount(sheet) },
        .number("n_other") { sheet, _ in otherCount(sheet) },
        .statement("mds_algorithm") { sheet, _ in syndromeCount(sheet).map { $0 >= 5 } },
        .statement("ods_algorithm") { sheet, _ in syndromeCount(sheet).map { $0 >= 2 && $0 <= 4 } },
        .atLeast("screen_positive_10", 10),
        .number("phq2") { sheet, _ in sheet.sum([1, 2]) },
    ],
    flags: [
        .straightLine(symptoms),
        // The form's tenth question, on difficulty, is due as soon as one symptom is there.
        Flag("impairment_question") { sheet, _ in
            Ternary.any(symptoms.map { sheet.isMarked($0, atLeast: 1) })
        },
    ])

private nonisolated(unsafe) let exported = instrument.export()

@c(xinyu_instrument_entry)
public func entry(hostABI: UInt32) -> UnsafePointer<xinyu_instrument>? {
    Instrument.entry(exported, hostABI: hostABI)
}
