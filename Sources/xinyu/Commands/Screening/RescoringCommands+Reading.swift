internal import ArgumentParser
internal import JSONRPC
internal import SwiftProtobuf
internal import XinyuAPI

extension RescoringCommands {
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "The difference, counted", zh: "差异统计"))

        @OptionGroup var one: OneRescoring
        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await RescoringServiceClient(client).getRescoring(
                    .with {
                        $0.campaignID = one.campaign
                        $0.rescoringID = one.id
                    }, door.meta())
                guard !door.json else { return try Output.message(response) }
                RescoringCommands.tell(response.rescoring)
                let difference = response.difference
                var table = Table("scale", "same", "score changed", "band up", "band down", "otherwise")
                for scale in difference.scales {
                    table.add(
                        scale.scaleID, Words.count(scale.same), Words.count(scale.scoreChanged),
                        Words.count(scale.bandUp), Words.count(scale.bandDown), Words.count(scale.otherwise))
                }
                Output.table(table, whenEmpty: "")
                let language = Language.current
                for (what, count) in [
                    (language.text(en: "students compared", zh: "可比较学生"), difference.compared),
                    (language.text(en: "first results", zh: "首次出分"), difference.firstResults),
                    (language.text(en: "critical items newly hit", zh: "新触发关键条目"), difference.newCriticalItems),
                    (language.text(en: "graver suggested level", zh: "建议等级上升"), difference.levelUp),
                    (language.text(en: "milder suggested level", zh: "建议等级下降"), difference.levelDown),
                ] {
                    Output.line("\(what): \(Words.count(count))")
                }
            }
        }
    }

    struct Watch: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "How far it is, until it rests", zh: "查看进度"))

        @OptionGroup var one: OneRescoring
        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let stream = RescoringServiceClient(client).watchRescoring(
                    .with {
                        $0.campaignID = one.campaign
                        $0.rescoringID = one.id
                    }, try door.meta())
                var last: APIRescoringProgress?
                for try await progress in stream {
                    if door.json { try Output.message(progress) } else { Output.progress(Self.line(progress)) }
                    last = progress
                }
                guard !door.json, let last else { return }
                Output.endProgress()
                Output.line(Self.line(last))
            }
        }

        private static func line(_ progress: APIRescoringProgress) -> String {
            let done =
                progress.state == .adopting || progress.state == .adopted
                ? progress.sheetsAdopted : progress.sheetsDone
            let parts = [
                Words.rescoringState(progress.state), "\(done)/\(progress.sheetsTotal)", progress.trouble,
            ]
            return parts.filter { !$0.isEmpty }.joined(separator: " · ")
        }
    }

    struct Changes: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(
                en: "Students whose band or suggested level differs, or who newly hit a critical item",
                zh: "分级或建议等级变化、新触发关键条目的学生"))

        @OptionGroup var one: OneRescoring
        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await whole { page in
                    try await RescoringServiceClient(client).listRescoringChanges(
                        APIListRescoringChangesRequest.with {
                            $0.campaignID = one.campaign
                            $0.rescoringID = one.id
                            $0.page = page
                        }, door.meta())
                }
                guard !door.json else { return try Output.message(response) }
                let levels = try await LevelWords(from: client)
                var table = Table("student", "scale", "before", "after", "critical", "level")
                for change in response.changes { Self.add(change, levels, to: &table) }
                Output.table(table, whenEmpty: Language.current.text(en: "no student", zh: "没有变化"))
                Output.note(response.caution)
                Output.incomplete(response.incomplete)
            }
        }

        private static func add(_ change: APIRescoringChange, _ levels: LevelWords, to table: inout Table) {
            let level = "\(levels[change.levelBefore]) → \(levels[change.levelAfter])"
            let critical = change.newCriticalItems.joined(separator: ", ")
            let name = change.studentName.isEmpty ? change.studentID : change.studentName
            if change.scales.isEmpty { table.add(name, "", "", "", critical, level) }
            for scale in change.scales {
                table.add(name, scale.scaleID, scale.bandBefore, scale.bandAfter, critical, level)
            }
        }
    }
}
