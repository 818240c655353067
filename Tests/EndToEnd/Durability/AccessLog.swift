import Foundation
import JSONRPC
import SwiftProtobuf
import TestInstallation
import Testing
import XinyuAPI

/// The access log as the security officer sees it.
struct AccessLog {
    let host: DaemonHost
    let client: RPCClient
    let officer: SampleSchool.Visitor

    /// Records that fit, newest first.
    func records(method: String = "", outcome: String = "", subject: String = "") async throws -> [APIAuditEntry] {
        var entries: [APIAuditEntry] = []
        var page = ""
        repeat {
            let response = try await AuditServiceClient(client).listRecords(
                .with {
                    $0.filter.method = method
                    $0.filter.outcome = outcome
                    $0.filter.subjectID = subject
                    $0.page.size = 1_000
                    $0.page.token = page
                }, officer.meta)
            entries += response.entries
            page = response.nextPage
        } while !page.isEmpty
        return entries
    }

    /// Exports the log and lets the stock verifier look at it, without the daemon.
    func expectVerified() async throws {
        let file = host.folder.file("export-\(UUID().uuidString)")
        var lines: [String] = []
        for try await part in AuditServiceClient(client).exportLog(.init(), officer.meta) { lines += part.lines }
        try lines.map { $0 + "\n" }.joined().write(toFile: file, atomically: true, encoding: .utf8)
        let verdict = try await host.xinyu(["audit", "verify", file, "--key", host.logFolder + "/log.pub"])
        #expect(verdict.status == 0, "\(verdict.output)\(verdict.errors)")
        let answer = try await AuditServiceClient(client).verifyLog(.init(), officer.meta)
        #expect(answer.isIntact, "\(answer.finding)")
    }
}
