public import Domain

extension ReadTransaction {
    public func keyRotation(_ id: Identifier) throws -> KeyRotationRecord? {
        try first(
            """
            SELECT id, kind, from_term, to_term, state, done, total, started_by, started_at, finished_at, certificate
            FROM key_rotations WHERE id = $1
            """, [.identifier(id)], keyRotation)
    }

    /// All rotations, the newest first.
    public func keyRotations() throws -> [KeyRotationRecord] {
        try all(
            """
            SELECT id, kind, from_term, to_term, state, done, total, started_by, started_at, finished_at, certificate
            FROM key_rotations ORDER BY started_at DESC, id
            """, [], keyRotation)
    }

    /// What has to go on after a restart.
    public func runningKeyRotations() throws -> [KeyRotationRecord] {
        try all(
            """
            SELECT id, kind, from_term, to_term, state, done, total, started_by, started_at, finished_at, certificate
            FROM key_rotations WHERE state = 'running' ORDER BY started_at, id
            """, [], keyRotation)
    }

    private func keyRotation(_ row: borrowing Row) throws -> KeyRotationRecord {
        KeyRotationRecord(
            id: try row.identifier(0), kind: try row.state(1), fromTerm: try row.number(2),
            toTerm: try row.number(3), state: try row.state(4), done: try row.number(5), total: try row.number(6),
            startedBy: try row.identifier(7), startedAt: try row.timestamp(8),
            finishedAt: try row.optionalTimestamp(9), certificate: try row.optionalText(10))
    }
}

extension WriteTransaction {
    /// - Throws: `StoreError.constraint(.unique, …)` if a rotation of the kind is running.
    public func insert(_ rotation: KeyRotationRecord) throws {
        try execute(
            """
            INSERT INTO key_rotations (id, kind, from_term, to_term, state, done, total, started_by, started_at,
                finished_at, certificate)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            """,
            [
                .identifier(rotation.id), .state(rotation.kind), .number(rotation.fromTerm),
                .number(rotation.toTerm), .state(rotation.state), .number(rotation.done), .number(rotation.total),
                .identifier(rotation.startedBy), .time(rotation.startedAt), Value(rotation.finishedAt),
                Value(rotation.certificate),
            ])
    }

    /// Stores progress or the end.
    ///
    /// - Returns: whether the rotation is there.
    @discardableResult
    public func update(_ rotation: KeyRotationRecord) throws -> Bool {
        try execute(
            """
            UPDATE key_rotations SET state = $2, done = $3, total = $4, finished_at = $5, certificate = $6
            WHERE id = $1
            """,
            [
                .identifier(rotation.id), .state(rotation.state), .number(rotation.done), .number(rotation.total),
                Value(rotation.finishedAt), Value(rotation.certificate),
            ]) == 1
    }
}
