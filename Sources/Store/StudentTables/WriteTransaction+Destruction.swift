public import Domain

extension WriteTransaction {
    /// Deletes all that stands in a student's archive under `topics`; SQLite overwrites what is deleted. The student's row
    /// stays, and so does what tells that there was something: transfers, holds, erasures, the access log.
    ///
    /// - Returns: how many rows went.
    @discardableResult
    public func destroy(
        _ topics: [ArchiveTopic], of student: Identifier, in school: Identifier
    ) throws -> Int {
        let arguments: [Value] = [.identifier(school), .identifier(student)]
        var count = 0
        for table in StudentTable.all where topics.contains(table.topic) {
            // What another table still says of these rows says it without them.
            for reference in table.references {
                try execute(
                    composed: """
                        UPDATE \(reference.table) SET \(reference.column) = NULL
                        WHERE school_id = $1 AND student_id = $2 AND \(reference.column) IS NOT NULL
                        """, arguments)
            }
            count += try execute(
                composed: "DELETE FROM \(table.name) WHERE \(table.condition)", arguments)
        }
        return count
    }

    /// Takes from a student's row all that tells who it was: class, dorm, indexes. The sealed identity goes with the key.
    public func emptyStudent(_ student: Identifier, in school: Identifier) throws {
        try markErased(student, in: school)
        try execute(
            "UPDATE students SET class_id = NULL, dorm_id = NULL WHERE school_id = $1 AND id = $2",
            [.identifier(school), .identifier(student)])
    }

    /// Closes the account of a student for good: no name leads to it any more, no password opens it, its sessions end.
    public func shut(_ account: Identifier, at moment: Timestamp) throws {
        try execute(
            "UPDATE accounts SET state = 'disabled', password_hash = NULL, login_index = id WHERE id = $1",
            [.identifier(account)])
        _ = try revokeSessions(of: account, at: moment)
    }
}

extension ReadTransaction {
    /// The accounts that a student logs in with.
    public func accounts(ofStudent student: Identifier) throws -> [Identifier] {
        try all("SELECT id FROM accounts WHERE student_id = $1 ORDER BY id", [.identifier(student)]) { row in
            try row.identifier(0)
        }
    }
}
