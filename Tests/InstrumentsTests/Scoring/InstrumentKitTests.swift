import CInstrument
import InstrumentKit
import Testing

@Suite("InstrumentKit")
struct InstrumentKitTests {
    private func score(_ scale: Scale, _ answers: [Int64?]) -> InProcess.Scale? {
        InProcess(
            instrument: Instrument(id: "kit", version: "1.0.0", itemCount: answers.count, scales: [scale]).export()
        )
        .score(answers).scales["s"]
    }

    @Test("Reversed items count from the other end of the codes")
    func reversed() {
        let scale = Scale.sum("s", items: [1, 2, 3], reversed: [2], codes: 1...4, bands: [Band("all", 3...12)])
        #expect(score(scale, [1, 4, 1])?.raw == 3_000)
        #expect(score(scale, [4, 1, 4])?.raw == 12_000)
        #expect(score(scale, [4, 1, 4])?.band == "all")
    }

    @Test("Bands may differ by sex; where it is not known, none of them holds")
    func sex() {
        let scale = Scale.sum(
            "s", items: [1, 2], codes: 0...3,
            bands: [
                Band("low", 0...2, sex: .female), Band("high", 3...6, sex: .female), Band("low", 0...4, sex: .male),
                Band("high", 5...6, sex: .male),
            ])
        let instrument = Instrument(id: "kit", version: "1.0.0", itemCount: 2, scales: [scale]).export()
        func band(_ sex: UInt32) -> String? {
            InProcess(instrument: instrument).score([2, 2], context: InProcess.context(sex: sex)).scales["s"]?.band
        }
        #expect(band(1) == "high")
        #expect(band(2) == "low")
        #expect(band(0) == nil)
    }

    @Test("A factor multiplies the sum, and bands see the product")
    func factor() {
        let scale = Scale.sum(
            "s", items: [1, 2], codes: 0...3, factor: 2, bands: [Band("low", 0...9), Band("high", 10...12)])
        #expect(score(scale, [2, 2])?.band == "low")
        #expect(score(scale, [3, 2])?.raw == 10_000)
        #expect(score(scale, [3, 2])?.band == "high")
    }

    @Test("A mean is rounded half away from zero, in thousandths")
    func mean() {
        let scale = Scale.mean(
            "s", items: [1, 2, 3], codes: 1...5,
            bands: [Band("below", thousandths: 1_000...1_999), Band("from2", thousandths: 2_000...5_000)])
        #expect(score(scale, [1, 2, 2])?.mean == 1_667)
        #expect(score(scale, [1, 2, 2])?.raw == 5_000)
        #expect(score(scale, [1, 2, 2])?.band == "below")
        #expect(score(scale, [2, 2, 2])?.band == "from2")
        #expect(score(scale, [2, nil, 2])?.isComplete == false)
        #expect(Scale.divide(-5, by: 2) == -3)
        #expect(Scale.divide(5, by: 2) == 3)
    }

    @Test("A score that no band holds has none")
    func noBand() {
        #expect(score(.sum("s", items: [1], codes: 0...3, bands: [Band("three", 3...3)]), [2])?.band == nil)
    }

    @Test("An item that was not asked is no answer, and known from one that is missing")
    func notAsked() {
        let scale = Scale("s") { sheet in
            var score = ScaleScore.incomplete(answered: sheet.answeredCount([1, 2, 3]))
            score.raw = (sheet.wasAsked(2) ? 10 : 0) + (sheet.wasAsked(3) ? 1 : 0)
            return score
        }
        let outcome = score(scale, [1, Int64.min + 1, nil])
        #expect(outcome?.answered == 1)
        #expect(outcome?.raw == 1)
    }
}
