import AuditLog
import Domain
import JSONRPC
import Store
import SwiftProtobuf
import TestSupport
import Testing
import Vault
import XinyuAPI

@testable import Services

@Suite("Case analysis reports")
struct CaseReportTests {
    @Test("A counsellor writes, the crisis lead signs, by the hash of what was read")
    func signing() async throws {
        try await CrisisSchool.open { school in
            let crisis = try await school.crisis(in: .followUp)
            #expect(
                try await failure { try await school.crisisLead.submit(crisis.id) }?.status == .permissionDenied)
            let report = try await school.counsellor.submit(crisis.id)
            #expect(report.version == 1 && report.versions == 1 && report.signedBy.isEmpty)
            #expect(report.content == Responder.content)
            #expect(
                try await failure { try await school.counsellor.sign(report) }?.status == .permissionDenied)
            var forged = report
            forged.contentHash = String(repeating: "0", count: 64)
            #expect(
                try await failure { try await school.crisisLead.sign(forged) }?.details.fieldViolations.map(\.field)
                    == ["contentHash"])
            let signed = try await school.crisisLead.sign(report)
            #expect(signed.signedBy == school.crisisLead.id.description)
            #expect(
                try await failure { try await school.secondLead.sign(report) }?.message
                    == "this version is signed already")
        }
    }

    @Test("The access log keeps who signed which hash, under a kind of subject that nobody can choose")
    func log() async throws {
        try await CrisisSchool.open { school in
            let crisis = try await school.crisis(in: .followUp)
            let report = try await school.counsellor.submit(crisis.id)
            _ = try await school.crisisLead.sign(report)
            let id = try #require(Identifier(crisis.id))
            let records = try await school.store.read { transaction in
                try transaction.all("SELECT record FROM audit_records ORDER BY position") { row in
                    try AuditRecord(canonical: try row.blob(0))
                }
            }
            let signatures = records.filter { $0.subject.kind == "case_report_signature" }
            #expect(signatures.map(\.subject.id) == [id])
            #expect(signatures.map(\.actor) == [school.crisisLead.id])
            #expect(signatures.map(\.requestID) == ["sha256 \(report.contentHash)"])
            #expect(signatures.first?.counts == [AuditRecord.Count(key: "version", value: 1)])
        }
    }

    @Test("A signed version stands; a correction is another one, which is signed anew, and only the newest is")
    func versions() async throws {
        try await CrisisSchool.open { school in
            let crisis = try await school.crisis(in: .followUp)
            let first = try await school.counsellor.submit(crisis.id)
            _ = try await school.crisisLead.sign(first)
            var content = Responder.content
            content.outcome = "症状明显缓解"
            let second = try await school.counsellor.submit(crisis.id, content)
            #expect(second.version == 2 && second.contentHash != first.contentHash)
            let old = try await school.crisisLead.reports.getCaseReport(
                .with {
                    $0.crisisCaseID = crisis.id
                    $0.version = 1
                }, school.crisisLead.meta
            ).report
            #expect(old.content == Responder.content && !old.signedBy.isEmpty && old.versions == 2)
            #expect(
                try await failure { try await school.crisisLead.sign(first) }?.message
                    == "version 2 is newer: read and sign that one")
            for followUp in try await school.counsellor.see(crisis.id).followUps {
                _ = try await school.counsellor.follow(crisis.id, followUp.id)
            }
            #expect(
                try await failure { try await school.crisisLead.advance(crisis.id, .close, nil) }?.message
                    == "version 2 of the case analysis report must be signed")
            _ = try await school.secondLead.sign(second)
            #expect(try await school.crisisLead.advance(crisis.id, .close, nil).state == .closed)
            #expect(
                try await failure { try await school.counsellor.submit(crisis.id) }?.status == .failedPrecondition)
        }
    }

    @Test("Not even who writes to the database changes what is signed")
    func trigger() async throws {
        try await CrisisSchool.open { school in
            let crisis = try await school.crisis(in: .followUp)
            _ = try await school.crisisLead.sign(try await school.counsellor.submit(crisis.id))
            await #expect(throws: (any Error).self) {
                try await school.store.write { transaction in
                    try transaction.execute("UPDATE case_reports SET content_hash = zeroblob(32)")
                }
            }
        }
    }

    @Test("Whoever wrote a report does not sign it, whatever roles they have")
    func ownReport() async throws {
        try await CrisisSchool.open { school in
            let crisis = try await school.crisis(in: .followUp)
            let (grant, now, both) = (Identifier(randomFrom: school.random), school.clock.now(), school.crisisLead.id)
            let id = try #require(Identifier(crisis.id))
            let record = try #require(try await school.store.read { try $0.crisisCase(id) })
            let content = CaseReportRecord.Content(
                background: "一", course: "二", riskFactors: "三", protectiveFactors: "四", analysis: "五", measures: "六",
                outcome: "七", recommendations: "八", salt: grant.bytes)
            let hash = CaseReportHash.hash(of: content, record.id, version: 1)
            try await school.store.write { transaction in
                try transaction.insert(
                    CaseReportRecord(
                        crisisCase: record.id, version: 1, content: content, contentHash: hash, author: both,
                        submittedAt: now), of: record)
            }
            let report = try await school.secondLead.reports.getCaseReport(
                .with { $0.crisisCaseID = crisis.id }, school.secondLead.meta
            ).report
            #expect(
                try await failure { try await school.crisisLead.sign(report) }?.message
                    == "whoever wrote a report does not sign it: another crisis lead must")
            #expect(try await school.secondLead.sign(report).signedBy == school.secondLead.id.description)
        }
    }

    @Test("Every section says something")
    func sections() async throws {
        try await CrisisSchool.open { school in
            let crisis = try await school.crisis(in: .followUp)
            let sections: [(WritableKeyPath<APICaseReportContent, String>, String)] = [
                (\.background, "background"), (\.course, "course"), (\.riskFactors, "riskFactors"),
                (\.protectiveFactors, "protectiveFactors"), (\.analysis, "analysis"), (\.measures, "measures"),
                (\.outcome, "outcome"), (\.recommendations, "recommendations"),
            ]
            for (section, name) in sections {
                var content = Responder.content
                content[keyPath: section] = "  "
                let refusal = try await failure { try await school.counsellor.submit(crisis.id, content) }
                #expect(refusal?.details.fieldViolations.map(\.field) == ["content.\(name)"])
            }
        }
    }

    @Test("The text to print has all sections, the people, the hash and the signature")
    func export() async throws {
        try await CrisisSchool.open { school in
            let crisis = try await school.crisis(in: .followUp)
            let report = try await school.counsellor.submit(crisis.id)
            func text() async throws -> String {
                try await school.crisisLead.reports.exportCaseReport(
                    .with { $0.crisisCaseID = crisis.id }, school.crisisLead.meta
                ).text
            }
            let unsigned = try await text()
            #expect(unsigned.contains("签署：尚未签署"))
            _ = try await school.crisisLead.sign(report)
            let signed = try await text()
            for part in [
                "学生心理危机个案分析报告", "王小明", "一、基本情况\n初二学生，住校", "八、后续建议\n每周面谈", "第1版", report.contentHash,
                "2026-11-04 08:00（UTC+08:00）", school.crisisLead.id.description,
            ] {
                #expect(signed.contains(part), "\(part)")
            }
            #expect(!signed.contains("尚未签署"))
        }
    }

    /// Made with Python's hashlib from the description of the format.
    @Test("The hash is what its description says")
    func hash() throws {
        let content = CaseReportRecord.Content(
            background: "a", course: "b", riskFactors: "c", protectiveFactors: "d", analysis: "e", measures: "f",
            outcome: "g", recommendations: "h", salt: [UInt8](repeating: 7, count: 16))
        let crisis = try #require(Identifier(bytes: [UInt8](repeating: 1, count: 16)))
        #expect(
            CaseReportHash.text(CaseReportHash.hash(of: content, crisis, version: 2))
                == "2a30ac78e1c4b151f6ea657e6cd4df1ff197196f4e4a20d97d5821397a3208df")
    }
}
