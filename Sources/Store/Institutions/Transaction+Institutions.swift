public import Domain

extension ReadTransaction {
    public func institution(_ id: Identifier) throws -> InstitutionRecord? {
        try first(
            """
            SELECT id, unit_id, kind, is_designated, details_sealed, created_by, created_at, closed_at
            FROM institutions WHERE id = $1
            """, [.identifier(id)], institution)
    }

    /// All that refer to nobody's schools in particular, or to those of `unit`; without closed ones.
    public func openInstitutions(ofUnit unit: Identifier?) throws -> [InstitutionRecord] {
        guard let unit else {
            return try all(
                """
                SELECT id, unit_id, kind, is_designated, details_sealed, created_by, created_at, closed_at
                FROM institutions WHERE unit_id IS NULL AND closed_at IS NULL
                """, [], institution)
        }
        return try all(
            """
            SELECT id, unit_id, kind, is_designated, details_sealed, created_by, created_at, closed_at
            FROM institutions WHERE unit_id = $1 AND closed_at IS NULL
            """, [.identifier(unit)], institution)
    }

    private func institution(_ row: borrowing Row) throws -> InstitutionRecord {
        let id = try row.identifier(0)
        let details = try open(try row.blob(4), .institutionDetails, row: id, owner: .installation)
        return InstitutionRecord(
            id: id, unit: try row.optionalIdentifier(1), kind: try row.state(2), isDesignated: try row.integer(3) == 1,
            details: try InstitutionRecord.Details(fields: details), createdBy: try row.identifier(5),
            createdAt: try row.timestamp(6), closedAt: try row.optionalTimestamp(7))
    }
}

extension WriteTransaction {
    public func insert(_ institution: InstitutionRecord) throws {
        try execute(
            """
            INSERT INTO institutions (id, unit_id, kind, is_designated, details_sealed, created_by, created_at,
                closed_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            """,
            [
                .identifier(institution.id), Value(institution.unit), .state(institution.kind),
                .integer(institution.isDesignated ? 1 : 0), .blob(try sealedDetails(of: institution)),
                .identifier(institution.createdBy), .time(institution.createdAt), Value(institution.closedAt),
            ])
    }

    public func update(_ institution: InstitutionRecord) throws {
        try execute(
            """
            UPDATE institutions SET kind = $2, is_designated = $3, details_sealed = $4, closed_at = $5 WHERE id = $1
            """,
            [
                .identifier(institution.id), .state(institution.kind),
                .integer(institution.isDesignated ? 1 : 0), .blob(try sealedDetails(of: institution)),
                Value(institution.closedAt),
            ])
    }

    private func sealedDetails(of institution: InstitutionRecord) throws -> [UInt8] {
        try seal(institution.details.fields, .institutionDetails, row: institution.id, owner: .installation)
    }
}
