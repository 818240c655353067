internal import AuditLog

/// What a record counts. The words are in the log for ever.
public enum AuditCount: String, Sendable, Hashable, CaseIterable {
    case accounts
    case answers
    /// Answers that were kept for repeated calls.
    case answersKept = "answers_kept"
    case appointments
    case attachments
    case buddies
    case careEntries = "care_entries"
    case codes
    case consultations
    case contacts
    case crisisCases = "crisis_cases"
    case caseReports = "case_reports"
    case duties
    case entries
    case grants
    case institutions
    case instruments
    case interviews
    case opinions
    case mentorships
    case norms
    case notes
    case parcels
    case plans
    case records
    case referrals
    case results
    case reports
    case rosterImports = "roster_imports"
    case sessions
    case sheets
    case specialPeriods = "special_periods"
    case specialReviews = "special_reviews"
    case signals
    case students
    case traumaReports = "trauma_reports"
    case units
    case values
    case warnings
}

/// How many of what a call has opened or changed.
struct AuditCounts: Sendable, Equatable {
    private var counts: [(what: AuditCount, number: Int)] = []

    mutating func add(_ what: AuditCount, _ number: Int) {
        guard number > 0 else { return }
        if let index = counts.firstIndex(where: { $0.what == what }) {
            let (sum, overflow) = counts[index].number.addingReportingOverflow(number)
            counts[index].number = overflow ? .max : sum
        } else {
            counts.append((what, number))
        }
    }

    mutating func add(_ others: AuditCounts) {
        for count in others.counts { add(count.what, count.number) }
    }

    /// As the record has them.
    var recorded: [AuditRecord.Count] {
        counts.map { AuditRecord.Count(key: $0.what.rawValue, value: UInt64($0.number)) }
    }

    static func == (left: AuditCounts, right: AuditCounts) -> Bool { left.recorded == right.recorded }
}
