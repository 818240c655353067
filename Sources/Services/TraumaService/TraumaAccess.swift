internal import Access
internal import Domain
internal import JSONRPC
internal import Router
internal import Store
internal import XinyuAPI

/// Who needs to know of a report of bullying, violence or sexual assault: whoever leads crises for the student, and the
/// one counsellor whom it is assigned to. Anybody else is answered as if there were none.
struct TraumaAccess {
    let people: CrisisPeople

    func reaches(_ report: TraumaReportRecord, _ call: ReadingCall) throws -> Bool {
        if report.counsellor == call.context.accountID { return true }
        guard let place = try call.transaction.studentPlace(report.student) else { return false }
        return people.callerHolds(.crisisLead, about: place, call)
    }

    func report(_ text: String, _ call: ReadingCall) throws -> TraumaReportRecord {
        guard let report = try call.transaction.traumaReport(try Identifier(text, field: "traumaReportId")),
            try reaches(report, call)
        else { throw RPCError.notFound() }
        return report
    }
}
