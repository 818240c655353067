// PSC-17: seventeen signs of trouble as a parent sees them, coded 0 (never) to 2 (often), in the order of the Massachusetts
// General Hospital. Lines 5, 7, 7 and 15: Gardner et al. (1999). One missing item of a scale, and it has no score; the
// published rule, which counts up to three blanks as 0, is not applied.

public import CInstrument
internal import InstrumentKit

private let items = Array(1...17)
private let lines: [Int64] = [5, 7, 7, 15]

private let instrument = Instrument(
    id: "psc17", version: "1.0.0", itemCount: 17,
    scales: [
        .sum(
            "internalizing", items: [2, 6, 9, 11, 15], codes: 0...2,
            bands: [Band("below", 0...4), Band("positive", 5...10)]),
        .sum(
            "attention", items: [1, 3, 7, 13, 17], codes: 0...2,
            bands: [Band("below", 0...6), Band("positive", 7...10)]),
        .sum(
            "externalizing", items: [4, 5, 8, 10, 12, 14, 16], codes: 0...2,
            bands: [Band("below", 0...6), Band("positive", 7...14)]),
        .sum("total", items: items, codes: 0...2, bands: [Band("below", 0...14), Band("positive", 15...34)]),
    ],
    derived: [
        .atLeast("internalizing_ge5", lines[0], scale: 0),
        .atLeast("attention_ge7", lines[1], scale: 1),
        .atLeast("externalizing_ge7", lines[2], scale: 2),
        .atLeast("total_ge15", lines[3], scale: 3),
        .statement("any_positive") { _, scales in
            Ternary.any(lines.indices.map { index in scales[index].raw.map { $0 >= lines[index] * 1_000 } })
        },
    ],
    flags: [.straightLine(items)])

private nonisolated(unsafe) let exported = instrument.export()

@c(xinyu_instrument_entry)
public func entry(hostABI: UInt32) -> UnsafePointer<xinyu_instrument>? {
    Instrument.entry(exported, hostABI: hostABI)
}
