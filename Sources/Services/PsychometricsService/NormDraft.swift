internal import Domain
internal import Foundation
internal import Instruments

/// A norm file that a distribution proposes, for people to judge, to complete and to sign.
struct NormDraft {
    let bytes: [UInt8]
    /// What must be mended before it can be installed.
    let errors: [NormFinding]
    /// Groups that are missing between others.
    let gaps: [NormFinding]
    /// That cannot be told in this cut.
    let scalesLeftOut: [String]

    /// - Parameters:
    ///   - told: what may be told.
    ///   - sheets: of how many it is, for the source.
    init?(
        _ told: [CutKey: GroupedScores], cut: NormProposal.Cut, _ manifest: Manifest, id: String, version: String,
        year: Int, sheets: Int, campaigns: Int
    ) throws {
        var leftOut: [String] = []
        var tables: [NormTables.Table] = []
        for scale in manifest.scales {
            let proposals = told[CutKey(scale.id, cut)]?.proposals ?? []
            let cells = proposals.compactMap { NormTables.Cell($0) }
            guard !cells.isEmpty else {
                leftOut.append(scale.id)
                continue
            }
            tables.append(
                NormTables.Table(
                    scale: scale.id, score: scale.banded, tScore: cells.allSatisfy { $0.mean != nil } ? .linear : nil,
                    cells: cells))
        }
        scalesLeftOut = leftOut
        guard !tables.isEmpty else { return nil }
        let norms = NormTables(
            id: id, version: version, instrument: manifest.id, instrumentVersions: [manifest.version],
            names: [
                "zh": "\(manifest.names["zh"] ?? manifest.id) 常模（由测评数据提出，未经审定）",
                "en": "\(manifest.names["en"] ?? manifest.id): norms proposed from screenings, not reviewed",
            ],
            population: [
                "zh": "参加测评的学生（签名前请补充地区、学校与抽样方式）",
                "en": "Students who were screened; add the place, schools and sampling before signing",
            ],
            year: year,
            source: "Proposed from \(sheets) sheets of \(campaigns) closed campaigns. Review before signing.",
            tables: tables)
        let encoder = JSONEncoder()
        // The same figures give the same bytes.
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        bytes = Array(try encoder.encode(norms)) + [UInt8(ascii: "\n")]
        do throws(NormError) {
            let file = try NormFile(bytes)
            errors = file.tables.findings(for: manifest)
            gaps = file.tables.gaps
        } catch {
            errors = error.findings
            gaps = []
        }
    }
}

extension NormTables.Cell {
    /// Nothing for those whose sex or grade is not known though the cut is by it, and where no figure can be told.
    fileprivate init?(_ proposal: NormProposal) {
        let (group, distribution) = (proposal.group, proposal.distribution)
        switch proposal.cut {
        case .none: break
        case .sex: guard group.sex != nil else { return nil }
        case .grade: guard group.grade != nil else { return nil }
        case .sexAndGrade: guard group.sex != nil, group.grade != nil else { return nil }
        }
        let percentiles = zip(ScoreDistribution.percents, distribution.percentiles).compactMap { percent, score in
            score.map { NormTables.Percentile(percent: percent * 1_000, score: $0) }
        }
        guard distribution.standardDeviation != nil || !percentiles.isEmpty else { return nil }
        self.init(
            sex: group.sex.map { $0 == .female ? .female : .male },
            stage: group.grade.map { SheetContext.Stage($0.stage) }, gradeFrom: group.grade?.year,
            gradeTo: group.grade?.year, n: distribution.count,
            mean: distribution.standardDeviation == nil ? nil : distribution.mean,
            standardDeviation: distribution.standardDeviation, percentiles: percentiles.isEmpty ? nil : percentiles)
    }
}
