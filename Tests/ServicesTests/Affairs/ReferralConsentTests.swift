import Domain
import JSONRPC
import Store
import SwiftProtobuf
import TestSupport
import Testing
import XinyuAPI

@Suite("Consent to a referral, and what goes without")
struct ReferralConsentTests {
    @Test func isOfVersionsOfWhichOneStands() async throws {
        try await AffairSchool.open { school in
            let id = try await school.referral(.consented, of: try await school.enrol(), [.identity])
            school.clock.advance(by: .seconds(60))
            let second = try await school.crisisLead.consent(id, [.scores, .reason, .scores])
            #expect(second.disclosures.map(\.version) == [1, 2])
            #expect(second.disclosures.map(\.sections) == [[.identity], [.reason, .scores]])
            #expect(second.disclosures.map(\.hasEndedAt) == [true, false])
            #expect(second.disclosures[0].endedAt == second.disclosures[1].givenAt)
            #expect(second.disclosures.map(\.giver) == [.guardian, .guardian])
            #expect(second.disclosures.map(\.note) == ["父亲当面签字", "父亲当面签字"])
            #expect(
                second.disclosures.map(\.recordedBy) == [
                    school.counsellor.id.description, school.crisisLead.id.description,
                ])
            let withdrawn = try await school.counsellor.withdrawConsent(id)
            #expect(withdrawn.state == .drafted)
            #expect(withdrawn.disclosures.map(\.hasEndedAt) == [true, true])
            #expect(try await failure { try await school.counsellor.send(id) }?.status == .failedPrecondition)
            #expect(try await school.counsellor.consent(id).disclosures.map(\.version) == [1, 2, 3])
        }
    }

    /// The student is 14; full capacity begins with 18.
    @Test(
        arguments: [
            ("2012-03-31", APIConsentGiver.guardian), ("2008-11-05", .guardian), ("2008-11-04", .student),
            ("2000-01-01", .student), (nil, .guardian),
        ] as [(String?, APIConsentGiver)])
    func isGivenByWhoMay(_ birthDate: String?, _ giver: APIConsentGiver) async throws {
        try await AffairSchool.open { school in
            let id = try await school.referral(.drafted, of: try await school.enrol(birthDate: birthDate))
            let other: APIConsentGiver = giver == .guardian ? .student : .guardian
            for wrong in [other, .unspecified] {
                let refusal = try await failure { try await school.counsellor.consent(id, by: wrong) }
                #expect(refusal?.details.fieldViolations.map(\.field) == ["giver"])
            }
            #expect(try await school.counsellor.consent(id, by: giver).disclosures.map(\.giver) == [giver])
        }
    }

    @Test func namesWhatItCovers() async throws {
        try await AffairSchool.open { school in
            let id = try await school.referral(.drafted, of: try await school.enrol())
            for sections in [[], [.unspecified]] as [[APIReferralSection]] {
                let refusal = try await failure { try await school.counsellor.consent(id, sections) }
                #expect(refusal?.details.fieldViolations.map(\.field) == ["sections"])
            }
            #expect(try await school.counsellor.referral(id).disclosures.isEmpty)
        }
    }

    @Test func withItsWithdrawalTheInstitutionSeesNothing() async throws {
        try await AffairSchool.open { school in
            let id = try await school.referral(.received, of: try await school.enrol())
            #expect(try await school.liaison.addressed(id).name == AffairSchool.pupil.name)
            #expect(try await school.counsellor.withdrawConsent(id).endedBecause == "家长来电撤回")
            #expect(try await failure { try await school.liaison.addressed(id) }?.status == .notFound)
            #expect(try await school.liaison.inbox(school.hospital).isEmpty)
            #expect(try await school.liaison.dueItems().isEmpty)
        }
    }

    @Test func goesWithoutInACrisisAloneAndOnAGroundThatIsRecorded() async throws {
        try await AffairSchool.open { school in
            let ordinary = try await school.referral(.drafted, of: try await school.enrol())
            #expect(
                try await failure { try await school.counsellor.sendOnGround(ordinary) }?.status == .failedPrecondition)

            let crisis = try await school.counsellor.draft(try await school.enrol(), to: school.hospital, .crisis).id
            let grounds = try await school.counsellor.referrals.listReferralGrounds(.init(), school.counsellor.meta)
            #expect(
                grounds.grounds.map(\.id) == [
                    "mental_health_law_28", "mental_health_law_30", "personal_information_law_13",
                ])
            let cases: [(ground: String, text: String, sections: [APIReferralSection], field: String)] = [
                ("no_such_law", "自伤", [.identity], "groundId"),
                ("mental_health_law_28", " ", [.identity], "groundText"),
                ("mental_health_law_28", "自伤", [], "sections"),
            ]
            for (ground, text, sections, field) in cases {
                let refusal = try await failure {
                    try await school.counsellor.sendOnGround(crisis, ground, because: text, sections)
                }
                #expect(refusal?.details.fieldViolations.map(\.field) == [field])
            }
            #expect(try await failure { try await school.counsellor.send(crisis) }?.status == .failedPrecondition)
            let sent = try await school.crisisLead.sendOnGround(crisis, "mental_health_law_30", [.identity, .contacts])
            #expect(sent.state == .sent)
            #expect(sent.disclosures.map(\.groundID) == ["mental_health_law_30"])
            #expect(sent.disclosures.map(\.giver) == [.unspecified])
            #expect(sent.disclosures.map(\.note) == ["当日自伤，监护人失联"])
            #expect(try await school.liaison.addressed(crisis).contacts.map(\.phone) == [AffairSchool.pupil.phone])
            // It rests on no consent that could be withdrawn; one that is given later takes the ground's place.
            #expect(
                try await failure { try await school.counsellor.withdrawConsent(crisis) }?.status == .failedPrecondition
            )
            #expect(try await school.counsellor.consent(crisis, [.identity]).state == .sent)
            #expect(try await school.liaison.addressed(crisis).contacts.isEmpty)
            #expect(try await school.counsellor.withdrawConsent(crisis).state == .withdrawn)
        }
    }
}

extension Party {
    fileprivate func sendOnGround(
        _ id: String, _ ground: String, _ sections: [APIReferralSection]
    ) async throws -> APIReferral {
        try await sendOnGround(id, ground, because: "当日自伤，监护人失联", sections)
    }
}
