extension SQLiteSchema {
    /// Archive: collected information, attachments, circumstances, corrections, moves.
    static let archiveParts = ""
}
