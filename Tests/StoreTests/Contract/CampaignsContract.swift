import Domain
import Store
import Testing

@Suite struct CampaignsContract {
    private static let consent = "同意参加本次心理健康测评"

    private func campaign(
        _ installation: TestInstallation, of school: Identifier, version: Int = 1, consent: String = consent
    ) -> CampaignRecord {
        CampaignRecord(
            school: school, id: installation.identifier(), title: "普查", schoolYear: 2026, state: .draft,
            opensAt: installation.now, closesAt: installation.now + .seconds(86_400), consentVersion: version,
            consentText: consent, createdBy: installation.identifier(), createdAt: installation.now)
    }

    @Test(arguments: EngineUnderTest.allCases)
    func whatStudentsConsentToIsNotOnTheDiskInClear(_ engine: EngineUnderTest) async throws {
        let installation = try engine.install()
        let campaign = campaign(installation, of: installation.identifier())
        try await installation.store.write { try $0.insert(campaign, units: [], pins: [], responders: []) }
        try await installation.store.read { (transaction) throws -> Void in
            #expect(try transaction.campaign(campaign.id) == campaign)
            #expect(try transaction.campaigns(ofSchool: campaign.school) == [campaign])
        }
        let words = Array(Self.consent.utf8)
        let bytes = try installation.bytesOnDisk()
        #expect(!bytes.contains(words))
    }

    @Test(arguments: EngineUnderTest.allCases)
    func theSameTextInASchoolHasTheSameVersion(_ engine: EngineUnderTest) async throws {
        let installation = try engine.install()
        let (school, other) = (installation.identifier(), installation.identifier())
        let campaigns = [
            campaign(installation, of: school, version: 1, consent: "一"),
            campaign(installation, of: school, version: 2, consent: "二"),
            campaign(installation, of: other, version: 7, consent: "三"),
        ]
        try await installation.store.write { transaction in
            for campaign in campaigns { try transaction.insert(campaign, units: [], pins: [], responders: []) }
        }
        try await installation.store.read { (transaction) throws -> Void in
            #expect(try transaction.consentVersion(of: "一", inSchool: school) == 1)
            #expect(try transaction.consentVersion(of: "二", inSchool: school) == 2)
            #expect(try transaction.consentVersion(of: "三", inSchool: school) == 3)
            #expect(try transaction.consentVersion(of: "三", inSchool: other) == 7)
            #expect(try transaction.consentVersion(of: "一", inSchool: installation.identifier()) == 1)
        }
    }
}
