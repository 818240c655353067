// Zung's SAS: twenty items, coded 1 (none or a little of the time) to 4 (most of it), five of them reversed.
// Standard score: raw × 1.25 rounded half up, as for the SDS; the bands are the same under either rounding, since 50, 60 and
// 70 are 40, 48 and 56 exactly. Limits: Chinese norm (心理卫生评定量表手册). One missing item, and there is no score.

public import CInstrument
internal import InstrumentKit

private let items = Array(1...20)
private let reversed = [5, 9, 13, 17, 19]

/// Raw × 1.25, rounded half up. In thousandths.
@Sendable private func standardScore(_ raw: Int64) -> Int64 { (5 * raw / 1_000 + 2) / 4 * 1_000 }

private let instrument = Instrument(
    id: "sas", version: "1.0.0", itemCount: 20,
    scales: [
        .sum(
            "raw", items: items, reversed: reversed, codes: 1...4,
            bands: [Band("normal", 20...39), Band("elevated", 40...80)]),
        Scale(
            "standard",
            bands: [
                Band("normal", 25...49), Band("mild", 50...59), Band("moderate", 60...69), Band("severe", 70...100),
            ]
        ) { sheet in
            guard let sum = sheet.sum(items, reversed: reversed, codes: 1...4) else {
                return .incomplete(answered: sheet.answeredCount(items))
            }
            let standard = standardScore(sum * 1_000)
            return .complete(raw: standard, standard: standard, answered: items.count, banded: standard)
        },
    ],
    derived: [
        .thousandths("index_x1.25") { _, scales in scales[0].raw.map { $0 * 5 / 4 } },
        .thousandths("standard_floor") { _, scales in scales[0].raw.map { 5 * $0 / 4_000 * 1_000 } },
        .thousandths("standard_round_half_up") { _, scales in scales[0].raw.map(standardScore) },
        .thousandths("standard") { _, scales in scales[0].raw.map(standardScore) },
    ],
    flags: [.contradictoryLine(items)])

private nonisolated(unsafe) let exported = instrument.export()

@c(xinyu_instrument_entry)
public func entry(hostABI: UInt32) -> UnsafePointer<xinyu_instrument>? {
    Instrument.entry(exported, hostABI: hostABI)
}
