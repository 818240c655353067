internal import ArgumentParser
internal import Foundation
internal import Instruments

extension InstrumentCommands {
    /// `xinyu instrument new ID --language swift`
    struct New: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(
                en: "Lay out the folder of a new instrument, without a daemon", zh: "离线生成新测评工具的目录"),
            discussion: "It builds with make and passes `xinyu instrument check` as it is. Nothing is overwritten.")

        @Argument(help: "Id of the instrument, as mood7: a lower-case letter, then letters, digits, _ or -.")
        var id: String

        enum ScoringLanguage: String, ExpressibleByArgument, CaseIterable {
            case swift, c, rust

            var language: NewInstrument.Language {
                switch self {
                case .swift: .swift
                case .c: .c
                case .rust: .rust
                }
            }
        }

        @Option(help: "In what the scoring is written.")
        var language: ScoringLanguage

        @Option(help: "Folder to lay it out in; ./ID if left out.", completion: .directory)
        var folder: String?

        @Option(help: "How many items it has.")
        var items = 7

        @Option(help: "Folder with templates, header and InstrumentKit; XINYU_AUTHOR_KIT otherwise.")
        var kit: String?

        func run() async throws {
            do throws(NewInstrument.Obstacle) {
                let instrument = try NewInstrument(id: id, language: language.language, itemCount: items)
                guard let kit = AuthorKit.find(asked: kit, environment: ProcessInfo.processInfo.environment) else {
                    throw NewInstrument.Obstacle.files(kit ?? "share/xinyu/author")
                }
                let place = folder ?? id
                for path in try instrument.write(to: place, from: kit) { Output.line("\(place)/\(path)") }
                Output.note(
                    Language.current.text(
                        en: "Next: make -C \(place), then xinyu instrument check \(place)",
                        zh: "接下来：make -C \(place)，然后 xinyu instrument check \(place)"))
            } catch {
                Output.note(Self.explain(error))
                throw Failure.refused
            }
        }

        private static func explain(_ obstacle: NewInstrument.Obstacle) -> String {
            switch obstacle {
            case .unfitID(let id):
                Language.current.text(
                    en:
                        "\(id) is no id: begin with a lower-case letter, go on with lower-case letters, digits, _ or -, "
                        + "at most 64 in all",
                    zh: "\(id) 不能作 id：以小写字母开头，其后为小写字母、数字、_ 或 -，总长不超过 64")
            case .unfitItemCount(let count):
                Language.current.text(
                    en: "an instrument has 1 to 1024 items, not \(count)", zh: "测评工具须有 1 至 1024 个条目，不能是 \(count)")
            case .occupied(let folder):
                Language.current.text(
                    en: "\(folder) is there already and is left as it is; name another one with --folder",
                    zh: "\(folder) 已存在，未作改动；请用 --folder 指定其他目录")
            case .files(let folder):
                Language.current.text(
                    en: "\(folder): cannot be written, or templates, header or InstrumentKit are missing; --kit names "
                        + "the folder that `make -C Plugins author-kit` made, or Xinyu's source tree",
                    zh: "\(folder)：无法写入，或缺少模板、头文件、InstrumentKit；可用 --kit 指定 `make -C Plugins author-kit` "
                        + "生成的目录，或心育源码目录")
            }
        }
    }
}
