// SCARED, child form with 41 items, coded 0 (hardly ever true) to 2 (very or often true). The five scales share out all
// items. Lines 25 and 7, 9, 5, 8, 3: scoring page of the child form (Birmaher et al. 1999); 23 is a Chinese line, given as
// information. One missing item of a scale, and it has no score.

public import CInstrument
internal import InstrumentKit

private let instrument = Instrument(
    id: "scared", version: "1.0.0", itemCount: 41,
    scales: [
        .sum(
            "panic_somatic", items: [1, 6, 9, 12, 15, 18, 19, 22, 24, 27, 30, 34, 38], codes: 0...2,
            bands: [Band("below", 0...6), Band("elevated", 7...26)]),
        .sum(
            "generalized", items: [5, 7, 14, 21, 23, 28, 33, 35, 37], codes: 0...2,
            bands: [Band("below", 0...8), Band("elevated", 9...18)]),
        .sum(
            "separation", items: [4, 8, 13, 16, 20, 25, 29, 31], codes: 0...2,
            bands: [Band("below", 0...4), Band("elevated", 5...16)]),
        .sum(
            "social", items: [3, 10, 26, 32, 39, 40, 41], codes: 0...2,
            bands: [Band("below", 0...7), Band("elevated", 8...14)]),
        .sum(
            "school", items: [2, 11, 17, 36], codes: 0...2, bands: [Band("below", 0...2), Band("elevated", 3...8)]),
        .sum(
            "total", items: Array(1...41), codes: 0...2,
            bands: [Band("below", 0...24), Band("elevated", 25...82)]),
    ],
    derived: [
        .atLeast("total_ge23", 23, scale: 5),
        .statement("check") { _, scales in
            guard let total = scales[5].raw else { return nil }
            return scales[0..<5].reduce(0) { $0 + ($1.raw ?? 0) } == total
        },
    ])

private nonisolated(unsafe) let exported = instrument.export()

@c(xinyu_instrument_entry)
public func entry(hostABI: UInt32) -> UnsafePointer<xinyu_instrument>? {
    Instrument.entry(exported, hostABI: hostABI)
}
