// MHT (心理健康诊断测验, 1991 Chinese revision): a hundred questions, yes is 1. Eight scales of content, ninety items in all,
// and a lie scale on the even items from 82 to 100, which never enters the total.
// Lines 65, 8 and 7, each included: reproductions of the 1991 manual named in the manifest.
// One missing item of a scale, and it has no score; the lie scale's statement holds as soon as its answers reach 7.

public import CInstrument
internal import InstrumentKit

private let contentScales: [(id: StaticString, items: [Int])] = [
    ("study_anxiety", Array(1...15)), ("social_anxiety", Array(16...25)), ("loneliness", Array(26...35)),
    ("self_blame", Array(36...45)), ("sensitivity", Array(46...55)), ("somatic", Array(56...70)),
    ("phobic", Array(71...80)), ("impulsive", [81, 83, 85, 87, 89, 91, 93, 95, 97, 99]),
]
private let lieItems = [82, 84, 86, 88, 90, 92, 94, 96, 98, 100]
private let (high, doubtful): (Int64, Int64) = (8, 7)

@Sendable private func isDoubtful(_ sheet: Sheet) -> Bool? {
    let yes = sheet.answeredCount(lieItems, atLeast: 1)
    if yes >= doubtful { return true }
    return sheet.answeredCount(lieItems) == lieItems.count ? false : nil
}

private let instrument = Instrument(
    id: "mht", version: "1.0.0", itemCount: 100,
    scales: contentScales.map { scale in
        .sum(
            scale.id, items: scale.items, codes: 0...1,
            bands: [
                Band("low", 0...3), Band("middle", 4...high - 1), Band("high", high...Int64(scale.items.count)),
            ])
    } + [
        .sum(
            "content_total", items: contentScales.flatMap { $0.items }, codes: 0...1,
            bands: [Band("below_cutoff", 0...64), Band("high", 65...90)]),
        .sum(
            "lie", items: lieItems, codes: 0...1,
            bands: [Band("acceptable", 0...doubtful - 1), Band("doubtful", doubtful...10)]),
    ],
    derived: [
        .statement("lie_ge7") { sheet, _ in isDoubtful(sheet) },
        .statement("item85_or_97") { sheet, _ in
            Ternary.any([sheet.isMarked(85, atLeast: 1), sheet.isMarked(97, atLeast: 1)])
        },
    ]
        + Derived.list("high_scales", parts: contentScales.map { $0.id }) { _, scales, part in
            scales[part].raw.map { $0 >= high * 1_000 }
        },
    flags: [Flag("lie") { sheet, _ in isDoubtful(sheet) }])

private nonisolated(unsafe) let exported = instrument.export()

@c(xinyu_instrument_entry)
public func entry(hostABI: UInt32) -> UnsafePointer<xinyu_instrument>? {
    Instrument.entry(exported, hostABI: hostABI)
}
