// PHQ-A: nine depressive symptoms in adolescents' words, coded 0 (not at all) to 3 (nearly every day), in its own order: low
// mood is 1, interest 2, appetite 4, tiredness 5. Then four questions that never enter the total: D1 low in the past year
// (10), D2 difficulty (11), S1 thoughts of ending one's life (12), S2 attempt ever (13).
// Bands: scoring sheet of the PHQ-9 modified for teens (GLAD-PC 2010). One missing item, and there is no total.

public import CInstrument
internal import InstrumentKit

private let symptoms = Array(1...9)
private let (seriousThoughts, attemptEver) = (12, 13)

/// Mood and interest, coded "more than half the days" or more.
@Sendable private func coreCount(_ sheet: Sheet) -> Int64? { sheet.count([1, 2], atLeast: 2) }

/// The other symptoms; thoughts of death count from "several days" on.
@Sendable private func otherCount(_ sheet: Sheet) -> Int64? {
    guard let others = sheet.count([3, 4, 5, 6, 7, 8], atLeast: 2), let ninth = sheet.count([9], atLeast: 1) else {
        return nil
    }
    return others + ninth
}

private let instrument = Instrument(
    id: "phqa", version: "1.0.0", itemCount: 13,
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
        .statement("mds_algorithm") { sheet, _ in
            guard let core = coreCount(sheet), let other = otherCount(sheet) else { return nil }
            return core >= 1 && core + other >= 5
        },
        .atLeast("screen_positive_10", 10),
    ],
    flags: [
        .straightLine(symptoms),
        // Thoughts denied in item 9 and told of in S1 or S2: a reason to talk.
        Flag("contradiction_suicide") { sheet, _ in
            Ternary.all([
                sheet.answer(9).map { $0 == 0 },
                Ternary.any([
                    sheet.isMarked(seriousThoughts, atLeast: 1), sheet.isMarked(attemptEver, atLeast: 1),
                ]),
            ])
        },
    ])

private nonisolated(unsafe) let exported = instrument.export()

@c(xinyu_instrument_entry)
public func entry(hostABI: UInt32) -> UnsafePointer<xinyu_instrument>? {
    Instrument.entry(exported, hostABI: hostABI)
}
