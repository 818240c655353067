internal import ArgumentParser
internal import Domain
internal import Foundation
internal import Instruments

extension InstrumentCommands {
    /// `xinyu instrument check FOLDER`
    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Check an instrument's folder, without a daemon", zh: "离线检查测评工具"),
            discussion: """
                All that an installation checks, with what to do for each finding. What is not signed yet is checked too. \
                Exit code 0: sound; 1: there are findings.
                """)

        @Argument(help: "Folder with manifest.json, ID.so, vectors.jsonl, and ID.so.minisig once it is signed.")
        var folder: String

        @Option(help: "minisign public key to trust beside those of the host.", completion: .file(extensions: ["pub"]))
        var publicKey: String?

        @Flag(help: "Print one JSON object.")
        var json = false

        @OptionGroup var workbench: WorkbenchOptions

        func run() async throws {
            guard FileManager.default.fileExists(atPath: folder) else {
                Output.note(Language.current.text(en: "there is no folder \(folder)", zh: "没有目录 \(folder)"))
                throw Failure.refused
            }
            if let publicKey, !FileManager.default.fileExists(atPath: publicKey) {
                Output.note(Language.current.text(en: "there is no file \(publicKey)", zh: "没有文件 \(publicKey)"))
                throw Failure.refused
            }
            let check = AuthorCheck(
                trustedKeys: InstrumentsFolder.trustedKeys(beside: workbench.folder), publicKey: publicKey,
                helper: workbench.helper)
            let outcome = check.check(folder)
            if json {
                Output.json(try outcome.json())
            } else {
                for finding in outcome.report.findings { Output.line(Self.explain(finding)) }
                for note in outcome.report.notes { Output.note(Language.current.text(note)) }
                Output.line(outcome.summary)
            }
            guard outcome.report.findings.isEmpty else { throw Failure.refused }
        }

        /// Place, what is wrong, what to do: a line each.
        private static func explain(_ finding: CheckFinding) -> String {
            let step = Language.current.text(finding.step.name)
            let place = finding.place.isEmpty ? step : "\(step) \(finding.place)"
            return """
                \(place)
                  \(Language.current.text(finding.problem))
                  → \(Language.current.text(finding.remedy))
                """
        }
    }
}

extension CheckFinding.Step {
    fileprivate var name: LocalText {
        switch self {
        case .files: LocalText("文件", "file")
        case .manifest: LocalText("manifest.json", "manifest.json")
        case .signature: LocalText("签名", "signature")
        case .loading: LocalText("加载", "loading")
        case .scoring: LocalText("评分", "scoring")
        case .vectors: LocalText("vectors.jsonl", "vectors.jsonl")
        case .determinism: LocalText("确定性", "determinism")
        case .bands: LocalText("分段", "bands")
        }
    }
}

extension AuthorCheck.Outcome {
    fileprivate var summary: String {
        let name = version.map { "\(id) \($0)" } ?? id
        let count = report.findings.count
        guard count == 0 else {
            return Language.current.text(
                en: "\(name): \(count == 1 ? "1 finding" : "\(count) findings"); nothing was installed or changed",
                zh: "\(name)：\(count) 处问题；未安装，未改动")
        }
        let done = Language.current.text(
            en: """
                \(name) is sound: \(report.vectors) golden vectors twice, \(report.randomSheets) random sheets, \
                \(report.bandLimits) band limits
                """,
            zh: "\(name) 通过检查：标准样例 \(report.vectors) 组、随机答卷 \(report.randomSheets) 份、分界 \(report.bandLimits) 处")
        guard signature == .missing else { return done }
        return done
            + Language.current.text(
                en: "; not signed yet: xinyu instrument sign", zh: "；尚未签名：xinyu instrument sign")
    }

    /// One object, both languages in it.
    fileprivate func json() throws -> [UInt8] {
        func texts(_ text: LocalText) -> [String: String] { ["en": text.english, "zh": text.chinese] }
        let object: [String: Any] = [
            "id": id, "version": version.map { $0 as Any } ?? NSNull(), "sound": report.findings.isEmpty,
            "signature": signature.rawValue, "vectors": report.vectors, "randomSheets": report.randomSheets,
            "bandLimits": report.bandLimits, "notes": report.notes.map(texts),
            "findings": report.findings.map { finding -> [String: Any] in
                [
                    "step": finding.step.rawValue, "place": finding.place, "problem": texts(finding.problem),
                    "remedy": texts(finding.remedy),
                ]
            },
        ]
        return Array(
            try JSONSerialization.data(withJSONObject: object, options: [.sortedKeys, .withoutEscapingSlashes]))
    }
}
