import Foundation
import Testing

@testable import Instruments

/// Holds each manifest beside its sheet of facts. What differs on purpose is named here, and nowhere else.
@Suite("Manifests beside their sheets")
struct ManifestFactsTests {
    /// Texts of these three are in Chinese as well, or put otherwise than in their sheets.
    private static let inOwnWords: Set = ["phq9", "gad7", "who5"]
    /// Functions that the PSQI's formulas use; no values of a sheet.
    private static let functions: Set = ["above(x,L)", "below(x,L)"]
    /// Items after those that the sheet counts: PHQ-A's supplement, SDQ's impact.
    private static let further = ["phqa": 4, "sdq": 6]

    @Test("There is a sheet for each, and each has one")
    func all() throws {
        let sheets = try FileManager.default.contentsOfDirectory(
            atPath: Workshop.root + "/Tests/InstrumentsTests/Sheets")
        #expect(sheets.sorted() == Shipped.ids.map { "\($0).json" })
    }

    @Test("Names, informants, ages, stages", arguments: Shipped.ids)
    func head(id: String) throws {
        let (sheet, manifest) = (try SheetFacts.load(id), try Shipped.manifest(id))
        #expect(manifest.id == sheet.id)
        #expect(manifest.names == sheet.name)
        #expect(manifest.informants.map { $0.rawValue.lowercased() } == sheet.informants)
        #expect(manifest.ages.fromMonths == (sheet.ages.min ?? 0) * 12)
        #expect(manifest.ages.toMonths == sheet.ages.max.map { $0 * 12 + 11 })
        // The sheet of the MHT names primary schools, and its gate shuts them out: items on steps of suicide.
        let stages = id == "mht" ? sheet.stages.filter { $0 != "PRIMARY" } : sheet.stages
        #expect(manifest.stages.map(\.rawValue) == stages)
        #expect(manifest.primary.permitted == stages.contains("PRIMARY"))
        #expect(manifest.primary.reason["en"] == sheet.primaryGate)
        #expect(manifest.confidence == sheet.confidence)
        #expect(manifest.citations == sheet.sources)
        guard !Self.inOwnWords.contains(id) else { return }
        #expect(manifest.construct["en"] == sheet.construct)
        #expect(manifest.timeFrame["en"] == sheet.timeFrame)
        #expect(manifest.ages.note["en"] == sheet.ages.note)
        #expect(!manifest.conventions.isEmpty)
    }

    @Test("Items, their codes, texts and topics", arguments: Shipped.ids)
    func items(id: String) throws {
        let (sheet, manifest) = (try SheetFacts.load(id), try Shipped.manifest(id))
        #expect(manifest.items.count == sheet.items.count + Self.further[id, default: 0])
        for item in manifest.items.prefix(sheet.items.count) {
            let codes = manifest.responses.first { $0.id == item.responses }?.options.map(\.code)
            if id == "psqi" && item.number <= 4 {
                #expect(codes == nil)
            } else {
                // A refusal is an answer of the ASQ for which its sheet has no code.
                #expect(codes == (id == "asq" ? sheet.items.codes + [2] : sheet.items.codes))
            }
            for (language, texts) in sheet.itemTexts ?? [:] {
                #expect(item.texts?[language] == texts[item.number - 1])
            }
        }
        if let topics = sheet.items.topics {
            #expect(manifest.items.prefix(sheet.items.count).map(\.topic) == topics)
        }
        if let keys = sheet.items.keys { #expect(manifest.items.map(\.key) == keys) }
        #expect(manifest.licence.itemTextMayShip == sheet.licence.itemTextMayShip)
        #expect(manifest.itemTexts.languages == (sheet.itemTexts ?? [:]).keys.sorted())
        if !sheet.licence.itemTextMayShip { #expect(manifest.items.allSatisfy { $0.texts == nil }) }
    }

    @Test("Scales, their items and bands", arguments: Shipped.ids)
    func scales(id: String) throws {
        let (sheet, manifest) = (try SheetFacts.load(id), try Shipped.manifest(id))
        #expect(manifest.scales.map(\.id) == sheet.scales.map(\.id))
        for (scale, said) in zip(manifest.scales, sheet.scales) {
            #expect(scale.names == said.name, "\(said.id)")
            // The impact of the SDQ has its items in the supplement.
            #expect(scale.items == (said.id == "impact" ? Array(26...31) : said.items), "\(said.id)")
            #expect(scale.reversed == sheet.items.reversed.filter { said.items.contains($0) }, "\(said.id)")
            #expect(scale.formula == said.formula, "\(said.id)")
            #expect([scale.minimum, scale.maximum] == said.range.map(SheetFacts.thousandths), "\(said.id)")
            #expect(scale.missing == said.missingRule, "\(said.id)")
            #expect(scale.bandSource == said.bandSource, "\(said.id)")
            #expect(scale.bands.map(\.id) == said.bands.map(\.id), "\(said.id)")
            for (band, limits) in zip(scale.bands, said.bands) {
                #expect(band.from == SheetFacts.thousandths(limits.from), "\(said.id) \(band.id)")
                // Means are compared unrounded: 1.99 in print is everything below 2.
                let isMean = limits.to != limits.to.rounded()
                #expect(band.to == SheetFacts.thousandths(limits.to) + (isMean ? 9 : 0), "\(said.id) \(band.id)")
                #expect(band.names == limits.name, "\(said.id) \(band.id)")
                #expect(band.informant?.rawValue.lowercased() == limits.informant, "\(said.id) \(band.id)")
            }
            if let orders = sheet.items.reversedByOrder {
                #expect(scale.reversedByForm?["satisfied_first"] == orders["satisfied_first"])
                #expect(manifest.forms?.map(\.id) == ["worth_first", "satisfied_first"])
                #expect(scale.reversed == orders["worth_first"])
            }
        }
    }

    @Test("Derived values, findings and critical items", arguments: Shipped.ids)
    func findings(id: String) throws {
        let (sheet, manifest) = (try SheetFacts.load(id), try Shipped.manifest(id))
        let values = sheet.derived.filter { !Self.functions.contains($0.id) }
        #expect(manifest.derived.map(\.id) == values.map(\.id))
        #expect(manifest.derived.map(\.rule) == values.map(\.rule))
        #expect(manifest.flags.map(\.id) == sheet.validity.map(\.id))
        #expect(manifest.flags.map(\.rule) == sheet.validity.map(\.rule))
        #expect(manifest.flags.map(\.source) == sheet.validity.map(\.source))
        #expect(manifest.criticalItems.count == sheet.criticalItems.count)
        for (critical, said) in zip(manifest.criticalItems, sheet.criticalItems) {
            switch said.item {
            case .number(let number):
                #expect(critical.id == "item\(number)")
                #expect(critical.item == number)
            case .name(let name):
                #expect(critical.id == name)
                #expect(manifest.items[critical.item - 1].key == name)
            }
            #expect(critical.atLeast == (said.when == "yes" ? 1 : Int64(said.when.dropFirst(2))))
            #expect(critical.meaning["en"]?.hasPrefix(said.meaning) == true)
            #expect(critical.meaning["zh"] != nil)
            #expect(critical.notice["en"]?.contains("not safety") == true)
            #expect(critical.notice["zh"]?.contains("不等于安全") == true)
        }
    }

    @Test("Norms, reliability and licence", arguments: Shipped.ids)
    func evidence(id: String) throws {
        let (sheet, manifest) = (try SheetFacts.load(id), try Shipped.manifest(id))
        #expect(manifest.norms.count == sheet.norms.count)
        for (norm, said) in zip(manifest.norms, sheet.norms) {
            #expect(norm.population == said.population)
            #expect(norm.scale == said.scale)
            #expect(norm.n == said.n)
            #expect(norm.mean == said.mean.map(SheetFacts.thousandths))
            #expect(norm.standardDeviation == said.sd.map(SheetFacts.thousandths))
            #expect(norm.cutoff == said.cutoff)
            #expect(norm.source == said.source)
            #expect(norm.confidence.rawValue == said.confidence)
        }
        #expect(manifest.reliability.count == sheet.reliability.count)
        for (figure, said) in zip(manifest.reliability, sheet.reliability) {
            #expect(figure.scale == said.scale)
            #expect(figure.kind == said.kind)
            #expect(figure.value == SheetFacts.thousandths(said.value))
            #expect(figure.population == said.population)
            #expect(figure.source == said.source)
        }
        #expect(manifest.licence.status == sheet.licence.status)
        #expect(manifest.licence.holder == sheet.licence.holder)
        #expect(manifest.licence.note == sheet.licence.note)
    }
}
