internal import ArgumentParser
internal import Foundation
internal import JSONRPC
internal import SwiftProtobuf
internal import XinyuAPI

/// `xinyu norms …`
struct NormCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "norms",
        abstract: Language.current.text(en: "Norms that results are compared with", zh: "常模"),
        subcommands: [
            Check.self, Sign.self, Install.self, List.self, Show.self, Activate.self, Retire.self, Recompute.self,
        ])

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "What is installed", zh: "已安装的常模"))

        @Option(help: "Of one instrument, as phq9.")
        var instrument: String?

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await NormServiceClient(client).listNorms(
                    APIListNormsRequest.with { $0.instrumentID = instrument ?? "" }, door.meta())
                guard !door.json else { return try Output.message(response) }
                var table = Table("instrument", "id", "version", "state", "data of", "groups", "name")
                for norms in response.norms {
                    table.add(
                        norms.instrumentID, norms.id, norms.version, Words.normState(norms.state), String(norms.year),
                        String(norms.cells), Language.current.text(en: norms.nameEn, zh: norms.nameZh))
                }
                Output.table(table, whenEmpty: Language.current.text(en: "no norms", zh: "没有常模"))
                for norms in response.norms where !norms.trouble.isEmpty {
                    Output.note(
                        Language.current.text(
                            en: "\(norms.id) \(norms.version) is not used: \(norms.trouble)",
                            zh: "\(norms.id) \(norms.version) 未被使用：\(norms.trouble)"))
                }
            }
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "The norm file as it was signed", zh: "查看已签名的常模文件"))

        @Argument(help: "Id of the norms.")
        var id: String

        @Argument(help: "Version; the one in use if left out.")
        var version: String?

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await NormServiceClient(client).getNorms(
                    APIGetNormsRequest.with {
                        $0.normID = id
                        $0.version = version ?? ""
                    }, door.meta())
                guard !door.json else { return try Output.message(response) }
                Output.text(String(decoding: response.file, as: UTF8.self))
                Output.note("SHA-256 \(response.norms.hash)")
            }
        }
    }

    struct Install: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Check and install a signed norm file", zh: "校验并安装已签名的常模文件"))

        @Argument(help: "Norm file; its signature is FILE.minisig.", completion: .file(extensions: ["json"]))
        var file: String

        @OptionGroup var door: Door

        func run() async throws {
            let request = APIInstallNormsRequest.with {
                $0.file = FileManager.default.contents(atPath: file) ?? Data()
                $0.signature = String(
                    decoding: FileManager.default.contents(atPath: file + ".minisig") ?? Data(), as: UTF8.self)
            }
            guard !request.file.isEmpty, !request.signature.isEmpty else {
                Output.note(
                    Language.current.text(
                        en: "cannot read \(file) and \(file).minisig; sign it with xinyu norms sign",
                        zh: "无法读取 \(file) 与 \(file).minisig；请先用 xinyu norms sign 签名"))
                throw Failure.refused
            }
            try await door.open { client in
                let response = try await NormServiceClient(client).installNorms(request, door.meta())
                if door.json { try Output.message(response) }
                for finding in response.findings { Output.note(Words.normFinding(finding)) }
                guard response.hasNorms else { throw Failure.refused }
                if !door.json { Output.line("\(response.norms.id) \(response.norms.version)") }
            }
        }
    }

    struct Activate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Compare new results with this version", zh: "启用某版本"))

        @Argument var id: String
        @Argument var version: String
        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await NormServiceClient(client).activateNorms(
                    APIActivateNormsRequest.with {
                        $0.normID = id
                        $0.version = version
                    }, door.meta())
                if door.json { try Output.message(response) }
            }
        }
    }

    struct Retire: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Compare no new result with this version", zh: "停用某版本"))

        @Argument var id: String
        @Argument var version: String
        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await NormServiceClient(client).retireNorms(
                    APIRetireNormsRequest.with {
                        $0.normID = id
                        $0.version = version
                    }, door.meta())
                if door.json { try Output.message(response) }
            }
        }
    }

    struct Recompute: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(
                en: "Compare a sheet's result once more with what it was compared with", zh: "按当时的常模重新核算一份答卷"))

        @Argument(help: "Identifier of the sheet.")
        var sheet: String

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await NormServiceClient(client).recomputeNorms(
                    APIRecomputeNormsRequest.with { $0.sheetID = sheet }, door.meta())
                guard !door.json else { return try Output.message(response) }
                Output.table(Words.normTable(response.kept), whenEmpty: Words.noNorms)
                Output.incomplete(response.incomplete)
                guard response.trouble.isEmpty else {
                    Output.note(response.trouble)
                    throw Failure.refused
                }
                Output.note(
                    response.isSame
                        ? Language.current.text(en: "the same came out, to the byte", zh: "核算结果逐字节一致")
                        : Language.current.text(en: "something else came out", zh: "核算结果不一致"))
                if !response.isSame { throw Failure.refused }
            }
        }
    }
}
