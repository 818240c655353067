internal import Domain

/// Observations were a table of their own up to schema 11. What stands sealed there is bound to that table, column and
/// row, so a migration, which is SQL without keys, cannot bring it into another: it is opened and sealed anew here, when
/// the database has been opened with its keys and before anything is served.
extension Store {
    /// How many rows go over in one commit.
    private static let carriedAtOnce = 500

    /// Brings what is left in `observations` over to the records of the archive. It goes on where a kill has
    /// interrupted it, and does nothing once all is over.
    public func carryOverObservations() async throws {
        while try await write({ try $0.carryOverObservations(limit: Self.carriedAtOnce) }) == Self.carriedAtOnce {}
    }
}

extension WriteTransaction {
    /// - Returns: how many rows there were, at most `limit`.
    func carryOverObservations(limit: Int) throws -> Int {
        let rows = try all(
            "SELECT school_id, id, student_id, author_id, at, text_sealed FROM observations LIMIT $1",
            [.number(limit)]
        ) { row in
            FormerObservation(
                school: try row.identifier(0), id: try row.identifier(1), student: try row.identifier(2),
                author: try row.identifier(3), at: try row.timestamp(4), sealed: try row.blob(5))
        }
        for row in rows {
            try carryOver(row)
            try execute(
                "DELETE FROM observations WHERE school_id = $1 AND id = $2",
                [.identifier(row.school), .identifier(row.id)])
        }
        return rows.count
    }

    private func carryOver(_ row: FormerObservation) throws {
        let text = try openUnlessErased(row.sealed, .observationText, row: row.id, owner: row.student)
        let record = ArchiveRecord(
            school: row.school, id: row.id, student: row.student,
            // When it was written down was not kept.
            ArchiveRecordVersion(
                author: row.author, recordedAt: row.at, at: row.at,
                content: .observation(.init(text: String(decoding: text ?? [], as: UTF8.self)))))
        if text == nil {
            // Of a student who is erased nobody can open it, there or here; that it was stays countable.
            try insert(record, content: row.sealed)
        } else {
            try insert(record)
        }
    }
}

private struct FormerObservation {
    let school: Identifier
    let id: Identifier
    let student: Identifier
    let author: Identifier
    let at: Timestamp
    let sealed: [UInt8]
}
