// DASS-21: depression, anxiety and stress in the last week, seven items each, coded 0 to 3. Scores are twice the sums, so
// that the limits of the DASS-42 hold: Lovibond & Lovibond (1995). One missing item of a scale, and it has no score.

public import CInstrument
internal import InstrumentKit

private let instrument = Instrument(
    id: "dass21", version: "1.0.0", itemCount: 21,
    scales: [
        .sum(
            "depression", items: [3, 5, 10, 13, 16, 17, 21], codes: 0...3, factor: 2,
            bands: [
                Band("normal", 0...9), Band("mild", 10...13), Band("moderate", 14...20), Band("severe", 21...27),
                Band("extremely_severe", 28...42),
            ]),
        .sum(
            "anxiety", items: [2, 4, 7, 9, 15, 19, 20], codes: 0...3, factor: 2,
            bands: [
                Band("normal", 0...7), Band("mild", 8...9), Band("moderate", 10...14), Band("severe", 15...19),
                Band("extremely_severe", 20...42),
            ]),
        .sum(
            "stress", items: [1, 6, 8, 11, 12, 14, 18], codes: 0...3, factor: 2,
            bands: [
                Band("normal", 0...14), Band("mild", 15...18), Band("moderate", 19...25), Band("severe", 26...33),
                Band("extremely_severe", 34...42),
            ]),
    ],
    derived: Derived.table("raw_sums", parts: ["depression", "anxiety", "stress"]) { _, scales, part in
        scales[part].raw.map { $0 / 2 }
    },
    flags: [.straightLine(Array(1...21))])

private nonisolated(unsafe) let exported = instrument.export()

@c(xinyu_instrument_entry)
public func entry(hostABI: UInt32) -> UnsafePointer<xinyu_instrument>? {
    Instrument.entry(exported, hostABI: hostABI)
}
