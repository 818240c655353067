internal import ArgumentParser
internal import JSONRPC
internal import SwiftProtobuf
internal import XinyuAPI

/// `xinyu consultation …`
struct ConsultationCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "consultation",
        abstract: Language.current.text(en: "Consultation of experts, the school's side", zh: "专家会诊（学校端）"),
        subcommands: [
            Panel.self, List.self, Show.self, Request.self, Assign.self, CloseOpinions.self, Conclude.self, Cancel.self,
        ])

    struct Panel: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "The experts on whom a school can call", zh: "学校可邀请的会诊专家"))

        @Argument(help: "Identifier of the school.")
        var unit: String

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await ConsultationServiceClient(client).listPanel(
                    APIListPanelRequest.with {
                        $0.unitID = unit
                    }, try door.meta())
                guard !door.json else { return try Output.message(response) }
                var table = Table("account", "name", "open")
                for expert in response.experts {
                    table.add(expert.accountID, expert.displayName, String(expert.openConsultations))
                }
                Output.table(table, whenEmpty: Language.current.text(en: "no experts", zh: "没有专家"))
            }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Open consultations about students of a unit", zh: "某单位进行中的会诊"))

        @Argument(help: "Identifier of the unit.")
        var unit: String

        @Flag(help: "Those that have ended, instead.")
        var ended = false

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let meta = try door.meta()
                let response = try await whole { page in
                    try await ConsultationServiceClient(client).listConsultations(
                        APIListConsultationsRequest.with {
                            $0.unitID = unit
                            $0.states = ended ? [.concluded, .cancelled, .expired] : []
                            $0.page = page
                        }, meta)
                }
                guard !door.json else { return try Output.message(response) }
                showConsultations(response.consultations)
                Output.incomplete(response.incomplete)
            }
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "One consultation with its panel", zh: "查看一次会诊及其专家意见"))

        @Argument(help: "Identifier of the consultation.")
        var consultation: String

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await ConsultationServiceClient(client).getConsultation(
                    APIGetConsultationRequest.with {
                        $0.consultationID = consultation
                    }, try door.meta())
                if door.json {
                    try Output.message(response)
                } else {
                    try await showConsultation(response.consultation, client, door.meta())
                }
                Output.incomplete(response.incomplete)
            }
        }
    }

    struct Request: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Ask for a consultation about a student", zh: "为学生申请专家会诊"))

        @Argument(help: "Identifier of the student.")
        var student: String

        @Argument(help: "What the experts are asked.")
        var question: String

        @Argument(help: "The case in your own words, without names, numbers and places.")
        var summary: String

        @Flag(help: "In days instead of weeks.")
        var urgent = false

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await ConsultationServiceClient(client).requestConsultation(
                    APIRequestConsultationRequest.with {
                        $0.studentID = student
                        $0.question = question
                        $0.summary = summary
                        $0.urgency = urgent ? .urgent : .ordinary
                    }, try door.meta())
                if door.json { try Output.message(response) } else { Output.line(response.consultation.id) }
            }
        }
    }

    struct Assign: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Put experts on the panel", zh: "指派会诊专家"))

        @Argument(help: "Identifier of the consultation.")
        var consultation: String

        @Argument(help: "Accounts of the experts.")
        var experts: [String]

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await ConsultationServiceClient(client).assignExperts(
                    APIAssignExpertsRequest.with {
                        $0.consultationID = consultation
                        $0.expertIds = experts
                    }, try door.meta())
                if door.json {
                    try Output.message(response)
                } else {
                    try await showConsultation(response.consultation, client, door.meta())
                }
                Output.incomplete(response.incomplete)
            }
        }
    }

    struct CloseOpinions: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "close-opinions",
            abstract: Language.current.text(en: "Wait no longer for experts who are silent", zh: "不再等待未回复的专家"))

        @Argument(help: "Identifier of the consultation.")
        var consultation: String

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await ConsultationServiceClient(client).closeOpinions(
                    APICloseOpinionsRequest.with {
                        $0.consultationID = consultation
                    }, try door.meta())
                if door.json {
                    try Output.message(response)
                } else {
                    try await showConsultation(response.consultation, client, door.meta())
                }
                Output.incomplete(response.incomplete)
            }
        }
    }

    struct Conclude: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Conclude a consultation", zh: "形成会诊结论"))

        @Argument(help: "Identifier of the consultation.")
        var consultation: String

        @Argument(help: "What follows from the opinions.")
        var conclusion: String

        @Option(name: .customLong("recommend"), help: "A recommendation; may come several times.")
        var recommendations: [String] = []

        @Option(help: "NONE, WATCH, CONCERN or CRISIS, as a proposal.")
        var level: String?

        @OptionGroup var door: Door

        func run() async throws {
            let level = try level.map { try enumValue(APIAttentionLevel.self, $0, prefix: "ATTENTION_LEVEL_") }
            try await door.open { client in
                let response = try await ConsultationServiceClient(client).concludeConsultation(
                    APIConcludeConsultationRequest.with {
                        $0.consultationID = consultation
                        $0.conclusion = conclusion
                        $0.recommendations = recommendations
                        $0.proposedLevel = level ?? .unspecified
                    }, try door.meta())
                if door.json {
                    try Output.message(response)
                } else {
                    try await showConsultation(response.consultation, client, door.meta())
                }
                Output.incomplete(response.incomplete)
            }
        }
    }

    struct Cancel: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Cancel a consultation", zh: "取消会诊"))

        @Argument(help: "Identifier of the consultation.")
        var consultation: String

        @Argument(help: "Why.")
        var reason: String

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await ConsultationServiceClient(client).cancelConsultation(
                    APICancelConsultationRequest.with {
                        $0.consultationID = consultation
                        $0.reason = reason
                    }, try door.meta())
                if door.json {
                    try Output.message(response)
                } else {
                    try await showConsultation(response.consultation, client, door.meta())
                }
                Output.incomplete(response.incomplete)
            }
        }
    }
}

private func showConsultation(
    _ consultation: APIConsultation, _ client: RPCClient, _ meta: CallMeta
) async throws {
    let names = try await AccountNames(of: consultation.panel.map(\.accountID), client, meta)
    showConsultations([consultation])
    Output.text(consultation.question, as: "question")
    Output.text(consultation.summary, as: "summary")
    var table = Table("expert", "declaration", "opinion at", "level", "opinion")
    for member in consultation.panel {
        table.add(
            names[member.accountID], Words.declaration(member.declaration),
            member.hasOpinionAt ? Words.moment(member.opinionAt) : "", Words.level(member.proposedLevel),
            member.opinion)
    }
    if !table.isEmpty { Output.table(table, whenEmpty: "") }
    Output.text(consultation.conclusion, as: "conclusion")
    for recommendation in consultation.recommendations { Output.text(recommendation, as: "recommendation") }
}

private func showConsultations(_ consultations: [APIConsultation]) {
    var table = Table("id", "student", "state", "urgency", "overdue", "opinions by", "conclude by")
    for consultation in consultations {
        table.add(
            consultation.id, consultation.studentName, Words.consultationState(consultation.state),
            Words.consultationUrgency(consultation.urgency), consultation.isOverdue ? "!" : "",
            Words.moment(consultation.opinionsBy), Words.moment(consultation.concludeBy))
    }
    Output.table(table, whenEmpty: Language.current.text(en: "no consultations", zh: "没有会诊"))
}
