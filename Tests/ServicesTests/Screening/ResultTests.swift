import Access
import Domain
import Instruments
import JSONRPC
import Store
import SwiftProtobuf
import TestSupport
import Testing
import Vault
import XinyuAPI

@testable import Services

@Suite("Results")
struct ResultTests {
    private func result(_ values: [Int32], elapsed: [UInt32] = []) async throws -> APIGetResultResponse {
        let school = try await ScreeningSchool()
        let student = try await school.enrol("甲", in: school.classes[0])
        _ = try await school.openCampaign()
        try await school.startSheet(of: student)
        _ = try await school.submit(values, elapsed: elapsed, for: student)
        let (service, sheet) = (school.results, try await school.sheet(of: student))
        return try await school.reading { try service.getResult(.with { $0.sheetID = sheet.id.description }, $0) }
    }

    @Test func namesTheBandAndSaysThatItIsNoDiagnosis() async throws {
        let response = try await result([2, 2, 2, 2, 2, 2, 0, 0, 1])
        let scale = try #require(response.result.scales.first)
        #expect(scale.rawMilli == 13_000)
        #expect(!scale.hasStandardMilli && !scale.hasMeanMilli)
        #expect([scale.bandID, scale.bandName] == ["moderate", "中度"])
        #expect(response.result.criticalItems == ["item9"])
        #expect(response.result.suggestedLevel == .crisis)
        #expect(response.result.instrumentVersion == "1.0.0")
        #expect(response.caution.contains("不是诊断") && response.caution.contains("不等于安全"))
    }

    @Test func saysWhatMayMakeASheetDoubtful() async throws {
        let missing = SheetAnswers.missing
        let response = try await result(
            [1, 1, 1, 1, 1, 1, 1, 1, missing], elapsed: [599, 600, 100, 9_000, 9_000, 9_000, 9_000, 9_000, 0])
        #expect(
            response.result.validityFindings == [
                "缺答 1 题（共 9 题）；缺答不等于0分", "关键条目未作答，须另行了解", "2 题作答快于可读速度（计时 8 题）",
                "连续 8 题选择相同（共 9 题）",
            ])
        let run = try #require(response.result.validity.last)
        #expect(run.kind == .longestRun && run.value == 8 && run.total == 9 && run.limit == 8)
        #expect(run.source.contains("Johnson (2005)"))
        #expect(try await result([0, 1, 2, 1, 0, 1, 2, 1, 0]).result.validity.isEmpty)
    }

    @Test func saysNothingClinicalBelowTheCeiling() async throws {
        let school = try await ScreeningSchool()
        let student = try await school.enrol("甲", in: school.classes[0])
        _ = try await school.openCampaign()
        try await school.startSheet(of: student)
        _ = try await school.submit([3, 3, 3, 3, 3, 3, 3, 3, 3], for: student)
        let service = school.results
        let list = try await school.reading(ceiling: .status) {
            try service.listResults(.with { $0.studentID = student.description }, $0)
        }
        #expect(list.results.count == 1)
        #expect(
            list.results.allSatisfy {
                $0.scales.isEmpty && $0.criticalItems.isEmpty && $0.suggestedLevel == .unspecified
            })
    }

    @Test func findsACriticalItemThatNoRuleNames() throws {
        let manifest = try ManifestLoader.load(Array(try #require(ScreeningSchool.manifestBytes)))
        let hash = try #require(ContentHash(bytes: ScreeningSchool.hash))
        let instrument = ReadyInstrument(InstrumentReference(id: "phq9", version: "1.0.0", hash: hash), manifest)
        let answers: [Int64?] = [nil, nil, nil, nil, nil, nil, nil, nil, 1]
        let findings = SheetFindings(instrument, answers, score: nil, rules: WarningRules(rules: []))
        #expect(findings.level == .crisis)
        #expect(findings.fired.map(\.inputs) == [["phq9.item9"]])
        #expect(
            SheetFindings(instrument, [0, 0, 0, 0, 0, 0, 0, 0, 0], score: nil, rules: WarningRules(rules: [])).fired
                .isEmpty)
    }
}

@Suite("Answers in their sealed form")
struct SheetAnswersTests {
    @Test func readsWhatItWrote() {
        let cases: [SheetAnswers] = [
            SheetAnswers(values: [], elapsed: []),
            SheetAnswers(
                values: [0, 3, -1, .max, .min, 63, 64, -64, -65], elapsed: [0, 127, 128, .max, 5, 6, 7, 8, 9]),
            SheetAnswers(values: Array(repeating: 2, count: 600), elapsed: []),
        ]
        for answers in cases { #expect(SheetAnswers(bytes: answers.bytes) == answers) }
    }

    @Test func staysTheSameForEver() {
        // Format 1; two values, 1 and missing; one time, 300.
        #expect(
            SheetAnswers(values: [1, .min], elapsed: [300]).bytes
                == [1, 2, 2, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F, 1, 0xAC, 0x02])
    }

    @Test func refusesWhatIsCutOrLonger() {
        let bytes = SheetAnswers(values: [1, 2, .min], elapsed: [300, 5, 6]).bytes
        for end in 0..<bytes.count { #expect(SheetAnswers(bytes: Array(bytes[..<end])) == nil) }
        #expect(SheetAnswers(bytes: bytes + [0]) == nil)
        #expect(SheetAnswers(bytes: [2] + bytes.dropFirst()) == nil)
        #expect(SheetAnswers(bytes: [1, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF]) == nil)
    }
}
