internal import ArgumentParser
internal import Foundation
internal import JSONRPC
internal import SwiftProtobuf
internal import XinyuAPI

/// `xinyu psychometrics …`
struct PsychometricsCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "psychometrics",
        abstract: Language.current.text(
            en: "Figures of items and scales over closed campaigns", zh: "已结束测评计划的项目与量表统计"),
        subcommands: [Items.self, Reliability.self, Distribution.self, Curve.self, Propose.self])

    struct Items: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Means, missing answers, floor and ceiling", zh: "各题均值、缺答率、地板与天花板"))

        @OptionGroup var choice: CampaignChoice
        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await PsychometricsServiceClient(client).getItemStatistics(
                    choice.request(), door.meta())
                guard !door.json else { return try Output.message(response) }
                var table = Table("item", "answered", "mean", "SD", "missing", "floor", "ceiling", "about")
                for item in response.items {
                    table.add(
                        String(item.number), item.answered == 0 ? "" : String(item.answered),
                        item.hasMeanMilli ? Words.thousandths(item.meanMilli) : Words.heldBack,
                        item.hasStandardDeviationMilli
                            ? Words.thousandths(Int64(item.standardDeviationMilli)) : Words.heldBack,
                        Words.share(item.missing), item.hasFloor ? Words.share(item.floor) : "",
                        item.hasCeiling ? Words.share(item.ceiling) : "", item.topic)
                }
                Output.table(table, whenEmpty: Words.heldBack)
                choice.tell(response.basis)
            }
        }
    }

    struct Reliability: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Alpha, omega and item-rest correlations", zh: "α、ω 与题总相关"))

        @OptionGroup var choice: CampaignChoice
        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await PsychometricsServiceClient(client).getReliability(
                    choice.request(), door.meta())
                guard !door.json else { return try Output.message(response) }
                var table = Table("scale", "n", "alpha", "95 %", "omega", "item-rest")
                for scale in response.scales {
                    let items = scale.items.map { item in
                        let correlation = item.hasCorrelationMilli ? Words.coefficient(item.correlationMilli) : "–"
                        return "\(item.number)\(item.isReversed ? "R" : ""):\(correlation)"
                    }
                    table.add(
                        scale.scaleID, scale.complete == 0 ? "" : String(scale.complete),
                        scale.hasAlphaMilli ? Words.coefficient(scale.alphaMilli) : "–",
                        scale.hasAlphaFromMilli
                            ? "\(Words.coefficient(scale.alphaFromMilli))–\(Words.coefficient(scale.alphaToMilli))"
                            : "–",
                        scale.hasOmegaMilli ? Words.coefficient(scale.omegaMilli) : "–",
                        scale.trouble.isEmpty ? items.joined(separator: " ") : scale.trouble)
                }
                Output.table(table, whenEmpty: Words.heldBack)
                choice.tell(response.basis)
            }
        }
    }

    struct Distribution: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "How scores are spread, by sex and grade", zh: "分数分布（按性别、年级）"))

        @OptionGroup var choice: CampaignChoice
        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await PsychometricsServiceClient(client).getDistribution(
                    choice.request(), door.meta())
                guard !door.json else { return try Output.message(response) }
                var table = Table(
                    "scale", "group", "n", "mean", "SD", "P5", "P10", "P25", "P50", "P75", "P85", "P90", "P95")
                for scale in response.scales {
                    for group in scale.groups {
                        var scores = group.percentiles.map { $0.hasScoreMilli ? Words.thousandths($0.scoreMilli) : "–" }
                        scores += Array(repeating: "–", count: max(0, 8 - scores.count))
                        table.add(
                            scale.scaleID, Words.group(group), String(group.n), Words.thousandths(group.meanMilli),
                            Words.thousandths(Int64(group.standardDeviationMilli)), scores[0], scores[1], scores[2],
                            scores[3], scores[4], scores[5], scores[6], scores[7])
                    }
                }
                Output.table(table, whenEmpty: Words.heldBack)
                choice.tell(response.basis)
            }
        }
    }

    struct Curve: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(
                en: "How well scores tell whom an interview confirmed", zh: "以面谈确认等级为效标的 ROC"))

        @Option(help: "Confirmed at this level or a graver one: watch, concern, crisis.")
        var level: String = "concern"

        @OptionGroup var choice: CampaignChoice
        @OptionGroup var door: Door

        func run() async throws {
            var request: APIGetOperatingCurveRequest = choice.request()
            request.level = try enumValue(APIAttentionLevel.self, level, prefix: "ATTENTION_LEVEL_")
            let asked = request
            try await door.open { client in
                let response = try await PsychometricsServiceClient(client).getOperatingCurve(asked, door.meta())
                guard !door.json else { return try Output.message(response) }
                var table = Table(
                    "scale", "with", "without", "AUC", "SE", "cut-off", "sensitivity", "specificity", "Youden")
                for scale in response.scales {
                    let hasArea = scale.hasAreaMilli
                    table.add(
                        scale.scaleID, hasArea ? String(scale.withCriterion) : Words.heldBack,
                        hasArea ? String(scale.withoutCriterion) : Words.heldBack,
                        hasArea ? Words.coefficient(Int32(clamping: scale.areaMilli)) : "–",
                        hasArea ? Words.coefficient(Int32(clamping: scale.standardErrorMilli)) : "–", "", "", "", "")
                    for point in scale.points {
                        table.add(
                            "", "", "", "", "", Words.thousandths(point.cutoffMilli) + (point.isBest ? " *" : ""),
                            Words.coefficient(Int32(clamping: point.sensitivityMilli)),
                            Words.coefficient(Int32(clamping: point.specificityMilli)),
                            Words.coefficient(point.youdenMilli))
                    }
                }
                Output.table(table, whenEmpty: Words.heldBack)
                choice.tell(response.basis)
                Output.note(
                    Language.current.text(
                        en: "judged after a warning: \(Words.share(response.judged)); nobody else is counted",
                        zh: "预警后经核实：\(Words.share(response.judged))；其余学生未计入"))
            }
        }
    }

    struct Propose: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "A norm file to review and sign", zh: "生成待审定、待签名的常模文件"))

        @Argument(help: "Id that the norms are to have, as phq9-county.")
        var id: String

        @Argument(help: "Version, as 1.0.0.")
        var version: String

        @Argument(help: "Where the file goes.", completion: .file(extensions: ["json"]))
        var file: String

        @Option(help: "Groups: none, sex, grade, sex-and-grade.")
        var cut: String = "sex-and-grade"

        @OptionGroup var choice: CampaignChoice
        @OptionGroup var door: Door

        func run() async throws {
            var request: APIProposeNormsRequest = choice.request()
            request.cut = try enumValue(APINormCut.self, cut, prefix: "NORM_CUT_")
            request.normID = id
            request.normVersion = version
            let asked = request
            try await door.open { client in
                let response = try await PsychometricsServiceClient(client).proposeNorms(asked, door.meta())
                if door.json { try Output.message(response) }
                for finding in response.findings { Output.note(Words.normFinding(finding)) }
                choice.tell(response.basis)
                guard !response.file.isEmpty else {
                    Output.note(
                        Language.current.text(
                            en: "no scale can be told in these groups; try --cut sex, grade or none",
                            zh: "没有分量表可按此分组给出；可试 --cut sex、grade 或 none"))
                    throw Failure.refused
                }
                guard FileManager.default.createFile(atPath: file, contents: response.file) else {
                    Output.note(Language.current.text(en: "cannot write \(file)", zh: "无法写入 \(file)"))
                    throw Failure.refused
                }
                Output.line(file)
            }
        }
    }
}
