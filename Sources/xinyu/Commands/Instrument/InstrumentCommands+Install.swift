internal import ArgumentParser
internal import Foundation
internal import Instruments
internal import JSONRPC
internal import SwiftProtobuf
internal import XinyuAPI

extension InstrumentCommands {
    /// `xinyu instrument install FOLDER`
    struct Install: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Check and install an instrument's folder", zh: "校验并安装测评工具"))

        @Argument(help: "Folder with manifest.json, ID.so, ID.so.minisig, vectors.jsonl.", completion: .directory)
        var folder: String

        @OptionGroup var door: Door

        func run() async throws {
            let id = InstrumentFiles(authorFolder: folder).id
            func read(_ name: String) throws -> Data {
                guard let data = FileManager.default.contents(atPath: folder + "/" + name) else {
                    Output.note(Language.current.text(en: "\(folder) has no \(name)", zh: "\(folder) 缺少 \(name)"))
                    throw Failure.refused
                }
                return data
            }
            let request = try APIInstallInstrumentRequest.with {
                $0.plugin = try read(id + ".so")
                $0.manifest = try read("manifest.json")
                $0.signature = String(decoding: try read(id + ".so.minisig"), as: UTF8.self)
                $0.vectors = try read("vectors.jsonl")
            }
            try await door.open { client in
                let response = try await InstrumentServiceClient(client).installInstrument(request, door.meta())
                if door.json { try Output.message(response) }
                for finding in response.findings { Output.note("\(finding.place): \(finding.text)") }
                guard response.hasInstrument else {
                    Output.note(
                        Language.current.text(
                            en: "nothing was installed; xinyu instrument check \(folder) says what to do",
                            zh: "未安装；如何修改请见 xinyu instrument check \(folder)"))
                    throw Failure.refused
                }
                if !door.json { Output.line("\(response.instrument.id) \(response.instrument.version)") }
            }
        }
    }
}
