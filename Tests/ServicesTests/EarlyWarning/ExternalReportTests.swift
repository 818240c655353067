import Domain
import JSONRPC
import Store
import SwiftProtobuf
import TestSupport
import Testing
import XinyuAPI

@Suite("Reports from outside of the school")
struct ExternalReportTests {
    private func send(
        _ school: CareSchool, _ text: String = "夜间在桥上徘徊，已劝返", name: String = "王小明", className: String = "初二（1）班",
        number: String = "", trust: APISignalTrust = .confirmed
    ) async throws -> APIOwnReport {
        try await school.reporter.signals.reportExternally(
            .with {
                $0.unitID = school.school.description
                $0.studentName = name
                $0.className = className
                $0.studentNumber = number
                $0.trust = trust
                $0.text = text
                $0.reference = "青公〔2026〕17号"
            }, school.reporter.meta
        ).report
    }

    private func waiting(
        _ school: CareSchool, _ states: [APIExternalReportState] = []
    ) async throws -> [APIExternalReport] {
        try await school.counsellor.signals.listExternalReports(
            .with {
                $0.unitID = school.school.description
                $0.states = states
            }, school.counsellor.meta
        ).reports
    }

    private func match(_ report: String, _ student: Identifier, _ colleague: Colleague) async throws
        -> APIExternalReport
    {
        try await colleague.signals.matchExternalReport(
            .with {
                $0.reportID = report
                $0.studentID = student.description
            }, colleague.meta
        ).report
    }

    private func own(_ school: CareSchool) async throws -> [APIOwnReport] {
        try await school.reporter.signals.listOwnReports(.init(), school.reporter.meta).reports
    }

    @Test func waitUntilSomebodySaysWhomTheyAreAbout() async throws {
        try await CareSchool.open { school in
            let student = try await school.enrol()
            let report = try await send(school)
            #expect(report.state == .waiting)
            #expect(try await school.counsellor.list(school.school).warnings.isEmpty)
            let seen = try await waiting(school)
            #expect(seen.map(\.studentName) == ["王小明"] && seen.map(\.className) == ["初二（1）班"])
            #expect(seen.map(\.text) == ["夜间在桥上徘徊，已劝返"] && seen.map(\.reporterName) == ["老师"])
            #expect(
                try await school.crisisLead.today().contains {
                    $0.kind == .decideSignal && $0.subjectID == report.id && $0.studentID.isEmpty
                })
            let matched = try await match(report.id, student, school.crisisLead)
            #expect(matched.state == .matched && matched.text.isEmpty && matched.studentName.isEmpty)
            let warnings = try await school.counsellor.list(school.school).warnings
            #expect(warnings.map(\.signalID) == [matched.signalID])
            #expect(warnings.flatMap(\.fired).map(\.ruleID) == ["from-outside"])
            #expect(try await school.counsellor.signal(matched.signalID).text == "夜间在桥上徘徊，已劝返")
            #expect(try await waiting(school).isEmpty)
            #expect(try await waiting(school, [.matched]).map(\.id) == [report.id])
            let again = try await failure { try await match(report.id, student, school.counsellor) }
            #expect(again?.status == .failedPrecondition)
        }
    }

    @Test func tellTheReporterTheirStateAndNothingElse() async throws {
        try await CareSchool.open { school in
            let (first, second) = (try await send(school), try await send(school, number: "20260101"))
            school.clock.advance(by: .seconds(60))
            _ = try await match(first.id, try await school.enrol(), school.counsellor)
            _ = try await school.counsellor.signals.refuseExternalReport(
                .with {
                    $0.reportID = second.id
                    $0.reason = "查无此人"
                }, school.counsellor.meta)
            let seen = try await own(school)
            #expect(
                Dictionary(uniqueKeysWithValues: seen.map { ($0.id, $0.state) }) == [
                    first.id: .matched, second.id: .refused,
                ])
            #expect(try seen.allSatisfy { !(try $0.jsonString()).contains("查无此人") })
            // Whoever reports reads nothing else of the school.
            #expect(
                try await failure { try await school.reporter.list(school.school) }?.status == .permissionDenied)
            #expect(
                try await failure { try await school.reporter.signals(school.school) }?.status == .permissionDenied)
            #expect(
                try await failure {
                    try await school.reporter.signals.listExternalReports(
                        .with { $0.unitID = school.school.description }, school.reporter.meta)
                }?.status == .permissionDenied)
        }
    }

    @Test func areMatchedWithinTheirSchool() async throws {
        try await CareSchool.open { school in
            let report = try await send(school)
            let foreign = try await school.enrolElsewhere()
            let refusal = try await failure { try await match(report.id, foreign, school.counsellor) }
            #expect(refusal?.details.fieldViolations.map(\.field) == ["studentId"])
            #expect(try await failure { try await match(report.id, foreign, school.stranger) }?.status == .notFound)
            let elsewhere = try await failure {
                try await school.reporter.signals.reportExternally(
                    .with { $0.unitID = school.otherSchool.description }, school.reporter.meta)
            }
            #expect(elsewhere?.status == .notFound)
        }
    }

    @Test func mustSayWhoItIs() async throws {
        try await CareSchool.open { school in
            for (name, className, number) in [("王小明", "", ""), ("", "初二", ""), ("", "", " ")] {
                let refusal = try await failure {
                    try await send(school, name: name, className: className, number: number)
                }
                #expect(refusal?.details.fieldViolations.map(\.field) == ["studentName"])
            }
            #expect(try await send(school, name: "", className: "", number: "20260101").state == .waiting)
        }
    }
}
