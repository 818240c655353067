// Rosenberg Self-Esteem Scale: ten statements, coded 0 (strongly disagree) to 3 (strongly agree), five of them reversed.
// Two printed orders go by this name, with other reversed items: the form of the sheet says which one was filled in.
// Rosenberg (1965) names no bands and no rule for missing items: with one missing there is no total.

public import CInstrument
internal import InstrumentKit

private let items = Array(1...10)
private let wishForRespect = 8

/// By the place of the form in the manifest.
private enum Form: Int {
    case worthFirst = 0
    case satisfiedFirst = 1

    var reversed: [Int] {
        switch self {
        case .worthFirst: [3, 5, 8, 9, 10]
        case .satisfiedFirst: [2, 5, 6, 8, 9]
        }
    }
}

/// Two Chinese variants of the total; item 8 does not work as a negative item for Chinese respondents.
@Sendable private func total(_ scales: [ScaleScore], without item: Int64?) -> Int64? {
    guard let total = scales[0].raw, let item else { return nil }
    return total - (3 - item) * 1_000
}

private let instrument = Instrument(
    id: "rses", version: "1.0.0", itemCount: 10,
    scales: [
        Scale("total") { sheet in
            guard let form = Form(rawValue: sheet.form),
                let sum = sheet.sum(items, reversed: form.reversed, codes: 0...3)
            else { return .incomplete(answered: sheet.answeredCount(items)) }
            return .complete(raw: sum * 1_000, answered: items.count, banded: nil)
        }
    ],
    derived: [
        .thousandths("total_0to30") { _, scales in scales[0].raw },
        .thousandths("total_10to40") { _, scales in scales[0].raw.map { $0 + 10_000 } },
        .thousandths("total_item8_forward") { sheet, scales in
            guard sheet.form == Form.worthFirst.rawValue, let item = sheet.answer(wishForRespect) else { return nil }
            return total(scales, without: item).map { $0 + item * 1_000 }
        },
        .thousandths("total_9_items") { sheet, scales in total(scales, without: sheet.answer(wishForRespect)) },
    ],
    flags: [Flag("acquiescence") { sheet, _ in sheet.isUniform(items, codes: [0, 3]) }])

private nonisolated(unsafe) let exported = instrument.export()

@c(xinyu_instrument_entry)
public func entry(hostABI: UInt32) -> UnsafePointer<xinyu_instrument>? {
    Instrument.entry(exported, hostABI: hostABI)
}
