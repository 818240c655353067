internal import ArgumentParser
internal import JSONRPC
internal import SwiftProtobuf
internal import XinyuAPI

/// `xinyu rescoring …`
struct RescoringCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rescoring",
        abstract: Language.current.text(
            en: "Score a closed campaign again with a newer version", zh: "用新版本复评已结束的测评"),
        subcommands: [
            Start.self, List.self, Show.self, Watch.self, Changes.self, Cancel.self, Adopt.self, Reject.self,
        ])

    struct Start: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(
                en: "Begin in the background; the former results stay of record", zh: "开始复评（后台进行，原结果不变）"))

        @Argument(help: "Campaign.")
        var campaign: String
        @Argument(help: "Instrument, as phq9.")
        var instrument: String
        @Argument(help: "The newer version.")
        var version: String
        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await RescoringServiceClient(client).startRescoring(
                    .with {
                        $0.campaignID = campaign
                        $0.instrumentID = instrument
                        $0.version = version
                    }, door.meta())
                if door.json { try Output.message(response) } else { RescoringCommands.tell(response.rescoring) }
            }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Re-scorings of a campaign", zh: "某次测评的复评列表"))

        @Argument(help: "Campaign.")
        var campaign: String
        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await RescoringServiceClient(client).listRescorings(
                    .with { $0.campaignID = campaign }, door.meta())
                guard !door.json else { return try Output.message(response) }
                var table = Table("id", "instrument", "version", "state", "progress", "start")
                for rescoring in response.rescorings {
                    table.add(
                        rescoring.id, rescoring.instrumentID, "\(rescoring.fromVersion) → \(rescoring.toVersion)",
                        Words.rescoringState(rescoring.state),
                        "\(rescoring.progress.sheetsDone)/\(rescoring.progress.sheetsTotal)",
                        Words.moment(rescoring.startedAt))
                }
                Output.table(table, whenEmpty: Language.current.text(en: "none", zh: "没有复评"))
            }
        }
    }

    struct Cancel: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "End it where it is", zh: "取消复评"))

        @OptionGroup var one: OneRescoring
        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await RescoringServiceClient(client).cancelRescoring(
                    .with {
                        $0.campaignID = one.campaign
                        $0.rescoringID = one.id
                    }, door.meta())
                if door.json { try Output.message(response) } else { RescoringCommands.tell(response.rescoring) }
            }
        }
    }

    struct Adopt: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(
                en: "The new results become those of record; the former stay in the list", zh: "采纳新结果（原结果保留）"))

        @OptionGroup var one: OneRescoring
        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await RescoringServiceClient(client).adoptRescoring(
                    .with {
                        $0.campaignID = one.campaign
                        $0.rescoringID = one.id
                    }, door.meta())
                if door.json { try Output.message(response) } else { RescoringCommands.tell(response.rescoring) }
            }
        }
    }

    struct Reject: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "The former results stay of record", zh: "不采纳，保留原结果"))

        @OptionGroup var one: OneRescoring
        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await RescoringServiceClient(client).rejectRescoring(
                    .with {
                        $0.campaignID = one.campaign
                        $0.rescoringID = one.id
                    }, door.meta())
                if door.json { try Output.message(response) } else { RescoringCommands.tell(response.rescoring) }
            }
        }
    }

    static func tell(_ rescoring: APIRescoring) {
        Output.line(
            "\(rescoring.id) \(rescoring.instrumentID) \(rescoring.fromVersion) → \(rescoring.toVersion): "
                + Words.rescoringState(rescoring.state))
    }
}

/// Which re-scoring of which campaign.
struct OneRescoring: ParsableArguments {
    @Argument(help: "Campaign.")
    var campaign: String
    @Argument(help: "Re-scoring.")
    var id: String
}
