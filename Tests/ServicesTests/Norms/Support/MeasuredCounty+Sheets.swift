import Domain
import Instruments
import Store
import TestSupport
import XinyuAPI

@testable import Services

/// A sheet of PHQ-9 that somebody filled in.
struct FilledSheet: Sendable {
    var answers: [Int64?]
    var sex: StudentIdentity.Sex? = .female
    /// 7 or 8.
    var grade = 7
    /// Milliseconds for each item, the same for all; none were measured if left out.
    var elapsed: UInt32?
    /// What an interview confirmed of the warning; `none` where it was dismissed.
    var judged: AttentionLevel?
    /// Whether the result keeps who it was of.
    var isCompared = true
    var isVoid = false

    /// A sheet with this sum: as many threes as there are, and the rest.
    init(sum: Int64, sex: StudentIdentity.Sex? = .female, grade: Int = 7) {
        answers = (0..<9).map { Int64(max(0, min(3, sum - 3 * $0))) }
        self.sex = sex
        self.grade = grade
    }

    init(_ answers: [Int64?], sex: StudentIdentity.Sex? = .female, grade: Int = 7) {
        self.answers = answers
        self.sex = sex
        self.grade = grade
    }

    func with(_ change: (inout FilledSheet) -> Void) -> FilledSheet {
        var sheet = self
        change(&sheet)
        return sheet
    }
}

extension MeasuredCounty {
    /// A campaign of a school with these sheets, put there without the services.
    ///
    /// - Parameter norms: what the results are compared with.
    func campaign(
        in school: Int = 0, _ sheets: [FilledSheet], closes: Bool = true, year: Int = 2026, norms: NormFile? = nil
    ) async throws -> (id: String, students: [Identifier], sheets: [Identifier]) {
        let (id, now, classes, random) = (Identifier(randomFrom: random), clock.now(), classes[school], random)
        let school = schools[school]
        let pin = InstrumentPin(instrumentID: "phq9", version: "1.0.0", hash: Self.hash)
        let made = try await store.write { transaction in
            try transaction.insert(
                CampaignRecord(
                    school: school, id: id, title: "普查", schoolYear: year, state: .open, opensAt: now,
                    closesAt: now + .seconds(86_400), consentVersion: 1, consentText: "同意", createdBy: .installation,
                    createdAt: now), units: [school], pins: [pin], responders: [])
            let made = try sheets.map {
                try Self.fill($0, id, school, classes, norms, at: now, random, in: transaction)
            }
            if closes {
                _ = try transaction.moveCampaign(id, school: school, from: .open, to: .closed, at: now)
            }
            return made
        }
        return (id.description, made.map(\.student), made.map(\.sheet))
    }

    private static func fill(
        _ sheet: FilledSheet, _ campaign: Identifier, _ school: Identifier, _ classes: [Identifier],
        _ norms: NormFile?, at now: Timestamp, _ random: any RandomSource, in transaction: WriteTransaction
    ) throws -> (student: Identifier, sheet: Identifier) {
        let (student, id) = (Identifier(randomFrom: random), Identifier(randomFrom: random))
        let schoolClass = classes[sheet.grade - 7]
        try transaction.insert(
            IdentifiedStudent(
                StudentRecord(school: school, id: student, schoolClass: schoolClass, enrolledAt: now),
                StudentIdentity(name: "学生", number: student.description, sex: sheet.sex)), indexes: .init())
        try transaction.insert(
            SheetRecord(
                school: school, id: id, campaign: campaign, student: student, schoolClass: schoolClass,
                instrumentID: "phq9", version: "1.0.0", invitedAt: now))
        let answers = SheetAnswers(
            values: sheet.answers.map { $0.map(Int32.init) ?? SheetAnswers.missing },
            elapsed: sheet.elapsed.map { Array(repeating: $0, count: sheet.answers.count) } ?? [])
        _ = try transaction.submitSheet(
            id, of: student, school: school, from: .invited, answers, submittedAt: now, scoredAt: now)
        if sheet.isVoid, let record = try transaction.sheet(id) {
            _ = try transaction.moveSheet(record, to: .void, note: nil)
        }
        let score = ScoringDouble.phq9(sheet.answers)
        let comparison = ContentHash(bytes: hash).map { hash in
            NormComparison(
                score, of: InstrumentReference(id: "phq9", version: "1.0.0", hash: hash),
                in: SheetContext(
                    sex: sheet.sex.map { $0 == .female ? .female : .male }, stage: .junior, grade: sheet.grade - 6),
                with: norms)
        }
        try transaction.insert(
            ResultRecord(
                school: school, id: Identifier(randomFrom: random), sheet: id, student: student,
                instrument: InstrumentPin(instrumentID: "phq9", version: "1.0.0", hash: hash), score: score.bytes,
                norms: sheet.isCompared ? comparison?.bytes : nil, suggestedLevel: .none, scoredAt: now))
        if let judged = sheet.judged {
            var warning = WarningRecord(
                school: school, id: Identifier(randomFrom: random), student: student, schoolClass: schoolClass,
                source: .sheet, sourceID: id, suggestedLevel: .concern, evidence: WarningEvidence(fired: []),
                raisedAt: now, acknowledgeBy: now, interviewBy: now)
            try transaction.insert(warning)
            warning.state = judged == .none ? .dismissed : .confirmed
            warning.confirmedLevel = judged == .none ? nil : judged
            warning.decidedAt = now
            _ = try transaction.update(warning, expected: .raised)
        }
        return (student, id)
    }
}
