internal import Domain
internal import Instruments
internal import Router
internal import Store

/// Goes through the sheets of campaigns, some hundred at a time, each piece in a snapshot of its own, and puts the figures
/// of campaigns together to those of units.
struct CampaignWalk<Analysis: SheetAnalysis>: Sendable {
    /// Figures of a unit, and what they are of.
    struct Figures: Sendable {
        let figures: FigureTree<Analysis.Key, Analysis.Figure>
        let basis: FigureTree<BasisKey, PeopleShare>
        /// With fewer sheets than could be told by themselves.
        let smallCampaigns: Int
    }

    /// Sheets that one snapshot is held for.
    private static var pieceSize: Int { 256 }

    let selection: PsychometricSelection
    let validity: ValidityRules
    /// Whether it matters what interviews have confirmed.
    let asksForLevels: Bool
    /// Empty sums for the form of the instrument that a campaign asks in.
    let analysis: @Sendable (_ form: String?) -> Analysis

    /// - Throws: `CancellationError` once nobody waits any more.
    func run(_ call: RunningCall) async throws -> Figures {
        var years: [Figures] = []
        for year in selection.schoolYears { years.append(try await figures(of: year, call)) }
        return Figures(
            figures: FigureTree(years: years.map(\.figures), doubtful: selection.doubtful),
            basis: FigureTree(years: years.map(\.basis), doubtful: .included),
            smallCampaigns: years.reduce(0) { $0 + $1.smallCampaigns })
    }

    private func figures(of year: Int, _ call: RunningCall) async throws -> Figures {
        if let unit = selection.unit { return try await figures(of: unit, in: year, call) }
        let units = selection.units
        let roots = units.subtree(of: nil).filter { node in node.parentID.flatMap { units[$0] } == nil }
        return try await together(roots.map(\.id), in: year, call)
    }

    private func figures(of unit: Identifier, in year: Int, _ call: RunningCall) async throws -> Figures {
        guard selection.units[unit]?.kind == .school else {
            return try await together(selection.units.children(of: unit), in: year, call)
        }
        var campaigns: [Figures] = []
        for campaign in selection.campaigns[unit] ?? [] where campaign.schoolYear == year {
            campaigns.append(try await figures(of: campaign, call))
        }
        return Figures(
            figures: FigureTree(school: campaigns.map(\.figures), doubtful: selection.doubtful),
            basis: FigureTree(school: campaigns.map(\.basis), doubtful: .included),
            smallCampaigns: campaigns.reduce(0) { $0 + $1.smallCampaigns })
    }

    private func together(_ units: [Identifier], in year: Int, _ call: RunningCall) async throws -> Figures {
        var parts: [Figures] = []
        for unit in units { parts.append(try await figures(of: unit, in: year, call)) }
        return Figures(
            figures: FigureTree(units: parts.map(\.figures), doubtful: selection.doubtful),
            basis: FigureTree(units: parts.map(\.basis), doubtful: .included),
            smallCampaigns: parts.reduce(0) { $0 + $1.smallCampaigns })
    }

    private func figures(of campaign: AskedCampaign, _ call: RunningCall) async throws -> Figures {
        var (sound, doubtful) = (analysis(campaign.pin.form), analysis(campaign.pin.form))
        var counts: [BasisKey: PeopleShare] = [
            .sheets: PeopleShare(), .doubtful: PeopleShare(), .judged: PeopleShare(),
        ]
        var last: Identifier?
        repeat {
            try Task.checkCancellation()
            if call.isCancelled { throw CancellationError() }
            let after = last
            let piece = try await call.read { reading in
                let (sheets, last) = try reading.transaction.scoredSheets(
                    of: campaign, after: after, limit: Self.pieceSize)
                return (sheets: try sheets.compactMap { try analysed($0, reading) }, last: last)
            }
            for sheet in piece.sheets {
                if sheet.isDoubtful { doubtful.add(sheet) } else { sound.add(sheet) }
                counts[.sheets]?.add(true)
                counts[.doubtful]?.add(sheet.isDoubtful)
                counts[.judged]?.add(sheet.judgedLevel != nil)
            }
            last = piece.last
        } while last != nil
        let (soundFigures, doubtfulFigures) = (sound.figures, doubtful.figures)
        let keys = Set(soundFigures.keys).union(doubtfulFigures.keys)
        let figures = Dictionary(
            uniqueKeysWithValues: keys.map {
                ($0, SplitFigure(sound: soundFigures[$0], doubtful: doubtfulFigures[$0]))
            })
        return Figures(
            figures: FigureTree(campaign: figures, doubtful: selection.doubtful),
            basis: FigureTree(
                campaign: counts.mapValues { SplitFigure(sound: $0, doubtful: nil) }, doubtful: .included),
            smallCampaigns: (counts[.sheets]?.of ?? 0) < SmallCell.leastPeople ? 1 : 0)
    }

    private func analysed(_ sheet: ScoredSheet, _ call: ReadingCall) throws -> AnalysedSheet? {
        let manifest = selection.instrument.manifest
        guard let score = InstrumentScore(bytes: sheet.score) else { throw StoreError.fieldsDamaged }
        let given = sheet.answers.values.map { $0 == SheetAnswers.missing ? nil : Int64($0) }
        let answers = Array((given + Array(repeating: nil, count: manifest.items.count)).prefix(manifest.items.count))
        // Optional blocks at the end may be left out as a whole.
        let leftOut = Set(manifest.blocks.flatMap(\.items)).filter { $0 > given.count }
        let findings = validity.findings(about: ValidityEvidence(sheet.answers, manifest, score))
        return AnalysedSheet(
            answers: answers, notAsked: manifest.itemsNotAsked(in: answers).union(leftOut), score: score,
            group: try group(of: sheet, call),
            judgedLevel: asksForLevels
                ? try call.transaction.judgedLevel(ofSheet: sheet.sheet, student: sheet.student) : nil,
            isDoubtful: findings.contains { $0.kind != .missing && $0.kind != .criticalItemMissing })
    }

    /// As it was when the sheet was filled in; for results from before that was kept, as the class is now.
    private func group(of sheet: ScoredSheet, _ call: ReadingCall) throws -> NormProposal.Group {
        if let context = sheet.norms.flatMap({ NormComparison(bytes: $0)?.context }) {
            return NormProposal.Group(
                sex: context.sex.map { $0 == .female ? .female : .male },
                grade: context.stage.flatMap { stage in
                    SchoolStage(rawValue: stage.rawValue.lowercased()).flatMap { stage in
                        context.grade.flatMap { Grade(stage: stage, year: $0) }
                    }
                })
        }
        let place = sheet.schoolClass.flatMap { call.units[$0] }
        return NormProposal.Group(
            sex: try call.transaction.identifiedStudent(sheet.student)?.identity.sex.map {
                $0 == .female ? .female : .male
            },
            grade: place?.stage.flatMap { stage in place?.yearOfStage.flatMap { Grade(stage: stage, year: $0) } })
    }
}
