// MSSMHS (中国中学生心理健康量表, 王极盛): sixty items, coded 1 (none) to 5 (severe), six to each of ten factors.
// A factor's score is the mean of its items; bands are held against the mean itself: mild is 2 and above and below 3, and
// so on. One missing item of a factor, and it has no score.

public import CInstrument
internal import InstrumentKit

private let factors: [(id: StaticString, items: [Int])] = [
    ("compulsion", [3, 10, 12, 22, 23, 48]), ("paranoia", [11, 20, 24, 26, 47, 49]),
    ("hostility", [19, 21, 25, 50, 52, 58]), ("interpersonal", [4, 17, 18, 45, 51, 59]),
    ("depression", [5, 13, 14, 16, 44, 57]), ("anxiety", [6, 15, 34, 43, 46, 56]),
    ("study_pressure", [31, 33, 36, 38, 40, 55]), ("maladjustment", [1, 8, 9, 29, 39, 41]),
    ("emotional_instability", [2, 7, 27, 32, 35, 53]), ("psychological_imbalance", [28, 30, 37, 42, 54, 60]),
]
private let bands = [
    Band("none", thousandths: 1_000...1_999), Band("mild", thousandths: 2_000...2_999),
    Band("moderate", thousandths: 3_000...3_999), Band("marked", thousandths: 4_000...4_999),
    Band("severe", thousandths: 5_000...5_000),
]
private let items = Array(1...60)

private let instrument = Instrument(
    id: "mssmhs", version: "1.0.0", itemCount: 60,
    scales: factors.map { .mean($0.id, items: $0.items, codes: 1...5, bands: bands) } + [
        .sum("total", items: items, codes: 1...5), .mean("total_mean", items: items, codes: 1...5, bands: bands),
    ],
    // To one decimal, for display only.
    derived: Derived.table("factor_mean_1dp", parts: factors.map { $0.id }) { _, scales, part in
        scales[part].raw.map { Scale.divide($0 / 100, by: 6) * 100 }
    }
        + Derived.list("factors_ge2", parts: factors.map { $0.id }) { _, scales, part in
            scales[part].mean.map { $0 >= 2_000 }
        })

private nonisolated(unsafe) let exported = instrument.export()

@c(xinyu_instrument_entry)
public func entry(hostABI: UInt32) -> UnsafePointer<xinyu_instrument>? {
    Instrument.entry(exported, hostABI: hostABI)
}
