extension ReadTransaction {
    public func norms(_ id: String, version: String) throws -> NormRecord? {
        try first(
            """
            SELECT id, version, instrument_id, hash, state, installed_by, installed_at
            FROM norms WHERE id = $1 AND version = $2
            """, [.text(id), .text(version)], norms)
    }

    /// The version that is in use, of norms with this id.
    public func activeNorms(_ id: String) throws -> NormRecord? {
        try first(
            """
            SELECT id, version, instrument_id, hash, state, installed_by, installed_at
            FROM norms WHERE id = $1 AND state = 'active'
            """, [.text(id)], norms)
    }

    /// What an instrument's results are compared with now.
    public func activeNorms(ofInstrument instrument: String) throws -> NormRecord? {
        try first(
            """
            SELECT id, version, instrument_id, hash, state, installed_by, installed_at
            FROM norms WHERE instrument_id = $1 AND state = 'active'
            """, [.text(instrument)], norms)
    }

    /// Every version of all norms, or of those for one instrument.
    public func allNorms(ofInstrument instrument: String? = nil) throws -> [NormRecord] {
        try all(
            """
            SELECT id, version, instrument_id, hash, state, installed_by, installed_at
            FROM norms WHERE $1 IS NULL OR instrument_id = $1 ORDER BY instrument_id, id, installed_at, version
            """, [Value(instrument)], norms)
    }

    public func normFile(_ id: String, version: String) throws -> SignedNormFile? {
        try first(
            "SELECT file, signature FROM norms WHERE id = $1 AND version = $2", [.text(id), .text(version)]
        ) { row in SignedNormFile(bytes: try row.blob(0), signature: try row.text(1)) }
    }

    private func norms(_ row: borrowing Row) throws -> NormRecord {
        NormRecord(
            id: try row.text(0), version: try row.text(1), instrumentID: try row.text(2), hash: try row.blob(3),
            state: try row.state(4), installedBy: try row.identifier(5), installedAt: try row.timestamp(6))
    }
}

extension WriteTransaction {
    /// - Throws: `StoreError.constraint(.unique, …)` if the version is there.
    public func insert(_ norms: NormRecord, _ file: SignedNormFile) throws {
        try execute(
            """
            INSERT INTO norms (id, version, instrument_id, hash, state, installed_by, installed_at, file, signature)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            """,
            [
                .text(norms.id), .text(norms.version), .text(norms.instrumentID), .blob(norms.hash),
                .state(norms.state), .identifier(norms.installedBy), .time(norms.installedAt), .blob(file.bytes),
                .text(file.signature),
            ])
    }

    /// Stores a changed state.
    ///
    /// - Returns: whether the version is there.
    /// - Throws: `StoreError.constraint(.unique, …)` if others are active for the instrument and these are to be.
    @discardableResult
    public func update(_ norms: NormRecord) throws -> Bool {
        try execute(
            "UPDATE norms SET state = $3 WHERE id = $1 AND version = $2",
            [.text(norms.id), .text(norms.version), .state(norms.state)]) == 1
    }
}
