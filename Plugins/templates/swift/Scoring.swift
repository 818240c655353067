// TEMPLATE_ID: TEMPLATE_ITEMS items, coded 0 to 3. Say here where the items, the limits of the bands and the rule for
// missing answers are from. This one: made up. One missing item, and there is no total.

public import CInstrument
internal import InstrumentKit

private let items = Array(1...TEMPLATE_ITEMS)

private let instrument = Instrument(
    id: "TEMPLATE_ID", version: "1.0.0", itemCount: TEMPLATE_ITEMS,
    scales: [
        // Items that count from the other end: reversed: [2, 5].
        .sum(
            "total", items: items, codes: 0...3,
            bands: [
                Band("low", 0...TEMPLATE_LOW), Band("middle", TEMPLATE_MIDDLE_FROM...TEMPLATE_MIDDLE),
                Band("high", TEMPLATE_HIGH_FROM...TEMPLATE_MAXIMUM),
            ])
    ],
    derived: [.atLeast("high_or_middle", TEMPLATE_MIDDLE_FROM)],
    flags: [.straightLine(items)])

private nonisolated(unsafe) let exported = instrument.export()

@c(xinyu_instrument_entry)
public func entry(hostABI: UInt32) -> UnsafePointer<xinyu_instrument>? {
    Instrument.entry(exported, hostABI: hostABI)
}
