import Domain
import Store
import Testing

@Suite struct ResultsContract {
    /// What a limit leaves of a campaign is the same each time, whatever was written when: a measured effect must come
    /// out the same when it is computed again.
    @Test(arguments: EngineUnderTest.allCases)
    func aLimitLeavesTheSameOfACampaign(_ engine: EngineUnderTest) async throws {
        let installation = try engine.install()
        let (school, campaign) = (installation.identifier(), installation.identifier())
        let pin = InstrumentPin(instrumentID: "phq9", version: "1.0.0", hash: [1])
        let now = installation.now
        let record = CampaignRecord(
            school: school, id: campaign, title: "普查", schoolYear: 2026, state: .open, opensAt: now, closesAt: now,
            consentVersion: 1, consentText: "同意", createdBy: school, createdAt: now)
        var results: [ResultRecord] = []
        for number in 0..<12 {
            let (student, sheet) = (installation.identifier(), installation.identifier())
            for again in 0..<2 {
                results.append(
                    ResultRecord(
                        school: school, id: installation.identifier(), sheet: sheet, student: student, instrument: pin,
                        score: [UInt8(number), UInt8(again)], suggestedLevel: .none,
                        // The second scoring of every other sheet is of the same moment.
                        scoredAt: now + .seconds(number.isMultiple(of: 2) ? 0 : 1 - again)))
            }
        }
        let written = results
        try await installation.store.write { transaction in
            try transaction.insert(record, units: [], pins: [], responders: [])
            for result in written {
                guard try transaction.student(result.student) == nil else { continue }
                try transaction.insert(
                    IdentifiedStudent(
                        StudentRecord(school: school, id: result.student, schoolClass: nil, enrolledAt: now),
                        StudentIdentity(name: "学生", number: "1")), indexes: .init())
                try transaction.insert(
                    SheetRecord(
                        school: school, id: result.sheet, campaign: campaign, student: result.student, schoolClass: nil,
                        instrumentID: "phq9", version: "1.0.0", invitedAt: now))
            }
            for result in written { try transaction.insert(result) }
        }
        let expected = results.sorted { ($0.student, $0.scoredAt, $0.id) < ($1.student, $1.scoredAt, $1.id) }
        try await installation.store.read { (transaction) throws -> Void in
            for limit in [1, 2, 7, 24, 100] {
                #expect(
                    try transaction.results(ofCampaignOf: written[5], limit: limit) == Array(expected.prefix(limit)))
            }
        }
    }
}
