internal import ArgumentParser
internal import Foundation
internal import JSONRPC
internal import SwiftProtobuf
internal import XinyuAPI

/// `xinyu roster …`
struct RosterCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "roster", abstract: Language.current.text(en: "Who is in the school", zh: "学籍名册"),
        subcommands: [Import.self, List.self, Find.self])

    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Enrol students from a CSV file", zh: "从 CSV 文件导入学生"),
            discussion: "Columns by header: 学号 姓名 性别 出生日期 身份证号 年级 班级 宿舍 监护人 联系电话, or their English names.")

        @Argument(help: "Identifier of the school.")
        var school: String

        @Argument(help: "The CSV file.", completion: .file(extensions: ["csv"]))
        var file: String

        @Flag(help: "The file is GB18030 (as spreadsheets in China save it).")
        var gb18030 = false

        @Flag(help: "Enrol the good lines and report the bad ones, instead of all or nothing.")
        var goodLines = false

        @OptionGroup var door: Door

        func run() async throws {
            guard let handle = FileHandle(forReadingAtPath: file) else {
                Output.note(Language.current.text(en: "cannot read \(file)", zh: "无法读取 \(file)"))
                throw Failure.refused
            }
            try await door.open { client in
                let rosters = RosterServiceClient(client)
                let begun = try await rosters.beginRosterImport(
                    APIBeginRosterImportRequest.with {
                        $0.schoolID = school
                        $0.encoding = gb18030 ? .gb18030 : .utf8
                        $0.mode = goodLines ? .goodLines : .allOrNothing
                    }, door.meta())
                var position: UInt32 = 0
                while let piece = try handle.read(upToCount: 512 * 1024), !piece.isEmpty {
                    position = try await rosters.appendRosterImport(
                        APIAppendRosterImportRequest.with {
                            $0.importID = begun.importID
                            $0.position = position
                            $0.data = piece
                        }, door.meta()
                    ).received
                }
                var outcome = APIRosterImportOutcome()
                let request = APIRunRosterImportRequest.with { $0.importID = begun.importID }
                for try await progress in rosters.runRosterImport(request, try door.meta()) {
                    Output.progress("\(progress.linesRead)")
                    if progress.hasOutcome { outcome = progress.outcome }
                }
                Output.endProgress()
                try show(outcome)
            }
        }

        private func show(_ outcome: APIRosterImportOutcome) throws {
            if door.json {
                try Output.message(outcome)
            } else {
                for fault in outcome.faults {
                    Output.line(
                        Language.current.text(
                            en: "line \(fault.line) \(fault.column): \(fault.reason)",
                            zh: "第 \(fault.line) 行 \(fault.column)：\(fault.reason)"))
                }
                Output.line(
                    Language.current.text(
                        en: """
                            enrolled \(outcome.enrolled), updated \(outcome.updated), unchanged \(outcome.unchanged), \
                            bad lines \(outcome.faultCount), new classes \(outcome.classesMade)
                            """,
                        zh: """
                            新建 \(outcome.enrolled)，更新 \(outcome.updated)，未变 \(outcome.unchanged)，\
                            问题行 \(outcome.faultCount)，新建班级 \(outcome.classesMade)
                            """))
            }
            if outcome.state == .refused { throw Failure.refused }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "The students of a unit", zh: "某单位的学生"))

        @Argument(help: "Identifier of the unit.")
        var unit: String

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let meta = try door.meta()
                let response = try await whole { page in
                    try await RosterServiceClient(client).listStudents(
                        APIListStudentsRequest.with {
                            $0.unitID = unit
                            $0.page = page
                        }, meta)
                }
                guard !door.json else { return try Output.message(response) }
                showStudents(response.students, try await UnitNames(client, meta))
            }
        }
    }

    struct Find: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "A student by number", zh: "按学号查找"))

        @Argument(help: "Identifier of the school.")
        var school: String

        @Argument(help: "Student number.")
        var number: String

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await RosterServiceClient(client).findStudent(
                    APIFindStudentRequest.with {
                        $0.unitID = school
                        $0.number = number
                    }, door.meta())
                guard !door.json else { return try Output.message(response) }
                showStudents([response.student], try await UnitNames(client, try door.meta()))
                Output.incomplete(response.incomplete)
            }
        }
    }
}

private func showStudents(_ students: [APIStudent], _ units: UnitNames) {
    var table = Table("id", "number", "name", "class")
    for student in students { table.add(student.id, student.number, student.name, units[student.classID]) }
    Output.table(table, whenEmpty: Language.current.text(en: "no students", zh: "没有学生"))
}
