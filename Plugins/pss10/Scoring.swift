// PSS-10: how unpredictable and overloading the last month was, coded 0 (never) to 4 (very often); the four items of
// confidence count from the other end. The author gives no cut-offs: the bands are customary, for display only.
// One missing item of a scale, and it has no score.

public import CInstrument
internal import InstrumentKit

private let items = Array(1...10)
private let confidence = [4, 5, 7, 8]

private let instrument = Instrument(
    id: "pss10", version: "1.0.0", itemCount: 10,
    scales: [
        .sum(
            "total", items: items, reversed: confidence, codes: 0...4,
            bands: [Band("low", 0...13), Band("moderate", 14...26), Band("high", 27...40)]),
        .sum("helplessness", items: [1, 2, 3, 6, 9, 10], codes: 0...4),
        .sum("self_efficacy_reversed", items: confidence, reversed: confidence, codes: 0...4),
    ],
    derived: [
        .statement("check") { _, scales in
            guard let total = scales[0].raw, let helplessness = scales[1].raw, let lack = scales[2].raw else {
                return nil
            }
            return total == helplessness + lack
        }
    ],
    flags: [
        // The same extreme all the way down, though four items are worded the other way round.
        Flag("contradiction") { sheet, _ in sheet.isUniform(items, codes: [0, 4]) }
    ])

private nonisolated(unsafe) let exported = instrument.export()

@c(xinyu_instrument_entry)
public func entry(hostABI: UInt32) -> UnsafePointer<xinyu_instrument>? {
    Instrument.entry(exported, hostABI: hostABI)
}
