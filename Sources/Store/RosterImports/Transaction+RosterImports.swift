public import Domain

extension ReadTransaction {
    public func rosterImport(_ id: Identifier) throws -> RosterImportRecord? {
        try first(
            """
            SELECT school_id, id, encoding, mode, state, byte_count, created_by, created_at, outcome_sealed
            FROM roster_imports WHERE id = $1
            """, [.identifier(id)]
        ) { row in
            let id = try row.identifier(1)
            let outcome = try row.optionalBlob(8).map { sealed in
                try open(sealed, .rosterImportOutcome, row: id, owner: .installation)
            }
            return RosterImportRecord(
                school: try row.identifier(0), id: id, encoding: try row.state(2), mode: try row.state(3),
                state: try row.state(4), byteCount: try row.number(5), createdBy: try row.identifier(6),
                createdAt: try row.timestamp(7), outcome: outcome)
        }
    }

    /// The piece of the file that begins at `position`, or nothing after the last.
    public func rosterPiece(of rosterImport: Identifier, at position: Int) throws -> [UInt8]? {
        try first(
            "SELECT bytes_sealed FROM roster_chunks WHERE import_id = $1 AND position = $2",
            [.identifier(rosterImport), .number(position)]
        ) { row in
            try open(
                try row.blob(0), .rosterChunk, row: .position(rosterImport, Int64(position)), owner: .installation)
        }
    }
}

extension WriteTransaction {
    public func insert(_ rosterImport: RosterImportRecord) throws {
        try execute(
            """
            INSERT INTO roster_imports (school_id, id, unit_id, encoding, mode, state, byte_count, created_by,
                created_at)
            VALUES ($1, $2, $1, $3, $4, $5, $6, $7, $8)
            """,
            [
                .identifier(rosterImport.school), .identifier(rosterImport.id), .state(rosterImport.encoding),
                .state(rosterImport.mode), .state(rosterImport.state), .number(rosterImport.byteCount),
                .identifier(rosterImport.createdBy), .time(rosterImport.createdAt),
            ])
    }

    /// Adds a piece where the file ends so far.
    ///
    /// - Returns: whether the import was there, still being received, and ended at `position`.
    public func appendRosterPiece(_ bytes: [UInt8], to rosterImport: Identifier, at position: Int) throws -> Bool {
        let isNext =
            try execute(
                """
                UPDATE roster_imports SET byte_count = byte_count + $3
                WHERE id = $1 AND byte_count = $2 AND state = 'receiving'
                """, [.identifier(rosterImport), .number(position), .number(bytes.count)]) == 1
        guard isNext else { return false }
        let sealed = try seal(
            bytes, .rosterChunk, row: .position(rosterImport, Int64(position)), owner: .installation)
        try execute(
            "INSERT INTO roster_chunks (import_id, position, bytes_sealed) VALUES ($1, $2, $3)",
            [.identifier(rosterImport), .number(position), .blob(sealed)])
        return true
    }

    /// Keeps how an import ended, and deletes its pieces: who is in them is enrolled, or must be sent again.
    ///
    /// - Returns: whether it was still being received.
    public func finishRosterImport(
        _ id: Identifier, as state: RosterImportRecord.State, outcome: [UInt8]
    ) throws -> Bool {
        let sealed = try seal(outcome, .rosterImportOutcome, row: id, owner: .installation)
        let isFinished =
            try execute(
                "UPDATE roster_imports SET state = $2, outcome_sealed = $3 WHERE id = $1 AND state = 'receiving'",
                [.identifier(id), .state(state), .blob(sealed)]) == 1
        if isFinished { try execute("DELETE FROM roster_chunks WHERE import_id = $1", [.identifier(id)]) }
        return isFinished
    }

    /// Deletes imports that nobody ran, with their pieces: a file that was left lying about holds names.
    ///
    /// - Returns: how many there were.
    @discardableResult
    public func deleteRosterImports(abandonedBefore moment: Timestamp) throws -> Int {
        try execute(
            "DELETE FROM roster_imports WHERE state = 'receiving' AND created_at < $1", [.time(moment)])
    }
}
