public import Domain

extension ReadTransaction {
    /// The key pairs of a school, the newest first.
    public func schoolKeys(of school: Identifier) throws -> [SchoolKeyRecord] {
        try all(
            """
            SELECT id, public_key, secret_sealed, made_at FROM school_keys WHERE school_id = $1
            ORDER BY made_at DESC, id DESC
            """, [.identifier(school)]
        ) { row in
            let id = try row.identifier(0)
            return SchoolKeyRecord(
                id: id, publicKey: try row.blob(1),
                secret: try open(try row.blob(2), .schoolKeySecret, row: id, owner: .installation),
                madeAt: try row.timestamp(3))
        }
    }

    public func partnerSchool(_ partner: Identifier, of school: Identifier) throws -> PartnerSchoolRecord? {
        try first(
            """
            SELECT school_id, partner_id, card_sealed, added_by, added_at FROM partner_schools
            WHERE school_id = $1 AND partner_id = $2
            """, [.identifier(school), .identifier(partner)], partnerSchool)
    }

    /// By id.
    public func partnerSchools(of school: Identifier) throws -> [PartnerSchoolRecord] {
        try all(
            """
            SELECT school_id, partner_id, card_sealed, added_by, added_at FROM partner_schools
            WHERE school_id = $1 ORDER BY partner_id
            """, [.identifier(school)], partnerSchool)
    }

    private func partnerSchool(_ row: borrowing Row) throws -> PartnerSchoolRecord {
        let id = try row.identifier(1)
        return PartnerSchoolRecord(
            school: try row.identifier(0), id: id,
            card: String(
                decoding: try open(try row.blob(2), .partnerCard, row: id, owner: .installation), as: UTF8.self),
            addedBy: try row.identifier(3), addedAt: try row.timestamp(4))
    }
}

extension WriteTransaction {
    public func insert(_ key: SchoolKeyRecord, of school: Identifier) throws {
        try execute(
            "INSERT INTO school_keys (school_id, id, public_key, secret_sealed, made_at) VALUES ($1, $2, $3, $4, $5)",
            [
                .identifier(school), .identifier(key.id), .blob(key.publicKey),
                .blob(try seal(key.secret, .schoolKeySecret, row: key.id, owner: .installation)), .time(key.madeAt),
            ])
    }

    /// Adds the card of a school, or puts a newer one in its place.
    public func store(_ partner: PartnerSchoolRecord) throws {
        try execute(
            """
            INSERT INTO partner_schools (school_id, partner_id, card_sealed, added_by, added_at)
            VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (school_id, partner_id) DO UPDATE
            SET card_sealed = excluded.card_sealed, added_by = excluded.added_by, added_at = excluded.added_at
            """,
            [
                .identifier(partner.school), .identifier(partner.id),
                .blob(try seal(Array(partner.card.utf8), .partnerCard, row: partner.id, owner: .installation)),
                .identifier(partner.addedBy), .time(partner.addedAt),
            ])
    }
}
