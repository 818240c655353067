import Foundation
import JSONRPC
import SwiftProtobuf
import TestInstallation
import Testing
import XinyuAPI

extension EndToEnd {
    /// What `strings` would find, and more: every file of the installation, byte by byte, for what people have written.
    @Suite("Nothing readable on the disk")
    struct NothingReadableOnDiskTests {
        private static let purpose = "为了核对预约而查看"
        private static let note = "面谈记录：近两周睡眠差，食欲下降"
        private static let reason = "班主任反映上课走神"
        private static let advice = "请多留意其午间独处的情况"
        private static let observation = "晚自习时独自哭泣"
        private static let goal = "每晚十一点前入睡"

        @Test("Database, its log, keys, access log and socket folder hold no word of the school")
        func scan() async throws {
            let host = try await DaemonHost.make()
            try await host.start()
            let client = try await host.client()
            let roster = try Roster.demo()
            let school = try await SampleSchool.open(client, roster: roster, instruments: ["phq9", "gad7", "who5"])
            let submissions = Submission.all(in: school)
            try await SubmissionStream(submissions).run(on: host)
            try await work(with: school, over: client)

            // While the write-ahead log is full, and after the daemon has tidied up.
            try expectNothing(of: roster, school, submissions, in: host)
            #expect(try await host.stop() == .exited(0))
            try expectNothing(of: roster, school, submissions, in: host)
        }

        /// A warning from its interview to a plan, with texts in each place that takes one.
        private func work(with school: SampleSchool, over client: RPCClient) async throws {
            let counsellor = school.counsellor.meta(purpose: Self.purpose)
            let warnings = WarningServiceClient(client)
            let open = try await warnings.listWarnings(.with { $0.unitID = school.school }, counsellor).warnings
            let warning = try #require(open.first)
            _ = try await warnings.acknowledgeWarning(.with { $0.warningID = warning.id }, counsellor)
            let interview = try await warnings.recordInterview(
                .with {
                    $0.warningID = warning.id
                    $0.heldAt = .init(date: Date())
                    $0.notes = Self.note
                    $0.level = .concern
                    $0.supportAdvice = Self.advice
                }, counsellor)
            _ = try await warnings.getInterview(.with { $0.warningID = warning.id }, counsellor)
            _ = try await CareServiceClient(client).activateCareEntry(
                .with {
                    $0.careEntryID = interview.careEntryID
                    $0.level = .concern
                    $0.reason = Self.reason
                    $0.evidence.kind = .warning
                    $0.evidence.id = warning.id
                    $0.supportAdvice = Self.advice
                }, counsellor)
            _ = try await PlanServiceClient(client).createPlan(
                .with {
                    $0.studentID = warning.studentID
                    $0.careEntryID = interview.careEntryID
                    $0.content.goals = [Self.goal]
                    $0.content.measures = [
                        .with {
                            $0.text = Self.goal
                            $0.ownerID = school.counsellor.account
                            $0.everyDays = 7
                        }
                    ]
                    $0.content.reviewOn = "2030-01-01"
                }, counsellor)
            if let second = open.dropFirst().first {
                _ = try await warnings.acknowledgeWarning(.with { $0.warningID = second.id }, counsellor)
                _ = try await warnings.dismissWarning(
                    .with {
                        $0.warningID = second.id
                        $0.reason = Self.reason
                    }, counsellor)
            }
            _ = try await ArchiveServiceClient(client).recordObservation(
                .with {
                    $0.studentID = warning.studentID
                    $0.text = Self.observation
                }, counsellor)
            _ = try await ArchiveServiceClient(client).recordInformation(
                .with {
                    $0.studentID = warning.studentID
                    $0.source = .guardian
                    $0.trust = .hearsay
                    $0.sourceDetail = Self.advice
                    $0.text = Self.note
                }, counsellor)
            _ = try await CircumstanceServiceClient(client).recordCircumstance(
                .with {
                    $0.studentID = warning.studentID
                    $0.category = .leftBehind
                    $0.source = .schoolFiles
                    $0.note = Self.observation
                }, counsellor)
            _ = try await ArchiveServiceClient(client).getTimeline(
                .with { $0.studentID = warning.studentID }, counsellor)
        }

        private func expectNothing(
            of roster: Roster, _ school: SampleSchool, _ submissions: [Submission], in host: DaemonHost
        ) throws {
            var words: Set<String> = [
                Self.purpose, Self.note, Self.reason, Self.advice, Self.observation, Self.goal,
                SampleSchool.title, SampleSchool.consent, SampleSchool.schoolName, SampleSchool.password, "xinli",
                "banzhuren", "xinli老师",
            ]
            for student in roster.students {
                words.formUnion([
                    student.name, student.number, student.guardian, student.phone, student.schoolClass,
                ])
            }
            words.formUnion(school.pupils.map(\.visitor.token))
            // Sheets as they travel: the answers as text.
            words.formUnion(submissions.map { $0.values.map { "\($0)" }.joined(separator: ",") })
            words = words.filter { $0.utf8.count >= 5 }

            var looked = 0
            for folder in [host.database, host.logFolder, host.folder.file("run")] {
                for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
                    // Not the word's place but its presence counts; a file's own name is one of the places.
                    #expect(!words.contains(name))
                    guard let bytes = FileManager.default.contents(atPath: "\(folder)/\(name)") else { continue }
                    looked += bytes.count
                    let found = NeedleSearch(words.map { Array($0.utf8) }).found(in: [UInt8](bytes))
                    #expect(found.isEmpty, "\(name) holds \(found.map { String(decoding: $0, as: UTF8.self) })")
                }
            }
            let bytes = FileManager.default.contents(atPath: host.errorOutput) ?? Data()
            #expect(NeedleSearch(words.map { Array($0.utf8) }).found(in: [UInt8](bytes)).isEmpty)
            // The database was there, and not empty.
            #expect(looked > 500_000)
        }
    }
}
