internal import ArgumentParser
internal import JSONRPC
internal import SwiftProtobuf
internal import XinyuAPI

/// `xinyu special-period …`
struct SpecialPeriodCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "special-period", abstract: Language.current.text(en: "Special periods", zh: "特殊节点"),
        subcommands: [Plan.self, List.self, End.self, Reviews.self, Review.self])

    struct Plan: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Plan a period and print its id", zh: "设定特殊节点并输出编号"))

        @Argument(help: "Identifier of the unit.")
        var unit: String

        @Argument(help: "SPRING, ENROLMENT, EXAMS or GRADUATION.")
        var kind: String

        @Argument(help: "First day, as 2027-03-01.")
        var from: String

        @Argument(help: "Last day.")
        var until: String

        @Option(name: .customLong("stage"), help: "Only for this stage, as SENIOR; once for each.")
        var stages: [String] = []

        @OptionGroup var door: Door

        func run() async throws {
            let kind = try enumValue(APISpecialPeriodKind.self, kind, prefix: "SPECIAL_PERIOD_KIND_")
            let stages = try stages.map { try enumValue(APISchoolStage.self, $0, prefix: "SCHOOL_STAGE_") }
            try await door.open { client in
                let response = try await SpecialPeriodServiceClient(client).planSpecialPeriod(
                    .with {
                        $0.unitID = unit
                        $0.kind = kind
                        $0.stages = stages
                        $0.startsOn = from
                        $0.endsOn = until
                    }, door.meta())
                if door.json { try Output.message(response) } else { Output.line(response.period.id) }
            }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Periods of a unit and of those above it", zh: "本单位及上级的特殊节点"))

        @Argument(help: "Identifier of the unit.")
        var unit: String

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await SpecialPeriodServiceClient(client).listSpecialPeriods(
                    .with { $0.unitID = unit }, door.meta())
                guard !door.json else { return try Output.message(response) }
                let text = Language.current
                var table = Table(
                    "id", "kind", text.text(en: "from", zh: "起"), "until", "state",
                    text.text(en: "review interval", zh: "复核间隔"), text.text(en: "review by", zh: "排查期限"))
                for period in response.periods {
                    table.add(
                        period.id, Words.specialPeriod(period.kind), period.startsOn, period.endsOn,
                        Words.specialPeriodState(period), "\(period.intervalPercent) %",
                        Words.moment(period.reviewBy))
                }
                Output.table(table, whenEmpty: text.text(en: "none", zh: "没有特殊节点"))
            }
        }
    }

    struct End: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "End a period before its last day", zh: "提前结束"))

        @Argument(help: "Identifier of the period.")
        var period: String

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await SpecialPeriodServiceClient(client).endSpecialPeriod(
                    .with { $0.specialPeriodID = period }, door.meta())
                if door.json { try Output.message(response) }
            }
        }
    }

    struct Reviews: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Students still to be looked at", zh: "待排查学生"))

        @Argument(help: "Identifier of the unit.")
        var unit: String

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let meta = try door.meta()
                let response = try await whole { page in
                    try await SpecialPeriodServiceClient(client).listSpecialReviews(
                        .with {
                            $0.unitID = unit
                            $0.page = page
                        }, meta)
                }
                guard !door.json else { return try Output.message(response) }
                var table = Table("id", "student", "kind", "evidence", "until")
                for review in response.reviews {
                    table.add(
                        review.id, review.studentName, Words.specialPeriod(review.kind),
                        Words.reviewCause(review.cause), Words.moment(review.dueAt))
                }
                Output.table(table, whenEmpty: Language.current.text(en: "nobody", zh: "没有待排查学生"))
            }
        }
    }

    struct Review: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Record what a look has found", zh: "记录排查结果"),
            discussion: "The finding is read from standard input.")

        @Argument(help: "Identifier of the review.")
        var review: String

        @Argument(help: "NONE, WATCH, CONCERN or CRISIS.")
        var level: String

        @OptionGroup var door: Door

        func run() async throws {
            let level = try enumValue(APIAttentionLevel.self, level, prefix: "ATTENTION_LEVEL_")
            let finding = StandardText.read()
            try await door.open { client in
                let response = try await SpecialPeriodServiceClient(client).completeSpecialReview(
                    .with {
                        $0.specialReviewID = review
                        $0.finding = finding
                        $0.level = level
                    }, door.meta())
                if door.json { try Output.message(response) }
            }
        }
    }
}
