internal import ArgumentParser
internal import JSONRPC
internal import SwiftProtobuf
internal import XinyuAPI

/// What comes after a plan was begun.
extension PlanCommands {
    struct Decline: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "The family declines help and accepts monitoring", zh: "家长拒绝干预，同意持续观察"))

        @Argument(help: "Identifier of the plan.")
        var plan: String

        @Argument var reason: String

        @Option(help: "Next review date, as 2026-12-31; by the usual interval when empty.")
        var nextOn = ""

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await PlanServiceClient(client).declinePlan(
                    APIDeclinePlanRequest.with {
                        $0.planID = plan
                        $0.reason = reason
                        $0.nextReviewOn = nextOn
                    }, door.meta())
                if door.json { try Output.message(response) }
            }
        }
    }

    struct Lost: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Student and family cannot be reached", zh: "失访"))

        @Argument(help: "Identifier of the plan.")
        var plan: String

        @Argument var reason: String

        @Option(help: "Next review date, as 2026-12-31; by the usual interval when empty.")
        var nextOn = ""

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await PlanServiceClient(client).losePlanContact(
                    APILosePlanContactRequest.with {
                        $0.planID = plan
                        $0.reason = reason
                        $0.nextReviewOn = nextOn
                    }, door.meta())
                if door.json { try Output.message(response) }
            }
        }
    }

    struct Reopen: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Take a plan up again", zh: "重新启动方案"))

        @Argument(help: "Identifier of the plan.")
        var plan: String

        @Argument var reason: String

        @Argument(help: "Review date, as 2026-12-31.")
        var reviewOn: String

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await PlanServiceClient(client).reopenPlan(
                    APIReopenPlanRequest.with {
                        $0.planID = plan
                        $0.reason = reason
                        $0.reviewOn = reviewOn
                    }, door.meta())
                if door.json { try Output.message(response) }
            }
        }
    }

    struct Review: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(
                en: "Record a review meeting: CONTINUE, COMPLETE or ESCALATE", zh: "记录评估会议：继续、完成或升级"))

        @Argument(help: "Identifier of the plan.")
        var plan: String

        @Argument(help: "CONTINUE, COMPLETE or ESCALATE; to adjust, use adjust.")
        var decision: String

        @Argument var reason: String

        @Option(name: .customLong("participant"), help: "Who took part; once for each.")
        var participants: [String]

        @Option(help: "Next review date, as 2026-12-31; by the usual interval when empty.")
        var nextOn = ""

        @Option(help: "For ESCALATE: identifier of the crisis case that goes on from here.")
        var crisisCase = ""

        @OptionGroup var door: Door

        func run() async throws {
            let decision = try enumValue(APIPlanDecision.self, decision, prefix: "PLAN_DECISION_")
            try await door.open { client in
                let response = try await PlanServiceClient(client).recordPlanReview(
                    APIRecordPlanReviewRequest.with {
                        $0.planID = plan
                        $0.decision = decision
                        $0.reason = reason
                        $0.participants = participants
                        $0.nextReviewOn = nextOn
                        $0.crisisCaseID = crisisCase
                    }, door.meta())
                if door.json { try Output.message(response) }
            }
        }
    }

    /// The measures stay as they are, and keep what was carried out.
    struct Adjust: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Write goals, measures or the review date anew", zh: "调整方案"))

        @Argument(help: "Identifier of the plan.")
        var plan: String

        @Argument var reason: String

        @Option(name: .customLong("goal"), help: "A goal, once for each; as they are when there is none.")
        var goals: [String] = []

        @Option(name: .customLong("measure"), help: "A further measure; once for each.")
        var measures: [String] = []

        @Option(name: .customLong("drop"), help: "Identifier of a measure that ends; once for each.")
        var dropped: [String] = []

        @Option(help: "Every so many days each further measure is due.")
        var everyDays: UInt32 = 7

        @Option(help: "Account that carries the further measures out.")
        var owner = ""

        @Option(help: "Review date, as 2026-12-31.")
        var reviewOn: String

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let plans = PlanServiceClient(client)
                var content = try await plans.getPlan(APIGetPlanRequest.with { $0.planID = plan }, door.meta()).plan
                    .content
                if !goals.isEmpty { content.goals = goals }
                content.measures.removeAll { dropped.contains($0.id) }
                content.measures += measures.map { text in
                    APIMeasure.with {
                        $0.text = text
                        $0.ownerID = owner
                        $0.everyDays = everyDays
                    }
                }
                content.reviewOn = reviewOn
                let response = try await plans.adjustPlan(
                    APIAdjustPlanRequest.with {
                        $0.planID = plan
                        $0.content = content
                        $0.reason = reason
                    }, door.meta())
                if door.json { try Output.message(response) }
            }
        }
    }
}
