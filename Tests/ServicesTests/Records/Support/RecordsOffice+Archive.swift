import Domain
import Foundation
import Instruments
import SwiftProtobuf
import TestSupport
import Testing
import XinyuAPI

@testable import Services
@testable import Store

/// What stands in the store before a test begins, put there without the services.
extension RecordsOffice {
    static let pupil = (
        name: "欧阳晓明", number: "2026070001", nationalID: "350102201203311234", guardian: "欧阳建国",
        phone: "13800001111"
    )
    /// Texts of which nothing may be found after an erasure.
    static let texts = [
        "面谈说不想上学", "家长来电说近来睡不好", "课间独坐不语", "每周运动三次", "会诊：是否需要门诊", "转介摘要：情绪低落",
        "辅导记录甲", "导师谈心乙", "欺凌事件丙", "危机缘由丁",
    ]

    func enrol(nationalID: String? = RecordsOffice.pupil.nationalID, number: String = RecordsOffice.pupil.number)
        async throws -> Identifier
    {
        let (id, now, school, schoolClass) = (Identifier(randomFrom: random), clock.now(), school, schoolClass)
        let identity = StudentIdentity(
            name: Self.pupil.name, number: number, nationalID: nationalID, sex: .male, birthDate: "2012-03-31",
            contacts: [.init(relation: "父亲", name: Self.pupil.guardian, phone: Self.pupil.phone)])
        let found = indexes.of(identity)
        try await store.write { transaction in
            try transaction.insert(
                IdentifiedStudent(
                    StudentRecord(school: school, id: id, schoolClass: schoolClass, enrolledAt: now), identity),
                indexes: found)
        }
        return id
    }

    /// Something of every topic of an archive.
    func fill(_ student: Identifier) async throws {
        let (school, random, now, author) = (school, random, clock.now(), counsellor.id)
        @Sendable func identifier() -> Identifier { Identifier(randomFrom: random) }
        let campaign = identifier()
        _ = try await counsellor.archive.recordObservation(
            .with {
                $0.studentID = student.description
                $0.text = Self.texts[2]
            }, counsellor.meta)
        try await store.write { transaction in
            let (sheet, warning, entry, plan) = (identifier(), identifier(), identifier(), identifier())
            try transaction.insert(
                CampaignRecord(
                    school: school, id: campaign, title: "普查", schoolYear: 2026, state: .open, opensAt: now,
                    closesAt: now, consentVersion: 1, consentText: "同意", createdBy: author, createdAt: now),
                units: [school], pins: [], responders: [author])
            try transaction.insert(
                SheetRecord(
                    school: school, id: sheet, campaign: campaign, student: student, schoolClass: nil,
                    instrumentID: "phq9", version: "1.0.0", invitedAt: now))
            #expect(
                try transaction.startSheet(sheet, school: school, from: .invited, consentVersion: 1, at: now)
                    && transaction.submitSheet(
                        sheet, of: student, school: school, from: .started,
                        SheetAnswers(values: [1, 2, SheetAnswers.missing], elapsed: [900, 800, 0]), submittedAt: now,
                        scoredAt: now)
            )
            let total = InstrumentScore.Scale(
                id: "total", raw: 18_500, standard: nil, mean: nil, answered: 9, state: .complete, band: "severe")
            try transaction.insert(
                ResultRecord(
                    school: school, id: identifier(), sheet: sheet, student: student,
                    instrument: InstrumentPin(
                        instrumentID: "phq9", version: "1.0.0", hash: [UInt8](repeating: 1, count: 32)),
                    score: InstrumentScore(scales: [total], derived: [], flags: [], criticalItems: ["item9"]).bytes,
                    suggestedLevel: .concern, scoredAt: now))
            try transaction.insert(
                WarningRecord(
                    school: school, id: warning, student: student, schoolClass: nil, source: .sheet, sourceID: sheet,
                    state: .confirmed, suggestedLevel: .concern, confirmedLevel: .crisis,
                    evidence: WarningEvidence(fired: [
                        .init(rule: "band", level: .concern, inputs: ["phq9.total=severe"])
                    ]),
                    raisedAt: now, acknowledgeBy: nil, interviewBy: nil))
            try transaction.insert(
                InterviewRecord(
                    school: school, id: identifier(), student: student, warning: warning, counsellor: author,
                    heldAt: now, notes: Self.texts[0], level: .crisis))
            try transaction.insert(
                SignalRecord(
                    school: school, id: identifier(), student: student, schoolClass: nil, author: author,
                    receivedAt: now,
                    signal: WarningSignal(.information, at: now, .init(trust: .hearsay, words: [], days: nil)),
                    text: Self.texts[1]))
            try transaction.insert(
                CareEntryRecord(
                    school: school, id: entry, student: student, schoolClass: nil, state: .active, level: .crisis,
                    advice: "须陪同", proposedBy: author, createdAt: now, levelSince: now))
            try transaction.insert(
                PlanRecord(
                    school: school, id: plan, student: student, careEntry: entry, state: .active,
                    body: .init(
                        goals: [Self.texts[3]],
                        measures: [
                            .init(
                                id: identifier(), text: "散步", owner: author, frequency: .weekly(times: 2), since: now)
                        ], reviewOn: "2026-12-31"), reviewAt: nil, createdBy: author, createdAt: now))
            try transaction.append(
                ArchiveEntry(
                    school: school, student: student, at: now, id: identifier(), kind: .protected,
                    subject: nil, author: nil, summary: "有受保护事项"))
            try transaction.append(
                ArchiveEntry(
                    school: school, student: student, at: now, id: identifier(), kind: .plan, subject: plan,
                    author: author, summary: "计划已启用"))
            try fillCrises(of: student, in: school, warning, author, now, identifier, transaction)
            try fillAffairs(of: student, in: school, author, now, identifier, transaction)
        }
    }
}

private func fillCrises(
    of student: Identifier, in school: Identifier, _ warning: Identifier, _ author: Identifier, _ now: Timestamp,
    _ identifier: () -> Identifier, _ transaction: WriteTransaction
) throws {
    let crisis = CrisisCaseRecord(
        school: school, id: identifier(), student: student, schoolClass: nil, warning: warning, roundSince: now,
        lead: author, reason: RecordsOffice.texts[9], step: .init(what: "陪同就医", owner: author, dueAt: now),
        openedBy: author, openedAt: now, stateSince: now)
    try transaction.insert(crisis)
    let report = TraumaReportRecord(
        school: school, id: identifier(), student: student, crisisCase: crisis.id, counsellor: author,
        body: .init(kind: .bullying, gravity: .grave, suspect: .student, description: RecordsOffice.texts[8]),
        learntAt: now, openedBy: author, openedAt: now)
    try transaction.insert(report)
    try transaction.insert(
        TraumaStepRecord(
            id: identifier(), position: 1, isMandatory: true, dueAt: now,
            body: .init(step: "report", title: "报告教育行政部门", ground: "未成年人保护法 11")), of: report)
}

private func fillAffairs(
    of student: Identifier, in school: Identifier, _ author: Identifier, _ now: Timestamp,
    _ identifier: () -> Identifier, _ transaction: WriteTransaction
) throws {
    let room = CounsellingRoomRecord(school: school, id: identifier(), name: "静心室", openedAt: now)
    try transaction.insert(room)
    let appointment = AppointmentRecord(
        school: school, id: identifier(), student: student,
        slot: CounsellingSlot(start: now, end: now + .seconds(3_000), counsellor: author, room: room.id),
        state: .cancelled, bookedBy: author, bookedAt: now, confirmBy: now, texts: .init(request: "睡不着"))
    try transaction.insert(appointment)
    try transaction.append(
        CounsellingNotesRecord(version: 1, author: author, at: now, text: RecordsOffice.texts[6]), to: appointment)
}
