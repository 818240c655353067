internal import ArgumentParser
internal import Foundation
internal import JSONRPC
internal import SwiftProtobuf
internal import XinyuAPI

/// `xinyu transfer …`
struct TransferCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "transfer",
        abstract: Language.current.text(en: "Archives that go to another school, or come from one", zh: "档案转出与转入"),
        subcommands: [
            Card.self, Partner.self, Partners.self, Seal.self, Withdraw.self, Acknowledge.self, List.self, Receive.self,
            Received.self,
        ])

    struct Card: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Write the school's card, for other schools", zh: "导出本校名片（公钥）"))

        @Argument(help: "Identifier of the school.")
        var school: String

        @Argument(help: "The file to make.")
        var file: String

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await ArchiveTransferServiceClient(client).getSchoolCard(
                    APIGetSchoolCardRequest.with { $0.schoolID = school }, door.meta())
                let target = try PrivateFile(making: file)
                try target.write(response.card)
                try target.close()
                if door.json { return try Output.message(response) }
                Output.line("\(response.school.name)  \(response.school.fingerprint)")
                Output.note(
                    Language.current.text(
                        en: "tell the fingerprint by telephone or on paper, not by the way the file goes",
                        zh: "请通过电话或纸质方式告知指纹，不要与文件走同一渠道"))
            }
        }
    }

    struct Partner: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "add-school",
            abstract: Language.current.text(en: "Take the card of another school", zh: "登记对方学校名片"))

        @Argument(help: "Identifier of the own school.")
        var school: String

        @Argument(help: "The card.", completion: .file())
        var file: String

        @Argument(help: "Its fingerprint, as the other school told it.")
        var fingerprint: String

        @OptionGroup var door: Door

        func run() async throws {
            let card = try PrivateFile.readText(file)
            try await door.open { client in
                let response = try await ArchiveTransferServiceClient(client).addPartnerSchool(
                    APIAddPartnerSchoolRequest.with {
                        $0.schoolID = school
                        $0.card = card
                        $0.fingerprint = fingerprint
                    }, door.meta())
                if door.json { return try Output.message(response) }
                Output.line("\(response.partner.schoolID)  \(response.partner.name)")
            }
        }
    }

    struct Partners: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "schools", abstract: Language.current.text(en: "Schools whose cards are here", zh: "已登记的学校"))

        @Argument(help: "Identifier of the own school.")
        var school: String

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await ArchiveTransferServiceClient(client).listPartnerSchools(
                    APIListPartnerSchoolsRequest.with { $0.schoolID = school }, door.meta())
                if door.json { return try Output.message(response) }
                var table = Table("id", "name", "fingerprint", "made")
                for partner in response.partners {
                    table.add(partner.schoolID, partner.name, partner.fingerprint, Words.moment(partner.madeAt))
                }
                Output.table(table, whenEmpty: Language.current.text(en: "no schools", zh: "没有学校"))
            }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "How far each move is", zh: "转接进度"))

        @Argument(help: "Identifier of the school.")
        var school: String

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await whole { page in
                    try await ArchiveTransferServiceClient(client).listTransfers(
                        APIListTransfersRequest.with {
                            $0.schoolID = school
                            $0.page = page
                        }, try door.meta())
                }
                guard !door.json else { return try Output.message(response) }
                var table = Table("id", "student id", "student", "school", "state", "sent", "received", "goes on")
                for transfer in response.transfers {
                    table.add(
                        transfer.id, transfer.studentID, transfer.studentName, transfer.partnerName,
                        Words.transferState(transfer.state), Words.moment(transfer.sealedAt),
                        transfer.hasAcknowledgedAt ? Words.moment(transfer.acknowledgedAt) : "", transfer.goesOn)
                }
                Output.table(table, whenEmpty: Language.current.text(en: "no transfers", zh: "没有转接"))
                Output.incomplete(response.incomplete)
            }
        }
    }
}
