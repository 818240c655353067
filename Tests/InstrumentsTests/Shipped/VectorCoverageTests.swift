import Foundation
import Testing

@testable import Instruments

/// Each instrument's golden vectors have every kind of sheet that goes wrong: what is missing is named.
///
/// Values are worked out apart from the instruments' code (`Reference/reference.py`, or by hand); here it is only held
/// that there are enough of them.
@Suite("Kinds of golden vectors")
struct VectorCoverageTests {
    private struct Golden {
        let sheet: AnswerSheet
        let expected: [String: Any]

        func answer(_ item: Int) -> Int64? {
            sheet.answers.indices.contains(item - 1) ? sheet.answers[item - 1] : nil
        }

        func scale(_ id: String) -> [String: Any]? { (expected["scales"] as? [String: Any])?[id] as? [String: Any] }

        /// The score that bands are held against, in thousandths, where the scale is complete.
        func banded(_ scale: Manifest.Scale) -> Int64? {
            guard let said = self.scale(scale.id), said["state"] as? String == "COMPLETE",
                let score = said[scale.banded.rawValue.lowercased()] as? NSNumber
            else { return nil }
            return Int64((score.doubleValue * 1_000).rounded())
        }

        var criticalItems: [String]? { expected["criticalItems"] as? [String] }
    }

    private func vectors(_ id: String, _ manifest: Manifest) throws -> [Golden] {
        let text = try String(contentsOfFile: "\(Workshop.root)/Plugins/\(id)/vectors.jsonl", encoding: .utf8)
        return try text.split(separator: "\n").map { line in
            let object = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
            let vector = try Vector(line: String(line), manifest: manifest)
            #expect(vector.origin?.isEmpty == false, "\(id): a vector without its origin")
            return Golden(sheet: vector.sheet, expected: try #require(object["expect"] as? [String: Any]))
        }
    }

    /// Scores that a complete sheet can have on the scale, in thousandths.
    private func reachable(_ scale: Manifest.Scale, _ sheet: SheetFacts) throws -> [Int64] {
        let facts = try #require(sheet.scales.first { $0.id == scale.id })
        guard ScoringFactsTests.summed.contains(sheet.id), let least = sheet.items.codes.min(),
            let most = sheet.items.codes.max()
        else { return Array(stride(from: scale.minimum, through: scale.maximum, by: 1_000)) }
        let count = Int64(facts.items.count)
        return (least * count...most * count).map { ScoringFactsTests.score(facts, sum: $0) }
    }

    @Test("Both edges of every band, for every informant", arguments: Shipped.ids)
    func bandEdges(id: String) throws {
        let (manifest, sheet) = (try Shipped.manifest(id), try SheetFacts.load(id))
        let vectors = try vectors(id, manifest)
        for scale in manifest.scales {
            let reachable = try reachable(scale, sheet)
            for band in scale.bands {
                let sexes: [SheetContext.Sex?] = band.sex.map { [$0] } ?? [nil]
                for informant in band.informant.map({ [$0] }) ?? manifest.informants {
                    for sex in sexes {
                        let seen = vectors.filter {
                            $0.sheet.context.informant == informant && (sex == nil || $0.sheet.context.sex == sex)
                                && $0.scale(scale.id)?["band"] as? String == band.id
                        }.compactMap { $0.banded(scale) }
                        // A teacher's impact has three items.
                        let inside = reachable.filter { $0 >= band.from && $0 <= band.to }
                        for edge in Set([inside.min(), inside.max()]) {
                            #expect(
                                edge.map { seen.contains($0) } == true,
                                "\(id): no vector at \(edge.map { "\($0)" } ?? "-") of \(scale.id), \(band.id), \(informant)"
                            )
                        }
                    }
                }
            }
        }
    }

    @Test("Nothing answered, and one missing in every scale, for every informant", arguments: Shipped.ids)
    func missing(id: String) throws {
        let manifest = try Shipped.manifest(id)
        let vectors = try vectors(id, manifest)
        for informant in manifest.informants {
            let own = vectors.filter { $0.sheet.context.informant == informant }
            #expect(own.contains { $0.sheet.answers.allSatisfy { $0 == nil } }, "\(id), \(informant): nothing answered")
            for scale in manifest.scales where id != "asq" {
                let gap = own.first { golden in
                    // Teachers are asked three of the five questions on impact.
                    let asked = scale.items.filter { id != "sdq" || informant != .teacher || $0 <= 29 }
                    return asked.count { golden.answer($0) == nil } == 1 && golden.scale(scale.id) != nil
                }
                #expect(gap != nil, "\(id), \(informant): one missing in \(scale.id)")
            }
        }
    }

    @Test("Every reversed item at both ends, apart from the others", arguments: Shipped.ids)
    func reversed(id: String) throws {
        let (manifest, sheet) = (try Shipped.manifest(id), try SheetFacts.load(id))
        let vectors = try vectors(id, manifest)
        guard let least = sheet.items.codes.min(), let most = sheet.items.codes.max() else { return }
        let forms: [String?] = manifest.forms?.map(\.id) ?? [nil]
        for form in forms {
            for scale in manifest.scales {
                let isUsual = form == nil || form == manifest.forms?.first?.id
                let items = isUsual ? scale.reversed : scale.reversedByForm?[form ?? ""] ?? []
                for item in items {
                    for code in [least, most] {
                        let apart = vectors.contains { golden in
                            (golden.sheet.context.form ?? manifest.forms?.first?.id) == form
                                && golden.answer(item) == code && golden.banded(scale) != nil
                                && Set(golden.sheet.answers).count > 1
                        }
                        #expect(apart, "\(id): item \(item) of \(scale.id) marked \(code), form \(form ?? "-")")
                    }
                }
            }
        }
    }

    @Test("Every critical item hit at its limit, not hit just below, and unanswered", arguments: Shipped.ids)
    func critical(id: String) throws {
        let manifest = try Shipped.manifest(id)
        let vectors = try vectors(id, manifest)
        for critical in manifest.criticalItems {
            func has(_ answer: Int64?, hit: Bool) -> Bool {
                vectors.contains {
                    $0.answer(critical.item) == answer && $0.criticalItems?.contains(critical.id) == hit
                }
            }
            #expect(has(critical.atLeast, hit: true), "\(id): \(critical.id) hit at \(critical.atLeast)")
            #expect(has(critical.atLeast - 1, hit: false), "\(id): \(critical.id) not hit below \(critical.atLeast)")
            #expect(has(nil, hit: false), "\(id): \(critical.id) unanswered")
        }
    }

    @Test("Every derived value and every finding, and every finding both ways", arguments: Shipped.ids)
    func derived(id: String) throws {
        let manifest = try Shipped.manifest(id)
        let vectors = try vectors(id, manifest)
        for derived in manifest.derived {
            let values = vectors.compactMap { ($0.expected["derived"] as? [String: Any])?[derived.id] }
            #expect(values.contains { !($0 is NSNull) }, "\(id): \(derived.id) is never expected")
            // PSS-10 and SCARED check themselves: their sums are always right; the ASQ's first step is always due.
            guard derived.kind == .statement, !["check", "protocol_before"].contains(derived.id) else { continue }
            let told = Set(values.compactMap { $0 as? Bool })
            #expect(told == [true, false], "\(id): \(derived.id) is not expected both ways")
        }
        for flag in manifest.flags {
            let told = Set(vectors.compactMap { ($0.expected["flags"] as? [String: Any])?[flag.id] as? Bool })
            #expect(told == [true, false], "\(id): \(flag.id) is not expected both ways")
        }
    }
}
