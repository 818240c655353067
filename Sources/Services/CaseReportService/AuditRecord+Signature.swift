internal import AuditLog
internal import Domain
internal import Glibc
internal import Router
internal import Store
internal import XinyuAPI

extension AuditRecord {
    /// That a version of a case report was signed: by whom, and the hash of what. Written by the daemon beside the record
    /// of the call, which tells who was at the other end.
    ///
    /// The hash is in the request's id, which callers choose themselves; what makes this record one of a signature is
    /// its kind of subject, which no caller can choose.
    init(signature report: CaseReportRecord, by context: CallContext) {
        let method = CaseReportServiceMethods.signCaseReport
        self.init(
            time: context.now, actor: context.accountID, role: "",
            peer: Peer(uid: getuid(), pid: UInt32(truncatingIfNeeded: getpid())), method: method.name,
            permission: method.permission.rawValue,
            subject: Subject(kind: "case_report_signature", id: report.crisisCase), purpose: [], outcome: .ok,
            counts: [Count(key: "version", value: UInt64(clamping: report.version))],
            requestID: "sha256 \(CaseReportHash.text(report.contentHash))")
    }
}
