import Domain
import Foundation
import Instruments
import Store
import SwiftProtobuf
import Testing
import XinyuAPI

@testable import Services

@Suite("What a student is asked")
struct QuestionnaireTests {
    private func questionnaire(
        _ id: String, form: String? = nil, _ change: (inout [String: Any]) -> Void = { _ in }
    ) throws -> APIGetQuestionnaireResponse {
        let file = ScreeningSchool.repository.appendingPathComponent("Plugins/\(id)/manifest.json")
        let read = try JSONSerialization.jsonObject(with: Data(contentsOf: file))
        var json = try #require(read as? [String: Any])
        change(&json)
        let manifest = try ManifestLoader.load(Array(try JSONSerialization.data(withJSONObject: json)))
        let hash = try #require(ContentHash(bytes: ScreeningSchool.hash))
        let instrument = ReadyInstrument(InstrumentReference(id: id, version: "1.0.0", hash: hash), manifest)
        let campaign = CampaignRecord(
            school: .installation, id: .installation, title: "", schoolYear: 2026, state: .open,
            opensAt: ScreeningSchool.start, closesAt: ScreeningSchool.start, consentVersion: 1, consentText: "同意",
            createdBy: .installation, createdAt: ScreeningSchool.start)
        return Questionnaire(instrument, form: form, language: .chinese).response(consent: campaign)
    }

    @Test(
        "PSQI asks for clocks, and minutes and hours that may be halves, with the limits of each, and keys of its items"
    )
    func clocks() throws {
        let items = try questionnaire("psqi").items
        #expect(items.count == 18)
        #expect(items.prefix(5).map(\.key) == ["q1", "q2", "q3", "q4", "q5a"])
        #expect(items.prefix(5).map(\.kind) == [.clock, .thousandths, .clock, .thousandths, .code])
        #expect(items[0].minimum == 0 && items[0].maximum == 1_439)
        #expect(items[3].maximum >= 12_000)
        #expect(items.prefix(4).allSatisfy { $0.options.isEmpty && $0.minimum < $0.maximum })
        #expect(items.dropFirst(4).allSatisfy { $0.options.map(\.code) == [0, 1, 2, 3] })
        #expect(items.allSatisfy { $0.block.isEmpty })
    }

    @Test("SDQ offers its difficulty to everybody, and the impact where there is any")
    func impact() throws {
        let asked = try questionnaire("sdq")
        #expect(asked.items.count == 31)
        #expect(asked.items.prefix(25).allSatisfy { $0.block.isEmpty })
        #expect(asked.items[25].block == "difficulty")
        #expect(asked.items.suffix(5).allSatisfy { $0.block == "impact" })
        #expect(asked.blocks.map(\.id) == ["difficulty", "impact"])
        #expect(asked.blocks.map(\.askedWhenAnyOf) == [[], [26]])
        #expect(asked.blocks[1].atLeast == 1)
    }

    @Test("The fifth question of ASQ is asked after a yes to one of the four, and phqa offers its supplement")
    func follow() throws {
        let asq = try questionnaire("asq")
        #expect(asq.blocks.map(\.askedWhenAnyOf) == [[1, 2, 3, 4]])
        #expect(asq.items.map(\.block) == ["", "", "", "", "right_now"])
        let phqa = try questionnaire("phqa")
        #expect(phqa.items.suffix(4).map(\.block) == ["supplement", "supplement", "supplement", "supplement"])
        #expect(phqa.items.suffix(2).map(\.key) == ["S1", "S2"])
        #expect(phqa.blocks.map(\.askedWhenAnyOf) == [[]])
    }

    @Test("Texts stand in the usual order; in another form there is none, rather than one at the wrong item")
    func texts() throws {
        func asked(_ form: String) throws -> [String] {
            try questionnaire("phq9", form: form) { manifest in
                manifest["forms"] = [["id": "usual", "names": ["zh": "甲"]], ["id": "other", "names": ["zh": "乙"]]]
            }.items.map(\.text)
        }
        #expect(try asked("usual").first == "做事时提不起劲或没有兴趣")
        #expect(try asked("other") == [String](repeating: "", count: 9))
    }
}
