internal import Domain
internal import Instruments
internal import JSONRPC
internal import Router
internal import Store
internal import SwiftProtobuf
internal import XinyuAPI

/// All results of one scale since a plan's baseline.
extension EffectMeasure {
    func series(
        _ plan: PlanRecord, instrument wanted: String, scale wantedScale: String, _ call: ReadingCall
    ) throws -> APIEffectSeries {
        let all = try call.transaction.results(ofStudent: plan.student)
        let effects = try call.transaction.effects(of: plan)
        let newest = wanted.isEmpty ? effects.last?.instrumentID ?? all.first?.instrument.instrumentID : wanted
        let results = Self.newestOfEachSheet(all.filter { $0.instrument.instrumentID == newest })
            .sorted { ($0.scoredAt, $0.id) < ($1.scoredAt, $1.id) }
        guard let latest = results.last else {
            throw RPCError.failedPrecondition("the student has no result of this instrument")
        }
        guard let manifest = instruments.instrument(latest.instrument)?.manifest else {
            throw RPCError.failedPrecondition("the instrument of these results is no longer installed")
        }
        guard let scale = manifest.scales.first(where: { wantedScale.isEmpty || $0.id == wantedScale }) else {
            throw RPCError.invalidArgument(field: "scaleId", description: "the instrument has no such scale")
        }
        let complete = results.compactMap { result in
            Self.rawScore(in: result.score, scale.id).map { (result: result, score: $0) }
        }
        let start = Self.baseline(of: plan, effects.filter { $0.scaleID == scale.id }, complete.map(\.result))
        let counted = complete.filter { $0.result.scoredAt >= start }
        guard let first = counted.first else {
            throw RPCError.failedPrecondition("no result is complete on this scale: missing is not zero")
        }
        let basis = try self.basis(of: scale.id, manifest, first.result, call)
        let direction: ReliableChange.Direction =
            scale.direction == .higherIsBetter ? .higherIsBetter : .higherIsWorse
        guard
            let series = EffectSeries(
                counted.map { ($0.result.scoredAt, $0.score) }, standardDeviation: basis.deviation,
                reliability: basis.reliability, direction: direction)
        else { throw RPCError.failedPrecondition("the instrument's figures do not give a reliable change index") }
        return .with {
            $0.instrumentID = first.result.instrument.instrumentID
            $0.scaleID = scale.id
            $0.reliableDifferenceMilli = Int32(clamping: series.reliableDifference)
            $0.basis = basis.text
            $0.points = zip(counted, series.points).map { APIEffectPoint($1, of: $0.result) }
        }
    }

    /// From when on results count: the first that an effect was measured from; else the last before the plan was begun.
    private static func baseline(
        of plan: PlanRecord, _ effects: [PlanEffectRecord], _ results: [ResultRecord]
    ) -> Timestamp {
        let measured = results.first { result in effects.contains { $0.before == result.id } }
        let begun = plan.startedAt ?? plan.createdAt
        let before = results.last { $0.scoredAt <= begun }
        return (measured ?? before ?? results.first)?.scoredAt ?? begun
    }
}

extension APIEffectPoint {
    fileprivate init(_ point: EffectSeries.Point, of result: ResultRecord) {
        self.init()
        resultID = result.id.description
        at = Google_Protobuf_Timestamp(point.at)
        scoreMilli = Int32(clamping: point.score)
        indexMilli = Int32(clamping: point.change?.index ?? 0)
        verdict = point.change.map { APIEffectVerdict($0.verdict) } ?? .unspecified
    }
}
