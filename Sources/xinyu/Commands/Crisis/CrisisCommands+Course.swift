internal import ArgumentParser
internal import JSONRPC
internal import SwiftProtobuf
internal import XinyuAPI

/// What happens in a case.
extension CrisisCommands {
    struct Point: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "A point of the checklist is done", zh: "完成清单事项"),
            discussion: "A note may come from standard input.")

        @Argument(help: "Identifier of the case.")
        var crisisCase: String

        @Argument(help: "CONSTANT_COMPANY, MEANS_REMOVED, GUARDIANS_TOLD, HOSPITAL_CONTACTED or REPORTED_UP.")
        var point: String

        @Flag(help: "Read a note from standard input.")
        var note = false

        @OptionGroup var door: Door

        func run() async throws {
            let kind = try enumValue(APICrisisPointKind.self, point, prefix: "CRISIS_POINT_KIND_")
            let text = note ? StandardText.read() : ""
            try await door.open { client in
                let response = try await CrisisServiceClient(client).completePoint(
                    .with {
                        $0.crisisCaseID = crisisCase
                        $0.kind = kind
                        $0.note = text
                    }, door.meta())
                if door.json { try Output.message(response) }
            }
        }
    }

    struct Excuse: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "A point is not done, with the reason", zh: "免除清单事项并说明理由"),
            discussion: "The reason is read from standard input.")

        @Argument(help: "Identifier of the case.")
        var crisisCase: String

        @Argument(help: "CONSTANT_COMPANY, MEANS_REMOVED, GUARDIANS_TOLD, HOSPITAL_CONTACTED or REPORTED_UP.")
        var point: String

        @OptionGroup var door: Door

        func run() async throws {
            let kind = try enumValue(APICrisisPointKind.self, point, prefix: "CRISIS_POINT_KIND_")
            let reason = StandardText.read()
            try await door.open { client in
                let response = try await CrisisServiceClient(client).excusePoint(
                    .with {
                        $0.crisisCaseID = crisisCase
                        $0.kind = kind
                        $0.reason = reason
                    }, door.meta())
                if door.json { try Output.message(response) }
            }
        }
    }

    struct Advance: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "From one state to the next", zh: "推进个案"),
            discussion: "The reason is read from standard input.")

        @Argument(help: "Identifier of the case.")
        var crisisCase: String

        @Argument(
            help: "STABILISE, BEGIN_TREATMENT, ASSESS_RETURN, RESUME_TREATMENT, FOLLOW_UP, RELAPSE or CLOSE.")
        var move: String

        @OptionGroup var step: NextStepOptions
        @OptionGroup var door: Door

        func run() async throws {
            let move = try enumValue(APICrisisMove.self, move, prefix: "CRISIS_MOVE_")
            let reason = StandardText.read()
            try await door.open { client in
                let response = try await CrisisServiceClient(client).advanceCrisisCase(
                    .with {
                        $0.crisisCaseID = crisisCase
                        $0.move = move
                        $0.reason = reason
                        if let step = step.message { $0.nextStep = step }
                    }, door.meta())
                if door.json {
                    try Output.message(response)
                } else {
                    Output.line(Words.crisisState(response.crisisCase.state))
                }
            }
        }
    }

    struct AssessReturn: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Record whether the student can return", zh: "记录复学评估"),
            discussion: "The hospital's opinion is read from standard input.")

        @Argument(help: "Identifier of the case.")
        var crisisCase: String

        @Argument(help: "RETURN, CONDITIONAL or NOT_YET.")
        var decision: String

        @Option(name: .customLong("condition"), help: "A condition; once for each.")
        var conditions: [String] = []

        @OptionGroup var door: Door

        func run() async throws {
            let decision = try enumValue(APIReturnDecision.self, decision, prefix: "RETURN_DECISION_")
            let opinion = StandardText.read()
            try await door.open { client in
                let response = try await CrisisServiceClient(client).recordReturnAssessment(
                    .with {
                        $0.crisisCaseID = crisisCase
                        $0.hospitalOpinion = opinion
                        $0.conditions = conditions
                        $0.decision = decision
                    }, door.meta())
                if door.json { try Output.message(response) }
            }
        }
    }

    struct FollowUp: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Record a follow-up", zh: "记录跟踪回访"),
            discussion: "What was found is read from standard input.")

        @Argument(help: "Identifier of the case.")
        var crisisCase: String

        @Argument(help: "Identifier of the follow-up.")
        var followUp: String

        @Argument(help: "NONE, WATCH, CONCERN or CRISIS.")
        var level: String

        @OptionGroup var door: Door

        func run() async throws {
            let level = try enumValue(APIAttentionLevel.self, level, prefix: "ATTENTION_LEVEL_")
            let record = StandardText.read()
            try await door.open { client in
                let response = try await CrisisServiceClient(client).recordCrisisFollowUp(
                    .with {
                        $0.crisisCaseID = crisisCase
                        $0.followUpID = followUp
                        $0.record = record
                        $0.level = level
                    }, door.meta())
                if door.json { try Output.message(response) }
            }
        }
    }

    struct ExcuseFollowUp: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "A follow-up is not held, with the reason", zh: "免除跟踪回访并说明理由"),
            discussion: "The reason is read from standard input.")

        @Argument(help: "Identifier of the case.")
        var crisisCase: String

        @Argument(help: "Identifier of the follow-up.")
        var followUp: String

        @OptionGroup var door: Door

        func run() async throws {
            let reason = StandardText.read()
            try await door.open { client in
                let response = try await CrisisServiceClient(client).excuseFollowUp(
                    .with {
                        $0.crisisCaseID = crisisCase
                        $0.followUpID = followUp
                        $0.reason = reason
                    }, door.meta())
                if door.json { try Output.message(response) }
            }
        }
    }

    struct Lesson: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Record a review meeting", zh: "记录复盘"),
            discussion: """
                The findings are read from standard input. Every action has the same owner and time here; xinyu call \
                takes them one by one.
                """)

        @Argument(help: "Identifier of the case.")
        var crisisCase: String

        @Option(name: .customLong("participant"), help: "Account that took part; once for each.")
        var participants: [String] = []

        @Option(name: .customLong("action"), help: "What is to be done; once for each.")
        var actions: [String] = []

        @Option(help: "Account that does it; the lead when left out.")
        var owner = ""

        @Option(help: "Until when, from now on: 2h, 30d.")
        var within: TimeSpan?

        @OptionGroup var door: Door

        func run() async throws {
            let findings = StandardText.read()
            try await door.open { client in
                let response = try await CrisisServiceClient(client).recordLesson(
                    .with { request in
                        request.crisisCaseID = crisisCase
                        request.participantIds = participants
                        request.findings = findings
                        request.actions = actions.map { what in
                            .with {
                                $0.what = what
                                $0.ownerID = owner
                                if let within { $0.dueAt = within.fromNow }
                            }
                        }
                    }, door.meta())
                if door.json { try Output.message(response) }
            }
        }
    }

    struct FinishAction: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "An action of a lesson is done", zh: "完成复盘整改事项"),
            discussion: "A note is read from standard input.")

        @Argument(help: "Identifier of the case.")
        var crisisCase: String

        @Argument(help: "Identifier of the action.")
        var action: String

        @OptionGroup var door: Door

        func run() async throws {
            let note = StandardText.read()
            try await door.open { client in
                let response = try await CrisisServiceClient(client).finishLessonAction(
                    .with {
                        $0.crisisCaseID = crisisCase
                        $0.actionID = action
                        $0.note = note
                    }, door.meta())
                if door.json { try Output.message(response) }
            }
        }
    }
}
