internal import Domain
internal import Instruments
internal import JSONRPC
internal import Store
internal import SwiftProtobuf
internal import XinyuAPI

extension APIInstrumentResult {
    /// Whose result it is and by which instrument, without what came of it.
    init(outline result: ResultRecord) {
        self.init()
        id = result.id.description
        sheetID = result.sheet.description
        studentID = result.student.description
        instrumentID = result.instrument.instrumentID
        instrumentVersion = result.instrument.version
        instrumentHash = ContentHash(bytes: result.instrument.hash)?.description ?? ""
    }

    /// - Parameter instrument: gives bands and critical items their names; without it they go by their ids.
    init(_ result: ResultRecord, _ instrument: ReadyInstrument?) throws {
        guard let score = InstrumentScore(bytes: result.score) else { throw StoreError.fieldsDamaged }
        self.init(outline: result)
        scoredAt = Google_Protobuf_Timestamp(result.scoredAt)
        scales = score.scales.map { APIScaleScore($0, instrument?.manifest) }
        for value in score.derived.map(\.flat) {
            derivedMilli[value.name] = value.thousandths.map(Int32.init(clamping:))
        }
        flags = score.flags.filter { $0.holds == true }.map(\.id)
        criticalItems = score.criticalItems
        suggestedLevel = APIAttentionLevel(result.suggestedLevel)
    }
}

extension APIScaleScore {
    init(_ scale: InstrumentScore.Scale, _ manifest: Manifest?) {
        self.init()
        scaleID = scale.id
        state = scale.state == .complete ? .complete : .incomplete
        answered = UInt32(clamping: scale.answered)
        if let raw = scale.raw { rawMilli = Int32(clamping: raw) }
        if let standard = scale.standard { standardMilli = Int32(clamping: standard) }
        if let mean = scale.mean { meanMilli = Int32(clamping: mean) }
        guard let band = scale.band else { return }
        bandID = band
        let named = manifest?.scales.first { $0.id == scale.id }?.bands.first { $0.id == band }
        bandName = named?.names["zh"] ?? named?.names["en"] ?? band
    }
}
