internal import ArgumentParser
internal import Daemon
internal import Foundation
internal import Instruments
internal import JSONRPC
internal import SwiftProtobuf
internal import XinyuAPI

/// `xinyu instrument …`
struct InstrumentCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "instrument", abstract: Language.current.text(en: "Scoring instruments", zh: "测评工具"),
        subcommands: [List.self, Install.self, Activate.self, Retire.self, Check.self, Vectors.self])

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

    struct Install: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Check and install an instrument's folder", zh: "校验并安装测评工具"))

        @Argument(help: "Folder with ID.so, ID.so.minisig, manifest.json, vectors.jsonl, named ID.")
        var folder: String

        @OptionGroup var door: Door

        func run() async throws {
            let id = URL(fileURLWithPath: folder).lastPathComponent
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
                guard response.hasInstrument else { throw Failure.refused }
                if !door.json { Output.line("\(response.instrument.id) \(response.instrument.version)") }
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

/// Where instruments and the scorer are, for commands that need no daemon.
struct WorkbenchOptions: ParsableArguments {
    @Option(help: "Folder with instruments; XINYU_INSTRUMENTS otherwise.", completion: .directory)
    var instruments: String?

    @Option(help: "Path of xinyu-scorer; otherwise beside this program.", completion: .file())
    var scorer: String?

    var folder: String {
        InstrumentsFolder.find(asked: instruments, environment: ProcessInfo.processInfo.environment)
    }

    /// Public keys lie beside the instruments.
    var catalogue: Catalogue {
        Catalogue(
            folder: folder, trustedKeys: InstrumentsFolder.trustedKeys(beside: folder),
            helper: scorer ?? Executable.folder + "/xinyu-scorer")
    }
}

extension InstrumentCommands {
    /// `xinyu instrument check FOLDER`
    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Check an instrument's folder, without a daemon", zh: "离线检查测评工具"))

        @Argument(help: "Folder with ID.so, ID.so.minisig, manifest.json, vectors.jsonl, named ID.")
        var folder: String

        @OptionGroup var workbench: WorkbenchOptions

        func run() async throws {
            let id = URL(fileURLWithPath: folder).lastPathComponent
            let report = InstrumentCheck(catalogue: workbench.catalogue).check(InstrumentFiles(folder: folder, id: id))
            for finding in report.findings { Output.line("\(finding)") }
            for note in report.notes { Output.note(note) }
            guard report.findings.isEmpty else { throw Failure.refused }
            Output.line(
                Language.current.text(
                    en: """
                        \(id) is sound: \(report.vectors) golden vectors twice, \(report.randomSheets) random sheets, \
                        \(report.bandLimits) band limits
                        """,
                    zh: "\(id) 通过检查：标准样例 \(report.vectors) 组、随机答卷 \(report.randomSheets) 份、分界 \(report.bandLimits) 处"))
        }
    }

    /// `xinyu instrument vectors FILE --instrument ID`
    struct Vectors: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(
                en: "Score a file of answers through the built plugin, without a daemon", zh: "离线对答案文件评分"),
            discussion:
                "One JSON object a line in, one out; the format is described in Plugins/README.md. - reads standard input."
        )

        @Argument(help: "Answers, a JSON object a line.", completion: .file(extensions: ["jsonl"]))
        var file: String

        @Option(name: .customLong("instrument"), help: "Instrument, as phq9.")
        var id: String

        @Option(help: "Version; the newest installed if left out.")
        var version: String?

        @OptionGroup var workbench: WorkbenchOptions

        func run() async throws {
            let text: String
            if file == "-" {
                text = String(decoding: FileHandle.standardInput.readDataToEndOfFile(), as: UTF8.self)
            } else if let data = FileManager.default.contents(atPath: file) {
                text = String(decoding: data, as: UTF8.self)
            } else {
                Output.note(Language.current.text(en: "cannot read \(file)", zh: "无法读取 \(file)"))
                throw Failure.refused
            }
            let catalogue = workbench.catalogue
            let found = try instrument(in: catalogue)
            let run = VectorRun(pool: ScorerPool(catalogue: catalogue), instrument: found)
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            for start in stride(from: 0, to: lines.count, by: 4096) {
                let part = Array(lines[start..<min(start + 4096, lines.count)])
                for line in await run.run(part, from: start + 1) { Output.line(line) }
            }
        }

        private func instrument(in catalogue: Catalogue) throws -> InstalledInstrument {
            let versions = InstrumentsFolder.versions(of: id, in: workbench.folder)
            for files in versions.reversed() {
                do throws(ScoringFailure) {
                    let found = try catalogue.open(files)
                    if version == nil || found.reference.version == version { return found }
                } catch {
                    Output.note("\(files.folder): \(error)")
                }
            }
            Output.note(
                Language.current.text(
                    en: "no instrument \(id) in \(workbench.folder); --instruments names the folder",
                    zh: "\(workbench.folder) 中没有测评工具 \(id)；可用 --instruments 指定目录"))
            throw Failure.refused
        }
    }
}
