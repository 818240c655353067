internal import Domain
internal import Router
internal import Store

extension ChangingCall {
    /// Adds a line to a student's archive, by the caller and now. What a service does to a student is told here, in the
    /// same transaction.
    func tellArchive(
        _ kind: ArchiveEntry.Kind, of student: Identifier, in school: Identifier, subject: Identifier,
        _ summary: String,
        at moment: Timestamp? = nil, sensitivity: Sensitivity = .clinical
    ) throws {
        try transaction.append(
            ArchiveEntry(
                school: school, student: student, at: moment ?? context.now, id: newIdentifier(), kind: kind,
                sensitivity: sensitivity, subject: subject, author: context.accountID, summary: summary))
    }
}
