import Domain
import Instruments
import JSONRPC
import Store
import SwiftProtobuf
import TestSupport
import Testing
import XinyuAPI

@testable import Services

@Suite("Figures over closed campaigns")
struct PsychometricsTests {
    /// Made-up sheets with one thing behind them: each answer is the person's, give or take one.
    static func sheets(_ count: Int, seed: UInt64 = 1, sex: Bool = true) -> [FilledSheet] {
        let random = SeededRandomSource(seed: seed)
        return (0..<count).map { index in
            let bytes = random.bytes(10)
            let level = Int(bytes[9] % 4)
            let answers = bytes.prefix(9).map { byte -> Int64? in Int64(max(0, min(3, level + Int(byte % 3) - 1))) }
            return FilledSheet(answers, sex: sex && index % 2 == 0 ? .female : .male, grade: 7 + index / 2 % 2)
        }
    }

    /// Forty that nothing speaks against, and twelve with one answer all the way down, which may be doubtful.
    private static let steady = (0..<40).map { FilledSheet([0, 1, 2, 0, 1, 2, 0, 1, Int64($0 % 3)]) }
    private static let oneAnswer = Array(repeating: FilledSheet(Array(repeating: 2, count: 9)), count: 12)

    private func items(
        _ county: MeasuredCounty, by measurer: Measurer? = nil, unit: Identifier? = nil, campaign: String = "",
        _ doubtful: APIDoubtfulSheets = .unspecified
    ) async throws -> APIGetItemStatisticsResponse {
        let measurer = measurer ?? county.counsellor
        return try await measurer.psychometrics.getItemStatistics(
            .with {
                $0.unitID = (unit ?? county.schools[0]).description
                $0.instrumentID = "phq9"
                $0.campaignID = campaign
                $0.doubtful = doubtful
            }, measurer.meta)
    }

    private func distribution(
        _ county: MeasuredCounty, unit: String? = nil, by measurer: Measurer? = nil,
        _ doubtful: APIDoubtfulSheets = .unspecified
    ) async throws -> APIGetDistributionResponse {
        let measurer = measurer ?? county.counsellor
        return try await measurer.psychometrics.getDistribution(
            .with {
                $0.unitID = unit ?? county.schools[0].description
                $0.instrumentID = "phq9"
                $0.doubtful = doubtful
            }, measurer.meta)
    }

    private func counts(_ answer: APIGetDistributionResponse) -> [APINormCut: [UInt32]] {
        Dictionary(grouping: answer.scales.flatMap(\.groups), by: \.cut).mapValues { $0.map(\.n) }
    }

    @Test func itemsAreToldAsTheyWereMarked() async throws {
        try await MeasuredCounty.open { county in
            // More than one piece, and a gap in the second item of every fifth.
            let sheets = Self.sheets(300).enumerated().map { index, sheet in
                sheet.with { if index % 5 == 0 { $0.answers[1] = nil } }
            }
            _ = try await county.campaign(sheets)
            let answer = try await items(county)
            #expect(
                answer.basis.campaigns == 1 && answer.basis.sheets == 300 && answer.basis.instrumentVersion == "1.0.0")
            #expect(answer.items.count == 9)
            for (index, item) in answer.items.enumerated() {
                let given = sheets.compactMap { $0.answers[index].map(Double.init) }
                let mean = given.reduce(0, +) / Double(given.count)
                let squares = given.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(given.count - 1)
                #expect(item.answered == UInt32(given.count))
                #expect(abs(Double(item.meanMilli) - mean * 1_000) <= 0.5)
                #expect(abs(Double(item.standardDeviationMilli) - squares.squareRoot() * 1_000) <= 0.5)
                #expect(item.floor.number == UInt32(given.count { $0 == 0 }) && item.floor.of == item.answered)
                #expect(item.ceiling.number == UInt32(given.count { $0 == 3 }))
                #expect(item.missing.number == (index == 1 ? 60 : 0) && item.missing.of == 300)
            }
        }
    }

    @Test func aRareAnswerIsNotTold() async throws {
        try await MeasuredCounty.open { county in
            // Two of a hundred affirm the ninth item, twelve lack the first, nine the second.
            let sheets = Self.sheets(100).enumerated().map { index, sheet in
                sheet.with {
                    $0.answers[8] = index < 2 ? 3 : 0
                    if index < 12 { $0.answers[0] = nil }
                    if index >= 91 { $0.answers[1] = nil }
                }
            }
            _ = try await county.campaign(sheets)
            let answer = try await items(county).items
            #expect(!answer[8].hasMeanMilli && answer[8].answered == 0)
            #expect(answer[8].ceiling.isHeldBack && answer[8].floor.isHeldBack && answer[8].floor.number == 0)
            #expect(answer[0].missing.number == 12 && answer[1].missing.number == 9 && answer[2].missing.number == 0)
            #expect(answer[2].hasMeanMilli)
        }
    }

    @Test func reliabilityIsThatOfAllSheetsAndCountsReversedItemsOnce() async throws {
        try await MeasuredCounty.open { county in
            let sheets = Self.sheets(280)
            _ = try await county.campaign(Array(sheets.prefix(150)))
            _ = try await county.campaign(in: 1, Array(sheets.dropFirst(150)))
            let answer = try await county.supervisor.psychometrics.getReliability(
                .with {
                    $0.unitID = county.county.description
                    $0.instrumentID = "phq9"
                }, county.supervisor.meta)
            var moments = ItemMoments(items: 9)
            for sheet in sheets { moments.add(sheet.answers) }
            let expected = try #require(ScaleReliability(moments))
            let total = try #require(answer.scales.first { $0.scaleID == "total" })
            #expect(total.complete == 280 && answer.basis.campaigns == 2)
            #expect(total.alphaMilli == Int32((expected.alpha * 1_000).rounded()))
            #expect(total.omegaMilli == Int32(((expected.omega ?? 0) * 1_000).rounded()))
            #expect(total.alphaFromMilli < total.alphaMilli && total.alphaMilli < total.alphaToMilli)
            #expect(total.items.count == 9 && total.items.allSatisfy(\.hasCorrelationMilli))
        }
    }

    @Test(arguments: [9, 10, 11]) func tenPeopleAreTheLeast(people: Int) async throws {
        try await MeasuredCounty.open { county in
            _ = try await county.campaign(Self.sheets(people, sex: false).map { $0.with { $0.grade = 7 } })
            let answer = try await distribution(county)
            #expect(answer.basis.campaigns == 1)
            guard people >= 10 else {
                #expect(answer.basis.sheets == 0 && answer.basis.smallCampaigns == 1)
                #expect(answer.scales.allSatisfy { $0.groups.isEmpty })
                #expect(try await items(county).items.allSatisfy { !$0.hasMeanMilli && $0.missing.isHeldBack })
                return
            }
            #expect(answer.basis.sheets == UInt32(people) && answer.basis.smallCampaigns == 0)
            let whole = UInt32(people)
            #expect(counts(answer) == [.none: [whole], .sex: [whole], .grade: [whole], .sexAndGrade: [whole]])
            // The middle one may be somebody's score, unless ten have it or a lower one, and ten it or a higher one.
            let median = answer.scales[0].groups[0].percentiles.first { $0.percent == 50 }
            #expect(median?.percent == 50)
        }
    }

    @Test(arguments: [9, 10, 11]) func aCutIsToldWhole(boys: Int) async throws {
        try await MeasuredCounty.open { county in
            let girls: [FilledSheet] = (0..<30).map { FilledSheet(sum: Int64($0 % 20), grade: 7 + $0 % 2) }
            let seventh: [FilledSheet] = (0..<20).map { FilledSheet(sum: Int64($0), sex: .male, grade: 7) }
            let eighth: [FilledSheet] = (0..<boys).map { FilledSheet(sum: Int64($0), sex: .male, grade: 8) }
            _ = try await county.campaign(girls + seventh + eighth)
            let (answer, all) = (try await distribution(county), UInt32(50 + boys))
            let number = UInt32(boys)
            #expect(counts(answer)[APINormCut.none] == [all] && counts(answer)[.sex] == [20 + number, 30])
            #expect(counts(answer)[.sexAndGrade] == (boys < 10 ? nil : [20, 15, number, 15]))
            #expect(counts(answer)[.grade] == (boys < 10 ? nil : [35, 15 + number]))
        }
    }

    @Test func aCountyLessOneSchoolGivesNothingOfTheOther() async throws {
        try await MeasuredCounty.open { county in
            _ = try await county.campaign(
                (0..<40).map { FilledSheet(sum: Int64($0 % 20), sex: $0 % 2 == 0 ? .female : .male) })
            // Twenty girls and nine boys: their sexes are not told of this school, nor therefore in the county's.
            _ = try await county.campaign(
                in: 1, (0..<29).map { FilledSheet(sum: Int64($0 % 20), sex: $0 < 20 ? .female : .male) })
            let supervisor = county.supervisor
            let whole = try await distribution(county, unit: county.county.description, by: supervisor)
            let first = try await distribution(county, by: supervisor)
            #expect(counts(whole)[APINormCut.none] == [69] && counts(first)[APINormCut.none] == [40])
            #expect(counts(whole)[.sex] == counts(first)[.sex] && counts(first)[.sex] == [20, 20])
            let byGrade = try await distribution(county, unit: county.schools[1].description, by: supervisor)
            #expect(counts(byGrade) == [APINormCut.none: [29], .grade: [29]])
        }
    }

    @Test func doubtfulSheetsAreLeftOutWhenAskedAndWhenTheyAreEnough() async throws {
        try await MeasuredCounty.open { county in
            _ = try await county.campaign(Self.steady + Array(Self.oneAnswer.prefix(9)))
            let included = try await distribution(county)
            #expect(included.basis.sheets == 49)
            #expect(included.basis.doubtful.isHeldBack)
            // Nine: leaving them out would tell of them.
            #expect(try await counts(distribution(county, .leftOut)) == counts(included))
        }
        try await MeasuredCounty.open { county in
            _ = try await county.campaign(Self.steady + Self.oneAnswer)
            let included = try await distribution(county)
            #expect(included.basis.doubtful.number == 12 && included.basis.doubtful.of == 52)
            let without = try await distribution(county, .leftOut)
            #expect(counts(included)[APINormCut.none] == [52] && counts(without)[APINormCut.none] == [40])
            #expect(without.basis.doubtful.number == 12)
        }
    }

    @Test func voidSheetsAndErasedStudentsAreInNoFigure() async throws {
        try await MeasuredCounty.open { county in
            let made = try await county.campaign(
                Self.sheets(30) + Self.sheets(11).map { $0.with { $0.isVoid = true } })
            #expect(try await distribution(county).basis.sheets == 30)
            _ = try await county.store.erase(made.students[0], at: county.clock.now())
            #expect(try await distribution(county).basis.sheets == 29)
        }
    }

    @Test func resultsFromBeforeAreGroupedByWhoTheStudentIsNow() async throws {
        try await MeasuredCounty.open { county in
            _ = try await county.campaign(Self.sheets(80).map { $0.with { $0.isCompared = false } })
            #expect(try await counts(distribution(county))[.sexAndGrade] == [20, 20, 20, 20])
        }
    }

    @Test func onlyClosedCampaignsAreRead() async throws {
        try await MeasuredCounty.open { county in
            let running = try await county.campaign(Self.sheets(30), closes: false)
            #expect(try await status { try await items(county) } == .failedPrecondition)
            #expect(try await status { try await items(county, campaign: running.id) } == .failedPrecondition)
            let closed = try await county.campaign(Self.sheets(20, seed: 3))
            #expect(try await items(county, campaign: closed.id).basis.sheets == 20)
            #expect(try await items(county).basis.sheets == 20)
            let elsewhere = try await county.campaign(in: 1, Self.sheets(20))
            #expect(try await status { try await items(county, campaign: elsewhere.id) } == .notFound)
        }
    }

    @Test func eachSeesItsOwnPlace() async throws {
        try await MeasuredCounty.open { county in
            _ = try await county.campaign(Self.sheets(30))
            _ = try await county.campaign(in: 1, Self.sheets(40))
            func sheets(_ measurer: Measurer, _ unit: String) async throws -> UInt32 {
                try await distribution(county, unit: unit, by: measurer).basis.sheets
            }
            let (first, second) = (county.schools[0].description, county.schools[1].description)
            #expect(try await sheets(county.counsellor, first) == 30)
            #expect(try await status { try await sheets(county.counsellor, second) } == .notFound)
            #expect(
                try await status { try await sheets(county.counsellor, county.county.description) } == .notFound)
            #expect(try await sheets(county.supervisor, second) == 40)
            #expect(try await sheets(county.supervisor, county.county.description) == 70)
            #expect(try await status { try await sheets(county.supervisor, "") } == .notFound)
            #expect(try await sheets(county.manager, "") == 70)
            #expect(try await status { try await sheets(county.teacher, first) } == .permissionDenied)
            // A class is no unit that figures are made of, whoever asks.
            #expect(
                try await status { try await sheets(county.counsellor, county.classes[0][0].description) }
                    == .invalidArgument)
        }
    }

    @Test func theCurveIsThatOfTheJudged() async throws {
        try await MeasuredCounty.open { county in
            let confirmed: [FilledSheet] = (0..<30).map { index in
                FilledSheet(sum: Int64(8 + index % 18)).with { $0.judged = .concern }
            }
            let others: [FilledSheet] = (0..<40).map { index in
                FilledSheet(sum: Int64(index % 14)).with {
                    $0.judged = index % 2 == 0 ? AttentionLevel.none : AttentionLevel.watch
                }
            }
            _ = try await county.campaign(confirmed + others + Self.sheets(50))
            func curve(_ level: APIAttentionLevel = .unspecified) async throws -> APIGetOperatingCurveResponse {
                try await county.counsellor.psychometrics.getOperatingCurve(
                    .with {
                        $0.unitID = county.schools[0].description
                        $0.instrumentID = "phq9"
                        $0.level = level
                    }, county.counsellor.meta)
            }
            let answer = try await curve()
            #expect(answer.judged.number == 70 && answer.judged.of == 120)
            let total = try #require(answer.scales.first)
            #expect(total.withCriterion == 30 && total.withoutCriterion == 40)
            // By comparing all pairs.
            let with: [Int] = (0..<30).map { 8 + $0 % 18 }
            let without: [Int] = (0..<40).map { $0 % 14 }
            var wins = 0.0
            for one in with {
                for other in without { wins += one > other ? 1 : one == other ? 0.5 : 0 }
            }
            #expect(total.areaMilli == UInt32((wins / 1_200 * 1_000).rounded()))
            // At 10, four of the thirty are missed, and at 20 six found: one to nine in a cell is not told.
            #expect(total.points.map(\.cutoffMilli) == [5_000, 15_000])
            let fifth = try #require(total.points.first { $0.cutoffMilli == 5_000 })
            #expect(fifth.sensitivityMilli == 1_000)
            #expect(fifth.specificityMilli == UInt32((Double(without.count { $0 < 5 }) / 40 * 1_000).rounded()))
            for point in total.points {
                let cut = Int(point.cutoffMilli / 1_000)
                for scores in [with, without] {
                    let positive = scores.count { $0 >= cut }
                    #expect(positive == 0 || positive >= 10)
                    #expect(positive == scores.count || positive <= scores.count - 10)
                }
            }
            // Nobody was confirmed as a crisis.
            let crisis = try await curve(.crisis)
            #expect(!crisis.scales.contains { $0.hasAreaMilli })
            #expect(try await status { try await curve(.none) } == .invalidArgument)
        }
    }

    @Test func aProposalCanBeSignedInstalledAndComparedWith() async throws {
        try await MeasuredCounty.open { county in
            let sheets = Self.sheets(200)
            _ = try await county.campaign(sheets)
            let proposal = try await county.manager.psychometrics.proposeNorms(
                .with {
                    $0.instrumentID = "phq9"
                    $0.normID = "phq9-own"
                    $0.normVersion = "0.1.0"
                }, county.manager.meta)
            #expect(proposal.findings.allSatisfy { !$0.isError } && proposal.scalesLeftOut.isEmpty)
            let bytes = Array(proposal.file)
            let file = try NormFile(bytes)
            let table = try #require(file.tables.tables.first)
            #expect(table.cells.map(\.n) == [50, 50, 50, 50] && table.tScore == .linear && file.tables.year == 2026)
            let girls = sheets.filter { $0.sex == .female && $0.grade == 7 }
                .map { $0.answers.compactMap(\.self).reduce(0, +) * 1_000 }
            let cell = try #require(table.cells.first { $0.sex == .female && $0.gradeFrom == 1 })
            #expect(
                cell.mean == ScoreDistribution(girls)?.mean
                    && cell.standardDeviation == ScoreDistribution(girls)?.standardDeviation)
            let installed = try await county.manager.norms.installNorms(
                .with {
                    $0.file = proposal.file
                    $0.signature = TownNorms.signature(bytes)
                }, county.manager.meta)
            #expect(installed.norms.id == "phq9-own" && installed.findings.isEmpty)
            // Without a name it is a draft that a check finds fault with, and says so.
            let nameless = try await county.manager.psychometrics.proposeNorms(
                .with { $0.instrumentID = "phq9" }, county.manager.meta)
            #expect(nameless.findings.contains { $0.isError && $0.place == "$.id" })
        }
    }

    @Test func itStopsWhenNobodyWaitsAnyMore() async throws {
        try await MeasuredCounty.open { county in
            _ = try await county.campaign(Self.sheets(600))
            var meta = county.counsellor.meta
            meta.timeout = .milliseconds(1)
            let late = meta
            #expect(
                try await status {
                    try await county.counsellor.psychometrics.getItemStatistics(
                        .with {
                            $0.unitID = county.schools[0].description
                            $0.instrumentID = "phq9"
                        }, late)
                } == .deadlineExceeded)
        }
    }
}
