// SCL-90 in its Chinese coding, 1 (none) to 5 (severe): nine factors and a rest group, whose scores are the means of their
// items. Screening lines: a total over 160, more than 43 positive items, a factor of 2 or more (金华, 吴文源, 张明园 1986).
// One missing item, and its factor has no score, nor have the total and what is counted over all ninety.

public import CInstrument
internal import InstrumentKit

private let factors: [(id: StaticString, items: [Int])] = [
    ("somatization", [1, 4, 12, 27, 40, 42, 48, 49, 52, 53, 56, 58]),
    ("obsessive_compulsive", [3, 9, 10, 28, 38, 45, 46, 51, 55, 65]),
    ("interpersonal_sensitivity", [6, 21, 34, 36, 37, 41, 61, 69, 73]),
    ("depression", [5, 14, 15, 20, 22, 26, 29, 30, 31, 32, 54, 71, 79]),
    ("anxiety", [2, 17, 23, 33, 39, 57, 72, 78, 80, 86]), ("hostility", [11, 24, 63, 67, 74, 81]),
    ("phobic_anxiety", [13, 25, 47, 50, 70, 75, 82]), ("paranoid_ideation", [8, 18, 43, 68, 76, 83]),
    ("psychoticism", [7, 16, 35, 62, 77, 84, 85, 87, 88, 90]),
]
private let restGroup: (id: StaticString, items: [Int]) = ("additional", [19, 44, 59, 60, 64, 66, 89])
private let groups = factors + [restGroup]
private let items = Array(1...90)
private let total = groups.count

@Sendable private func positiveCount(_ sheet: Sheet) -> Int64? { sheet.count(items, atLeast: 2) }

/// `dividend / divisor` to two decimals, half up, in thousandths; there is nothing negative here.
@Sendable private func twoDecimals(_ dividend: Int64, by divisor: Int64) -> Int64 {
    Scale.divide(dividend * 100, by: divisor) * 10
}

private let instrument = Instrument(
    id: "scl90", version: "1.0.0", itemCount: 90,
    scales: factors.map {
        .mean(
            $0.id, items: $0.items, codes: 1...5,
            bands: [
                Band("below_cutoff", thousandths: 1_000...1_999), Band("positive", thousandths: 2_000...5_000),
            ])
    } + [
        .mean(restGroup.id, items: restGroup.items, codes: 1...5),
        .sum(
            "total", items: items, codes: 1...5,
            bands: [Band("below_cutoff", 90...160), Band("positive", 161...450)]),
    ],
    derived: [
        .thousandths("gsi_2dp") { _, scales in scales[total].raw.map { twoDecimals($0 / 1_000, by: 90) } },
        .number("positive_items") { sheet, _ in positiveCount(sheet) },
        .number("negative_items") { sheet, _ in positiveCount(sheet).map { 90 - $0 } },
        .thousandths("positive_mean_2dp") { sheet, scales in
            guard let positive = positiveCount(sheet), let total = scales[total].raw else { return nil }
            return positive == 0 ? 0 : twoDecimals(total / 1_000 - (90 - positive), by: positive)
        },
    ]
        + Derived.table("factor_sum", parts: groups.map { $0.id }) { _, scales, part in
            scales[part].raw
        }
        + Derived.table("factor_mean_2dp", parts: groups.map { $0.id }) { _, scales, part in
            scales[part].raw.map { twoDecimals($0 / 1_000, by: Int64(groups[part].items.count)) }
        } + [
            .statement("screen_positive") { sheet, scales in
                Ternary.any(
                    [scales[total].raw.map { $0 > 160_000 }, positiveCount(sheet).map { $0 > 43 }]
                        + factors.indices.map { index in scales[index].mean.map { $0 >= 2_000 } })
            }
        ])

private nonisolated(unsafe) let exported = instrument.export()

@c(xinyu_instrument_entry)
public func entry(hostABI: UInt32) -> UnsafePointer<xinyu_instrument>? {
    Instrument.entry(exported, hostABI: hostABI)
}
