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
    }
}
