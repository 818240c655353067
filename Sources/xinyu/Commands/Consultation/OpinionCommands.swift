internal import ArgumentParser
internal import JSONRPC
internal import SwiftProtobuf
internal import XinyuAPI

/// `xinyu opinion …`
struct OpinionCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "opinion",
        abstract: Language.current.text(en: "Consultation of experts, the expert's side", zh: "专家会诊（专家端）"),
        subcommands: [List.self, Declare.self, File.self, Give.self, Peers.self])

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Consultations that you are assigned to", zh: "指派给我的会诊"))

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await ConsultationServiceClient(client).listAssignedConsultations(
                    APIListAssignedConsultationsRequest(), try door.meta())
                guard !door.json else { return try Output.message(response) }
                var table = Table("id", "case", "state", "urgency", "declaration", "opinions by", "until")
                for consultation in response.consultations {
                    table.add(
                        consultation.id, consultation.pseudonym, Words.consultationState(consultation.state),
                        Words.consultationUrgency(consultation.urgency), Words.declaration(consultation.ownDeclaration),
                        Words.moment(consultation.opinionsBy), Words.moment(consultation.openUntil))
                }
                Output.table(table, whenEmpty: Language.current.text(en: "no open consultations", zh: "没有进行中的会诊"))
                Output.incomplete(response.incomplete)
            }
        }
    }

    struct Declare: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Declare whether you have a conflict of interest", zh: "申报利益冲突"))

        @Argument(help: "Identifier of the consultation.")
        var consultation: String

        @Option(help: "What the conflict is; without it you declare to have none.")
        var conflict: String?

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await ConsultationServiceClient(client).declareInterest(
                    APIDeclareInterestRequest.with {
                        $0.consultationID = consultation
                        $0.declaration = conflict == nil ? .none : .conflict
                        $0.reason = conflict ?? ""
                    }, try door.meta())
                if door.json {
                    try Output.message(response)
                } else {
                    Output.line(Words.declaration(response.declaration))
                }
            }
        }
    }

    struct File: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(
                en: "The pseudonymised file of the case; needs --purpose", zh: "查看去标识病例档案（须注明 --purpose）"))

        @Argument(help: "Identifier of the consultation.")
        var consultation: String

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await ConsultationServiceClient(client).getCaseFile(
                    APIGetCaseFileRequest.with {
                        $0.consultationID = consultation
                    }, try door.meta())
                guard !door.json else { return try Output.message(response) }
                showFile(response.file)
                Output.note(response.caution)
                Output.incomplete(response.incomplete)
            }
        }
    }

    struct Give: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Give your opinion, or another in its place", zh: "出具或修改会诊意见"))

        @Argument(help: "Identifier of the consultation.")
        var consultation: String

        @Argument(help: "Your opinion.")
        var opinion: String

        @Option(help: "NONE, WATCH, CONCERN or CRISIS, as a proposal.")
        var level: String?

        @OptionGroup var door: Door

        func run() async throws {
            let level = try level.map { try enumValue(APIAttentionLevel.self, $0, prefix: "ATTENTION_LEVEL_") }
            try await door.open { client in
                let response = try await ConsultationServiceClient(client).giveOpinion(
                    APIGiveOpinionRequest.with {
                        $0.consultationID = consultation
                        $0.opinion = opinion
                        $0.proposedLevel = level ?? .unspecified
                    }, try door.meta())
                if door.json {
                    try Output.message(response)
                } else {
                    Output.line(Words.consultationState(response.state))
                }
            }
        }
    }

    struct Peers: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "The other experts' opinions, once they are open", zh: "其他专家的意见（意见齐备后）")
        )

        @Argument(help: "Identifier of the consultation.")
        var consultation: String

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await ConsultationServiceClient(client).listPeerOpinions(
                    APIListPeerOpinionsRequest.with {
                        $0.consultationID = consultation
                    }, try door.meta())
                guard !door.json else { return try Output.message(response) }
                var table = Table("at", "level", "opinion")
                for opinion in response.opinions {
                    table.add(Words.moment(opinion.givenAt), Words.level(opinion.proposedLevel), opinion.opinion)
                }
                Output.table(table, whenEmpty: Language.current.text(en: "no other opinions", zh: "没有其他意见"))
                Output.incomplete(response.incomplete)
            }
        }
    }
}

private func showFile(_ file: APICaseFile) {
    let age = file.ageYears == 0 ? "–" : "\(file.ageYears)"
    Output.line(
        Language.current.text(
            en:
                "\(file.pseudonym): \(Words.sex(file.sex)), \(age) years, \(Words.stage(file.stage)), year \(file.grade)",
            zh: "\(file.pseudonym)：\(Words.sex(file.sex))，\(age) 岁，\(Words.stage(file.stage))，\(file.grade) 年级"))
    Output.text(file.question, as: "question")
    Output.text(file.summary, as: "summary")
    var scores = Table("days before", "instrument", "scale", "raw", "band")
    for score in file.scores {
        scores.add(
            String(score.daysBefore), score.instrumentID, score.scaleID, Words.thousandths(score.valueMilli), score.band
        )
    }
    if !scores.isEmpty { Output.table(scores, whenEmpty: "") }
    var warnings = Table("days before", "state", "suggested", "confirmed", "rules")
    for warning in file.warnings {
        warnings.add(
            String(warning.daysBefore), Words.state(warning.state, of: "warning"), Words.level(warning.suggestedLevel),
            Words.level(warning.confirmedLevel), warning.ruleIds.joined(separator: " "))
    }
    if !warnings.isEmpty { Output.table(warnings, whenEmpty: "") }
    var interventions = Table("days before", "kind", "state", "level", "effects")
    for intervention in file.interventions {
        interventions.add(
            String(intervention.daysBefore), Words.intervention(intervention.kind),
            Words.state(intervention.state, of: Words.thing(intervention.kind)),
            Words.level(intervention.level), intervention.effects.joined(separator: ", "))
    }
    if !interventions.isEmpty { Output.table(interventions, whenEmpty: "") }
}
