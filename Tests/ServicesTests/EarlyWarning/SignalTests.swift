import Domain
import JSONRPC
import Store
import SwiftProtobuf
import TestSupport
import Testing
import XinyuAPI

@Suite("Signals")
struct SignalTests {
    @Test func waitForAPersonsWordWhereNoRuleTakesThemUp() async throws {
        try await CareSchool.open { school in
            let student = try await school.enrol()
            let id = try await school.classTeacher.report(student)
            let waiting = try await school.counsellor.signals(school.school)
            #expect(waiting.map(\.id) == [id])
            #expect(waiting.map(\.facts) == [["information.trust=hearsay"]])
            #expect(waiting.map(\.text) == ["家长来电说近来睡不好"])
            #expect(waiting.map(\.authorID) == [school.classTeacher.id.description])
            #expect(try await school.counsellor.today().contains { $0.kind == .decideSignal && $0.subjectID == id })
            #expect(try await school.counsellor.list(school.school).warnings.isEmpty)
            let decided = try await school.counsellor.decide(id, .warned, .concern)
            #expect(decided.state == .warned)
            let warning = try await school.counsellor.list(school.school).warnings
            #expect(warning.map(\.id) == [decided.warningID])
            #expect(warning.map(\.source) == [.information])
            #expect(warning.map(\.signalID) == [id])
            #expect(warning.flatMap(\.fired).map(\.ruleID) == ["person"])
            #expect(
                try await failure { try await school.counsellor.decide(id, .setAside) }?.status == .failedPrecondition)
        }
    }

    @Test func aCrisisWordRaisesACrisisAtOnce() async throws {
        try await CareSchool.open { school in
            let student = try await school.enrol()
            let id = try await school.classTeacher.report(student, .information, .hearsay, "同学说他 不想 活了")
            let warnings = try await school.counsellor.list(school.school).warnings
            #expect(warnings.map(\.suggestedLevel) == [.crisis])
            #expect(warnings.flatMap(\.fired).map(\.inputs) == [["information.word=suicide"]])
            #expect(try await school.counsellor.signal(id).warningID == warnings[0].id)
            // So does one in an observation.
            let other = try await school.enrol(in: 1)
            _ = try await school.classTeacher.observe(student, "今天好些了")
            _ = try await school.counsellor.observe(other, "手臂上有割腕的痕迹")
            #expect(try await school.counsellor.list(school.classes[1]).warnings.map(\.source) == [.observation])
        }
    }

    @Test func severalWithinTheWindowCountTogether() async throws {
        try await CareSchool.open { school in
            let student = try await school.enrol()
            for (day, expected) in [(0, 0), (5, 0), (5, 1)] as [(Int64, Int)] {
                school.clock.advance(by: .seconds(day * 86_400))
                _ = try await school.classTeacher.observe(student, "上课趴着")
                #expect(try await school.counsellor.list(school.school).warnings.count == expected)
            }
            let warning = try await school.counsellor.list(school.school).warnings[0]
            #expect(warning.fired.map(\.ruleID) == ["repeated-observations"])
            #expect(warning.fired.map(\.inputs) == [["observation.trust=observed ×3"]])
            #expect(try await school.counsellor.signals(school.school, [.warned]).count == 3)
            // The fourth points the same way: it is added, and nobody is called twice.
            _ = try await school.classTeacher.observe(student, "不与人说话")
            let id = try #require(Identifier(warning.id))
            #expect(try await school.counsellor.history(id).map(\.change) == [.raised, .signalAdded])
            // What was dismissed does not count again.
            _ = try await school.counsellor.acknowledge(id)
            _ = try await school.counsellor.dismiss(id, "已了解，感冒")
            _ = try await school.classTeacher.observe(student, "仍咳嗽")
            #expect(try await school.counsellor.list(school.school).warnings.isEmpty)
            #expect(try await school.counsellor.signals(school.school, [.setAside]).count == 4)
        }
    }

    @Test func outsideTheWindowTheyDoNot() async throws {
        try await CareSchool.open { school in
            let student = try await school.enrol()
            for _ in 0..<4 {
                _ = try await school.classTeacher.observe(student, "上课趴着")
                school.clock.advance(by: .seconds(10 * 86_400))
            }
            #expect(try await school.counsellor.list(school.school).warnings.isEmpty)
        }
    }

    @Test(
        arguments: [
            (.assessment, .observed, "x", 0, "kind"), (.observation, .observed, "x", 0, "kind"),
            (.freeText, .observed, "x", 0, "kind"), (.unspecified, .observed, "x", 0, "kind"),
            (.absence, .observed, "x", 0, "days"), (.absence, .observed, "x", 367, "days"),
            (.hotline, .observed, "x", 1, "days"), (.hotline, .unspecified, "x", 0, "trust"),
            (.hotline, .observed, "  ", 0, "text"),
        ] as [(APISignalKind, APISignalTrust, String, UInt32, String)])
    func saysWhatIsWrongWithAReport(
        _ kind: APISignalKind, _ trust: APISignalTrust, _ text: String, _ days: UInt32, _ field: String
    ) async throws {
        try await CareSchool.open { school in
            let student = try await school.enrol()
            let refusal = try await failure {
                try await school.classTeacher.report(student, kind, trust, text, days: days)
            }
            #expect(refusal?.status == .invalidArgument)
            #expect(refusal?.details.fieldViolations.map(\.field) == [field])
        }
    }

    @Test func areTheArchivesToo() async throws {
        try await CareSchool.open { school in
            let student = try await school.enrol()
            _ = try await school.classTeacher.report(student, .absence, .confirmed, "未请假", days: 6)
            let entries = try await school.counsellor.timeline(student).entries
            #expect(Set(entries.map(\.kind)) == [.signal, .warning])
            #expect(entries.contains { $0.summary == "收到线索：缺勤" })
        }
    }

    @Test func areNotForWhoToldThem() async throws {
        try await CareSchool.open { school in
            let id = try await school.classTeacher.report(try await school.enrol())
            #expect(try await failure { try await school.classTeacher.signal(id) }?.status == .permissionDenied)
            #expect(
                try await failure { try await school.classTeacher.signals(school.classes[0]) }?.status
                    == .permissionDenied)
            #expect(try await failure { try await school.stranger.signal(id) }?.status == .notFound)
            // Another class is out of the teacher's reach.
            let other = try await school.enrol(in: 1)
            #expect(try await failure { try await school.classTeacher.report(other) }?.status == .notFound)
        }
    }
}
