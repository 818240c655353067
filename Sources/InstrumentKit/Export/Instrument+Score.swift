internal import CInstrument

extension Instrument {
    /// Scores one sheet into the host's buffers, which are as long as the instrument declares.
    func score(_ sheet: Sheet, into scores: xinyu_scores) {
        var scaleScores: [ScaleScore] = []
        scaleScores.reserveCapacity(scales.count)
        for (index, scale) in scales.enumerated() {
            let score = scale.score(sheet)
            scaleScores.append(score)
            write(score, band: scale.band(of: score, in: sheet), to: scores.scales + index)
        }
        for (index, derived) in derived.enumerated() {
            scores.derived[index] = derived.value(sheet, scaleScores) ?? noScore
        }
        for (index, flag) in flags.enumerated() {
            scores.flags[index] =
                switch flag.holds(sheet, scaleScores) {
                case nil: UInt32(XINYU_FLAG_UNDETERMINED)
                case false?: UInt32(XINYU_FLAG_NO)
                case true?: UInt32(XINYU_FLAG_YES)
                }
        }
    }

    /// `size` and `abi` are the host's and stay as they are.
    private func write(_ score: ScaleScore, band: Int?, to place: UnsafeMutablePointer<xinyu_scale_score>) {
        place.pointee.raw = score.raw ?? noScore
        place.pointee.standard = score.standard ?? noScore
        place.pointee.mean = score.mean ?? noScore
        place.pointee.answered = UInt32(score.answered)
        place.pointee.state = UInt32(score.isComplete ? XINYU_STATE_COMPLETE : XINYU_STATE_INCOMPLETE)
        place.pointee.band = band.map { UInt32($0) } ?? noBand
        place.pointee.prorated = score.isProrated ? 1 : 0
    }
}

/// `XINYU_NO_SCORE` and `XINYU_NO_BAND`; the macros are not visible from Swift.
let noScore = Int64.min
let noBand = UInt32.max
