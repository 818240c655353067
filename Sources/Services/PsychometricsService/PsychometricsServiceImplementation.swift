public import Domain
internal import FoundationEssentials
internal import Instruments
internal import JSONRPC
public import Router
internal import SwiftProtobuf
public import XinyuAPI

/// What answers of closed campaigns say about an instrument.
public struct PsychometricsServiceImplementation: PsychometricsService {
    let shelf: InstrumentShelf
    /// What makes a sheet doubtful.
    let validity: ValidityRules

    public init(shelf: InstrumentShelf, validity: ValidityRules) {
        self.shelf = shelf
        self.validity = validity
    }

    public func getItemStatistics(
        _ request: APIGetItemStatisticsRequest, _ call: RunningCall
    ) async throws -> APIGetItemStatisticsResponse {
        let selection = try await selection(request, call)
        let manifest = selection.instrument.manifest
        let walk = try await walk(selection, call) { _ in ItemAnalysis(manifest) }
        return .with {
            $0.basis = APIPsychometricBasis(selection, walk)
            $0.items = manifest.items.map {
                APIItemStatistics($0, hasCodes: manifest.codes(ofItem: $0.number) != nil, walk.figures.told)
            }
        }
    }

    public func getReliability(
        _ request: APIGetReliabilityRequest, _ call: RunningCall
    ) async throws -> APIGetReliabilityResponse {
        let selection = try await selection(request, call)
        let manifest = selection.instrument.manifest
        let walk = try await walk(selection, call) { ReliabilityAnalysis(manifest, form: $0) }
        return .with {
            $0.basis = APIPsychometricBasis(selection, walk)
            $0.scales = manifest.scales.map { APIScaleReliability($0, manifest, walk.figures.told[$0.id]) }
        }
    }

    public func getDistribution(
        _ request: APIGetDistributionRequest, _ call: RunningCall
    ) async throws -> APIGetDistributionResponse {
        let selection = try await selection(request, call)
        let manifest = selection.instrument.manifest
        let walk = try await walk(selection, call) { _ in DistributionAnalysis(manifest) }
        return .with {
            $0.basis = APIPsychometricBasis(selection, walk)
            $0.scales = manifest.scales.map { APIScaleDistribution($0, walk.figures.told) }
        }
    }

    public func getOperatingCurve(
        _ request: APIGetOperatingCurveRequest, _ call: RunningCall
    ) async throws -> APIGetOperatingCurveResponse {
        let level: AttentionLevel
        switch request.level {
        case .unspecified, .concern: level = .concern
        case .watch: level = .watch
        case .crisis: level = .crisis
        case .none, .UNRECOGNIZED:
            throw RPCError.invalidArgument(field: "level", description: "must be WATCH, CONCERN or CRISIS")
        }
        let selection = try await selection(request, call)
        let manifest = selection.instrument.manifest
        let walk = try await walk(selection, asksForLevels: true, call) { _ in
            CriterionAnalysis(manifest, level: level)
        }
        return .with {
            $0.basis = APIPsychometricBasis(selection, walk)
            $0.scales = manifest.scales.map { APIOperatingCurve($0, walk.figures.told) }
            $0.judged = APIPeopleShare(walk.basis.told[.judged])
        }
    }

    public func proposeNorms(
        _ request: APIProposeNormsRequest, _ call: RunningCall
    ) async throws -> APIProposeNormsResponse {
        let selection = try await selection(request, call)
        let manifest = selection.instrument.manifest
        let walk = try await walk(selection, call) { _ in DistributionAnalysis(manifest) }
        let basis = APIPsychometricBasis(selection, walk)
        let draft = try NormDraft(
            walk.figures.told, cut: request.cut.domain, manifest, id: request.normID, version: request.normVersion,
            year: selection.schoolYears.last ?? 0, sheets: Int(basis.sheets), campaigns: selection.count)
        return .with {
            $0.basis = basis
            guard let draft else {
                $0.scalesLeftOut = manifest.scales.map(\.id)
                return
            }
            $0.file = Data(draft.bytes)
            $0.scalesLeftOut = draft.scalesLeftOut
            $0.findings =
                draft.errors.map { APINormFinding(isError: true, $0) }
                + draft.gaps.map { APINormFinding(isError: false, $0) }
        }
    }

    private func selection(
        _ request: some PsychometricRequest & Sendable, _ call: RunningCall
    ) async throws -> PsychometricSelection {
        let shelf = shelf
        return try await call.read { try PsychometricSelection(request, shelf, $0) }
    }

    private func walk<Analysis>(
        _ selection: PsychometricSelection, asksForLevels: Bool = false, _ call: RunningCall,
        _ analysis: @escaping @Sendable (String?) -> Analysis
    ) async throws -> CampaignWalk<Analysis>.Figures {
        try await CampaignWalk(
            selection: selection, validity: validity, asksForLevels: asksForLevels, analysis: analysis
        ).run(call)
    }
}

extension APIPsychometricBasis {
    fileprivate init<Analysis>(_ selection: PsychometricSelection, _ walk: CampaignWalk<Analysis>.Figures) {
        self.init()
        let reference = selection.instrument.reference
        instrumentID = reference.id
        instrumentVersion = reference.version
        instrumentHash = reference.hash.description
        campaigns = UInt32(clamping: selection.count)
        smallCampaigns = UInt32(clamping: walk.smallCampaigns)
        sheets = UInt32(clamping: walk.basis.told[.sheets]?.of ?? 0)
        doubtful = APIPeopleShare(walk.basis.told[.doubtful])
    }
}
