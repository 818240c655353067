// K10: ten signs of distress in the last 30 days, coded 1 (none of the time) to 5 (all of the time), and inside it the K6,
// which counts from 0. Bands: Australian Bureau of Statistics; K6 from 13: Kessler et al. (2003).
// One missing item, and there is no score.

public import CInstrument
internal import InstrumentKit

private let instrument = Instrument(
    id: "k10", version: "1.0.0", itemCount: 10,
    scales: [
        .sum(
            "total", items: Array(1...10), codes: 1...5,
            bands: [
                Band("low", 10...15), Band("moderate", 16...21), Band("high", 22...29), Band("very_high", 30...50),
            ]),
        .sum(
            "k6", items: [2, 4, 5, 8, 9, 10], codes: 1...5, shift: -1,
            bands: [Band("low", 0...4), Band("moderate", 5...12), Band("serious", 13...24)]),
    ],
    derived: [
        .atLeast("ge13", 13, scale: 1),
        .atLeast("ge5", 5, scale: 1),
        .thousandths("total_0to40") { _, scales in scales[0].raw.map { $0 - 10_000 } },
    ])

private nonisolated(unsafe) let exported = instrument.export()

@c(xinyu_instrument_entry)
public func entry(hostABI: UInt32) -> UnsafePointer<xinyu_instrument>? {
    Instrument.entry(exported, hostABI: hostABI)
}
