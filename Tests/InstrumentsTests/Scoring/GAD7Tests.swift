import InstrumentKit
import Testing

/// Expectations are the cut points 5, 10 and 15 of Spitzer et al. (2006), worked out by hand.
@Suite("GAD-7")
struct GAD7Tests {
    let gad7: InProcess

    init() throws { gad7 = try Shipped.inProcess("gad7") }

    @Test(
        "Every limit of every band",
        arguments: [
            ([0, 0, 0, 0, 0, 0, 0], 0, "minimal"), ([1, 1, 1, 1, 0, 0, 0], 4, "minimal"),
            ([1, 1, 1, 1, 1, 0, 0], 5, "mild"), ([2, 2, 1, 1, 1, 1, 1], 9, "mild"),
            ([2, 2, 2, 1, 1, 1, 1], 10, "moderate"), ([2, 2, 2, 2, 2, 2, 2], 14, "moderate"),
            ([3, 2, 2, 2, 2, 2, 2], 15, "severe"), ([3, 3, 3, 3, 3, 3, 3], 21, "severe"),
        ] as [([Int64], Int64, String)])
    func bands(codes: [Int64], total: Int64, band: String) {
        let outcome = gad7.score(codes)
        #expect(outcome.scales["total"]?.raw == total * 1_000)
        #expect(outcome.scales["total"]?.band == band)
        #expect(outcome.derived["screen_positive_10"] == (total >= 10 ? 1_000 : 0))
    }

    @Test("One missing item and there is no total and no band", arguments: 0..<7)
    func oneMissing(place: Int) {
        var codes = [Int64?](repeating: 3, count: 7)
        codes[place] = nil
        let outcome = gad7.score(codes)
        #expect(
            outcome.scales["total"]
                == InProcess.Scale(raw: nil, standard: nil, mean: nil, answered: 6, isComplete: false, band: nil))
        #expect(outcome.derived.isEmpty)
    }
}
