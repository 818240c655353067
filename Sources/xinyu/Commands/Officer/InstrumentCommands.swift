internal import ArgumentParser
internal import JSONRPC
internal import SwiftProtobuf
internal import XinyuAPI

/// `xinyu instrument …`
struct InstrumentCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "instrument", abstract: Language.current.text(en: "Scoring instruments", zh: "测评工具"),
        subcommands: [
            List.self, New.self, Check.self, Sign.self, Install.self, Activate.self, Retire.self, Vectors.self,
            Versions.self, History.self, Verify.self, Suspend.self, Reinstate.self, Uninstall.self,
        ])

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "What is installed", zh: "已安装的测评工具"))

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await InstrumentServiceClient(client).listInstruments(
                    APIListInstrumentsRequest(), door.meta())
                guard !door.json else { return try Output.message(response) }
                var table = Table("id", "version", "state", "name")
                for instrument in response.instruments {
                    let name = Language.current.text(en: instrument.nameEn, zh: instrument.nameZh)
                    table.add(instrument.id, instrument.version, Words.instrumentState(instrument.state), name)
                }
                Output.table(table, whenEmpty: Language.current.text(en: "no instruments", zh: "没有测评工具"))
            }
        }
    }

    struct Activate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "New campaigns take this version", zh: "启用某版本"))

        @Argument var id: String
        @Argument var version: String
        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await InstrumentServiceClient(client).activateInstrument(
                    APIActivateInstrumentRequest.with {
                        $0.instrumentID = id
                        $0.version = version
                    }, door.meta())
                if door.json { try Output.message(response) }
            }
        }
    }

    struct Retire: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "No new campaign takes this version", zh: "停用某版本"))

        @Argument var id: String
        @Argument var version: String
        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await InstrumentServiceClient(client).retireInstrument(
                    APIRetireInstrumentRequest.with {
                        $0.instrumentID = id
                        $0.version = version
                    }, door.meta())
                if door.json { try Output.message(response) }
            }
        }
    }
}
