internal import Foundation
public import XinyuAPI

/// A roster file, and who is in it.
public struct Roster: Sendable {
    public struct Student: Sendable {
        public let number: String
        public let name: String
        public let schoolClass: String
        public let guardian: String
        public let phone: String
    }

    public let file: [UInt8]
    public let encoding: APITextEncoding
    public let students: [Student]

    /// The made-up school of `config/demo`, as its file is: GB18030.
    public static func demo() throws -> Roster {
        let path = BuiltPrograms.repository + "/config/demo/roster.csv"
        let text = try RunProgram.run(["iconv", "-f", "gb18030", "-t", "utf-8", path])
        guard text.status == 0, let file = FileManager.default.contents(atPath: path) else {
            throw ProgramFailure(program: "iconv", finished: text)
        }
        return Roster(file: Array(file), encoding: .gb18030, students: students(in: text.output))
    }

    /// The first `count` students of the demo's school.
    public static func demo(first count: Int) throws -> Roster {
        let path = BuiltPrograms.repository + "/config/demo/roster.csv"
        let text = try RunProgram.run(["iconv", "-f", "gb18030", "-t", "utf-8", path])
        let lines = text.output.split(whereSeparator: \.isNewline).prefix(count + 1)
        let file = lines.joined(separator: "\r\n") + "\r\n"
        return Roster(file: Array(file.utf8), encoding: .utf8, students: students(in: file))
    }

    /// What a file in UTF-8 says, its first line naming the columns as the demo's does.
    public static func csv(_ file: String) -> Roster {
        Roster(file: Array(file.utf8), encoding: .utf8, students: students(in: file))
    }

    /// A school of `count` made-up students of grade 8, in classes of 50.
    public static func made(_ count: Int) -> Roster {
        let numerals = Array("零一二三四五六七八九")
        var lines = ["学号,姓名,性别,出生日期,年级,班级,宿舍,监护人,联系电话"]
        for index in 0..<count {
            let (month, day) = (1 + index % 8, 1 + index % 28)
            let birth = "2013-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
            let name = String(String(index).compactMap { $0.wholeNumberValue.map { numerals[$0] } })
            lines.append(
                "8\(1_000_000 + index),学\(name),\(index % 2 == 0 ? "女" : "男"),\(birth),八年级,八年级\(1 + index / 50)班,,"
                    + "家\(name),000\(10_000_000 + index)")
        }
        let file = lines.joined(separator: "\r\n") + "\r\n"
        return Roster(file: Array(file.utf8), encoding: .utf8, students: students(in: file))
    }

    private static func students(in text: String) -> [Student] {
        text.split(whereSeparator: \.isNewline).dropFirst().map { line in
            let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            return Student(
                number: cells[0], name: cells[1], schoolClass: cells[5], guardian: cells[7], phone: cells[8])
        }
    }
}
