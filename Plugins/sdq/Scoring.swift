// SDQ: 25 attributes, coded 0 (not true) to 2 (certainly true), seen by the pupil, a parent or a teacher, and the impact
// supplement (26 difficulty, then distress and interference: five items, three for teachers).
// Bands: original three-band UK categorisation, by informant. A scale is prorated from three of its five items on, keeps
// that value, and gets no band.

public import CInstrument
internal import InstrumentKit

private let reversed = [7, 11, 14, 21, 25]
private let emotional = [3, 8, 13, 16, 24]
private let conduct = [5, 7, 12, 18, 22]
private let hyperactivity = [2, 10, 15, 21, 25]
private let peer = [6, 11, 14, 19, 23]
private let prosocial = [1, 4, 9, 17, 20]
private let difficulty = 26
private let interference = Array(27...31)

/// Normal, borderline and abnormal of one informant: from the best score on up.
private func bands(
    _ informant: Informant, _ normal: ClosedRange<Int64>, _ borderline: ClosedRange<Int64>,
    _ abnormal: ClosedRange<Int64>
) -> [Band] {
    [
        Band("normal", normal, informant: informant), Band("borderline", borderline, informant: informant),
        Band("abnormal", abnormal, informant: informant),
    ]
}

/// The sum of five items, or their mean times five, rounded half up, from three answers on.
@Sendable private func subscale(_ items: [Int], _ sheet: Sheet) -> ScaleScore {
    let answered = items.filter { sheet.answer($0) != nil }
    guard answered.count >= 3, let sum = sheet.sum(answered, reversed: reversed, codes: 0...2) else {
        return .incomplete(answered: answered.count)
    }
    guard answered.count < items.count else {
        return .complete(raw: sum * 1_000, answered: items.count, banded: sum * 1_000)
    }
    let prorated = Scale.divide(sum * Int64(items.count), by: Int64(answered.count)) * 1_000
    return .incomplete(answered: answered.count, raw: prorated, isProrated: true)
}

/// The sum of subscales; nothing where one has none, and prorated where one is.
@Sendable private func sum(_ subscales: [[Int]], _ sheet: Sheet) -> ScaleScore {
    let scores = subscales.map { subscale($0, sheet) }
    let answered = scores.reduce(0) { $0 + $1.answered }
    var raw: Int64 = 0
    for score in scores {
        guard let part = score.raw else { return .incomplete(answered: answered) }
        raw += part
    }
    return scores.allSatisfy { $0.isComplete }
        ? .complete(raw: raw, answered: answered, banded: raw)
        : .incomplete(answered: answered, raw: raw, isProrated: true)
}

/// Not at all and a little count 0, a medium amount 1, a great deal 2; no difficulty is no impact.
@Sendable private func impact(_ sheet: Sheet) -> ScaleScore {
    let answered = interference.filter { sheet.answer($0) != nil }
    guard let overall = sheet.answer(difficulty) else { return .incomplete(answered: answered.count) }
    guard overall > 0 else { return .complete(raw: 0, answered: answered.count + 1, banded: 0) }
    guard answered.count == (sheet.informant == .teacher ? 3 : 5) else {
        return .incomplete(answered: answered.count + 1)
    }
    let raw = answered.reduce(0) { $0 + max(0, (sheet.answer($1) ?? 0) - 1) } * 1_000
    return .complete(raw: raw, answered: answered.count + 1, banded: raw)
}

private let instrument = Instrument(
    id: "sdq", version: "1.0.0", itemCount: 31,
    scales: [
        Scale(
            "emotional",
            bands: bands(.parent, 0...3, 4...4, 5...10) + bands(.teacher, 0...4, 5...5, 6...10)
                + bands(.self, 0...5, 6...6, 7...10)
        ) { subscale(emotional, $0) },
        Scale(
            "conduct",
            bands: bands(.parent, 0...2, 3...3, 4...10) + bands(.teacher, 0...2, 3...3, 4...10)
                + bands(.self, 0...3, 4...4, 5...10)
        ) { subscale(conduct, $0) },
        Scale(
            "hyperactivity",
            bands: bands(.parent, 0...5, 6...6, 7...10) + bands(.teacher, 0...5, 6...6, 7...10)
                + bands(.self, 0...5, 6...6, 7...10)
        ) { subscale(hyperactivity, $0) },
        Scale(
            "peer",
            bands: bands(.parent, 0...2, 3...3, 4...10) + bands(.teacher, 0...3, 4...4, 5...10)
                + bands(.self, 0...3, 4...5, 6...10)
        ) { subscale(peer, $0) },
        Scale(
            "prosocial",
            bands: bands(.parent, 6...10, 5...5, 0...4) + bands(.teacher, 6...10, 5...5, 0...4)
                + bands(.self, 6...10, 5...5, 0...4)
        ) { subscale(prosocial, $0) },
        Scale(
            "total_difficulties",
            bands: bands(.parent, 0...13, 14...16, 17...40) + bands(.teacher, 0...11, 12...15, 16...40)
                + bands(.self, 0...15, 16...19, 20...40)
        ) { sum([emotional, conduct, hyperactivity, peer], $0) },
        Scale("externalising") { sum([conduct, hyperactivity], $0) },
        Scale("internalising") { sum([emotional, peer], $0) },
        Scale(
            "impact",
            bands: bands(.parent, 0...0, 1...1, 2...10) + bands(.teacher, 0...0, 1...1, 2...6)
                + bands(.self, 0...0, 1...1, 2...10)
        ) { impact($0) },
    ],
    derived: [.thousandths("impact") { _, scales in scales[8].raw }],
    flags: [.contradictoryLine(Array(1...25))])

private nonisolated(unsafe) let exported = instrument.export()

@c(xinyu_instrument_entry)
public func entry(hostABI: UInt32) -> UnsafePointer<xinyu_instrument>? {
    Instrument.entry(exported, hostABI: hostABI)
}
