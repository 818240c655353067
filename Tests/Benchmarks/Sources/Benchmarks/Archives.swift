import Daemon
import Domain
import Foundation
import JSONRPC
import Store
import TestInstallation
import Vault
import XinyuAPI

/// Archives of many schools over years, as 64 counsellors read them at once: what a call costs while they grow.
struct Archives {
    static let schools = 64
    static let schoolsAtFirst = 8
    static let students = 1_600
    static let years = 5
    /// Of an archive in a year: three sheets, an observation, two of a term's talks and plans.
    static let linesInAYear = 6
    /// One student of so many stands on the care list; every third of these is only proposed.
    static let careEvery = 32

    private struct School {
        let id: Identifier
        let counsellor: SampleSchool.Visitor
        let students: [Identifier]
    }

    private let host: DaemonHost
    private var schools: [School] = []

    static func measure(_ note: (String) -> Void) async throws -> String {
        var archives = Archives(
            host: try await DaemonHost.make(["limits": ["connections": 4_096, "connectionsPerUser": 4_096]]))
        defer { archives.host.kill() }
        var rows = [["archives", "years", "database", "call", "calls", "p50", "p99"]]
        for (schools, years) in [
            (schoolsAtFirst, 1..<2), (schoolsAtFirst, 2..<years + 1), (Self.schools, 1..<years + 1),
        ] {
            note("filling \(schools * Archives.students) archives up to year \(years.upperBound - 1) …")
            let older = archives.schools
            try await archives.enrol(upTo: schools)
            // The schools that were there before have these years already, unless it is they who grow older.
            try await archives.write(
                years, of: schools == older.count ? older : Array(archives.schools[older.count...]))
            rows += try await archives.measure(years: years.upperBound - 1)
        }
        return rows.aligned
    }

    // MARK: - Filling

    /// Makes schools through the API, each with a counsellor, classes of 50, and a care list.
    private mutating func enrol(upTo count: Int) async throws {
        if host.processID == 0 { try await host.start() }
        let client = try await host.client()
        let builder = SchoolBuilder(client)
        let registrar = try await builder.login("registrar", DaemonHost.firstPasswords[0])
        let officer = try await builder.login("security", DaemonHost.firstPasswords[1])
        let roster = Roster.made(Self.students)
        while schools.count < count {
            let number = schools.count + 1
            let id = try await builder.makeSchool("求真第\(number)中学", as: registrar)
            try await builder.enrol(roster, in: id, as: registrar)
            let counsellor = try await builder.appoint(
                "xinli\(number)", .counsellor, in: id, by: registrar, approvedBy: officer, home: id)
            guard let school = Identifier(id) else { throw NeverCame(description: "a school's id is readable") }
            var students: [String] = []
            for schoolClass in try await builder.classes(of: id, as: registrar).values.sorted() {
                students += try await builder.students(ofClass: schoolClass, as: registrar)
            }
            try await fillCareList(from: students, counsellor, builder)
            schools.append(
                School(id: school, counsellor: counsellor, students: students.compactMap { Identifier($0) }))
        }
        _ = try await host.stop()
    }

    private func fillCareList(
        from students: [String], _ counsellor: SampleSchool.Visitor, _ builder: SchoolBuilder
    ) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (number, index) in stride(from: 0, to: students.count, by: Self.careEvery).enumerated() {
                group.addTask {
                    let level: APIAttentionLevel = number % 5 == 0 ? .crisis : .concern
                    let entry = try await builder.propose(students[index], at: level, as: counsellor)
                    if number % 3 != 0 { try await builder.activate(entry, at: level, as: counsellor) }
                }
            }
            try await group.waitForAll()
        }
    }

    /// Writes the archives' lines of some years, which no one waits five years for: into the store itself, while the
    /// daemon does not run.
    private func write(_ years: Range<Int>, of schools: [School]) async throws {
        let configuration = try await DaemonConfiguration.read(
            file: host.configuration, environment: [:], executableFolder: "/bin")
        let random = SystemRandom()
        let installation = try await OpenInstallation.open(configuration, clock: SystemClock(), random: random)
        let day: Int64 = 86_400_000
        let first = SystemClock().now().milliseconds - Int64(Self.years) * 365 * day
        for school in schools {
            for start in stride(from: 0, to: school.students.count, by: 50) {
                let students = school.students[start..<min(start + 50, school.students.count)]
                try await installation.store.write { transaction in
                    for student in students {
                        for line in years.flatMap({ year in (0..<Self.linesInAYear).map { (year - 1, $0) } }) {
                            let at = first + Int64(line.0) * 365 * day + Int64(line.1) * 60 * day
                            try transaction.append(
                                ArchiveEntry(
                                    school: school.id, student: student, at: Timestamp(milliseconds: at),
                                    id: Identifier(randomFrom: random), kind: line.1 < 3 ? .assessment : .observation,
                                    subject: nil, author: nil, summary: "完成测评：患者健康问卷抑郁量表（PHQ-9）"))
                        }
                    }
                }
            }
        }
        try await installation.close()
    }

    // MARK: - Measuring

    private func measure(years: Int) async throws -> [[String]] {
        try await host.start()
        let archives = schools.count * Self.students
        let size = try size(of: host.database)
        var rows: [[String]] = []
        for (call, lines) in [
            ("ArchiveService/GetTimeline", timelines), ("CareService/ListCareEntries", lists),
            ("DayService/GetMyDay", days),
        ] {
            let load = try await Load.run(
                host.socket, lines: Bench.file(host, "archives", lines), connections: Self.schools, depth: 1, seconds: 5
            )
            rows.append([
                "\(archives)", "\(years)", "\(size / 1_000_000) MB", call, load.rate.perSecond,
                (load.median / 1e3).short + " ms", (load.slowest / 1e3).short + " ms",
            ])
        }
        return rows
    }

    private func size(of folder: String) throws -> Int {
        try FileManager.default.contentsOfDirectory(atPath: folder).reduce(0) { sum, name in
            let attributes = try FileManager.default.attributesOfItem(atPath: folder + "/" + name)
            return sum + (attributes[.size] as? Int ?? 0)
        }
    }

    /// Of students all over the schools, none twice in a row.
    private var timelines: [String] {
        (0..<65_536).map { number in
            let school = schools[number % schools.count]
            let student = school.students[(number &* 2_654_435_761) % school.students.count]
            return line(number, "ArchiveService/GetTimeline", #"{"studentId":"\#(student)"}"#, school.counsellor)
        }
    }

    private var lists: [String] {
        (0..<4_096).map { number in
            let school = schools[number % schools.count]
            return line(number, "CareService/ListCareEntries", #"{"unitId":"\#(school.id)"}"#, school.counsellor)
        }
    }

    private var days: [String] {
        (0..<4_096).map { number in
            line(number, "DayService/GetMyDay", "{}", schools[number % schools.count].counsellor)
        }
    }

    private func line(_ id: Int, _ method: String, _ parameters: String, _ visitor: SampleSchool.Visitor) -> String {
        #"{"jsonrpc":"2.0","id":\#(id),"method":"xinyu.v1.\#(method)","params":\#(parameters),"#
            + #""meta":{"authorization":"Bearer \#(visitor.token)","purpose":"测量"}}"#
    }
}
