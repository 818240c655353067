internal import Domain
internal import Instruments
internal import Store
internal import SwiftProtobuf
internal import XinyuAPI

extension APIRescoring {
    init(_ record: RescoringRecord, trouble: String?) {
        self.init()
        id = record.id.description
        campaignID = record.campaign.description
        instrumentID = record.to.instrumentID
        fromVersion = record.from.version
        toVersion = record.to.version
        toHash = ContentHash(bytes: record.to.hash)?.description ?? ""
        state = APIRescoringState(record.state)
        startedByID = record.startedBy.description
        startedAt = Google_Protobuf_Timestamp(record.startedAt)
        decidedByID = record.decidedBy?.description ?? ""
        if let moment = record.decidedAt { decidedAt = Google_Protobuf_Timestamp(moment) }
        progress = APIRescoringProgress(RescoringProgress(record, trouble: record.state.isUnderWay ? trouble : nil))
    }
}

extension APIRescoringState {
    init(_ state: RescoringState) {
        self =
            switch state {
            case .running: .running
            case .ready: .ready
            case .adopting: .adopting
            case .adopted: .adopted
            case .rejected: .rejected
            case .cancelled: .cancelled
            }
    }
}

extension APIRescoringChange {
    init(_ line: RescoringReport.Line, _ comparison: ResultComparison, name: String) {
        self.init()
        sheetID = line.sheet.description
        studentID = line.student.description
        studentName = name
        scales = comparison.scales.filter { $0.change != .same }.map { APIScaleChange($0) }
        newCriticalItems = comparison.newCriticalItems
        levelBefore = APIAttentionLevel(comparison.levelBefore)
        levelAfter = APIAttentionLevel(comparison.levelAfter)
    }
}

extension APIScaleChange {
    fileprivate init(_ change: ResultComparison.ScaleChange) {
        self.init()
        scaleID = change.scale
        bandBefore = change.before?.band ?? ""
        bandAfter = change.after?.band ?? ""
        if let score = change.before?.score { scoreBeforeMilli = Int32(clamping: score) }
        if let score = change.after?.score { scoreAfterMilli = Int32(clamping: score) }
    }
}
