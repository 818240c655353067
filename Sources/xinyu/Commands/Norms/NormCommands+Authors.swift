internal import ArgumentParser
internal import Daemon
internal import Domain
internal import Foundation
internal import Instruments

extension NormCommands {
    /// `xinyu norms check FILE`
    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Check a norm file, without a daemon", zh: "离线检查常模文件"),
            discussion: """
                Form and sense; against the instrument, if it is in the folder of instruments; and the signature, if \
                FILE.minisig is there.
                """)

        @Argument(help: "Norm file.", completion: .file(extensions: ["json"]))
        var file: String

        @OptionGroup var workbench: WorkbenchOptions

        func run() async throws {
            let norms = try NormFileArgument.read(file)
            let tables = norms.tables
            var findings: [NormFinding] = []
            let catalogue = workbench.catalogue
            let manifests = InstrumentsFolder.versions(of: tables.instrument, in: workbench.folder)
                .compactMap { try? catalogue.open($0).manifest }
                .filter { tables.instrumentVersions.contains($0.version) }
            for manifest in manifests { findings += tables.findings(for: manifest) }
            if let signature = FileManager.default.contents(atPath: file + ".minisig") {
                let text = String(decoding: signature, as: UTF8.self)
                let trouble = NormSignature.trouble(with: norms.bytes, signature: text, trusting: catalogue.keys)
                if let trouble { findings.append(NormFinding("signature", trouble, zh: "签名不能通过验证：\(trouble)")) }
            } else {
                Output.note(Language.current.text(en: "it is not signed", zh: "尚未签名"))
            }
            if manifests.isEmpty {
                Output.note(
                    Language.current.text(
                        en: "\(tables.instrument) is not in \(workbench.folder): its scales were not looked at",
                        zh: "\(workbench.folder) 中没有 \(tables.instrument)：未核对分量表"))
            }
            for gap in tables.gaps { NormFileArgument.tell(gap) }
            for finding in findings { NormFileArgument.tell(finding) }
            guard findings.isEmpty else { throw Failure.refused }
            let cells = tables.tables.reduce(0) { $0 + $1.cells.count }
            Output.line(
                Language.current.text(
                    en: "\(tables.id) \(tables.version) is sound: \(tables.tables.count) scales, \(cells) groups",
                    zh: "\(tables.id) \(tables.version) 通过检查：分量表 \(tables.tables.count) 个、分组 \(cells) 个"))
        }
    }

    /// `xinyu norms sign FILE --secret-key KEY`
    struct Sign: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Sign a norm file with minisign", zh: "用 minisign 为常模文件签名"),
            discussion: "Checks the file first, then runs minisign, which asks for the key's password.")

        @Argument(help: "Norm file; FILE.minisig is made.", completion: .file(extensions: ["json"]))
        var file: String

        @Option(help: "minisign secret key.", completion: .file(extensions: ["key"]))
        var secretKey: String

        func run() async throws {
            let reference = try NormFileArgument.read(file).reference
            let words = [
                "minisign", "-S", "-s", secretKey, "-m", file, "-x", file + ".minisig", "-t",
                "xinyu-norms id=\(reference.id) version=\(reference.version)",
            ]
            // minisign takes the place of this program: it has the terminal to itself, and its ending is ours.
            var arguments = words.map { strdup($0) } + [nil]
            execvp("minisign", &arguments)
            Output.note(
                Language.current.text(
                    en: "minisign cannot be run; install the package of that name", zh: "无法运行 minisign；请安装同名软件包"))
            throw Failure.refused
        }
    }
}

/// A norm file named on the command line.
private enum NormFileArgument {
    /// Tells what is wrong with it.
    static func read(_ path: String) throws -> NormFile {
        guard let data = FileManager.default.contents(atPath: path) else {
            Output.note(Language.current.text(en: "cannot read \(path)", zh: "无法读取 \(path)"))
            throw Failure.refused
        }
        do throws(NormError) {
            return try NormFile(Array(data))
        } catch {
            error.findings.forEach(tell)
            throw Failure.refused
        }
    }

    static func tell(_ finding: NormFinding) {
        let message = Language.current.text(en: finding.message.english, zh: finding.message.chinese)
        Output.note("\(finding.path): \(message)")
    }
}
