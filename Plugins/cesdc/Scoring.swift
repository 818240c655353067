// CES-DC: the CES-D in children's words, coded 0 (not at all) to 3 (a lot); the four positive items 4, 8, 12, 16 count from
// the other end. Line 15: Weissman, Orvaschel & Padian (1980). One missing item, and there is no total.

public import CInstrument
internal import InstrumentKit

private let items = Array(1...20)

private let instrument = Instrument(
    id: "cesdc", version: "1.0.0", itemCount: 20,
    scales: [
        .sum(
            "total", items: items, reversed: [4, 8, 12, 16], codes: 0...3,
            bands: [Band("below", 0...14), Band("elevated", 15...60)])
    ],
    derived: [.atLeast("ge15", 15)],
    flags: [.contradictoryLine(items)])

private nonisolated(unsafe) let exported = instrument.export()

@c(xinyu_instrument_entry)
public func entry(hostABI: UInt32) -> UnsafePointer<xinyu_instrument>? {
    Instrument.entry(exported, hostABI: hostABI)
}
