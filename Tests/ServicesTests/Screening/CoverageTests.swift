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

@Suite("Coverage of a campaign")
struct CoverageTests {
    /// Class 1: two answered, one absent, one exempt. Class 2: one declined, one invited.
    private func prepared() async throws -> (ScreeningSchool, String) {
        let school = try await ScreeningSchool()
        var students: [Identifier] = []
        for (name, index) in [("甲", 0), ("乙", 0), ("丙", 0), ("丁", 0), ("戊", 1), ("己", 1)] {
            students.append(try await school.enrol(name, in: school.classes[index]))
        }
        let campaign = try await school.openCampaign()
        for student in students[0...1] {
            try await school.startSheet(of: student)
            _ = try await school.submit([0, 0, 0, 0, 0, 0, 0, 0, 0], for: student)
        }
        let service = school.sheets
        for (student, state) in [(students[2], APISheetState.absent), (students[3], .exempt)] {
            let sheet = try await school.sheet(of: student)
            _ = try await school.changing {
                try service.markSheet(
                    .with {
                        $0.sheetID = sheet.id.description; $0.state = state; $0.reason = "休学"
                    }, $0)
            }
        }
        let sheet = try await school.sheet(of: students[4])
        _ = try await school.changing { try service.declineSheet(.with { $0.sheetID = sheet.id.description }, $0) }
        return (school, campaign)
    }

    private func coverage(
        _ school: ScreeningSchool, _ campaign: String, _ unit: Identifier, ceiling: Sensitivity = .status
    ) async throws -> APIGetCoverageResponse {
        let campaigns = school.campaigns
        return try await school.reading(ceiling: ceiling) { call in
            try campaigns.getCoverage(
                .with {
                    $0.campaignID = campaign; $0.unitID = unit.description
                }, call)
        }
    }

    private func numbers(_ response: APIGetCoverageResponse) -> [[UInt32]] {
        response.units.map { [$0.invited, $0.assessed, $0.excused, $0.missing, $0.permille] }
    }

    @Test func countsStudentsUpTheTree() async throws {
        let (school, campaign) = try await prepared()
        let whole = try await coverage(school, campaign, school.school)
        #expect(whole.units.map(\.unitName) == ["求真中学", "1班", "2班"])
        #expect(numbers(whole) == [[6, 2, 2, 2, 500], [4, 2, 1, 1, 666], [2, 0, 1, 1, 0]])
        #expect(Set(whole.missing.map(\.name)) == ["丙", "己"])

        let grade = try await coverage(school, campaign, school.grade)
        #expect(numbers(grade) == numbers(whole))
        let oneClass = try await coverage(school, campaign, school.classes[1])
        #expect(numbers(oneClass) == [[2, 0, 1, 1, 0]])
        #expect(oneClass.missing.map(\.name) == ["己"])
        #expect(oneClass.missing.map(\.classID) == [school.classes[1].description])
    }

    @Test func opensNoNameBelowTheCeiling() async throws {
        let (school, campaign) = try await prepared()
        #expect(try await coverage(school, campaign, school.school, ceiling: .roster).missing.isEmpty)
    }

    @Test func tellsNothingOfAnotherSchoolsCampaign() async throws {
        let (school, campaign) = try await prepared()
        let elsewhere = Identifier(randomFrom: school.random)
        #expect(await status { _ = try await coverage(school, campaign, elsewhere) } == .notFound)
    }

    @Test func listsSheetsPageByPage() async throws {
        let (school, campaign) = try await prepared()
        let service = school.sheets
        var states: [APISheetState] = []
        var token = ""
        var pages = 0
        repeat {
            let next = token
            let page = try await school.reading { [id = school.school] call in
                try service.listSheets(
                    .with {
                        $0.unitID = id.description
                        $0.campaignID = campaign
                        $0.page.size = 4
                        $0.page.token = next
                    }, call)
            }
            states += page.sheets.map(\.state)
            token = page.nextPage
            pages += 1
        } while !token.isEmpty && pages < 10
        #expect(pages == 2)
        #expect(states.count == 6)
        #expect(states.filter { $0 == .scored }.count == 2)
        #expect(Set(states) == [.scored, .absent, .exempt, .declined, .invited])
    }
}
