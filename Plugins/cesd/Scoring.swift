// CES-D: how often in the last week, coded 0 (less than a day) to 3 (5 to 7 days); the four positive items 4, 8, 12, 16
// count from the other end. Line 16: Radloff (1977); 20 is customary in China; 24 and 29 for pupils: 杨文辉、熊戈 (2016).
// One missing item, and there is no total.

public import CInstrument
internal import InstrumentKit

private let items = Array(1...20)

private let instrument = Instrument(
    id: "cesd", version: "1.0.0", itemCount: 20,
    scales: [
        .sum(
            "total", items: items, reversed: [4, 8, 12, 16], codes: 0...3,
            bands: [Band("none", 0...15), Band("possible", 16...19), Band("definite", 20...60)])
    ],
    derived: [
        .atLeast("risk_ge16", 16), .atLeast("ge20", 20), .atLeast("ge24_adolescent", 24),
        .atLeast("ge29_adolescent", 29),
    ],
    flags: [.contradictoryLine(items)])

private nonisolated(unsafe) let exported = instrument.export()

@c(xinyu_instrument_entry)
public func entry(hostABI: UInt32) -> UnsafePointer<xinyu_instrument>? {
    Instrument.entry(exported, hostABI: hostABI)
}
