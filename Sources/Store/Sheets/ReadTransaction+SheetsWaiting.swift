extension ReadTransaction {
    /// How many sheets were submitted and wait for their scores.
    public func countOfSheetsToScore() throws -> Int {
        try first("SELECT count(*) FROM sheets WHERE state = 'submitted'") { row in try row.number(0) } ?? 0
    }
}
