import Domain
import Instruments
import Store
import SwiftProtobuf
import TestSupport
import Testing
import XinyuAPI

/// What stands in the store before a test begins, put there without the services.
extension CareSchool {
    func enrol(_ name: String = "王小明", in schoolClass: Int = 0) async throws -> Identifier {
        try await enrol(name, in: classes[schoolClass], of: school)
    }

    func enrolElsewhere() async throws -> Identifier { try await enrol("外校生", in: nil, of: otherSchool) }

    private func enrol(_ name: String, in schoolClass: Identifier?, of school: Identifier) async throws -> Identifier {
        let (id, now) = (Identifier(randomFrom: random), clock.now())
        try await store.write { transaction in
            try transaction.insert(
                IdentifiedStudent(
                    StudentRecord(school: school, id: id, schoolClass: schoolClass, enrolledAt: now),
                    StudentIdentity(name: name, number: id.description)), indexes: .init())
        }
        return id
    }

    func transfer(_ student: Identifier, to schoolClass: Int) async throws {
        let target = classes[schoolClass]
        try await store.write { transaction in
            var record = try #require(try transaction.student(student))
            record.schoolClass = target
            try transaction.update(record)
        }
    }

    func warn(
        of student: Identifier, _ level: AttentionLevel = .concern, _ state: WarningState = .raised
    ) async throws -> Identifier {
        let (id, now) = (Identifier(randomFrom: random), clock.now())
        try await store.write { transaction in
            let student = try #require(try transaction.student(student))
            try transaction.insert(
                WarningRecord(
                    school: student.school, id: id, student: student.id, schoolClass: student.schoolClass,
                    source: .sheet, sourceID: id, state: state, suggestedLevel: level,
                    evidence: WarningEvidence(fired: [.init(rule: "band", level: level, inputs: ["phq9.total=severe"])]
                    ),
                    raisedAt: now, acknowledgeBy: now + .seconds(1_800), interviewBy: now + .seconds(86_400)))
        }
        return id
    }

    func careEntry(
        for student: Identifier, _ level: AttentionLevel = .concern, _ state: CareState = .active
    ) async throws -> String {
        let (id, now, school, author) = (Identifier(randomFrom: random), clock.now(), school, counsellor.id)
        try await store.write { transaction in
            try transaction.insert(
                CareEntryRecord(
                    school: school, id: id, student: student, schoolClass: nil, state: state, level: level,
                    proposedBy: author, createdAt: now, levelSince: now))
        }
        return id.description
    }

    func plan(for student: Identifier, _ state: PlanState) async throws -> String {
        let (id, now, school, author) = (Identifier(randomFrom: random), clock.now(), school, counsellor.id)
        try await store.write { transaction in
            try transaction.insert(
                PlanRecord(
                    school: school, id: id, student: student, careEntry: nil, state: state,
                    body: PlanRecord.Body(goals: ["睡眠"], measures: [], reviewOn: "2026-12-31"), reviewAt: nil,
                    createdBy: author, createdAt: now))
        }
        return id.description
    }

    /// A plan whose effect was measured once.
    func measuredPlan(for student: Identifier) async throws -> String {
        let plan = try await counsellor.plan(for: student).id
        _ = try await counsellor.activate(plan: plan)
        let first = try await result(of: student, 18, .withFigures, in: try await campaign())
        clock.advance(by: .milliseconds(1))
        let second = try await result(of: student, 9, .withFigures, in: try await campaign())
        _ = try await counsellor.measure(plan: plan, first, second)
        return plan
    }

    // MARK: - Results

    func campaign() async throws -> Identifier {
        let (id, now, school, author) = (Identifier(randomFrom: random), clock.now(), school, counsellor.id)
        try await store.write { transaction in
            try transaction.insert(
                CampaignRecord(
                    school: school, id: id, title: "普查", schoolYear: 2026, state: .open, opensAt: now,
                    closesAt: now + .seconds(86_400), consentVersion: 1, consentText: "同意", createdBy: author,
                    createdAt: now), units: [school], pins: [], responders: [author])
        }
        return id
    }

    func sheet(of student: Identifier, _ instrument: CareInstrument, in campaign: Identifier) async throws -> Identifier
    {
        let (id, now, school) = (Identifier(randomFrom: random), clock.now(), school)
        try await store.write { transaction in
            try transaction.insert(
                SheetRecord(
                    school: school, id: id, campaign: campaign, student: student, schoolClass: nil,
                    instrumentID: instrument.pin.instrumentID, version: instrument.pin.version, invitedAt: now))
        }
        return id
    }

    /// A total in whole points, now; nothing for a sheet with gaps.
    func result(
        of student: Identifier, _ points: Int64?, _ instrument: CareInstrument, sheet: Identifier
    ) async throws -> Identifier {
        let (id, now, school) = (Identifier(randomFrom: random), clock.now(), school)
        let total = InstrumentScore.Scale(
            id: "total", raw: points.map { $0 * 1_000 }, standard: nil, mean: nil, answered: points == nil ? 5 : 9,
            state: points == nil ? .incomplete : .complete, band: points == nil ? nil : "moderate")
        let score = InstrumentScore(scales: [total], derived: [], flags: [], criticalItems: []).bytes
        try await store.write { transaction in
            try transaction.insert(
                ResultRecord(
                    school: school, id: id, sheet: sheet, student: student, instrument: instrument.pin, score: score,
                    suggestedLevel: .none, scoredAt: now))
        }
        return id
    }

    func result(
        of student: Identifier, _ points: Int64?, _ instrument: CareInstrument, in campaign: Identifier
    ) async throws -> Identifier {
        let sheet = try await sheet(of: student, instrument, in: campaign)
        return try await result(of: student, points, instrument, sheet: sheet)
    }
}
