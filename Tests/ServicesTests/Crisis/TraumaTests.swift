import Domain
import JSONRPC
import Router
import Store
import SwiftProtobuf
import TestSupport
import Testing
import XinyuAPI

@testable import Services

@Suite("Trauma protocols")
struct TraumaTests {
    private static let kinds: [(APITraumaKind, [String])] = [
        (.bullying, ["police", "education_authority", "guardians"]),
        (.violence, ["police", "education_authority", "guardians"]),
        (.sexualAssault, ["police", "education_authority", "guardians"]),
    ]

    @Test("A report has the steps of its kind, each with ground and deadline from when the school learnt of it")
    func steps() async throws {
        try await CrisisSchool.open { school in
            for (kind, mandatory) in Self.kinds {
                let report = try await school.counsellor.report(try await school.enrol(), kind)
                #expect(report.state == .reporting && report.kind == kind)
                #expect(report.counsellorID == school.counsellor.id.description)
                #expect(report.steps.filter(\.isMandatory).map(\.id) == mandatory)
                let police = try #require(report.steps.first { $0.id == "police" })
                #expect(police.dueAt.seconds - report.learntAt.seconds == 3_600)
                #expect(police.ground.contains("《未成年人保护法》第十一条"))
            }
            let adult = try await school.enrol("成年", bornOn: "2008-11-04")
            let report = try await school.counsellor.report(adult, .violence)
            #expect(report.steps.filter(\.isMandatory).map(\.id) == ["education_authority"])
            // One day younger.
            let minor = try await school.enrol("未成年", bornOn: "2008-11-05")
            #expect(try await school.counsellor.report(minor, .violence).steps.filter(\.isMandatory).count == 3)
        }
    }

    @Test("It is closed only when every mandatory step is reported and every other one decided")
    func closing() async throws {
        try await CrisisSchool.open { school in
            let report = try await school.counsellor.report(try await school.enrol(), .violence)
            let early = try await failure { try await school.crisisLead.close(report.id) }
            #expect(early?.status == .failedPrecondition)
            #expect(early?.message == "these mandatory steps are not reported yet: 向公安机关报案、向教育主管部门报告、通知父母或者其他监护人")
            let skipped = try await failure { try await school.crisisLead.waive("police", of: report.id) }
            #expect(skipped?.status == .failedPrecondition)
            #expect(skipped?.message.contains("《未成年人保护法》第十一条") == true)
            let empty = try await failure { try await school.counsellor.take("police", of: report.id, receipt: "") }
            #expect(empty?.details.fieldViolations.map(\.field) == ["receiptNumber"])

            for (step, state) in [
                ("police", APITraumaState.reporting), ("education_authority", .reporting), ("guardians", .supporting),
            ] {
                #expect(try await school.counsellor.take(step, of: report.id).state == state)
            }
            #expect(
                try await failure { try await school.counsellor.take("police", of: report.id) }?.message
                    == "the step is done already")
            let open = try await failure { try await school.crisisLead.close(report.id) }
            #expect(open?.message.hasPrefix("these steps must be done, or waived with a reason: 向民政部门报告") == true)
            for step in ["civil_affairs", "one_stop"] { _ = try await school.crisisLead.waive(step, of: report.id) }
            _ = try await school.counsellor.take("trauma_support", of: report.id, receipt: "")
            #expect(
                try await failure { try await school.counsellor.close(report.id) }?.status == .permissionDenied)
            let closed = try await school.crisisLead.close(report.id)
            #expect(closed.state == .closed && closed.outcome == "已立案，学生在辅导中" && closed.hasClosedAt)
            #expect(try await failure { try await school.crisisLead.close(report.id) }?.status == .failedPrecondition)
            #expect(
                try await failure { try await school.counsellor.take("police", of: report.id) }?.message
                    == "the report is closed")
            let police = try #require(closed.steps.first { $0.id == "police" })
            #expect(police.receiptNumber == "苏公（2026）001号" && police.note == "电话告知")
            #expect(police.doneBy == school.counsellor.id.description)
        }
    }

    @Test("Only the crisis lead and the assigned counsellor know of it; for anybody else there is none")
    func needToKnow() async throws {
        try await CrisisSchool.open { school in
            let student = try await school.enrol()
            let report = try await school.counsellor.report(student, .sexualAssault)
            #expect(try await school.crisisLead.trauma(report.id).id == report.id)
            #expect(try await school.counsellor.trauma(report.id).id == report.id)
            func refusals(_ person: Responder) async throws -> [GRPCStatus?] {
                [
                    try await failure { try await person.trauma(report.id) }?.status,
                    try await failure { try await person.take("police", of: report.id) }?.status,
                ]
            }
            #expect(try await refusals(school.secondCounsellor) == [.notFound, .notFound])
            #expect(try await refusals(school.stranger) == [.notFound, .notFound])
            for person in school.outsiders {
                #expect(try await refusals(person) == [.permissionDenied, .permissionDenied])
            }
            func listed(_ person: Responder) async throws -> [String] {
                try await person.traumas.listTraumaReports(
                    .with { $0.unitID = school.school.description }, person.meta
                ).reports.map(\.id)
            }
            #expect(try await listed(school.counsellor) == [report.id])
            #expect(try await listed(school.crisisLead) == [report.id])
            #expect(try await listed(school.secondCounsellor) == [])
            #expect(try await school.secondCounsellor.day([.reportTrauma]).isEmpty)
            #expect(try await school.counsellor.day([.reportTrauma]).map(\.subjectID) == [report.id])
            #expect(try await school.crisisLead.day([.reportTrauma]).map(\.subjectID) == [report.id])

            let assigned = try await school.crisisLead.traumas.assignTraumaReport(
                .with {
                    $0.traumaReportID = report.id
                    $0.counsellorID = school.secondCounsellor.id.description
                }, school.crisisLead.meta
            ).report
            #expect(assigned.counsellorID == school.secondCounsellor.id.description)
            #expect(try await refusals(school.counsellor) == [.notFound, .notFound])
            #expect(try await school.secondCounsellor.trauma(report.id).id == report.id)
        }
    }

    @Test("The archive says that there is something, and neither what nor where")
    func archive() async throws {
        try await CrisisSchool.open { school in
            let student = try await school.enrol()
            let report = try await school.crisisLead.report(student, .sexualAssault)
            #expect(report.counsellorID.isEmpty)
            _ = try await school.crisisLead.take("police", of: report.id)
            let lines = try await school.archive(of: student).filter { $0.kind == .protected }
            #expect(lines.count == 2)
            for line in lines {
                #expect(line.sensitivity == .raw && line.subject == nil)
                #expect(line.summary.hasPrefix("受保护事项："))
                #expect(!line.summary.contains("性") && !line.summary.contains("公安"))
            }
        }
    }

    @Test("A late mandatory report is told once, in the archive, and stands in the day as overdue")
    func deadlines() async throws {
        try await CrisisSchool.open { school in
            let student = try await school.enrol()
            let report = try await school.counsellor.report(student, .bullying)
            func told() async throws -> Int {
                try await school.background.run(TraumaDeadlines())
                return try await school.archive(of: student).count { $0.summary == "受保护事项：报告逾期" }
            }
            school.clock.advance(by: .seconds(3_600))
            #expect(try await told() == 0)
            school.clock.advance(by: .milliseconds(1))
            #expect(try await told() == 1)
            #expect(try await told() == 1)
            #expect(
                try await school.counsellor.trauma(report.id).steps.filter(\.isOverdue).map(\.id) == ["police"])
            #expect(try await school.counsellor.day([.reportTrauma]).map(\.urgency) == [.overdue])
            school.clock.advance(by: .seconds(7 * 86_400))
            // Education authority and guardians; support is advised, and its lateness is no breach of law.
            #expect(try await told() == 3)
        }
    }

    @Test("A case that is named must be the student's")
    func crisisCase() async throws {
        try await CrisisSchool.open { school in
            let other = try await school.crisis(in: .opened)
            let student = try await school.enrol()
            let refusal = try await failure {
                try await school.counsellor.traumas.openTraumaReport(
                    .with {
                        $0.studentID = student.description
                        $0.kind = .violence
                        $0.gravity = .grave
                        $0.suspect = .unknown
                        $0.description_p = "……"
                        $0.crisisCaseID = other.id
                    }, school.counsellor.meta)
            }
            #expect(refusal?.details.fieldViolations.map(\.field) == ["crisisCaseId"])
        }
    }
}
