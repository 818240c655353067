internal import JSONRPC
internal import Router
internal import Store

extension ChangingCall {
    /// Invites to another sheet in the place of a void one. It stands in the class of the first invitation, so that
    /// coverage counts a student once.
    func offerAgain(_ void: SheetRecord) throws -> SheetRecord {
        guard try transaction.student(void.student)?.state == .enrolled else {
            throw RPCError.failedPrecondition("the student is not enrolled any more")
        }
        guard try !transaction.isOfferedAgain(void) else {
            throw RPCError.failedPrecondition("another sheet has been offered in its place already")
        }
        let sheet = SheetRecord(
            school: void.school, id: newIdentifier(), campaign: void.campaign, student: void.student,
            schoolClass: void.schoolClass, instrumentID: void.instrumentID, version: void.version,
            invitedAt: context.now)
        try transaction.insert(sheet)
        count(.sheets, 1)
        publish(.coverage(campaign: void.campaign))
        return sheet
    }
}
