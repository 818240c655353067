internal import Domain
internal import Instruments
internal import JSONRPC
internal import Router
internal import Store
internal import SwiftProtobuf
internal import XinyuAPI

/// What is asked of an entry of the care list.
struct CareChange {
    /// Nothing leaves the level as it is.
    let level: AttentionLevel?
    let reason: String
    let evidence: (kind: CareChangeRecord.EvidenceKind, id: Identifier?)
    /// Nothing leaves the advice as it is.
    let advice: String?
    /// The proposal of the rule that is decided with it.
    var proposal: Identifier?
    /// Nothing stands for the usual interval.
    var nextReview: Timestamp?

    init(
        level: AttentionLevel?, _ reason: String, _ evidence: (kind: CareChangeRecord.EvidenceKind, id: Identifier?),
        proposal: Identifier? = nil, nextReview: Timestamp? = nil
    ) {
        self.level = level
        self.reason = reason
        self.evidence = evidence
        self.proposal = proposal
        self.nextReview = nextReview
        advice = nil
    }

    init(level: APIAttentionLevel?, _ reason: String, _ evidence: APICareEvidence, _ advice: String) throws(RPCError) {
        self.level = if let level { try AttentionLevel.asking(level, field: "level") } else { nil }
        self.reason = try FreeText.required(reason, field: "reason")
        self.advice = try FreeText.optional(advice, field: "supportAdvice")
        let id = try Identifier.ifPresent(evidence.id, field: "evidence.id")
        let kind: CareChangeRecord.EvidenceKind =
            switch evidence.kind {
            case .warning: .warning
            case .interview: .interview
            case .observation: .observation
            case .effect: .effect
            case .review: .review
            case .unspecified, .UNRECOGNIZED:
                throw .invalidArgument(
                    field: "evidence.kind", description: "must say what the change rests on, as KIND_INTERVIEW")
            }
        if kind != .review && id == nil {
            throw .invalidArgument(field: "evidence.id", description: "must name the \(kind.rawValue) it rests on")
        }
        if kind == .review && id != nil {
            throw .invalidArgument(field: "evidence.id", description: "must be empty: a review rests on nothing else")
        }
        self.evidence = (kind, id)
    }
}

extension ReadTransaction {
    /// An entry that is there.
    func careEntryInFull(_ id: Identifier) throws -> CareEntryRecord {
        guard let entry = try careEntry(id) else { throw RPCError.notFound() }
        return entry
    }
}

extension ReadingCall {
    /// The newest scores of each instrument, a line a banded scale: `phq9.total 18 moderately_severe`.
    func newestScores(of student: Identifier) throws -> [String] {
        var seen: Set<String> = []
        var lines: [String] = []
        for result in try transaction.results(ofStudent: student) {
            guard seen.insert(result.instrument.instrumentID).inserted else { continue }
            for scale in InstrumentScore(bytes: result.score)?.scales ?? [] {
                guard let band = scale.band, let value = scale.standard ?? scale.raw else { continue }
                lines.append("\(result.instrument.instrumentID).\(scale.id) \(Thousandths.text(value)) \(band)")
            }
        }
        return lines
    }
}

extension ChangingCall {
    /// Puts a student on the list as proposed.
    func openCareEntry(
        for student: StudentRecord, level: AttentionLevel, advice: String?, reason: String,
        evidence: (kind: CareChangeRecord.EvidenceKind, id: Identifier?)
    ) throws -> CareEntryRecord {
        let entry = CareEntryRecord(
            school: student.school, id: newIdentifier(), student: student.id, schoolClass: student.schoolClass,
            level: level, advice: advice, proposedBy: context.accountID, createdAt: context.now,
            levelSince: context.now,
            former: try transaction.lastRemovedCareEntry(ofStudent: student.id, in: student.school))
        try transaction.insert(entry)
        try transaction.append(
            CareChangeRecord(
                fromState: nil, toState: .proposed, fromLevel: nil, toLevel: level, author: context.accountID,
                at: context.now, reason: reason, evidenceKind: evidence.kind, evidence: evidence.id), to: entry)
        try tell(entry)
        return entry
    }

    /// After an interview: a new proposal, or the entry that stands already. That one keeps its level, which is changed
    /// on the list alone, but takes the advice over.
    func proposeCare(
        after interview: InterviewRecord, level: AttentionLevel, advice: String?
    ) throws -> CareEntryRecord {
        guard var entry = try transaction.openCareEntry(ofStudent: interview.student, in: interview.school) else {
            return try openCareEntry(
                for: try transaction.studentInFull(interview.student), level: level, advice: advice, reason: "面谈确认",
                evidence: (.interview, interview.id))
        }
        guard let advice else { return entry }
        entry.advice = advice
        try transaction.update(entry)
        try transaction.append(
            CareChangeRecord(
                fromState: entry.state, toState: entry.state, fromLevel: entry.level, toLevel: entry.level,
                author: context.accountID, at: context.now, reason: "面谈确认", evidenceKind: .interview,
                evidence: interview.id), to: entry)
        try tell(entry)
        return entry
    }

    /// Whether what the change rests on is there, and is the student's. Another's and nobody's read the same.
    private func check(_ evidence: (kind: CareChangeRecord.EvidenceKind, id: Identifier?), of student: Identifier)
        throws
    {
        guard let id = evidence.id else { return }
        let owner: Identifier? =
            switch evidence.kind {
            case .warning: try transaction.warning(id)?.student
            case .interview: try transaction.student(ofInterview: id)
            case .observation: try transaction.student(ofObservation: id)
            case .effect: try transaction.student(ofMeasuredPlan: id)
            case .review: nil
            }
        guard owner == student else {
            let thing = evidence.kind == .effect ? "plan whose effect was measured" : evidence.kind.rawValue
            throw RPCError.invalidArgument(field: "evidence.id", description: "must name a \(thing) of this student")
        }
    }

    /// Makes a move of an entry: stores it, its change, and tells the archive. Proposals that were made for the entry as
    /// it stood before wait no longer.
    func move(
        _ id: Identifier, by move: CareState.Move, _ change: CareChange, _ rules: CareRules
    ) throws -> CareEntryRecord {
        let before = try transaction.careEntryInFull(id)
        try check(change.evidence, of: before.student)
        var entry = before
        entry.state = try before.state.applying(move)
        entry.level = change.level ?? before.level
        if entry.level != before.level { entry.levelSince = context.now }
        if entry.state == .active, entry.activatedAt == nil { entry.activatedAt = context.now }
        entry.advice = change.advice ?? before.advice
        if entry.state == .removed { entry.closedAt = context.now }
        // Every change is a look at the case: the next one is due from here.
        entry.reviewAt = try nextReview(of: entry, change.nextReview, rules)
        try transaction.update(entry)
        try transaction.append(
            CareChangeRecord(
                fromState: before.state, toState: entry.state, fromLevel: before.level, toLevel: entry.level,
                author: context.accountID, at: context.now, reason: change.reason, evidenceKind: change.evidence.kind,
                evidence: change.evidence.id, proposal: change.proposal), to: entry)
        if entry.state != before.state || entry.level != before.level {
            try supersedeProposals(of: entry, but: change.proposal)
        }
        try tell(entry)
        return entry
    }

    /// When an entry is looked at next: on the day that was asked for, or after the usual interval, which a special period
    /// shortens. While one is open no day is taken that lies further ahead.
    private func nextReview(
        of entry: CareEntryRecord, _ asked: Timestamp?, _ rules: CareRules
    ) throws -> Timestamp? {
        guard let usual = rules.review(of: entry.state, at: entry.level) else { return nil }
        let latest = try context.now + reading.reviewInterval(usually: usual, in: entry.school)
        guard let asked else { return latest }
        guard asked <= latest || latest == context.now + usual else {
            throw RPCError.invalidArgument(
                field: "nextReviewOn",
                description:
                    "a special period is open: must lie at most \((latest - context.now).components.seconds) s "
                    + "ahead")
        }
        return asked
    }

    /// What was proposed for an entry and waits for a word does so no longer.
    func supersedeProposals(of entry: CareEntryRecord, but decided: Identifier? = nil) throws {
        for var proposal in try transaction.careProposals(of: entry)
        where proposal.state == .pending && proposal.id != decided {
            proposal.state = try proposal.state.applying(.supersede)
            proposal.decidedAt = context.now
            try transaction.update(proposal)
        }
    }

    func tell(_ entry: CareEntryRecord) throws {
        count(.careEntries, 1)
        try tellArchive(
            .care, of: entry.student, in: entry.school, subject: entry.id,
            "关爱清单：\(entry.state.rawValue)，\(entry.level.rawValue)")
    }
}
