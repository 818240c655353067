import AuditLog
import Domain
import Foundation
import JSONRPC
import Store
import SwiftProtobuf
import TestSupport
import Testing
import XinyuAPI

@testable import Services

@Suite("Roster import")
struct RosterImportTests {
    private static let header = "学号,姓名,性别,出生日期,年级,班级,宿舍,监护人,联系电话"

    /// 初一 with two classes and a boarder.
    private static let file = """
        \(header)
        2026001,张三,男,2013-03-31,初一,1班,,张父,13800000001
        2026002,李四,女,2013/4/1,初一,1班,,,
        2026003,王五,男,2013年5月2日,初一,2班,6号楼101,,
        """

    @Test("A file makes classes and dorms, and enrols everybody in their places")
    func enrols() async throws {
        let desk = try await RosterDesk()
        let outcome = try await desk.importRoster(Self.file).outcome
        #expect(outcome.state == .done)
        #expect(outcome.enrolled == 3)
        #expect(outcome.classesMade == 2)
        #expect(outcome.faults.isEmpty)

        let units = try await desk.clerk.units.listUnits(.with { $0.unitID = desk.school }).units
        #expect(units.map(\.name).sorted() == ["1班", "2班", "6号楼101", "一中", "初一"].sorted())
        #expect(units.first { $0.name == "1班" }?.grade == 7)
        let students = try await desk.students()
        #expect(students.map(\.name).sorted() == ["张三", "李四", "王五"].sorted())
        let boarder = try #require(students.first { $0.number == "2026003" })
        #expect(units.first { $0.id == boarder.classID }?.name == "2班")
        #expect(units.first { $0.id == boarder.dormID }?.name == "6号楼101")
        #expect(boarder.birthDate == "2013-05-02")
        let first = try #require(students.first { $0.number == "2026001" })
        #expect(first.sex == .male)
        #expect(first.guardians.map(\.phone) == ["13800000001"])
        #expect(first.dormID.isEmpty)

        // Each has an archive that begins with the enrolment.
        let id = try #require(Identifier(first.id))
        let school = try #require(Identifier(desk.school))
        let archive = try await desk.office.store.read { try $0.archive(of: id, in: school, upTo: .raw, limit: 10) }
        #expect(archive.map(\.kind) == [.enrolment])
        #expect(archive.map(\.author) == [desk.office.firstAccounts[0]])
        await desk.office.close()
    }

    @Test("The same in GB 18030, cut in pieces of any size", arguments: [1, 2, 3, 7, 64, 4_096])
    func pieces(_ size: Int) async throws {
        let desk = try await RosterDesk()
        let outcome = try await desk.importRoster(
            gb18030: RosterDesk.gb18030, encoding: .gb18030, pieceSize: size
        ).outcome
        #expect(outcome.state == .done)
        #expect(outcome.enrolled == 2)
        #expect(try await desk.students().map(\.name).sorted() == ["张三", "李四"].sorted())
        await desk.office.close()
    }

    @Test("The wrong encoding refuses the file, and names no cell")
    func wrongEncoding() async throws {
        let desk = try await RosterDesk()
        let outcome = try await desk.importRoster(gb18030: RosterDesk.gb18030, encoding: .utf8, mode: .goodLines)
            .outcome
        #expect(outcome.state == .refused)
        #expect(outcome.faultCount >= 1)
        #expect(outcome.faults.allSatisfy { !$0.reason.contains("张") && !$0.reason.contains("2026") })
        #expect(try await desk.students().isEmpty)
        await desk.office.close()
    }

    private static let badLines: [(line: String, column: String, what: String)] = [
        (",张三,男,2013-03-31,初一,1班,,,", "学号", "no number"),
        ("2026 01,张三,男,2013-03-31,初一,1班,,,", "学号", "a number with a blank"),
        ("2026009,,男,2013-03-31,初一,1班,,,", "姓名", "no name"),
        ("2026009,张三,男生,2013-03-31,初一,1班,,,", "性别", "no such sex"),
        ("2026009,张三,,2013-03-31,初一,1班,,,", "性别", "no sex"),
        ("2026009,张三,男,2013-02-29,初一,1班,,,", "出生日期", "no such day"),
        ("2026009,张三,男,1813-03-31,初一,1班,,,", "出生日期", "born long ago"),
        ("2026009,张三,男,2013-03-31,,1班,,,", "年级", "no grade"),
        ("2026009,张三,男,2013-03-31,高一,1班,,,", "年级", "a grade of another stage"),
        ("2026009,张三,男,2013-03-31,初一,,,,", "班级", "no class"),
        ("2026009,张三,男,2013-03-31,初一,1班,,,12", "联系电话", "no telephone number"),
        ("2026001,赵六,男,2013-03-31,初一,1班,,,", "学号", "a number that an earlier line has"),
        ("2026009,张三,男,2013-03-31,初一,1班,,,,x", "", "too many cells"),
        ("2026009,张\"三,男,2013-03-31,初一,1班,,,", "", "a quotation mark inside"),
        ("2026009,\"张三,男,2013-03-31,初一,1班,,,", "", "a quotation mark that is never closed"),
        ("2026009,\"张三\"x,男,2013-03-31,初一,1班,,,", "", "text behind a quotation mark"),
    ]

    @Test("Each bad line is told with its number and column, and nobody is enrolled", arguments: badLines.indices)
    func allOrNothing(_ index: Int) async throws {
        let bad = Self.badLines[index]
        let desk = try await RosterDesk()
        let outcome = try await desk.importRoster(Self.file + "\n" + bad.line + "\n").outcome
        #expect(outcome.state == .refused, "\(bad.what)")
        #expect(outcome.faultCount == 1, "\(bad.what)")
        #expect(outcome.faults.map(\.line) == [5], "\(bad.what)")
        #expect(outcome.faults.map(\.column) == [bad.column], "\(bad.what)")
        #expect((outcome.enrolled, outcome.classesMade) == (0, 0))
        #expect(try await desk.students().isEmpty)
        #expect(try await desk.clerk.units.listUnits(.with { $0.unitID = desk.school }).units.count == 1)
        await desk.office.close()
    }

    @Test("Or the good lines are enrolled, and the others told")
    func goodLines() async throws {
        let desk = try await RosterDesk()
        let bad = Self.badLines.enumerated().map { $1.line.replacing("2026009", with: "20270\($0)") }
        let lines = ([Self.file] + bad).joined(separator: "\r\n")
        let outcome = try await desk.importRoster(lines, mode: .goodLines).outcome
        #expect(outcome.state == .done)
        #expect(outcome.enrolled == 3)
        #expect(outcome.faults.map(\.line) == Array(5..<UInt32(5 + Self.badLines.count)))
        #expect(outcome.faults.map(\.column) == Self.badLines.map(\.column))
        #expect(try await desk.students().count == 3)
        await desk.office.close()
    }

    @Test("Bytes that are not of the encoding cost their own line", arguments: [1, 7, 4_096])
    func unreadable(_ size: Int) async throws {
        let desk = try await RosterDesk()
        var bytes = Array(Self.file.utf8) + Array("\n2026004,赵".utf8) + [0xFF]
        bytes += Array(",男,2013-03-31,初一,1班,,,\n2026005,孙七,男,2013-03-31,初一,1班,,,\n2026006,周".utf8)
        let all = try await desk.importRoster(gb18030: bytes + [0xE5], encoding: .utf8, pieceSize: size).outcome
        #expect(all.state == .refused)
        #expect(all.faults.map(\.line) == [5, 7])
        let good = try await desk.importRoster(
            gb18030: bytes + [0xE5], encoding: .utf8, mode: .goodLines, pieceSize: size
        ).outcome
        #expect(good.state == .done)
        #expect(good.enrolled == 4)
        #expect(good.faults == all.faults)
        await desk.office.close()
    }

    @Test("A grade is called what the file calls it, and found again by its number")
    func gradeNames() async throws {
        let desk = try await RosterDesk()
        func names() async throws -> [String] {
            try await desk.clerk.units.listUnits(.with { $0.unitID = desk.school }).units
                .filter { $0.kind == .grade }.map { "\($0.grade) \($0.name)" }.sorted()
        }
        let header = "学号,姓名,性别,出生日期,年级,班级\n"
        _ = try await desk.importRoster(
            header + "1001,张三,男,2013-03-31,七年级,1班\n1002,李四,男,2013-03-31,初一,2班\n1003,王五,男,2012-03-31,8,1班\n")
        #expect(try await names() == ["7 七年级", "8 初二"])
        _ = try await desk.importRoster(header + "1004,赵六,男,2013-03-31,初一,3班\n1005,孙七,男,2012-03-31,八年级,1班\n")
        #expect(try await names() == ["7 七年级", "8 初二"])
        await desk.office.close()
    }

    private static let badFiles: [(String, String)] = [
        (" ", "blank"), (header, "no student"), ("学号,姓名,班级\n1,张三,1班", "no grade in the header"),
        ("学号,学号,姓名,年级,班级\n1,1,张三,初一,1班", "a column twice"), ("1,2,3\n4,5,6", "no header"),
        ("学号,姓\"名,年级,班级\n1,张三,初一,1班", "a stray quote in the header"),
    ]

    @Test("A file without students or header is refused in either mode", arguments: badFiles.map(\.0))
    func badFile(_ text: String) async throws {
        let desk = try await RosterDesk()
        for mode in [APIRosterImportMode.allOrNothing, .goodLines] {
            let outcome = try await desk.importRoster(text, mode: mode).outcome
            #expect(outcome.state == .refused)
            #expect(outcome.faultCount >= 1)
        }
        await desk.office.close()
    }

    @Test("Read again, students are unchanged; what differs is updated, what is not said stays")
    func again() async throws {
        let desk = try await RosterDesk()
        _ = try await desk.importRoster(Self.file)
        let before = try await desk.students()
        var outcome = try await desk.importRoster(Self.file).outcome
        #expect((outcome.enrolled, outcome.updated, outcome.unchanged, outcome.classesMade) == (0, 0, 3, 0))
        #expect(try await desk.students() == before)

        outcome = try await desk.importRoster(
            """
            学号,姓名,性别,出生日期,年级,班级
            2026001,张三丰,男,2013-03-31,七年级,1班
            2026002,李四,女,2013-04-01,7,3班
            2026003,王五,男,2013-05-02,初一,2班
            2026004,赵六,男,2013-06-03,初一,2班
            """
        ).outcome
        #expect((outcome.enrolled, outcome.updated, outcome.unchanged, outcome.classesMade) == (1, 2, 1, 1))
        let after = try await desk.students()
        let renamed = try #require(after.first { $0.number == "2026001" })
        #expect(renamed.id == before.first { $0.number == "2026001" }?.id)
        #expect(renamed.name == "张三丰")
        #expect(renamed.guardians.map(\.name) == ["张父"])
        let moved = try #require(after.first { $0.number == "2026002" })
        #expect(moved.classID != before.first { $0.number == "2026002" }?.classID)
        await desk.office.close()
    }

    @Test("Who left is enrolled again; a national id that somebody else has is a fault")
    func returning() async throws {
        let desk = try await RosterDesk()
        let grade = try await desk.clerk.unit(.grade, "初一", under: desk.school, grade: 7)
        let schoolClass = try await desk.clerk.unit(.class, "1班", under: grade)
        let student = try await desk.office.enrol(in: schoolClass, of: desk.school, number: "2026001")
        try await desk.office.leave(student)
        #expect(try await desk.students().isEmpty)
        let back = try await desk.importRoster(Self.file).outcome
        #expect((back.enrolled, back.updated, back.classesMade) == (2, 1, 1))
        #expect(try await desk.students().map(\.id).contains(student.description))

        // The national id that the fixture gave to 2026001, under another number.
        let double = """
            学号,姓名,性别,出生日期,年级,班级,身份证号
            2026050,赵六,,,初一,9班,11010520120331002X
            2026051,孙七,男,2013-06-03,初一,1班,
            """
        let refused = try await desk.importRoster(double).outcome
        #expect(refused.state == .refused)
        #expect(refused.faults.map(\.line) == [2])
        #expect(refused.faults.map(\.column) == ["身份证号"])
        #expect((refused.enrolled, refused.classesMade) == (0, 0))
        #expect(try await desk.students().count == 3)
        let good = try await desk.importRoster(double, mode: .goodLines).outcome
        #expect(good.state == .done)
        #expect(good.enrolled == 1)
        #expect(good.faults.map(\.line) == [2])
        await desk.office.close()
    }

    @Test("An outcome stays readable, an import is run once, and the pieces are gone")
    func ended() async throws {
        let desk = try await RosterDesk()
        for (text, state) in [(Self.file, APIRosterImportState.done), (Self.file + "\nx", .refused)] {
            let ended = try await desk.importRoster(text)
            #expect(ended.outcome.state == state)
            let found = try await desk.clerk.roster.getRosterImport(.with { $0.importID = ended.id })
            #expect(found.state == state)
            #expect(found.outcome == ended.outcome)
            #expect(found.received == UInt32(text.utf8.count))
            #expect(try await desk.run(ended.id).last?.outcome == ended.outcome)
            #expect(try await status { try await desk.append(ended.id, [1], at: 0) } == .failedPrecondition)
            let id = try #require(Identifier(ended.id))
            #expect(try await desk.office.store.read { try $0.rosterPiece(of: id, at: 0) } == nil)
        }
        #expect(try await desk.students().count == 3)
        await desk.office.close()
    }

    @Test("A piece sent twice is taken once; a gap and a contradiction are told with where to go on")
    func positions() async throws {
        let desk = try await RosterDesk(limits: RosterLimits(pieceBytes: 64, fileBytes: 100))
        let id = try await desk.begin()
        #expect(try await status { try await desk.run(id) } == .failedPrecondition)
        #expect(try await desk.append(id, Array("abc".utf8), at: 0) == 3)
        #expect(try await desk.append(id, Array("abc".utf8), at: 0) == 3)
        #expect(try await desk.append(id, [], at: 3) == 3)
        #expect(try await desk.append(id, Array("def".utf8), at: 3) == 6)
        #expect(try await desk.append(id, Array("abc".utf8), at: 0) == 6)

        let gap = try await failure { try await desk.append(id, Array("x".utf8), at: 7) }
        #expect(gap?.status == .outOfRange)
        #expect(gap?.message.contains("continue at 6") == true)
        for (bytes, position) in [("abd", 0), ("ab", 0), ("bc", 1)] {
            let other = try await failure { try await desk.append(id, Array(bytes.utf8), at: UInt32(position)) }
            #expect(other?.status == .failedPrecondition)
            #expect(other?.message.contains("continue at 6") == true)
        }
        #expect(
            try await status { try await desk.append(id, [UInt8](repeating: 1, count: 65), at: 6) } == .invalidArgument)
        #expect(try await desk.append(id, [UInt8](repeating: 1, count: 64), at: 6) == 70)
        #expect(
            try await status { try await desk.append(id, [UInt8](repeating: 1, count: 31), at: 70) }
                == .resourceExhausted)
        await desk.office.close()
    }

    @Test("A restart in the middle loses nothing")
    func restart() async throws {
        var desk = try await RosterDesk()
        let id = try await desk.begin()
        let bytes = Array(Self.file.utf8)
        let half = bytes.count / 2
        _ = try await desk.append(id, Array(bytes[..<half]), at: 0)
        desk = try await desk.reopened()
        #expect(try await desk.append(id, Array(bytes[..<half]), at: 0) == UInt32(half))
        _ = try await desk.append(id, Array(bytes[half...]), at: UInt32(half))
        desk = try await desk.reopened()
        #expect(try await desk.run(id).last?.outcome.enrolled == 3)
        await desk.office.close()
    }

    @Test("Progress is told on the way, and a long list of faults is cut but counted")
    func progress() async throws {
        let desk = try await RosterDesk(limits: RosterLimits(linesPerReport: 100))
        var lines = [Self.header]
        for number in 1...350 { lines.append("\(2_026_000 + number),张三,男,2013-03-31,初一,\(number % 8)班,,,") }
        var messages = try await desk.run(try await desk.send(lines.joined(separator: "\n")))
        #expect(messages.map(\.linesRead) == [100, 200, 300, 350])
        #expect(messages.map(\.hasOutcome) == [false, false, false, true])
        #expect(messages.last?.outcome.enrolled == 350)
        #expect(messages.last?.outcome.classesMade == 8)

        let bad = [Self.header] + (1...1_200).map { "\(3_026_000 + $0),,男,2013-03-31,初一,1班,,," }
        messages = try await desk.run(try await desk.send(bad.joined(separator: "\n")))
        #expect(messages.last?.outcome.faults.count == 1_000)
        #expect(messages.last?.outcome.faultCount == 1_200)
        #expect(messages.last?.outcome.faults.last?.line == 1_001)
        await desk.office.close()
    }

    @Test("An import belongs to its school's registrar, and only into a school")
    func scope() async throws {
        let desk = try await RosterDesk()
        let neighbour = try await desk.clerk.unit(.school, "二中", stage: .junior)
        let account = try await desk.clerk.account("local", in: neighbour)
        let asked = try await desk.clerk.request(.registrar, in: neighbour, for: account)
        _ = try await desk.office.clerk("officer").decide(asked, .active)
        let local = try await desk.office.clerk("local")
        let id = try await desk.begin()
        #expect(try await status { try await local.roster.getRosterImport(.with { $0.importID = id }) } == .notFound)
        #expect(
            try await status { try await local.roster.beginRosterImport(.with { $0.schoolID = desk.school }) }
                == .notFound)
        let grade = try await desk.clerk.unit(.grade, "初一", under: desk.school, grade: 7)
        #expect(
            try await status { try await desk.clerk.roster.beginRosterImport(.with { $0.schoolID = grade }) }
                == .invalidArgument)
        await desk.office.close()
    }
}
