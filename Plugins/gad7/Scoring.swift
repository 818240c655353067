// GAD-7: seven symptoms of anxiety over two weeks, coded 0 (not at all) to 3 (nearly every day).
// Cut points 5, 10, 15: Spitzer, Kroenke, Williams & Löwe (2006) Arch Intern Med 166:1092-1097.
// One missing item, and there is no total.

public import CInstrument
internal import InstrumentKit

private let symptoms = [1, 2, 3, 4, 5, 6, 7]

private let instrument = Instrument(
    id: "gad7", version: "1.0.0", itemCount: 7,
    scales: [
        .sum(
            "total", items: symptoms, codes: 0...3,
            bands: [
                Band("minimal", 0...4), Band("mild", 5...9), Band("moderate", 10...14), Band("severe", 15...21),
            ])
    ],
    derived: [.atLeast("screen_positive_10", 10)],
    flags: [.straightLine(symptoms)])

private nonisolated(unsafe) let exported = instrument.export()

@c(xinyu_instrument_entry)
public func entry(hostABI: UInt32) -> UnsafePointer<xinyu_instrument>? {
    Instrument.entry(exported, hostABI: hostABI)
}
