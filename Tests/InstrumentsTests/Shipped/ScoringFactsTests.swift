import Testing

@testable import Instruments

/// Sheets that are made so that the sheet of facts says what must come of them: the scored codes add up to a number by
/// construction, and the band is the one that the facts give for that number.
@Suite("Scores beside the sheets")
struct ScoringFactsTests {
    /// Those whose scores are sums or means of codes. SDQ, PSQI and ASQ are worked by hand in suites of their own.
    static let summed = Shipped.ids.filter { !["sdq", "psqi", "asq"].contains($0) }

    /// A formula of the sheets, as what it makes of the sum of scored codes. In thousandths.
    static func score(_ scale: SheetFacts.Scale, sum: Int64) -> Int64 {
        let count = Int64(scale.items.count)
        return switch scale.formula {
        case "mean": (2_000 * sum + count) / (2 * count)
        case "2 * sum": 2_000 * sum
        case "sum * 4": 4_000 * sum
        case "sum of (code - 1)": 1_000 * (sum - count)
        case let formula where formula.hasPrefix("derived standard"): (5 * sum + 2) / 4 * 1_000
        default: 1_000 * sum
        }
    }

    /// Marked answers of which the scored codes of the scale's items come to `sum`; all others are unanswered.
    private func answers(_ sheet: SheetFacts, _ scale: SheetFacts.Scale, sum: Int64) -> [Int64?] {
        let codes = sheet.items.codes
        guard let least = codes.min(), let most = codes.max() else { return [] }
        var answers = [Int64?](repeating: nil, count: sheet.items.count)
        var rest = sum - least * Int64(scale.items.count)
        for item in scale.items {
            let scored = least + min(rest, most - least)
            rest -= scored - least
            answers[item - 1] = sheet.items.reversed.contains(item) ? least + most - scored : scored
        }
        return answers
    }

    @Test("Every score that a scale can have, with the band that the facts give it", arguments: summed)
    func everyScore(id: String) throws {
        let (sheet, instrument) = (try SheetFacts.load(id), try Shipped.inProcess(id))
        let further = try Shipped.manifest(id).items.count - sheet.items.count
        guard let least = sheet.items.codes.min(), let most = sheet.items.codes.max() else { return }
        for scale in sheet.scales {
            let count = Int64(scale.items.count)
            var bands: Set<String> = []
            for sum in least * count...most * count {
                let marked = answers(sheet, scale, sum: sum) + [Int64?](repeating: nil, count: further)
                let outcome = try #require(instrument.score(marked).scales[scale.id])
                let expected = Self.score(scale, sum: sum)
                let got = scale.formula == "mean" ? outcome.mean : outcome.raw
                #expect(outcome.isComplete && got == expected, "\(scale.id) at \(sum)")
                #expect(outcome.answered == UInt32(scale.items.count))
                let band = scale.bands.last { SheetFacts.thousandths($0.from) <= expected }?.id
                #expect(outcome.band == band, "\(scale.id) at \(sum)")
                if let band { bands.insert(band) }
            }
            #expect(bands == Set(scale.bands.map(\.id)), "\(scale.id): every band is reached")
        }
    }

    @Test("With one item missing, scales with that item are incomplete, without a score or a band", arguments: summed)
    func oneMissing(id: String) throws {
        let (sheet, instrument) = (try SheetFacts.load(id), try Shipped.inProcess(id))
        let further = try Shipped.manifest(id).items.count - sheet.items.count
        for number in 1...sheet.items.count {
            var marked = [Int64?](repeating: sheet.items.codes.max(), count: sheet.items.count + further)
            marked[number - 1] = nil
            let outcome = instrument.score(marked)
            for scale in sheet.scales {
                let score = try #require(outcome.scales[scale.id])
                #expect(score.isComplete == !scale.items.contains(number), "\(scale.id), item \(number)")
                if scale.items.contains(number) {
                    #expect(score.band == nil && score.mean == nil && score.standard == nil)
                    // Auxiliary questions of the UPI: the yes that are there are counted.
                    #expect(score.raw == (id == "upi" && scale.id == "aux" ? 3_000 : nil))
                    #expect(score.answered == UInt32(scale.items.count - 1))
                }
            }
        }
    }

    @Test("A sheet without an answer has no score, and hits nothing", arguments: Shipped.ids)
    func nothing(id: String) throws {
        let manifest = try Shipped.manifest(id)
        let blank = [Int64?](repeating: nil, count: manifest.items.count)
        let outcome = try Shipped.inProcess(id).score(blank)
        for (name, scale) in outcome.scales {
            #expect(!scale.isComplete && scale.band == nil && scale.answered == 0)
            #expect(scale.raw == (id == "upi" && name == "aux" ? 0 : nil))
        }
        #expect(outcome.flags.isEmpty)
        // An ASQ without an answer is undetermined, and what is to be done before it holds always.
        #expect(outcome.derived == (id == "asq" ? ["screen": 2_000, "protocol_before": 1_000] : [:]))
        #expect(manifest.criticalItems(in: blank).isEmpty)
        #expect(manifest.unansweredCriticalItems(in: blank).count == manifest.criticalItems.count)
    }

    @Test("A code beside the scale is refused, item by item", arguments: Shipped.ids)
    func outOfRange(id: String) throws {
        let manifest = try Shipped.manifest(id)
        let context = SheetContext(informant: try #require(manifest.informants.first))
        for item in manifest.items {
            for wrong in [Int64(-1), item.kind == .code ? 6 : 1_440_001] {
                var marked = [Int64?](repeating: nil, count: manifest.items.count)
                marked[item.number - 1] = wrong
                #expect(
                    manifest.fault(in: AnswerSheet(answers: marked, context: context))
                        == .notPermitted(item: item.number))
            }
        }
    }

    @Test("Critical items are hit from their code on, whatever else is missing", arguments: Shipped.ids)
    func criticalItems(id: String) throws {
        let (sheet, manifest) = (try SheetFacts.load(id), try Shipped.manifest(id))
        for (critical, said) in zip(manifest.criticalItems, sheet.criticalItems) {
            for code in sheet.items.codes {
                var marked = [Int64?](repeating: nil, count: manifest.items.count)
                marked[critical.item - 1] = code
                let least = said.when == "yes" ? 1 : try #require(Int64(said.when.dropFirst(2)))
                #expect(manifest.criticalItems(in: marked).map(\.id) == (code >= least ? [critical.id] : []))
            }
        }
    }
}
