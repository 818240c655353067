import Domain
import JSONRPC
import Store
import SwiftProtobuf
import TestSupport
import Testing
import XinyuAPI

@Suite("Reports of classes and the end of the day")
struct DayReportTests {
    private func send(
        _ school: CareSchool, nothing: Bool = false, _ seen: [(Identifier, String)] = [], note: String = ""
    ) async throws -> APIDayReport {
        try await school.classTeacher.reports.sendDayReport(
            .with {
                $0.unitID = school.classes[0].description
                $0.nothingToReport = nothing
                $0.note = note
                $0.observations = seen.map { student, text in
                    .with {
                        $0.studentID = student.description
                        $0.text = text
                    }
                }
            }, school.classTeacher.meta
        ).report
    }

    private func list(_ school: CareSchool, _ day: String = "") async throws -> APIListDayReportsResponse {
        try await school.counsellor.reports.listDayReports(
            .with {
                $0.unitID = school.school.description
                $0.day = day
            }, school.counsellor.meta)
    }

    private func sweep(_ school: CareSchool, _ day: String = "") async throws -> APIGetSweepResponse {
        try await school.counsellor.reports.getSweep(
            .with {
                $0.unitID = school.school.description
                $0.day = day
            }, school.counsellor.meta)
    }

    @Test func aZeroReportIsAReport() async throws {
        try await CareSchool.open { school in
            let owed = try await school.classTeacher.today().filter { $0.kind == .sendDayReport }
            #expect(owed.map(\.unitID) == [school.classes[0].description])
            let report = try await send(school, nothing: true)
            #expect(report.nothingToReport && !report.isMissing && report.period == "2026-11-04")
            #expect(try await school.classTeacher.today().filter { $0.kind == .sendDayReport }.isEmpty)
            // At 18:00 the other class is late.
            #expect(try await list(school).missing == 0)
            school.clock.advance(by: .seconds(10 * 3_600 + 1))
            let late = try await list(school)
            #expect(late.missing == 1)
            #expect(late.reports.filter(\.isMissing).map(\.unitID) == [school.classes[1].description])
            #expect(try await failure { try await send(school, nothing: true) }?.status == .alreadyExists)
            // The next day is another report, and a day without school asks for none.
            school.clock.advance(by: .seconds(86_400))
            #expect(try await send(school, note: "流感请假多").period == "2026-11-05")
            #expect(try await list(school, "2026-11-07").missing == 0)
        }
    }

    @Test func isNeverEmptyByMistake() async throws {
        try await CareSchool.open { school in
            let student = try await school.enrol()
            for (nothing, seen) in [(false, []), (true, [(student, "低落")])] as [(Bool, [(Identifier, String)])] {
                let refusal = try await failure { try await send(school, nothing: nothing, seen) }
                #expect(refusal?.details.fieldViolations.map(\.field) == ["nothingToReport"])
            }
            let other = try await school.enrol(in: 1)
            let refusal = try await failure { try await send(school, [(student, "低落"), (other, "低落")]) }
            #expect(refusal?.details.fieldViolations.map(\.field) == ["observations[1].studentId"])
            // Nothing of it was kept.
            #expect(try await school.counsellor.timeline(student).entries.isEmpty)
        }
    }

    @Test func whatWasSeenIsWeighed() async throws {
        try await CareSchool.open { school in
            let student = try await school.enrol()
            let report = try await send(school, [(student, "说不想活了")], note: "其余正常")
            #expect(report.observations == 1)
            #expect(report.note.isEmpty)
            #expect(try await list(school).reports.map(\.note).contains("其余正常"))
            #expect(try await school.counsellor.list(school.school).warnings.map(\.suggestedLevel) == [.crisis])
            #expect(
                Set(try await school.counsellor.timeline(student).entries.map(\.kind)) == [.observation, .warning])
        }
    }

    @Test func theSweepListsWhatIsOpenAndKeepsIt() async throws {
        try await CareSchool.open { school in
            let student = try await school.enrol()
            let warning = try await school.warn(of: student, .crisis)
            _ = try await school.classTeacher.report(student)
            _ = try await send(school, nothing: true)
            school.clock.advance(by: .seconds(11 * 3_600))
            let now = try await sweep(school)
            #expect(!now.hasSweptAt)
            #expect([now.unacknowledgedWarnings, now.overdueWarnings, now.undecidedSignals] == [1, 1, 1])
            #expect(now.missingReports.map(\.unitID) == [school.classes[1].description])
            // 19:00: the day of both schools is not over, so the former day is looked at.
            #expect(try await school.sweep() == 2)
            #expect(try await school.sweep() == 0)
            school.clock.advance(by: .seconds(2 * 3_600))
            #expect(try await school.sweep() == 2)
            // What is done later does not change what was found.
            _ = try await school.counsellor.acknowledge(warning)
            school.clock.advance(by: .seconds(86_400))
            let kept = try await sweep(school, "2026-11-04")
            #expect(kept.hasSweptAt)
            #expect([kept.unacknowledgedWarnings, kept.waitingInterviews, kept.overdueWarnings] == [1, 0, 1])
            #expect(kept.missingReports.map(\.unitID) == [school.classes[1].description])
            #expect(try await failure { try await sweep(school, "2026-11-30") }?.status == .invalidArgument)
            #expect(try await failure { try await sweep(school, "2026-10-01") }?.status == .notFound)
        }
    }

    @Test func theSweepCatchesUpWithDaysThatNobodyLookedAt() async throws {
        try await CareSchool.open { school in
            school.clock.advance(by: .seconds(14 * 3_600))
            #expect(try await school.sweep() == 2)
            school.clock.advance(by: .seconds(5 * 86_400))
            #expect(try await school.sweep() == 10)
            for day in 5...9 {
                let kept = try await sweep(school, "2026-11-0\(day)")
                // The seventh and the eighth are a weekend.
                let isOver = day < 9
                #expect(kept.hasSweptAt == isOver)
                #expect(kept.missingReports.count == (day == 7 || day == 8 ? 0 : 2), "\(day)")
            }
        }
    }

    @Test func areNotForPeerObservers() async throws {
        try await CareSchool.open { school in
            let refusal = try await failure {
                try await school.peerObserver.reports.listDayReports(
                    .with { $0.unitID = school.classes[0].description }, school.peerObserver.meta)
            }
            #expect(refusal?.status == .permissionDenied)
            let foreign = try await failure {
                try await school.classTeacher.reports.sendDayReport(
                    .with {
                        $0.unitID = school.classes[1].description
                        $0.nothingToReport = true
                    }, school.classTeacher.meta)
            }
            #expect(foreign?.status == .notFound)
        }
    }
}
