internal import Domain
internal import Instruments
internal import JSONRPC
internal import Router
internal import Store

/// Measures a plan's effect: two results of one instrument, compared by the reliable change index.
///
/// Deviation and reliability are the manifest's where it has a pair that is sure. Where it has none, the deviation is
/// that of everyone whom the same campaign assessed with the first result's instrument, and the reliability the lowest
/// that the manifest cites for the scale: a small figure makes the index careful.
struct EffectMeasure {
    let instruments: InstrumentShelf
    let rules: CareRules

    func measure(
        _ plan: PlanRecord, before: Identifier, after: Identifier, scale wanted: String, _ call: ReadingCall
    ) throws -> PlanEffectRecord {
        let earlier = try result(before, of: plan, field: "beforeResultId", call)
        let later = try result(after, of: plan, field: "afterResultId", call)
        guard earlier.instrument.instrumentID == later.instrument.instrumentID else {
            throw RPCError.invalidArgument(field: "afterResultId", description: "must be of the same instrument")
        }
        // Scoring a sheet again is no second measurement.
        guard earlier.sheet != later.sheet, earlier.scoredAt < later.scoredAt else {
            throw RPCError.invalidArgument(field: "afterResultId", description: "must be of another sheet, and later")
        }
        guard let manifest = instruments.instrument(earlier.instrument)?.manifest else {
            throw RPCError.failedPrecondition("the instrument of these results is no longer installed")
        }
        guard let scale = manifest.scales.first(where: { wanted.isEmpty || $0.id == wanted }) else {
            throw RPCError.invalidArgument(field: "scaleId", description: "the instrument has no such scale")
        }
        let scores = (try score(earlier, scale.id), try score(later, scale.id))
        let basis = try self.basis(of: scale.id, manifest, earlier, call)
        let versions = [earlier.instrument.version, later.instrument.version]
        let direction: ReliableChange.Direction =
            scale.direction == .higherIsBetter ? .higherIsBetter : .higherIsWorse
        guard
            let change = ReliableChange(
                before: scores.0, after: scores.1, standardDeviation: basis.deviation, reliability: basis.reliability,
                direction: direction)
        else { throw RPCError.failedPrecondition("the instrument's figures do not give a reliable change index") }
        let proposal = try self.proposal(change.verdict, for: plan, call)
        return PlanEffectRecord(
            instrumentID: earlier.instrument.instrumentID, scaleID: scale.id, before: before, after: after,
            beforeScore: scores.0, afterScore: scores.1, index: change.index, standardDeviation: basis.deviation,
            reliability: basis.reliability, basis: basis.text + Self.remark(on: versions), verdict: change.verdict,
            proposal: proposal, at: call.context.now)
    }

    /// Two versions may count otherwise; whoever reads the index should know.
    private static func remark(on versions: [String]) -> String {
        Set(versions).count == 1 ? "" : "; scored by versions \(versions.joined(separator: " and "))"
    }

    /// Who is not on the list, or no longer, can neither go up nor down on it. A level is settled when it was set, and
    /// again when a person did not follow a proposal to go down.
    private func proposal(
        _ verdict: ReliableChange.Verdict, for plan: PlanRecord, _ call: ReadingCall
    ) throws -> CareProposal? {
        guard let entry = try plan.careEntry.flatMap({ try call.transaction.careEntry($0) }) else { return nil }
        let settled = try call.transaction.careProposals(of: entry).filter {
            ($0.state == .declined || $0.state == .overridden) && ($0.proposal == .down || $0.proposal == .remove)
        }.compactMap(\.decidedAt).reduce(entry.levelSince) { max($0, $1) }
        return CareProposal(
            verdict, state: entry.state, level: entry.level, standingFor: call.context.now - settled,
            dwell: rules.dwell(at: entry.level))
    }

    private func result(
        _ id: Identifier, of plan: PlanRecord, field: String, _ call: ReadingCall
    ) throws -> ResultRecord {
        guard let result = try call.transaction.results(ofStudent: plan.student).first(where: { $0.id == id }) else {
            throw RPCError.invalidArgument(field: field, description: "must be a result of the plan's student")
        }
        return result
    }

    private func score(_ result: ResultRecord, _ scale: String) throws -> Int64 {
        guard let value = Self.rawScore(in: result.score, scale) else {
            throw RPCError.failedPrecondition("one of the results is incomplete on this scale: missing is not zero")
        }
        return value
    }

    static func rawScore(in bytes: [UInt8], _ scale: String) -> Int64? {
        InstrumentScore(bytes: bytes)?.scales.first { $0.id == scale && $0.state == .complete }?.raw
    }

    struct Basis {
        let deviation: Int64
        let reliability: Int64
        let text: String
    }

    func basis(
        of scale: String, _ manifest: Manifest, _ result: ResultRecord, _ call: ReadingCall
    ) throws -> Basis {
        if let known = manifest.reliableChange.first(where: { $0.scale == scale }) {
            return Basis(deviation: known.standardDeviation, reliability: known.reliability, text: known.source)
        }
        let cited = manifest.reliability.filter { $0.scale == scale }.min { $0.value < $1.value }
        guard let cited else {
            throw RPCError.failedPrecondition("no reliability is known for this scale")
        }
        let newest = Self.newestOfEachSheet(try call.transaction.results(ofCampaignOf: result))
        // In an order of their own, so that the sum is the same to the last bit.
        let scores = newest.compactMap { Self.rawScore(in: $0.score, scale) }.sorted()
        guard let deviation = SampleDeviation.standardDeviation(of: scores) else {
            throw RPCError.failedPrecondition(
                "no standard deviation is known for this instrument: fewer than \(SampleDeviation.leastCount) "
                    + "students answered it in the campaign of the first result, or all of them alike")
        }
        return Basis(
            deviation: deviation, reliability: cited.value,
            text: "SD of \(scores.count) students of the same campaign; \(cited.kind) \(cited.source)")
    }

    /// A sheet that was scored again counts once, by its newest result.
    static func newestOfEachSheet(_ results: [ResultRecord]) -> [ResultRecord] {
        Array(
            Dictionary(
                results.map { ($0.sheet, $0) },
                uniquingKeysWith: { ($0.scoredAt, $0.id) < ($1.scoredAt, $1.id) ? $1 : $0 }
            ).values)
    }
}
