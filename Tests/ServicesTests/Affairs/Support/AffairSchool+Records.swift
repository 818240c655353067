import Domain
import Instruments
import Router
import Store
import TestSupport
import Testing

@testable import Services

/// What stands in the store before a test begins, put there without the services.
extension AffairSchool {
    static let pupil = (
        name: "王小明", number: "2026070001", nationalID: "350102201203311234", birthDate: "2012-03-31",
        guardian: "欧阳建国", phone: "13800001111"
    )

    /// - Parameter birthDate: nothing where the register does not have it.
    func enrol(birthDate: String? = AffairSchool.pupil.birthDate) async throws -> Identifier {
        let (id, now, school, schoolClass) = (Identifier(randomFrom: random), clock.now(), school, schoolClass)
        let pupil = Self.pupil
        try await store.write { transaction in
            try transaction.insert(
                IdentifiedStudent(
                    StudentRecord(school: school, id: id, schoolClass: schoolClass, enrolledAt: now),
                    StudentIdentity(
                        name: pupil.name, number: pupil.number, nationalID: pupil.nationalID, sex: .male,
                        birthDate: birthDate,
                        contacts: [.init(relation: "父亲", name: pupil.guardian, phone: pupil.phone)])),
                indexes: .init())
        }
        return id
    }

    /// A course of three months: a result, a warning, an interview, a place on the care list, a plan.
    ///
    /// - Parameter counsellor: who held the interview.
    func history(of student: Identifier, counsellor: Identifier) async throws {
        let (school, schoolClass, random, now) = (school, schoolClass, random, clock.now())
        @Sendable func identifier() -> Identifier { Identifier(randomFrom: random) }
        @Sendable func ago(_ days: Int) -> Timestamp { now + .seconds(-86_400 * days) }
        try await store.write { transaction in
            let (campaign, sheet, warning) = (identifier(), identifier(), identifier())
            try transaction.insert(
                CampaignRecord(
                    school: school, id: campaign, title: "普查", schoolYear: 2026, state: .open, opensAt: ago(90),
                    closesAt: ago(60), consentVersion: 1, consentText: "同意", createdBy: counsellor, createdAt: ago(91)),
                units: [school], pins: [], responders: [counsellor])
            try transaction.insert(
                SheetRecord(
                    school: school, id: sheet, campaign: campaign, student: student, schoolClass: schoolClass,
                    instrumentID: "phq9", version: "1.0.0", invitedAt: ago(90)))
            let total = InstrumentScore.Scale(
                id: "total", raw: 18_000, standard: nil, mean: nil, answered: 9, state: .complete,
                band: "moderately_severe")
            try transaction.insert(
                ResultRecord(
                    school: school, id: identifier(), sheet: sheet, student: student,
                    instrument: InstrumentPin(
                        instrumentID: "phq9", version: "1.0.0", hash: [UInt8](repeating: 1, count: 32)),
                    score: InstrumentScore(scales: [total], derived: [], flags: [], criticalItems: []).bytes,
                    suggestedLevel: .concern, scoredAt: ago(87)))
            let raised =
                WarningRecord(
                    school: school, id: warning, student: student, schoolClass: schoolClass, source: .sheet,
                    sourceID: sheet, state: .confirmed, suggestedLevel: .concern, confirmedLevel: .crisis,
                    evidence: WarningEvidence(
                        fired: [.init(rule: "band", level: .concern, inputs: ["phq9.total=moderately_severe"])]),
                    raisedAt: ago(87), acknowledgeBy: nil, interviewBy: nil)
            try transaction.insert(raised)
            #expect(try transaction.update(raised, expected: .confirmed))
            try transaction.insert(
                InterviewRecord(
                    school: school, id: identifier(), student: student, warning: warning, counsellor: counsellor,
                    heldAt: ago(20), notes: "王小明说不想活", level: .crisis))
            try transaction.insert(
                CareEntryRecord(
                    school: school, id: identifier(), student: student, schoolClass: schoolClass, state: .active,
                    level: .crisis, advice: "小明须陪同", proposedBy: counsellor, createdAt: ago(10), levelSince: ago(10)))
            try transaction.insert(
                PlanRecord(
                    school: school, id: identifier(), student: student, careEntry: nil, state: .active,
                    body: .init(goals: ["王小明睡眠改善"], measures: [], reviewOn: "2026-12-31"), reviewAt: nil,
                    createdBy: counsellor, createdAt: ago(3)))
        }
    }

    /// What the daemon's clock does to consultations, once.
    func tickConsultations() async throws {
        try await background.run(AffairClocks())
    }

    /// What the daemon's clock does to referrals, once.
    ///
    /// - Returns: how many it told of.
    func tickReferrals() async throws -> Int {
        let now = clock.now()
        let waiting = try await store.read { try $0.referralsToTell(at: now, limit: 100).count }
        try await background.run(AffairClocks())
        let left = try await store.read { try $0.referralsToTell(at: now, limit: 100).count }
        return waiting - left
    }
}
