import InstrumentKit
import Testing

/// Expectations are from Kroenke, Spitzer & Williams (2001) and the PHQ's instruction manual, worked out by hand.
@Suite("PHQ-9")
struct PHQ9Tests {
    let phq9: InProcess

    init() throws { phq9 = try Shipped.inProcess("phq9") }

    @Test(
        "Every limit of every band",
        arguments: [
            ([0, 0, 0, 0, 0, 0, 0, 0, 0], 0, "minimal"), ([1, 1, 1, 1, 0, 0, 0, 0, 0], 4, "minimal"),
            ([1, 1, 1, 1, 1, 0, 0, 0, 0], 5, "mild"), ([1, 1, 1, 1, 1, 1, 1, 1, 1], 9, "mild"),
            ([2, 1, 1, 1, 1, 1, 1, 1, 1], 10, "moderate"), ([2, 2, 2, 2, 2, 1, 1, 1, 1], 14, "moderate"),
            ([2, 2, 2, 2, 2, 2, 1, 1, 1], 15, "moderately_severe"),
            ([3, 2, 2, 2, 2, 2, 2, 2, 2], 19, "moderately_severe"),
            ([3, 3, 2, 2, 2, 2, 2, 2, 2], 20, "severe"), ([3, 3, 3, 3, 3, 3, 3, 3, 3], 27, "severe"),
        ] as [([Int64], Int64, String)])
    func bands(codes: [Int64], total: Int64, band: String) {
        let scale = phq9.score(codes).scales["total"]
        #expect(
            scale
                == InProcess.Scale(
                    raw: total * 1_000, standard: nil, mean: nil, answered: 9, isComplete: true, band: band))
    }

    @Test("One missing item and there is no total and no band, whichever it is", arguments: 0..<9)
    func oneMissing(place: Int) {
        var codes = [Int64?](repeating: 3, count: 9)
        codes[place] = nil
        let scale = phq9.score(codes).scales["total"]
        #expect(
            scale == InProcess.Scale(raw: nil, standard: nil, mean: nil, answered: 8, isComplete: false, band: nil))
    }

    @Test("A sheet without an answer says nothing at all")
    func nothing() {
        let outcome = phq9.score([Int64?](repeating: nil, count: 9))
        #expect(outcome.scales["total"]?.answered == 0)
        #expect(outcome.derived.isEmpty)
        #expect(outcome.flags.isEmpty)
    }

    @Test("Major syndrome: a core symptom and five in all, the ninth counting from 1")
    func majorSyndrome() {
        let outcome = phq9.score([2, 0, 2, 2, 2, 1, 0, 0, 1])
        #expect(outcome.derived["n_core"] == 1_000)
        #expect(outcome.derived["n_other"] == 4_000)
        #expect(outcome.derived["mds_algorithm"] == 1_000)
        #expect(outcome.derived["ods_algorithm"] == 0)
        #expect(outcome.derived["phq2"] == 2_000)
        #expect(outcome.derived["screen_positive_10"] == 1_000)
    }

    @Test("Other syndrome: a core symptom, and two to four in all")
    func otherSyndrome() {
        #expect(phq9.score([0, 2, 0, 0, 0, 0, 0, 0, 1]).derived["ods_algorithm"] == 1_000)
        #expect(phq9.score([3, 3, 3, 3, 0, 0, 0, 0, 0]).derived["ods_algorithm"] == 1_000)
        #expect(phq9.score([3, 0, 0, 0, 0, 0, 0, 0, 0]).derived["ods_algorithm"] == 0)
    }

    @Test("Without a core symptom there is no syndrome, however many others there are")
    func noCore() {
        let outcome = phq9.score([1, 1, 3, 3, 3, 3, 3, 3, 3])
        #expect(outcome.derived["n_other"] == 7_000)
        #expect(outcome.derived["mds_algorithm"] == 0)
        #expect(outcome.derived["ods_algorithm"] == 0)
    }

    @Test("What does not depend on the missing item is still said")
    func partly() {
        let outcome = phq9.score([2, 1, nil, 0, 0, 0, 0, 0, 0])
        #expect(outcome.derived == ["n_core": 1_000, "phq2": 3_000])
        #expect(outcome.flags == ["straight_line": false, "impairment_question": true])
    }

    @Test("The tenth question is due as soon as one symptom is there")
    func impairment() {
        #expect(phq9.score([0, 0, 0, 0, 0, 0, 0, 0, 0]).flags["impairment_question"] == false)
        #expect(phq9.score([0, 0, 0, 0, 0, 0, 0, 1, 0]).flags["impairment_question"] == true)
        #expect(phq9.score([0, 0, 0, 0, nil, 0, 0, 0, 0]).flags["impairment_question"] == nil)
        #expect(phq9.score([0, 0, 0, 0, 0, 0, 0, 0, 0]).flags["straight_line"] == true)
    }
}
