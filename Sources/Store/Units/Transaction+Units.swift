public import Domain

extension ReadTransaction {
    public func unit(_ id: Identifier) throws -> UnitRecord? {
        try first(
            """
            SELECT school_id, id, parent_id, kind, stage, grade, name_sealed, created_at, closed_at
            FROM units WHERE id = $1
            """, [.identifier(id)], unit)
    }

    /// The units right below `parent`, or the roots of the tree, closed ones too, by age.
    public func childUnits(of parent: Identifier?) throws -> [UnitRecord] {
        guard let parent else {
            return try all(
                """
                SELECT school_id, id, parent_id, kind, stage, grade, name_sealed, created_at, closed_at
                FROM units WHERE parent_id IS NULL ORDER BY created_at, id
                """, [], unit)
        }
        return try all(
            """
            SELECT school_id, id, parent_id, kind, stage, grade, name_sealed, created_at, closed_at
            FROM units WHERE parent_id = $1 ORDER BY created_at, id
            """, [.identifier(parent)], unit)
    }

    /// `root` and all below it, a parent always before its children.
    public func unitSubtree(of root: Identifier) throws -> [UnitRecord] {
        try all(
            """
            WITH RECURSIVE subtree (id, depth) AS (
                SELECT id, 0 FROM units WHERE id = $1
                UNION ALL
                SELECT units.id, subtree.depth + 1
                FROM units JOIN subtree ON units.parent_id = subtree.id
                WHERE subtree.depth < 32
            )
            SELECT school_id, units.id, parent_id, kind, stage, grade, name_sealed, created_at, closed_at
            FROM subtree JOIN units ON units.id = subtree.id
            ORDER BY subtree.depth, created_at, units.id
            """, [.identifier(root)], unit)
    }

    /// Every unit, in no order, for the tree that is kept in memory.
    public func allUnits() throws -> [UnitRecord] {
        try all(
            """
            SELECT school_id, id, parent_id, kind, stage, grade, name_sealed, created_at, closed_at FROM units
            """, [], unit)
    }

    private func unit(_ row: borrowing Row) throws -> UnitRecord {
        let id = try row.identifier(1)
        let name = try open(try row.blob(6), .unitName, row: id, owner: .installation)
        return UnitRecord(
            school: try row.identifier(0), id: id, parent: try row.optionalIdentifier(2), kind: try row.state(3),
            stage: try row.optionalState(4), grade: try row.optionalNumber(5),
            name: String(decoding: name, as: UTF8.self), createdAt: try row.timestamp(7),
            closedAt: try row.optionalTimestamp(8))
    }
}

extension WriteTransaction {
    public func insert(_ unit: UnitRecord) throws {
        try execute(
            """
            INSERT INTO units (school_id, id, parent_id, kind, stage, grade, name_sealed, created_at, closed_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            """,
            [
                .identifier(unit.school), .identifier(unit.id), Value(unit.parent), .state(unit.kind),
                Value(unit.stage?.rawValue), Value(unit.grade), .blob(try sealedName(of: unit)),
                .time(unit.createdAt), Value(unit.closedAt),
            ])
    }

    /// Stores a changed name or closing time.
    ///
    /// - Returns: whether the unit is there.
    @discardableResult
    public func update(_ unit: UnitRecord) throws -> Bool {
        try execute(
            "UPDATE units SET name_sealed = $3, closed_at = $4 WHERE school_id = $1 AND id = $2",
            [.identifier(unit.school), .identifier(unit.id), .blob(try sealedName(of: unit)), Value(unit.closedAt)]
        ) == 1
    }

    private func sealedName(of unit: UnitRecord) throws -> [UInt8] {
        try seal(Array(unit.name.utf8), .unitName, row: unit.id, owner: .installation)
    }
}
