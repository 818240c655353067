import TestSupport
import Testing

@testable import Instruments

/// Many sheets at once, of which some are none, some kill the helper and the others are scored all the same.
@Suite("Many sheets at once")
struct ScoreBlockTests {
    @Test("A sheet is encoded exactly where there is no fault in it", arguments: Shipped.ids)
    func faults(id: String) throws {
        let manifest = try Shipped.manifest(id)
        let coding = BatchCoding(manifest: manifest)
        var generator = SheetGenerator(manifest: manifest, seed: 5)
        for round in 0..<400 {
            var sheet = generator.next()
            let item = generator.below(sheet.answers.count)
            switch round % 8 {
            case 0: sheet.answers[item] = -1
            case 1: sheet.answers[item] = 6
            case 2: sheet.answers[item] = .max
            case 3: sheet.answers[item] = .min
            case 4: sheet.answers.removeLast(generator.below(8) % sheet.answers.count)
            case 5: sheet.answers.append(0)
            case 6: sheet.context.form = "other"
            default: sheet.context.informant = SheetContext.Informant.allCases[generator.below(5)]
            }
            #expect((coding.bytes(of: sheet) != nil) == (manifest.fault(in: sheet) == nil))
        }
    }

    @Test("Thousands of sheets keep their places, and faults theirs")
    func places() async throws {
        let workshop = try Shipped.workshop.get()
        let instrument = try workshop.catalogue.open(try Shipped.files("phq9"))
        let sheets = (0..<5_000).map { number in
            var answers: [Int64?] = (0..<9).map { Int64((number >> $0) & 1) }
            if number % 7 == 3 { answers[8] = 9 }
            if number % 11 == 5 { answers[0] = nil }
            return AnswerSheet(answers: answers)
        }
        let pool = workshop.pool()
        async let first = pool.scores(of: sheets, with: instrument.reference)
        async let second = pool.scores(of: Array(sheets.reversed()), with: instrument.reference)
        let (block, mirrored) = (try await first, try await second)
        #expect(block.count == sheets.count && mirrored.count == sheets.count)
        for (place, sheet) in sheets.enumerated() {
            #expect(block[place] == mirrored[sheets.count - 1 - place])
            if place % 7 == 3 {
                #expect(block[place] == .failure(.answers(.notPermitted(item: 9))))
                continue
            }
            let score = try block[place].get()
            let marked = sheet.answers.compactMap { $0 }
            #expect(score.scales.first?.raw == (marked.count == 9 ? marked.reduce(0, +) * 1_000 : nil))
            #expect(score.criticalItems == (sheet.answers[8] == 1 ? ["item9"] : []))
        }
        #expect(try await pool.scores(of: [], with: instrument.reference).isEmpty)
        // The other way to ask gives the same.
        #expect(await pool.score(Array(sheets.prefix(600)), with: instrument.reference) == Array(block.prefix(600)))
    }
}
