internal import ArgumentParser
internal import Foundation
internal import JSONRPC
internal import SwiftProtobuf
internal import XinyuAPI

/// `xinyu network …`
struct NetworkCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "network", abstract: Language.current.text(en: "Early-warning network", zh: "预警网络"),
        subcommands: [Show.self, Assign.self, End.self, Gaps.self])

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Who is responsible for each unit", zh: "各级责任人"))

        @Argument(help: "Identifier of the school, or of a unit of it.")
        var unit: String

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await NetworkServiceClient(client).getNetwork(
                    APIGetNetworkRequest.with { $0.unitID = unit }, door.meta())
                guard !door.json else { return try Output.message(response) }
                var table = Table("unit", "kind", "part", "person", "from", "until", "id")
                for node in response.nodes {
                    if node.duties.isEmpty { table.add(node.name, Words.unitKind(node.kind), "–", "", "", "", "") }
                    for duty in node.duties {
                        table.add(
                            node.name, Words.unitKind(node.kind), Words.networkPart(duty.part), duty.accountName,
                            Words.moment(duty.startsAt), duty.hasEndsAt ? Words.moment(duty.endsAt) : "", duty.id)
                    }
                }
                Output.table(table, whenEmpty: "")
            }
        }
    }

    struct Assign: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Name a person for a unit", zh: "指定责任人"))

        @Argument(help: "Identifier of the unit.")
        var unit: String

        @Argument(help: "Identifier of the person's account.")
        var account: String

        @Flag(help: "As a deputy.")
        var deputy = false

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await NetworkServiceClient(client).assignResponsible(
                    APIAssignResponsibleRequest.with {
                        $0.unitID = unit
                        $0.accountID = account
                        $0.part = deputy ? .deputy : .responsible
                    }, door.meta())
                if door.json { try Output.message(response) } else { Output.line(response.duty.id) }
            }
        }
    }

    struct End: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "End a person's duty now", zh: "结束责任"))

        @Argument(help: "Identifier of the duty.")
        var duty: String

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await NetworkServiceClient(client).endResponsibility(
                    APIEndResponsibilityRequest.with { $0.dutyID = duty }, door.meta())
                if door.json { try Output.message(response) }
            }
        }
    }

    struct Gaps: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Where the network has holes", zh: "网络缺口"))

        @Argument(help: "Identifier of the school, or of a unit of it.")
        var unit: String

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await NetworkServiceClient(client).listGaps(
                    APIListGapsRequest.with { $0.unitID = unit }, door.meta())
                guard !door.json else { return try Output.message(response) }
                var table = Table("unit", "kind", "gap", "there are", "needed", "id")
                for gap in response.gaps {
                    table.add(
                        gap.unitName, Words.unitKind(gap.unitKind), Words.networkGap(gap.kind),
                        gap.required > 0 ? String(gap.present) : "", gap.required > 0 ? String(gap.required) : "",
                        gap.unitID)
                }
                Output.table(table, whenEmpty: Language.current.text(en: "no gaps", zh: "没有缺口"))
            }
        }
    }
}
