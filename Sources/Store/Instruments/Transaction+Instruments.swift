extension ReadTransaction {
    public func instrument(_ id: String, version: String) throws -> InstrumentRecord? {
        try first(
            """
            SELECT id, version, hash, state, strikes, installed_by, installed_at, manifest_hash, suspension, trouble,
                verified_at
            FROM instruments WHERE id = $1 AND version = $2
            """, [.text(id), .text(version)], instrument)
    }

    /// The version in use, if any is.
    public func activeInstrument(_ id: String) throws -> InstrumentRecord? {
        try first(
            """
            SELECT id, version, hash, state, strikes, installed_by, installed_at, manifest_hash, suspension, trouble,
                verified_at
            FROM instruments WHERE id = $1 AND state = 'active'
            """, [.text(id)], instrument)
    }

    /// Every version of every instrument, those that were removed among them.
    public func allInstruments() throws -> [InstrumentRecord] {
        try all(
            """
            SELECT id, version, hash, state, strikes, installed_by, installed_at, manifest_hash, suspension, trouble,
                verified_at
            FROM instruments ORDER BY id, installed_at, version
            """, [], instrument)
    }

    private func instrument(_ row: borrowing Row) throws -> InstrumentRecord {
        InstrumentRecord(
            id: try row.text(0), version: try row.text(1), hash: try row.blob(2), state: try row.state(3),
            strikes: try row.number(4), installedBy: try row.identifier(5), installedAt: try row.timestamp(6),
            manifestHash: try row.blob(7), suspension: try row.optionalState(8), trouble: try row.optionalText(9),
            verifiedAt: try row.optionalTimestamp(10))
    }
}

extension WriteTransaction {
    /// - Throws: `StoreError.constraint(.unique, …)` if the version is there, or another one is active as this is.
    public func insert(_ instrument: InstrumentRecord) throws {
        try execute(
            """
            INSERT INTO instruments (id, version, hash, state, strikes, installed_by, installed_at, manifest_hash,
                suspension, trouble, verified_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            """,
            [
                .text(instrument.id), .text(instrument.version), .blob(instrument.hash), .state(instrument.state),
                .number(instrument.strikes), .identifier(instrument.installedBy), .time(instrument.installedAt),
                .blob(instrument.manifestHash), Value(instrument.suspension?.rawValue), Value(instrument.trouble),
                Value(instrument.verifiedAt),
            ])
    }

    /// Stores what has changed about a version, which is never what it contains.
    ///
    /// - Returns: whether the version is there.
    /// - Throws: `StoreError.constraint(.unique, …)` if another version is active and this is to be.
    @discardableResult
    public func update(_ instrument: InstrumentRecord) throws -> Bool {
        try execute(
            """
            UPDATE instruments SET state = $3, strikes = $4, suspension = $5, trouble = $6, verified_at = $7
            WHERE id = $1 AND version = $2
            """,
            [
                .text(instrument.id), .text(instrument.version), .state(instrument.state),
                .number(instrument.strikes), Value(instrument.suspension?.rawValue), Value(instrument.trouble),
                Value(instrument.verifiedAt),
            ]) == 1
    }
}
