internal import ArgumentParser
internal import Foundation
internal import Instruments

extension InstrumentCommands {
    /// `xinyu instrument vectors FILE --instrument ID`
    struct Vectors: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(
                en: "Score a file of answers through the built plugin, without a daemon", zh: "离线对答案文件评分"),
            discussion: """
                One JSON object a line in, one out; the format is described in Plugins/README.md. - reads standard input. \
                A line that cannot be scored gives {"line":N,"error":"…"} in its place, and the run goes on; with \
                --strict it ends there, with exit code 1.
                """)

        @Argument(help: "Answers, a JSON object a line.", completion: .file(extensions: ["jsonl"]))
        var file: String

        @Option(
            name: .customLong("instrument"), help: "Instrument, as phq9; the file's name up to its first dot otherwise."
        )
        var id: String?

        @Option(help: "Version; the newest installed if left out.")
        var version: String?

        @Flag(help: "End at the first line that cannot be scored.")
        var strict = false

        @OptionGroup var workbench: WorkbenchOptions

        func run() async throws {
            guard let input = file == "-" ? FileHandle.standardInput : FileHandle(forReadingAtPath: file) else {
                Output.note(Language.current.text(en: "cannot read \(file)", zh: "无法读取 \(file)"))
                throw Failure.refused
            }
            let catalogue = workbench.catalogue
            let found = try instrument(in: catalogue)
            let run = VectorRun(pool: ScorerPool(catalogue: catalogue), instrument: found)
            var lines = VectorLines()
            var (scored, failed) = (0, 0)
            var hasEnded = false
            while !hasEnded {
                let part: Data?
                do {
                    part = try input.read(upToCount: 256 * 1_024)
                } catch {
                    Output.note(Language.current.text(en: "\(file) cannot be read", zh: "无法读取 \(file)"))
                    throw Failure.refused
                }
                if let part, !part.isEmpty {
                    lines.append(part)
                } else {
                    lines.end()
                    hasEnded = true
                }
                var whole: [VectorLines.Line] = []
                while let line = lines.next() { whole.append(line) }
                for answer in await run.answers(to: whole) {
                    Output.line(answer.text)
                    if answer.isScore { scored += 1 } else { failed += 1 }
                    if strict && !answer.isScore { throw Failure.refused }
                }
            }
            if scored + failed == 0 {
                Output.note(Language.current.text(en: "\(file) has no sheet", zh: "\(file) 中没有答卷"))
            } else if failed > 0 {
                Output.note(
                    Language.current.text(
                        en: "\(failed) of \(scored + failed) lines could not be scored",
                        zh: "共 \(scored + failed) 行，\(failed) 行无法评分"))
            }
        }

        private func instrument(in catalogue: Catalogue) throws -> InstalledInstrument {
            let id = id ?? String(URL(fileURLWithPath: file).lastPathComponent.prefix { $0 != "." })
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
