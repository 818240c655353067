internal import Domain
internal import Store
internal import SwiftProtobuf
internal import XinyuAPI

extension APICareEntry {
    /// Without the student's name and scores.
    init(_ entry: CareEntryRecord, zone: Duration) {
        self.init()
        id = entry.id.description
        studentID = entry.student.description
        classID = entry.schoolClass?.description ?? ""
        state = APICareState(entry.state)
        level = APIAttentionLevel(entry.level)
        supportAdvice = entry.advice ?? ""
        levelSince = Google_Protobuf_Timestamp(entry.levelSince)
        reviewOn = entry.reviewAt.map { CalendarDate(of: $0, offset: zone).description } ?? ""
        formerEntryID = entry.former?.description ?? ""
        isDeclined = entry.isDeclined
    }
}

extension APICareProposalCase {
    init(_ proposal: CareProposalRecord) {
        self.init()
        id = proposal.id.description
        careEntryID = proposal.entry.description
        studentID = proposal.student.description
        planID = proposal.plan.description
        verdict = APIEffectVerdict(proposal.verdict)
        self.proposal = APICareProposal(proposal.proposal)
        fromLevel = APIAttentionLevel(proposal.fromLevel)
        toLevel = APIAttentionLevel(proposal.toLevel)
        state = APICareProposalState(proposal.state)
        madeAt = Google_Protobuf_Timestamp(proposal.madeAt)
        if let at = proposal.decidedAt { decidedAt = Google_Protobuf_Timestamp(at) }
        decidedBy = proposal.decidedBy?.description ?? ""
        reason = proposal.reason ?? ""
        decidedState = proposal.decidedState.map { APICareState($0) } ?? .unspecified
        decidedLevel = proposal.decidedLevel.map { APIAttentionLevel($0) } ?? .unspecified
    }
}

extension APICareChange {
    init(_ change: CareChangeRecord) {
        self.init()
        fromState = change.fromState.map { APICareState($0) } ?? .unspecified
        toState = APICareState(change.toState)
        fromLevel = change.fromLevel.map { APIAttentionLevel($0) } ?? .unspecified
        toLevel = APIAttentionLevel(change.toLevel)
        authorID = change.author.description
        at = Google_Protobuf_Timestamp(change.at)
        reason = change.reason
        evidence.kind =
            switch change.evidenceKind {
            case .warning: .warning
            case .interview: .interview
            case .observation: .observation
            case .effect: .effect
            case .review: .review
            }
        evidence.id = change.evidence?.description ?? ""
        proposalID = change.proposal?.description ?? ""
    }
}
