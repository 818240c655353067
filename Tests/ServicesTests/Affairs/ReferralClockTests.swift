import Domain
import JSONRPC
import Store
import SwiftProtobuf
import TestSupport
import Testing
import XinyuAPI

@Suite("Clocks of a referral")
struct ReferralClockTests {
    @Test func silenceIsOverdueThenEscalatesAndIsToldOnceEach() async throws {
        try await AffairSchool.open { school in
            let student = try await school.enrol()
            let id = try await school.referral(.sent, of: student)
            func delay() async throws -> APIReferralDelay { try await school.counsellor.referral(id).delay }
            func lines() async throws -> [String] { try await school.counsellor.timeline(student).map(\.summary) }
            let before = try await lines().count
            school.clock.advance(by: .seconds(2 * 86_400))
            #expect(try await school.tickReferrals() == 0)
            #expect(try await delay() == .inTime)

            school.clock.advance(by: .milliseconds(1))
            #expect(try await delay() == .overdue)
            #expect(try await school.tickReferrals() == 1)
            #expect(try await school.tickReferrals() == 0)
            #expect(try await lines().prefix(1) == ["转介：逾期未答复"])
            #expect(try await !school.crisisLead.dueItems().contains { $0.kind == .advanceReferral })

            school.clock.advance(by: .seconds(2 * 86_400))
            #expect(try await delay() == .escalated)
            #expect(try await school.tickReferrals() == 1)
            #expect(try await school.tickReferrals() == 0)
            #expect(try await lines().prefix(1) == ["转介：逾期未答复，已上报专班负责人"])
            #expect(try await lines().count == before + 2)
            let item = try #require(try await school.crisisLead.dueItems().first { $0.kind == .advanceReferral })
            #expect(item.subjectID == id)
            #expect(item.urgency == .overdue)
            #expect(try await school.counsellor.dueItems().isEmpty)

            // An answer begins the next clock.
            let received = try await school.liaison.receive(id)
            #expect(received.delay == .inTime)
            #expect(received.stepDueAt == Google_Protobuf_Timestamp(school.clock.now() + .seconds(3 * 86_400)))
            #expect(try await school.tickReferrals() == 0)
            #expect(try await school.crisisLead.dueItems().isEmpty)
            school.clock.advance(by: .seconds(10 * 86_400))
            // Long silence is told once, as what it has come to.
            #expect(try await school.tickReferrals() == 1)
            #expect(try await school.tickReferrals() == 0)
            #expect(try await lines().prefix(1) == ["转介：逾期未答复，已上报专班负责人"])
        }
    }

    /// Seconds from the shipped rules, by hand.
    @Test(
        arguments: [
            (ReferralState.drafted, 259_200, 14_400), (.consented, 86_400, 3_600), (.sent, 172_800, 3_600),
            (.received, 259_200, 14_400), (.attended, 604_800, 172_800), (.noShow, 259_200, 14_400),
            (.feedback, 259_200, 86_400), (.refused, 86_400, 3_600),
        ] as [(ReferralState, Int64, Int64)])
    func theGreenChannelIsTheFasterOne(_ state: ReferralState, _ ordinary: Int64, _ green: Int64) async throws {
        try await AffairSchool.open { school in
            for (isGreen, seconds) in [(false, ordinary), (true, green)] {
                let id = try await school.referral(state, of: try await school.enrol(), greenChannel: isGreen)
                let referral = try await school.counsellor.referral(id)
                #expect(referral.isGreenChannel == isGreen)
                #expect(referral.stepSince == Google_Protobuf_Timestamp(school.clock.now()))
                #expect(referral.stepDueAt == Google_Protobuf_Timestamp(school.clock.now() + .seconds(seconds)))
            }
        }
    }

    @Test func theGreenChannelIsOfDesignatedHospitals() async throws {
        try await AffairSchool.open { school in
            let student = try await school.enrol()
            let refusal = try await failure {
                try await school.counsellor.draft(student, to: school.otherHospital, greenChannel: true)
            }
            #expect(refusal?.details.fieldViolations.map(\.field) == ["isGreenChannel"])
            let sent = try await school.referral(.sent, of: student, greenChannel: true)
            #expect(try await school.counsellor.timeline(student).map(\.summary).contains("转介：已送出（绿色通道）"))
            #expect(try await school.liaison.addressed(sent).isGreenChannel)
        }
    }

    @Test func anotherConsentDoesNotSetTheClockBack() async throws {
        try await AffairSchool.open { school in
            let id = try await school.referral(.sent, of: try await school.enrol())
            let due = try await school.counsellor.referral(id).stepDueAt
            school.clock.advance(by: .seconds(3_600))
            #expect(try await school.counsellor.consent(id, [.scores]).stepDueAt == due)
            #expect(try await school.liaison.addressed(id).name.isEmpty)
        }
    }

    @Test func theDayOfEachTellsWhoseStepIsNext() async throws {
        let next: [ReferralState: (school: Bool, institution: Bool)] = [
            .drafted: (true, false), .consented: (true, false), .sent: (false, true), .received: (false, true),
            .scheduled: (false, true), .attended: (false, true), .noShow: (true, true), .feedback: (true, false),
            .refused: (true, false), .closed: (false, false), .withdrawn: (false, false),
        ]
        for (state, expected) in next {
            try await AffairSchool.open { school in
                let student = try await school.enrol()
                let id = try await school.referral(state, of: student)
                let ofSchool = try await school.counsellor.dueItems()
                #expect(ofSchool.map(\.subjectID) == (expected.school ? [id] : []), "\(state)")
                #expect(ofSchool.allSatisfy { $0.kind == .advanceReferral && $0.studentID == student.description })
                let ofInstitution = try await school.liaison.dueItems()
                #expect(ofInstitution.map(\.subjectID) == (expected.institution ? [id] : []), "\(state)")
                #expect(ofInstitution.allSatisfy { $0.kind == .answerReferral && $0.studentID.isEmpty })
                #expect(ofInstitution.allSatisfy { $0.studentName.isEmpty })
                #expect(try await school.otherLiaison.dueItems().isEmpty)
            }
        }
    }

    @Test func listsWhatIsMostOverdueFirst() async throws {
        try await AffairSchool.open { school in
            let slow = try await school.referral(.sent, of: try await school.enrol())
            let quick = try await school.referral(.sent, of: try await school.enrol(), greenChannel: true)
            #expect(try await school.counsellor.referralList(school.schoolClass).map(\.id).first == min(slow, quick))
            school.clock.advance(by: .seconds(4_000))
            #expect(try await school.counsellor.referralList(school.school).map(\.id) == [quick, slow])
            #expect(try await school.liaison.inbox(school.hospital).map(\.delay) == [.overdue, .inTime])
        }
    }
}
