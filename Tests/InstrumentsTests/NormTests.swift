import Domain
import Foundation
import TestSupport
import Testing
import Vault

@testable import Instruments

/// Norms that a test has made up, as text that can be altered.
enum MadeUpNorms {
    static let text = """
        {"schema":1,"id":"phq9-town","version":"1.0.0","instrument":"phq9","instrumentVersions":["1.0.0"],
        "names":{"zh":"常模"},"population":{"zh":"某市初中生"},"year":2025,"source":"made up for a test",
        "tables":[{"scale":"total","score":"RAW","tScore":"LINEAR","cells":[
        {"sex":"FEMALE","stage":"JUNIOR","gradeFrom":1,"gradeTo":2,"n":800,"mean":6000,"standardDeviation":4000,
        "percentiles":[{"percent":25000,"score":2000},{"percent":50000,"score":5000},{"percent":97500,"score":16000}]},
        {"sex":"MALE","stage":"JUNIOR","gradeFrom":1,"gradeTo":2,"n":790,"mean":5000,"standardDeviation":3500}]}]}
        """

    static func file(_ change: (String, String)? = nil) throws -> NormFile {
        try NormFile(Array((change.map { text.replacing($0.0, with: $0.1) } ?? text).utf8))
    }

    static func findings(_ old: String, _ new: String) -> [String] {
        do throws(NormError) {
            _ = try NormFile(Array(text.replacing(old, with: new, maxReplacements: 1).utf8))
            return []
        } catch {
            return error.findings.map(\.description)
        }
    }
}

@Suite("Norm files")
struct NormFileTests {
    @Test("One that makes sense is read, and known by the hash of its bytes")
    func sound() throws {
        let file = try MadeUpNorms.file()
        #expect(file.tables.tables[0].cells.map(\.n) == [800, 790])
        #expect(file.reference.hash == SHA256Digest(of: file.bytes).bytes)
        #expect(file.tables.gaps.isEmpty)
        #expect(file.tables.findings(for: try Shipped.manifest("phq9")).isEmpty)
    }

    @Test(
        "What is wrong is named by its place",
        arguments: [
            ("\"schema\":1,", "", "$.schema: is missing"),
            ("\"schema\":1", "\"schema\":2", "$.schema: must be 1"),
            ("\"n\":800", "\"N\":800", "cells[0].n: is missing"),
            ("\"n\":800", "\"n\":800,\"nn\":1", "cells[0].nn: is not known"),
            ("\"n\":800", "\"n\":9", "cells[0].n: must be 10 people or more"),
            ("\"gradeTo\":2", "\"gradeTo\":0", "cells[0].gradeFrom: must be a year"),
            (
                "\"stage\":\"JUNIOR\",\"gradeFrom\":1,\"gradeTo\":2,\"n\":790",
                "\"gradeFrom\":1,\"gradeTo\":2,\"n\":790",
                "cells[1].gradeFrom: needs stage"
            ),
            ("\"sex\":\"MALE\",", "", "cells[1]: overlaps cells[0]"),
            ("\"sex\":\"MALE\"", "\"sex\":\"OTHER\"", "cells[1].sex: has a value that is not known here"),
            ("\"standardDeviation\":4000", "\"standardDeviation\":0", "standardDeviation: must be above 0"),
            ("\"standardDeviation\":4000,", "", "standardDeviation: must be there if mean is"),
            ("\"mean\":6000", "\"mean\":1e99", "$: has a number with a power of ten"),
            ("\"mean\":6000", "\"mean\":9000000000000000000", "$: has a number of more than 15 digits"),
            ("\"mean\":6000", "\"mean\":-9223372036854775808", "$: has a number of more than 15 digits"),
            ("\"mean\":6000", "\"mean\":900000000000000", "mean: is beyond a million"),
            ("\"mean\":6000", "\"mean\":-900000000000000", "mean: is beyond a million"),
            ("\"score\":5000", "\"score\":1999", "percentiles[1].score: is below the percentile before"),
            ("\"percent\":50000", "\"percent\":25000", "percentiles[1].percent: must be above the one before"),
            ("\"percent\":97500", "\"percent\":100000", "percentiles[2].percent: must be above 0 and below 100 %"),
            ("\"LINEAR\"", "\"TABLE\"", "cells[0].tScores: must be there if tScore is TABLE"),
            ("\"source\":\"made up for a test\"", "\"source\":\"\"", "$.source: is empty"),
            ("\"year\":2025", "\"year\":25", "$.year: must be the year"),
            ("\"names\":{\"zh\":\"常模\"}", "\"names\":{}", "$.names: has no text"),
            ("[\"1.0.0\"]", "[]", "$.instrumentVersions: must name 1 to 64"),
            ("\"version\":\"1.0.0\"", "\"version\":\"1\"", "$.version: must be a semantic version"),
            ("{\"schema\"", "{{\"schema\"", "$: is not JSON"),
        ])
    func wrong(old: String, new: String, expected: String) {
        let findings = MadeUpNorms.findings(old, new)
        #expect(findings.contains { $0.contains(expected) }, "\(findings)")
    }

    @Test("Cut anywhere, or with any byte turned, it is refused or read, and never more than that")
    func fuzz() throws {
        let bytes = Array(MadeUpNorms.text.utf8)
        for end in stride(from: 0, to: bytes.count - 1, by: 7) {
            #expect(throws: NormError.self) { try NormFile(Array(bytes[..<end])) }
        }
        let random = SeededRandomSource(seed: 5)
        for _ in 0..<600 {
            var altered = bytes
            for byte in random.bytes(3) {
                let place = Int(random.bytes(2).reduce(0) { $0 << 8 | UInt32($1) }) % altered.count
                altered[place] = byte
            }
            if let file = try? NormFile(altered) { _ = file.tables.gaps }
        }
        let bomb = String(repeating: "[", count: 100_000)
        #expect(throws: NormError.self) { try NormFile(Array(bomb.utf8)) }
        #expect(throws: NormError.self) { try NormFile([UInt8](repeating: 32, count: NormLoader.largestSize + 1)) }
    }

    @Test("Another instrument, a scale that it has not, a score out of reach")
    func instrument() throws {
        func findings(_ change: (String, String)?, for id: String = "phq9") throws -> [String] {
            try MadeUpNorms.file(change).tables.findings(for: try Shipped.manifest(id)).map(\.description)
        }
        #expect(try findings(nil, for: "gad7").contains { $0.contains("$.instrument: is phq9") })
        #expect(try findings(("\"scale\":\"total\"", "\"scale\":\"sum\"")).contains { $0.contains("sum is no scale") })
        #expect(try findings(("\"RAW\"", "\"MEAN\"")).contains { $0.contains("has no MEAN score") })
        #expect(try findings(("\"mean\":6000", "\"mean\":6")).isEmpty)
        #expect(try findings(("\"mean\":6000", "\"mean\":60000")).contains { $0.contains("in thousandths") })
        #expect(try findings(("[\"1.0.0\"]", "[\"2.0.0\"]")).contains { $0.contains("does not name version 1.0.0") })
        #expect(
            try findings(("\"score\":\"RAW\"", "\"score\":\"RAW\",\"informant\":\"PARENT\""))
                .contains { $0.contains("does not fill in") })
    }

    @Test("Gaps between groups are told and not refused")
    func gaps() throws {
        let missing = try MadeUpNorms.file(
            ("\"gradeFrom\":1,\"gradeTo\":2,\"n\":790", "\"gradeFrom\":3,\"gradeTo\":3,\"n\":790"))
        #expect(
            missing.tables.gaps.map(\.message.english) == [
                "no cell for FEMALE, JUNIOR 3", "no cell for MALE, JUNIOR 1", "no cell for MALE, JUNIOR 2",
            ])
        func ages(_ spans: [(Int, Int)]) -> [String] {
            let cells = spans.map {
                NormTables.Cell(ageFromMonths: $0.0, ageToMonths: $0.1, n: 10, mean: 1, standardDeviation: 1)
            }
            return NormTables(
                id: "a", version: "1.0.0", instrument: "a", instrumentVersions: ["1.0.0"], names: [:], population: [:],
                year: 2025, source: "a", tables: [.init(scale: "a", score: .raw, cells: cells)]
            ).gaps.map(\.message.english)
        }
        #expect(ages([(144, 155), (156, 167)]) == [])
        #expect(ages([(168, 179), (144, 155)]) == ["no cell for 156–167 months"])
    }

    @Test("The signature is stock minisign's, by a trusted key, over exactly these bytes")
    func signature() throws {
        let random = SeededRandomSource(seed: 9)
        let (key, other) = (
            MinisignSecretKey(SigningKey(randomFrom: random), random: random),
            MinisignSecretKey(SigningKey(randomFrom: random), random: random)
        )
        let trusted = try #require(TrustedKey(file: key.publicKey.text))
        let stranger = try #require(TrustedKey(file: other.publicKey.text))
        let bytes = Array(MadeUpNorms.text.utf8)
        let signature = key.sign(bytes, trustedComment: "xinyu-norms").text
        #expect(NormSignature.trouble(with: bytes, signature: signature, trusting: [stranger, trusted]) == nil)
        #expect(
            NormSignature.trouble(with: bytes, signature: signature, trusting: [stranger])?.contains("signed with key")
                == true)
        #expect(
            NormSignature.trouble(with: bytes, signature: signature, trusting: [])?.contains("no key is trusted")
                == true)
        #expect(
            NormSignature.trouble(with: bytes + [32], signature: signature, trusting: [trusted, stranger])?
                .contains("altered after it was signed") == true)
        #expect(
            NormSignature.trouble(
                with: bytes, signature: signature.replacing("xinyu-norms", with: "others"), trusting: [trusted])?
                .contains("trusted comment") == true)
        for text in ["", "\n\n\n\n", signature + signature, String(repeating: "a", count: 100_000)] {
            #expect(NormSignature.trouble(with: bytes, signature: text, trusting: [trusted]) != nil)
        }
    }
}

@Suite("Comparing with norms")
struct NormComparisonTests {
    private static let hash = ContentHash(bytes: [UInt8](repeating: 7, count: 32))

    private func compare(
        _ raw: Int64?, _ context: SheetContext, _ file: NormFile?, version: String = "1.0.0", prorated: Bool = false
    ) throws -> NormComparison {
        let total = InstrumentScore.Scale(
            id: "total", raw: raw, standard: nil, mean: nil, answered: 9,
            state: raw == nil || prorated ? .incomplete : .complete, band: nil, isProrated: prorated)
        return NormComparison(
            InstrumentScore(scales: [total], derived: [], flags: [], criticalItems: []),
            of: InstrumentReference(id: "phq9", version: version, hash: try #require(Self.hash)), in: context,
            with: file)
    }

    private static let girl = SheetContext(sex: .female, stage: .junior, ageInMonths: 160, grade: 2)

    @Test(
        "z, T and percentile, in whole numbers, halves away from zero",
        arguments: [
            (6_000, 0, 50_000, 50_000), (16_000, 2_500, 75_000, 97_500), (15_999, 2_500, 74_998, 50_000),
            (1_999, -1_000, 39_997, 0), (2_000, -1_000, 40_000, 25_000), (27_000, 5_250, 102_500, 97_500),
            (6_002, 1, 50_005, 50_000), (5_998, -1, 49_995, 50_000), (6_001, 0, 50_003, 50_000),
        ])
    func figures(raw: Int64, z: Int64, t: Int64, percentile: Int64) throws {
        let scale = try #require(try compare(raw, Self.girl, try MadeUpNorms.file()).scales.first)
        #expect(scale.outcome == .compared && scale.cell == 0)
        #expect([scale.z, scale.t, scale.percentile] == [z, t, percentile])
    }

    @Test("Without a cell, a score, a table, or for another version, it says so and compares nothing")
    func outcomes() throws {
        let file = try MadeUpNorms.file()
        func outcome(_ raw: Int64?, _ context: SheetContext, version: String = "1.0.0") throws -> NormComparison
            .Outcome?
        {
            try compare(raw, context, file, version: version).scales.first?.outcome
        }
        #expect(try outcome(6_000, SheetContext(sex: .female, stage: .junior, grade: 3)) == .noCell)
        #expect(try outcome(6_000, SheetContext(stage: .junior, grade: 2)) == .noCell)
        #expect(try outcome(6_000, SheetContext(sex: .male, grade: 2)) == .noCell)
        #expect(try outcome(6_000, SheetContext(sex: .male, stage: .senior, grade: 2)) == .noCell)
        #expect(try outcome(nil, Self.girl) == .noScore)
        #expect(try compare(6_000, Self.girl, file, prorated: true).scales.first?.outcome == .noScore)
        #expect(try outcome(6_000, Self.girl, version: "1.0.1") == .otherVersion)
        let parents = try MadeUpNorms.file(("\"score\":\"RAW\"", "\"score\":\"RAW\",\"informant\":\"PARENT\""))
        #expect(try compare(6_000, Self.girl, parents).scales.first?.outcome == .noTable)
        #expect(try compare(6_000, Self.girl, nil).scales.isEmpty)
    }

    @Test("No mean, no z; a T score by the table; a score that no instrument gives is not compared")
    func rules() throws {
        let table = NormTables.Table(
            scale: "total", score: .raw, tScore: .table,
            cells: [
                .init(n: 100, tScores: [.init(score: 0, t: 35_000), .init(score: 10_000, t: 60_000)])
            ])
        let norms = NormTables(
            id: "phq9-t", version: "1.0.0", instrument: "phq9", instrumentVersions: ["1.0.0"], names: ["en": "T"],
            population: ["en": "P"], year: 2020, source: "S", tables: [table])
        let file = try NormFile(Array(try JSONEncoder().encode(norms)))
        for (raw, t) in [(-1, nil), (0, 35_000), (9_999, 35_000), (10_000, 60_000), (.max, 60_000)] as [(Int64, Int64?)]
        {
            let scale = try #require(try compare(raw, SheetContext(), file).scales.first)
            #expect(scale.z == nil && scale.percentile == nil && scale.t == t)
        }
        let wild = try #require(try compare(.min, Self.girl, try MadeUpNorms.file()).scales.first)
        #expect(wild.outcome == .compared && wild.z == nil && wild.t == nil && wild.percentile == 0)
    }

    @Test("The same comparison gives the same bytes, and the bytes the comparison")
    func bytes() throws {
        let files = [nil, try MadeUpNorms.file()]
        let contexts = [
            SheetContext(), Self.girl,
            SheetContext(informant: .clinician, sex: .male, stage: .university, ageInMonths: 0, grade: 5, form: "b"),
        ]
        for file in files {
            for context in contexts {
                for raw in [nil, 0, 13_000, -5] as [Int64?] {
                    let comparison = try compare(raw, context, file)
                    let read = try #require(NormComparison(bytes: comparison.bytes))
                    #expect(read == comparison)
                    #expect(try compare(raw, read.context, file).bytes == comparison.bytes)
                    for end in 0..<comparison.bytes.count {
                        #expect(NormComparison(bytes: Array(comparison.bytes[..<end])) == nil)
                    }
                    #expect(NormComparison(bytes: comparison.bytes + [0]) == nil)
                }
            }
        }
    }

    @Test("What is stored stays readable for ever")
    func stable() throws {
        let comparison = try compare(6_000, SheetContext(sex: .female, grade: 2), nil)
        // Format 1, self, female, no stage, no age, grade 2 (zigzag 4), no form, no norms, no scales.
        #expect(comparison.bytes == [1, 1, 1, 0, 0, 1, 4, 0, 0, 0])
    }
}
