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

    /// A crisis case, two conversations in the counselling room and two mentors; each with words that name the person.
    func furtherHistory(of student: Identifier, by counsellor: Identifier) async throws {
        let (school, schoolClass, random, now) = (school, schoolClass, random, clock.now())
        @Sendable func identifier() -> Identifier { Identifier(randomFrom: random) }
        @Sendable func ago(_ days: Int) -> Timestamp { now + .seconds(-86_400 * days) }
        try await store.write { transaction in
            try transaction.insert(
                CrisisCaseRecord(
                    school: school, id: identifier(), student: student, schoolClass: schoolClass, warning: nil,
                    state: .stabilising, roundSince: ago(9), lead: counsellor, reason: "王小明在天台",
                    step: .init(what: "联系欧阳建国", owner: counsellor, dueAt: now), openedBy: counsellor, openedAt: ago(9),
                    stateSince: ago(8)))
            let room = identifier()
            try transaction.insert(CounsellingRoomRecord(school: school, id: room, name: "静心室", openedAt: ago(90)))
            for (days, state) in [(40, .noShow), (33, .completed), (2, .cancelled)] as [(Int, AppointmentState)] {
                let appointment = AppointmentRecord(
                    school: school, id: identifier(), student: student,
                    slot: CounsellingSlot(
                        start: ago(days), end: ago(days) + .seconds(3_000), counsellor: counsellor, room: room),
                    state: state, bookedBy: counsellor, bookedAt: ago(41), confirmBy: ago(41),
                    texts: .init(request: "王小明想谈父亲"))
                try transaction.insert(appointment)
            }
            for (days, endedAt) in [(60, ago(30)), (30, nil)] as [(Int, Timestamp?)] {
                let grant = identifier()
                try transaction.insert(
                    GrantRecord(
                        id: grant, account: counsellor, role: .mentor, scopeKind: "student", scope: student,
                        startsAt: ago(days), state: .approved, requestedBy: .installation, requestedAt: ago(days)))
                var mentorship = MentorshipRecord(
                    school: school, id: identifier(), student: student, mentor: counsellor, grant: grant,
                    reasons: .init(assigned: "小明父亲要求"), assignedBy: counsellor, since: ago(days), contactDueAt: now)
                mentorship.endedAt = endedAt
                try transaction.insert(mentorship)
            }
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
