import Domain
import Store
import SwiftProtobuf
import XinyuAPI

/// The changes that a counsellor makes to an entry of the care list.
enum CareStep: String, CaseIterable, Sendable {
    case activate, change, monitor, remove, review
}

extension Colleague {
    static let review = APICareEvidence.with { $0.kind = .review }

    static func evidence(_ kind: APICareEvidence.Kind, _ id: String) -> APICareEvidence {
        .with {
            $0.kind = kind
            $0.id = id
        }
    }

    func propose(
        _ student: Identifier, _ level: APIAttentionLevel, _ reason: String = "近来独来独往"
    ) async throws -> APICareEntry {
        try await care.proposeCare(
            .with {
                $0.studentID = student.description
                $0.level = level
                $0.reason = reason
            }, meta
        ).entry
    }

    /// The level is asked of the steps that have one.
    func take(
        _ step: CareStep, _ entry: String, _ level: APIAttentionLevel = .concern, reason: String = "复核",
        on evidence: APICareEvidence = Colleague.review, advice: String = ""
    ) async throws -> APICareEntry {
        switch step {
        case .activate:
            try await care.activateCareEntry(
                .with {
                    $0.careEntryID = entry
                    $0.level = level
                    $0.reason = reason
                    $0.evidence = evidence
                    $0.supportAdvice = advice
                }, meta
            ).entry
        case .change:
            try await care.changeCareEntry(
                .with {
                    $0.careEntryID = entry
                    $0.level = level
                    $0.reason = reason
                    $0.evidence = evidence
                    $0.supportAdvice = advice
                }, meta
            ).entry
        case .monitor:
            try await care.monitorCareEntry(
                .with {
                    $0.careEntryID = entry
                    $0.reason = reason
                    $0.evidence = evidence
                }, meta
            ).entry
        case .remove:
            try await care.removeCareEntry(
                .with {
                    $0.careEntryID = entry
                    $0.reason = reason
                    $0.evidence = evidence
                }, meta
            ).entry
        case .review:
            try await care.reviewCareEntry(
                .with {
                    $0.careEntryID = entry
                    $0.reason = reason
                }, meta
            ).entry
        }
    }

    func careEntry(_ id: String) async throws -> APICareEntry {
        try await care.getCareEntry(.with { $0.careEntryID = id }, meta).entry
    }

    func careList(
        _ unit: Identifier, size: UInt32 = 0, token: String = ""
    ) async throws -> APIListCareEntriesResponse {
        try await care.listCareEntries(
            .with {
                $0.unitID = unit.description
                $0.page.size = size
                $0.page.token = token
            }, meta)
    }
}
