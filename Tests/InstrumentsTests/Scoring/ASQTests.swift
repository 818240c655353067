import Testing

@testable import Instruments

/// Worked by hand from the ASQ's rule: 0 no, 1 yes, 2 refused.
@Suite("ASQ")
struct ASQTests {
    private static let (positive, negative, undetermined): (Int64, Int64, Int64) = (0, 1_000, 2_000)
    private static let (acute, nonAcute): (Int64, Int64) = (0, 1_000)
    let asq: InProcess

    init() throws { asq = try Shipped.inProcess("asq") }

    @Test("Four times no is negative, and asks for no further step")
    func negative() {
        let derived = asq.score([0, 0, 0, 0, nil]).derived
        #expect(
            derived == [
                "screen": Self.negative, "protocol_before": 1_000, "protocol_negative": 1_000,
                "protocol_non_acute_positive": 0, "protocol_acute_positive": 0, "protocol_after": 0,
            ])
    }

    @Test("One yes or one refusal is positive, whichever it is", arguments: 0..<4, [1, 2] as [Int64])
    func positive(place: Int, answer: Int64) {
        var answers: [Int64?] = [0, 0, 0, 0, 0]
        answers[place] = answer
        var derived = asq.score(answers).derived
        #expect(derived["screen"] == Self.positive)
        #expect(derived["acuity"] == Self.nonAcute)
        #expect(derived["protocol_non_acute_positive"] == 1_000)
        #expect(derived["protocol_acute_positive"] == 0)
        #expect(derived["protocol_after"] == 1_000)
        // Yes, refused, not asked: acute.
        for fifth in [1, 2, nil] as [Int64?] {
            answers[4] = fifth
            derived = asq.score(answers).derived
            #expect(derived["acuity"] == Self.acute)
            #expect(derived["protocol_acute_positive"] == 1_000)
            #expect(derived["protocol_non_acute_positive"] == 0)
        }
    }

    @Test("With a gap and no yes it is undetermined; a yes decides in spite of gaps")
    func gaps() {
        let open = asq.score([0, 0, nil, 0, nil]).derived
        #expect(open == ["screen": Self.undetermined, "protocol_before": 1_000])
        #expect(asq.score([nil, nil, nil, 1, 0]).derived["screen"] == Self.positive)
    }

    @Test("It is asked face to face: nobody is handed it, least of all in a primary school")
    func gate() throws {
        let manifest = try Shipped.manifest("asq")
        for stage in SheetContext.Stage.allCases { #expect(!manifest.admits(stage: stage, ageInMonths: 200)) }
        #expect(manifest.procedure?.map(\.id).count == 5)
        #expect(manifest.procedure?.allSatisfy { $0.texts["zh"] != nil } == true)
        #expect(manifest.itemsNotAsked(in: [0, 0, 0, 0]) == [5])
        #expect(manifest.itemsNotAsked(in: [0, 0, 0, 2]) == [])
    }
}
