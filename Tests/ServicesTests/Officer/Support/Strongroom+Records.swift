import AuditLog
import Domain
import JSONRPC
import Router
import Store
import SwiftProtobuf
import TestSupport
import Vault
import XinyuAPI

extension Strongroom {
    /// Puts records into the log, as calls of others would: alternately a student's archive read by the counsellor and
    /// a refusal, one a second.
    func record(_ numbers: Range<Int>, subject: Identifier? = nil) async throws {
        let records = numbers.map { number in
            clock.advance(by: .seconds(1))
            return record(number, subject)
        }
        let (log, feed) = (log, feed)
        try await store.write { transaction in
            for record in records { try log.append(record, in: transaction) }
            transaction.afterCommit { feed.publish(.auditRecords(size: log.head.size)) }
        }
    }

    private func record(_ number: Int, _ subject: Identifier?) -> AuditRecord {
        let isRead = number.isMultiple(of: 2)
        let id = "call \(number)"
        return AuditRecord(
            time: clock.now(), actor: isRead ? Strongroom.counsellor : Strongroom.officer,
            role: isRead ? "counsellor" : "security_officer", peer: AuditRecord.Peer(uid: 1_000, pid: 42),
            method: isRead ? "xinyu.v1.ArchiveService/GetTimeline" : "xinyu.v1.PlanService/GetPlan",
            permission: isRead ? "archive_read" : "plan_read",
            subject: subject.map { AuditRecord.Subject(kind: "student", id: $0) } ?? .none,
            purpose: SealedPurpose.seal("面谈 \(number)", requestID: id, with: ring.auditKey),
            outcome: isRead ? .ok : .permissionDenied,
            counts: [AuditRecord.Count(key: "entries", value: UInt64(number))], requestID: id)
    }

    var audit: AuditServiceClient { AuditServiceClient(client) }

    func list(_ filter: APIAuditFilter = APIAuditFilter(), size: UInt32 = 0, token: String = "") async throws
        -> APIListRecordsResponse
    {
        try await audit.listRecords(
            .with {
                $0.filter = filter
                $0.page.size = size
                $0.page.token = token
            }, Strongroom.meta)
    }

    /// The lines of an export, and how many came in each part.
    func exported() async throws -> (lines: [String], parts: [Int]) {
        var (lines, parts) = ([String](), [Int]())
        for try await part in audit.exportLog(APIExportLogRequest(), Strongroom.meta) {
            lines += part.lines
            parts.append(part.lines.count)
        }
        return (lines, parts)
    }

    func verdict(on lines: [String]) throws -> LogVerdict {
        var verifier = LogVerifier(origin: Strongroom.origin, trusted: log.noteKey.map { [$0] } ?? [])
        verifier.append(Array(lines.map { $0 + "\n" }.joined().utf8))
        return verifier.finish()
    }
}
