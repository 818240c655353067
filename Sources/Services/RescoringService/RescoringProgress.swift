internal import Domain
internal import JSONRPC
internal import Store
internal import XinyuAPI

/// How far a re-scoring is.
struct RescoringProgress: WatchedProgress, Equatable {
    let rescoring: RescoringRecord
    /// Why it does not go on for now.
    var trouble: String?

    init(_ rescoring: RescoringRecord, trouble: String? = nil) {
        self.rescoring = rescoring
        self.trouble = trouble
    }

    var work: Identifier { rescoring.id }
    var outcome: Result<Void, RPCError>? { rescoring.state.isUnderWay ? nil : .success(()) }
}

extension APIRescoringProgress {
    init(_ progress: RescoringProgress) {
        self.init()
        let rescoring = progress.rescoring
        state = APIRescoringState(rescoring.state)
        sheetsTotal = UInt64(clamping: rescoring.total)
        sheetsDone = UInt64(clamping: rescoring.done)
        sheetsWithoutScore = UInt64(clamping: rescoring.withoutScore)
        sheetsAdopted = UInt64(clamping: rescoring.adopted)
        warningsRaised = UInt64(clamping: rescoring.warnings)
        trouble = progress.trouble ?? ""
    }
}
