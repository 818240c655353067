import Domain
import JSONRPC
import Store
import SwiftProtobuf
import TestSupport
import Testing
import XinyuAPI

@Suite("What a hospital sees")
struct LiaisonViewTests {
    /// Field by field: each is there with its section, and with no other.
    @Test(arguments: ReferralSection.allCases)
    func oneSectionAtATime(_ section: ReferralSection) async throws {
        try await AffairSchool.open { school in
            let student = try await school.enrol()
            try await school.history(of: student, counsellor: school.counsellor.id)
            let id = try await school.referral(.sent, of: student, [APIReferralSection(section)])
            let seen = try await school.liaison.addressed(id)
            let pupil = AffairSchool.pupil
            func shows(_ owner: ReferralSection, _ value: String) -> String { section == owner ? value : "" }
            #expect(seen.name == shows(.identity, pupil.name))
            #expect(seen.sex == (section == .identity ? .male : .unspecified))
            #expect(seen.birthDate == shows(.identity, pupil.birthDate))
            #expect(seen.schoolName == shows(.identity, AffairSchool.names.school))
            #expect(seen.contacts.map(\.name) == (section == .contacts ? [pupil.guardian] : []))
            #expect(seen.contacts.map(\.phone) == (section == .contacts ? [pupil.phone] : []))
            #expect(seen.reason == shows(.reason, "持续情绪低落"))
            #expect(seen.summary == shows(.summary, "三月余，伴失眠，有自伤念头"))
            #expect(seen.scores == (section == .scores ? ["phq9.total 18 moderately_severe"] : []))
            #expect(seen.attentionLevel == (section == .attentionLevel ? .crisis : .unspecified))
            #expect(
                Set(seen.withheld)
                    == Set(ReferralSection.allCases.filter { $0 != section }.map { APIReferralSection($0) }))
            // Whom to call is always there, and so is what the two sides call the case by.
            #expect(seen.senderContact == "心理辅导室 0591-8000")
            #expect(!seen.caseNumber.isEmpty)
            #expect(try !seen.jsonString().contains(student.description))

            let listed = try #require(try await school.liaison.inbox(school.hospital).first)
            #expect(listed.name == seen.name)
            #expect(listed.reason == seen.reason)
            #expect(listed.contacts.isEmpty && listed.summary.isEmpty && listed.scores.isEmpty)
            #expect(listed.withheld == seen.withheld)
        }
    }

    @Test(arguments: ReferralState.allCases)
    func onlyWhatIsOnItsWay(_ state: ReferralState) async throws {
        try await AffairSchool.open { school in
            let id = try await school.referral(state, of: try await school.enrol())
            let isSeen = [.sent, .received, .scheduled, .attended, .noShow, .feedback].contains(state)
            #expect(try await failure { try await school.liaison.addressed(id) }?.status == (isSeen ? nil : .notFound))
            #expect(try await school.liaison.inbox(school.hospital).map(\.id) == (isSeen ? [id] : []))
            #expect(try await school.otherLiaison.inbox(school.otherHospital).isEmpty)
        }
    }

    @Test func nothingOfTheRecordInTheAnswerToARefusal() async throws {
        try await AffairSchool.open { school in
            let id = try await school.referral(.sent, of: try await school.enrol())
            let refused = try await school.liaison.refuse(id)
            #expect(refused.state == .refused)
            #expect(refused.name.isEmpty && refused.reason.isEmpty)
            #expect(refused.withheld.count == ReferralSection.allCases.count)
            #expect(try await school.counsellor.referral(id).endedBecause == "床位已满")
        }
    }
}
