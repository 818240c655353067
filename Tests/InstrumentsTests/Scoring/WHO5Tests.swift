import Testing

/// Expectations are from the WHO-5 form: percentage = sum × 4, low below 13 (52 %), worked out by hand.
@Suite("WHO-5")
struct WHO5Tests {
    let who5: InProcess

    init() throws { who5 = try Shipped.inProcess("who5") }

    @Test("It asks for a host of its ABI")
    func abi() throws { #expect(try Shipped.entry("who5")(0) == nil) }

    @Test(
        "Every limit of every band",
        arguments: [
            ([0, 0, 0, 0, 0], 0, 0, "low"), ([5, 5, 2, 0, 0], 12, 48, "low"), ([3, 3, 3, 2, 2], 13, 52, "ok"),
            ([5, 5, 5, 5, 5], 25, 100, "ok"),
        ] as [([Int64], Int64, Int64, String)])
    func bands(codes: [Int64], sum: Int64, percent: Int64, band: String) {
        let outcome = who5.score(codes)
        #expect(outcome.scales["raw"]?.raw == sum * 1_000)
        #expect(outcome.scales["percent"]?.raw == percent * 1_000)
        #expect(outcome.scales["percent"]?.standard == percent * 1_000)
        #expect(outcome.scales["raw"]?.band == band)
        #expect(outcome.scales["percent"]?.band == band)
        #expect(outcome.derived["raw_lt13"] == (sum < 13 ? 1_000 : 0))
        #expect(outcome.derived["percent_lt50"] == (percent < 50 ? 1_000 : 0))
    }

    @Test("One missing item and there is no score", arguments: 0..<5)
    func oneMissing(place: Int) {
        var codes = [Int64?](repeating: 4, count: 5)
        codes[place] = nil
        let none = InProcess.Scale(raw: nil, standard: nil, mean: nil, answered: 4, isComplete: false, band: nil)
        #expect(who5.score(codes).scales == ["raw": none, "percent": none])
        #expect(who5.score(codes).derived.isEmpty)
    }

    @Test("One low item is enough for the older form's condition; that there is none needs all five")
    func anyLow() {
        #expect(who5.score([5, 5, 5, 5, 1]).derived["any_item_0_or_1"] == 1_000)
        #expect(who5.score([2, 2, 2, 2, 2]).derived["any_item_0_or_1"] == 0)
        #expect(who5.score([nil, 0, nil, nil, nil]).derived == ["any_item_0_or_1": 1_000])
        #expect(who5.score([nil, 2, 2, 2, 2]).derived["any_item_0_or_1"] == nil)
    }
}
