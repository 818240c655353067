// PSQI: bed time, minutes to fall asleep, rising time and hours of sleep, then fourteen codes from 0 to 3, make seven
// components of 0 to 3 and a global score. Scoring of the University of Pittsburgh: 7 hours, 85 % and 15 minutes get the
// better score, and the efficiency is not rounded before it is compared.
// Over 5 is poor by the original cut (Buysse et al. 1989), over 7 by the Chinese one (刘贤臣等 1996).
// What is missing makes its component missing, and then there is no global score; only item 14, "other reasons", may stay
// open.

public import CInstrument
internal import InstrumentKit

/// Places on the sheet. Times of day in minutes after midnight, minutes and hours in thousandths.
private let (bedTime, latency, risingTime, hours) = (1, 2, 3, 4)
private let (quality, medicine, drowsiness, enthusiasm) = (15, 16, 17, 18)
private let notWithin30Minutes = 5
private let disturbances = Array(6...13)
private let otherReasons = 14

@Sendable private func above(_ value: Int64, _ limits: [Int64]) -> Int64 { Int64(limits.count { value > $0 }) }

@Sendable private func below(_ value: Int64, _ limits: [Int64]) -> Int64 { Int64(limits.count { value < $0 }) }

/// From bed time to rising time, over midnight where that is earlier or the same.
@Sendable private func minutesInBed(_ sheet: Sheet) -> Int64? {
    guard let bed = sheet.answer(bedTime), let rising = sheet.answer(risingTime) else { return nil }
    return rising > bed ? rising - bed : rising - bed + 24 * 60
}

@Sendable private func latencyPoints(_ sheet: Sheet) -> Int64? {
    guard let minutes = sheet.answer(latency), let frequency = sheet.answer(notWithin30Minutes) else { return nil }
    return above(above(minutes, [15_000, 30_000, 60_000]) + frequency, [0, 2, 4])
}

@Sendable private func durationPoints(_ sheet: Sheet) -> Int64? {
    sheet.answer(hours).map { below($0, [7_000, 6_000, 5_000]) }
}

/// 100 × hours of sleep / hours in bed against 85, 75 and 65 percent, without a division.
@Sendable private func efficiencyPoints(_ sheet: Sheet) -> Int64? {
    guard let slept = sheet.answer(hours), let minutes = minutesInBed(sheet) else { return nil }
    return below(slept * 6, [85 * minutes, 75 * minutes, 65 * minutes])
}

@Sendable private func disturbancePoints(_ sheet: Sheet) -> Int64? {
    sheet.sum(disturbances).map { above($0 + (sheet.answer(otherReasons) ?? 0), [0, 9, 18]) }
}

@Sendable private func daytimePoints(_ sheet: Sheet) -> Int64? {
    sheet.sum([drowsiness, enthusiasm]).map { above($0, [0, 2, 4]) }
}

private let components: [(id: StaticString, items: [Int], points: @Sendable (Sheet) -> Int64?)] = [
    ("c1_quality", [quality], { $0.answer(quality) }),
    ("c2_latency", [latency, notWithin30Minutes], latencyPoints),
    ("c3_duration", [hours], durationPoints),
    ("c4_efficiency", [bedTime, risingTime, hours], efficiencyPoints),
    ("c5_disturbance", disturbances + [otherReasons], disturbancePoints),
    ("c6_medication", [medicine], { $0.answer(medicine) }),
    ("c7_daytime", [drowsiness, enthusiasm], daytimePoints),
]

@Sendable private func globalScore(_ sheet: Sheet) -> Int64? {
    var sum: Int64 = 0
    for component in components {
        guard let points = component.points(sheet) else { return nil }
        sum += points
    }
    return sum
}

private func scale(
    _ id: StaticString, _ items: [Int], bands: [Band] = [], _ points: @escaping @Sendable (Sheet) -> Int64?
) -> Scale {
    Scale(id, bands: bands) { sheet in
        let answered = sheet.answeredCount(items)
        guard let points = points(sheet) else { return .incomplete(answered: answered) }
        return .complete(raw: points * 1_000, answered: answered, banded: points * 1_000)
    }
}

private let instrument = Instrument(
    id: "psqi", version: "1.0.0", itemCount: 18,
    scales: components.map { scale($0.id, $0.items, $0.points) } + [
        scale(
            "global", Array(1...18), bands: [Band("good", 0...5), Band("poor_original", 6...7), Band("poor", 8...21)],
            globalScore)
    ],
    derived: [
        .millionths("hours_in_bed") { sheet, _ in
            minutesInBed(sheet).map { Scale.divide($0 * 1_000_000, by: 60) }
        }
    ],
    flags: [
        // More sleep than time in bed: a wrong entry, as on a 12-hour clock.
        Flag("efficiency_over_100") { sheet, _ in
            guard let slept = sheet.answer(hours), let minutes = minutesInBed(sheet) else { return nil }
            return slept * 60 > minutes * 1_000
        }
    ])

private nonisolated(unsafe) let exported = instrument.export()

@c(xinyu_instrument_entry)
public func entry(hostABI: UInt32) -> UnsafePointer<xinyu_instrument>? {
    Instrument.entry(exported, hostABI: hostABI)
}
