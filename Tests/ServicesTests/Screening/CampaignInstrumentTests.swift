import Domain
import Foundation
import Instruments
import JSONRPC
import Store
import SwiftProtobuf
import TestSupport
import Testing
import XinyuAPI

@testable import Services

@Suite("What a campaign may ask with")
struct CampaignInstrumentTests {
    private func licences(_ json: String) throws -> HeldLicences {
        let licences = try JSONDecoder().decode(HeldLicences.self, from: Data(json.utf8))
        try licences.check()
        return licences
    }

    private func violation(_ body: () async throws -> Void) async throws -> String? {
        do {
            try await body()
            return nil
        } catch let error as RPCError {
            #expect(error.status == .invalidArgument)
            return error.details.fieldViolations.map(\.field).joined()
        }
    }

    // MARK: - Forms

    @Test(
        "Sheets are scored in the printed order that the campaign names, later too",
        arguments: [nil, "satisfied_first"])
    func form(_ named: String?) async throws {
        let school = try await ScreeningSchool(others: ["rses"])
        let student = try await school.enrol("甲", in: school.classes[0])
        let id = try await school.draft(
            school.plan {
                $0.instrumentIds = ["rses"]
                if let named { $0.forms = ["rses": named] }
            })
        let expected = named ?? "worth_first"
        let opened = try await school.open(id).campaign
        #expect(opened.instruments.map(\.form) == [expected])
        let (service, sheet) = (school.sheets, try await school.sheet(of: student))
        let asked = try await school.reading {
            try service.getQuestionnaire(.with { $0.sheetID = sheet.id.description }, $0)
        }
        #expect(asked.form == expected)

        school.scoring.mood = .fails(.timedOut)
        try await school.startSheet(of: student)
        _ = try await school.submit([Int32](repeating: 1, count: 10), for: student)
        #expect(school.scoring.contexts.map(\.form) == [expected])
        _ = try await school.pending.runOnce()
        #expect(school.scoring.contexts.map(\.form) == [expected, expected])
    }

    @Test("A form that the instrument does not have is refused, as is one of an instrument that is not asked")
    func unknownForm() async throws {
        let school = try await ScreeningSchool(others: ["rses"])
        let cases: [(instruments: [String], forms: [String: String], field: String)] = [
            (["rses"], ["rses": "first"], "forms.rses"), (["rses"], ["rses": ""], "forms.rses"),
            (["phq9"], ["phq9": "worth_first"], "forms.phq9"), (["phq9"], ["rses": "worth_first"], "forms.rses"),
        ]
        for (instruments, forms, field) in cases {
            let found = try await violation {
                _ = try await school.draft(
                    school.plan {
                        $0.instrumentIds = instruments
                        $0.forms = forms
                    })
            }
            #expect(found == field)
        }
    }

    // MARK: - Licences

    @Test("An instrument that its holder grants by permission or sells needs a licence", arguments: ["sdq", "scl90"])
    func licence(_ instrument: String) async throws {
        let plan = { (request: inout APICreateCampaignRequest) in request.instrumentIds = ["phq9", instrument] }
        let without = try await ScreeningSchool(others: [instrument])
        #expect(try await violation { _ = try await without.draft(without.plan(plan)) } == "instrumentIds[1]")
        let held = try licences(#"{"held": [{"instrument": "\#(instrument)", "source": "contract 17"}]}"#)
        let with = try await ScreeningSchool(others: [instrument], licences: held)
        _ = try await with.open(try await with.draft(with.plan(plan)))
    }

    @Test("One that has ended on the day of the opening is none any more")
    func ended() async throws {
        // The school's clock begins on 4 November 2026.
        let held = try licences(
            #"{"held": [{"instrument": "sdq", "source": "contract 17", "until": "2026-11-05"}]}"#)
        let school = try await ScreeningSchool(others: ["sdq"], licences: held)
        let plan = school.plan { $0.instrumentIds = ["sdq"] }
        let (early, late) = (try await school.draft(plan), try await school.draft(plan))
        school.clock.advance(by: .seconds(86_400))
        _ = try await school.open(early)
        school.clock.advance(by: .seconds(86_400))
        #expect(await status { _ = try await school.open(late) } == .failedPrecondition)
        #expect(try await violation { _ = try await school.draft(plan) } == "instrumentIds[0]")
    }

    @Test(
        "A list of licences that says too little is refused",
        arguments: [
            #"{"held": [{"instrument": "", "source": "x"}]}"#, #"{"held": [{"instrument": "sdq", "source": ""}]}"#,
            #"{"held": [{"instrument": "sdq", "source": "x", "until": "next year"}]}"#,
        ])
    func poorList(_ json: String) throws {
        #expect(throws: HeldLicences.Finding.self) { try licences(json) }
    }
}
