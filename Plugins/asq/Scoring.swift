// ASQ: four questions asked face to face, and a fifth if one of them is not answered "no". 0 is no, 1 is yes, 2 is a refusal
// to answer, which counts as positive. No sum and no band: a screen, its acuity, and the steps of the protocol that are due.
// Source: NIMH ASQ toolkit (Horowitz et al. 2012).

public import CInstrument
internal import InstrumentKit

private let questions = [1, 2, 3, 4]
private let rightNow = 5

/// In the order of the manifest's labels.
private enum Screen: Int {
    case positive, negative, undetermined
}

private enum Acuity: Int {
    case acute, nonAcute
}

/// One that is not "no" is enough; four times "no" is needed for the contrary.
@Sendable private func screen(_ sheet: Sheet) -> Screen {
    switch Ternary.any(questions.map { sheet.isMarked($0, atLeast: 1) }) {
    case true?: .positive
    case false?: .negative
    case nil: .undetermined
    }
}

/// Acute until the student has been asked and has said "no".
@Sendable private func acuity(_ sheet: Sheet) -> Acuity? {
    guard screen(sheet) == .positive else { return nil }
    return sheet.answer(rightNow) == 0 ? .nonAcute : .acute
}

/// A step that is due after one outcome; open while the outcome is.
private func step(_ id: StaticString, _ isDue: @escaping @Sendable (Sheet) -> Bool) -> Derived {
    .statement(id) { sheet, _ in screen(sheet) == .undetermined ? nil : isDue(sheet) }
}

private let instrument = Instrument(
    id: "asq", version: "1.0.0", itemCount: 5, scales: [],
    derived: [
        .label("screen") { sheet, _ in screen(sheet).rawValue },
        .label("acuity") { sheet, _ in acuity(sheet)?.rawValue },
        .statement("protocol_before") { _, _ in true },
        step("protocol_negative") { screen($0) == .negative },
        step("protocol_non_acute_positive") { acuity($0) == .nonAcute },
        step("protocol_acute_positive") { acuity($0) == .acute },
        step("protocol_after") { screen($0) == .positive },
    ])

private nonisolated(unsafe) let exported = instrument.export()

@c(xinyu_instrument_entry)
public func entry(hostABI: UInt32) -> UnsafePointer<xinyu_instrument>? {
    Instrument.entry(exported, hostABI: hostABI)
}
