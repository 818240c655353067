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

@Suite("Campaigns")
struct CampaignTests {
    @Test func pinsTheActiveVersionAndInvitesOnceForEachInstrument() async throws {
        let school = try await ScreeningSchool()
        for number in 0..<3 { try await school.enrol("甲\(number)", in: school.classes[0]) }
        try await school.enrol("乙", in: school.classes[1])
        let id = try await school.draft()
        let draft = try await school.reading { [campaigns = school.campaigns] call in
            try campaigns.getCampaign(.with { $0.campaignID = id }, call).campaign
        }
        #expect(draft.state == .draft)
        #expect(draft.instruments.map(\.version) == [""])
        #expect(draft.unitIds == [school.school.description])

        let opened = try await school.open(id)
        #expect(opened.campaign.state == .open)
        #expect(opened.campaign.instruments.map(\.version) == ["1.0.0"])
        #expect(opened.campaign.instruments.map(\.hash) == [String(repeating: "07", count: 32)])
        #expect([opened.studentsInvited, opened.sheetsMade, opened.gated] == [4, 4, 0])
    }

    @Test func asksOnlyTheUnitsThatAreNamed() async throws {
        let school = try await ScreeningSchool()
        try await school.enrol("甲", in: school.classes[0])
        try await school.enrol("乙", in: school.classes[1])
        let plan = school.plan { [classes = school.classes, grade = school.grade] in
            // A class within the grade is not asked twice.
            $0.unitIds = [classes[1].description, classes[1].description]
            _ = grade
        }
        let opened = try await school.open(try await school.draft(plan))
        #expect(opened.studentsInvited == 1)
    }

    @Test func holdsBackByAgeAndCountsIt() async throws {
        let school = try await ScreeningSchool()
        // PHQ-9 is for 144 months and more: 12 years on 4 November 2026.
        try await school.enrol("恰满十二岁", in: school.classes[0], born: "2014-11-04")
        try await school.enrol("差一天", in: school.classes[0], born: "2014-11-05")
        try await school.enrol("生日不详", in: school.classes[0], born: nil)
        let opened = try await school.open(try await school.draft())
        #expect([opened.studentsInvited, opened.sheetsMade, opened.gated] == [2, 2, 1])
    }

    @Test(arguments: [(3, 0), (4, 1), (6, 1)])
    func asksPrimarySchoolsFromGradeFourAndHoldsBackWhatIsNotForThem(_ grade: Int, _ gated: UInt32) async throws {
        let school = try await ScreeningSchool(stage: .primary, grade: grade)
        try await school.enrol("小学生", in: school.classes[0], born: "2014-01-01")
        let opened = try await school.open(try await school.draft())
        #expect([opened.studentsInvited, opened.sheetsMade, opened.gated] == [0, 0, gated])
    }

    @Test func needsConsentRespondersAndAnActiveInstrument() async throws {
        let school = try await ScreeningSchool()
        let campaigns = school.campaigns
        let id = try await school.draft()
        #expect(
            await status {
                _ = try await school.changing { try campaigns.openCampaign(.with { $0.campaignID = id }, $0) }
            } == .invalidArgument)

        let nobody = try await school.draft(school.plan { $0.responderIds = [] })
        #expect(await status { _ = try await school.open(nobody) } == .failedPrecondition)

        try await school.store.write { transaction in
            var instrument = try #require(try transaction.instrument("phq9", version: "1.0.0"))
            instrument.state = .retired
            try transaction.update(instrument)
        }
        #expect(await status { _ = try await school.open(id) } == .failedPrecondition)
        // Nothing of the attempt is left.
        #expect(
            try await school.store.read { try $0.campaigns(ofSchool: school.school) }.allSatisfy { $0.state == .draft })
    }

    @Test func refusesAResponderWhoseRoleHasEnded() async throws {
        let school = try await ScreeningSchool()
        let id = try await school.draft()
        let (counsellor, now) = (school.counsellor, school.clock.now())
        try await school.store.write { transaction in
            for var grant in try transaction.grants(of: counsellor) {
                grant.endsAt = now
                _ = try transaction.decide(grant, expected: .approved)
            }
        }
        #expect(await status { _ = try await school.open(id) } == .failedPrecondition)
    }

    @Test func movesInOneDirectionOnly() async throws {
        let school = try await ScreeningSchool()
        let campaigns = school.campaigns
        let id = try await school.draft()
        func move(_ name: String) async -> GRPCStatus? {
            await status {
                switch name {
                case "open": _ = try await school.open(id)
                case "close":
                    _ = try await school.changing { try campaigns.closeCampaign(.with { $0.campaignID = id }, $0) }
                default:
                    _ = try await school.changing { try campaigns.archiveCampaign(.with { $0.campaignID = id }, $0) }
                }
            }
        }
        let steps: [(String, GRPCStatus?)] = [
            ("close", .failedPrecondition), ("archive", .failedPrecondition), ("open", nil),
            ("open", .failedPrecondition), ("archive", .failedPrecondition), ("close", nil),
            ("close", .failedPrecondition), ("open", .failedPrecondition), ("archive", nil),
            ("archive", .failedPrecondition), ("open", .failedPrecondition), ("close", .failedPrecondition),
        ]
        for (step, (name, expected)) in steps.enumerated() {
            #expect(await move(name) == expected, "step \(step)")
        }
    }

    private static let wrongPlans: [(String, @Sendable (inout APICreateCampaignRequest) -> Void)] = [
        ("title", { $0.title = "" }), ("closesAt", { $0.closesAt = $0.opensAt }),
        ("consentText", { $0.consentText = "" }), ("instrumentIds", { $0.instrumentIds = [] }),
        ("instrumentIds", { $0.instrumentIds = ["phq9", "phq9"] }),
        ("instrumentIds[0]", { $0.instrumentIds = ["scl90"] }), ("schoolYear", { $0.schoolYear = 26 }),
        ("unitIds[0]", { $0.unitIds = [String(repeating: "a", count: 32)] }), ("unitIds[0]", { $0.unitIds = ["x"] }),
        ("responderIds[0]", { $0.responderIds = [String(repeating: "b", count: 32)] }),
    ]

    @Test(arguments: wrongPlans.indices)
    func saysWhatIsWrongWithAPlan(_ index: Int) async throws {
        let (field, change) = Self.wrongPlans[index]
        let school = try await ScreeningSchool()
        do {
            _ = try await school.draft(school.plan(change))
            Issue.record("was taken")
        } catch let error as RPCError {
            #expect(error.status == .invalidArgument)
            #expect(error.details.fieldViolations.map(\.field) == [field])
        }
    }

    @Test func countsConsentVersionsByText() async throws {
        let school = try await ScreeningSchool()
        var versions: [Int] = []
        for text in ["甲", "乙", "甲", "丙"] {
            let id = try await school.draft(school.plan { $0.consentText = text })
            let identifier = try #require(Identifier(id))
            versions.append(try #require(try await school.store.read { try $0.campaign(identifier) }).consentVersion)
        }
        #expect(versions == [1, 2, 1, 3])
    }

    @Test func keepsItsVersionWhenAnotherIsActivated() async throws {
        let school = try await ScreeningSchool()
        let student = try await school.enrol("甲", in: school.classes[0])
        _ = try await school.openCampaign()
        let now = school.clock.now()
        try await school.store.write { transaction in
            var old = try #require(try transaction.instrument("phq9", version: "1.0.0"))
            old.state = .retired
            try transaction.update(old)
            try transaction.insert(
                InstrumentRecord(
                    id: "phq9", version: "1.1.0", hash: [UInt8](repeating: 8, count: 32), state: .active,
                    installedBy: .installation, installedAt: now, manifestHash: []))
        }
        try await school.startSheet(of: student)
        _ = try await school.submit([0, 0, 0, 0, 0, 0, 0, 0, 0], for: student)
        let result = try #require(try await school.store.read { try $0.results(ofStudent: student) }.first)
        #expect(result.instrument.version == "1.0.0")
        #expect(result.instrument.hash == ScreeningSchool.hash)
    }

    @Test func givesCodesToThoseWhoHaveStillToAnswer() async throws {
        let school = try await ScreeningSchool()
        let done = try await school.enrol("已答", in: school.classes[0])
        let open = try await school.enrol("未答", in: school.classes[0])
        try await school.enrol("别班", in: school.classes[1])
        let campaign = try await school.openCampaign()
        try await school.startSheet(of: done)
        _ = try await school.submit([0, 0, 0, 0, 0, 0, 0, 0, 0], for: done)

        let (campaigns, schoolClass) = (school.campaigns, school.classes[0])
        func issue() async throws -> APIIssueCodesResponse {
            try await school.changing {
                try campaigns.issueCodes(
                    .with {
                        $0.classID = schoolClass.description; $0.campaignID = campaign
                    }, $0)
            }
        }
        let first = try await issue()
        #expect(first.codes.map(\.name) == ["未答"])
        #expect(first.expiresAt == ScreeningSchool.message(school.clock.now() + .seconds(14 * 86_400)))
        let second = try await issue()
        func stored(_ response: APIIssueCodesResponse) async throws -> SheetCodeRecord? {
            let issued = try #require(response.codes.first)
            let code = try #require(OneTimeCode(text: issued.code))
            let hash = code.hash(with: school.ring.indexKey)
            return try await school.store.read { try $0.sheetCode(hash: hash) }
        }
        #expect(try await stored(first) == nil)
        #expect(try await stored(second)?.student == open)

        _ = try await school.changing { try campaigns.closeCampaign(.with { $0.campaignID = campaign }, $0) }
        #expect(try await stored(second) == nil)
        #expect(await status { _ = try await issue() } == .failedPrecondition)
    }
}
