public import Domain

extension ReadTransaction {
    public func student(_ id: Identifier) throws -> StudentRecord? {
        try first(
            """
            SELECT school_id, id, class_id, dorm_id, state, enrolled_at, left_at
            FROM students WHERE id = $1
            """, [.identifier(id)], student)
    }

    /// - Throws: `StoreError.ownerErased` for a student whose keys have been destroyed.
    public func identifiedStudent(_ id: Identifier) throws -> IdentifiedStudent? {
        try first(
            """
            SELECT school_id, id, class_id, dorm_id, state, enrolled_at, left_at, identity_sealed
            FROM students WHERE id = $1
            """, [.identifier(id)], identifiedStudent)
    }

    /// Who is enrolled in a class, by id; at most `limit`, after the student `after`.
    public func students(
        ofClass schoolClass: Identifier, in school: Identifier, after: Identifier = .installation, limit: Int = 1_000
    ) throws -> [IdentifiedStudent] {
        try all(
            """
            SELECT school_id, id, class_id, dorm_id, state, enrolled_at, left_at, identity_sealed
            FROM students WHERE school_id = $1 AND class_id = $2 AND id > $3 AND state = 'enrolled'
            ORDER BY id LIMIT $4
            """, [.identifier(school), .identifier(schoolClass), .identifier(after), .number(limit)],
            identifiedStudent)
    }

    /// Who is enrolled in a dorm, by id; at most `limit`, after the student `after`.
    public func students(
        ofDorm dorm: Identifier, in school: Identifier, after: Identifier = .installation, limit: Int = 1_000
    ) throws -> [IdentifiedStudent] {
        try all(
            """
            SELECT school_id, id, class_id, dorm_id, state, enrolled_at, left_at, identity_sealed
            FROM students WHERE school_id = $1 AND dorm_id = $2 AND id > $3 AND state = 'enrolled'
            ORDER BY id LIMIT $4
            """, [.identifier(school), .identifier(dorm), .identifier(after), .number(limit)], identifiedStudent)
    }

    /// Who is enrolled in a school without being in a class, by id.
    public func studentsWithoutClass(
        in school: Identifier, after: Identifier = .installation, limit: Int = 1_000
    ) throws -> [IdentifiedStudent] {
        try all(
            """
            SELECT school_id, id, class_id, dorm_id, state, enrolled_at, left_at, identity_sealed
            FROM students WHERE school_id = $1 AND class_id IS NULL AND id > $2 AND state = 'enrolled'
            ORDER BY id LIMIT $3
            """, [.identifier(school), .identifier(after), .number(limit)], identifiedStudent)
    }

    /// Whether anybody is enrolled in this class or dorm, or suspended from it.
    public func hasStudents(in unit: Identifier, of school: Identifier) throws -> Bool {
        try exists(
            """
            SELECT 1 FROM students
            WHERE school_id = $1 AND (class_id = $2 OR dorm_id = $2) AND state IN ('enrolled', 'suspended') LIMIT 1
            """, [.identifier(school), .identifier(unit)])
    }

    /// Whether anybody is enrolled in the school, or suspended from it, with a class or without.
    public func hasStudents(ofSchool school: Identifier) throws -> Bool {
        try exists(
            "SELECT 1 FROM students WHERE school_id = $1 AND state IN ('enrolled', 'suspended') LIMIT 1",
            [.identifier(school)])
    }

    /// The ids of who is enrolled in a class.
    public func studentIdentifiers(ofClass schoolClass: Identifier, in school: Identifier) throws -> [Identifier] {
        try all(
            """
            SELECT id FROM students
            WHERE school_id = $1 AND class_id = $2 AND state = 'enrolled' ORDER BY id
            """, [.identifier(school), .identifier(schoolClass)]
        ) { row in try row.identifier(0) }
    }

    /// Who may have this number: blind indexes are cut short, so compare the identity.
    public func students(numberIndex: [UInt8], in school: Identifier) throws -> [IdentifiedStudent] {
        try all(
            """
            SELECT school_id, id, class_id, dorm_id, state, enrolled_at, left_at, identity_sealed
            FROM students WHERE school_id = $1 AND number_index = $2 AND state <> 'erased' ORDER BY id
            """, [.identifier(school), .blob(numberIndex)], identifiedStudent)
    }

    /// Who may have this national id, in any school.
    public func students(nationalIndex: [UInt8]) throws -> [IdentifiedStudent] {
        try all(
            """
            SELECT school_id, id, class_id, dorm_id, state, enrolled_at, left_at, identity_sealed
            FROM students WHERE national_index = $1 AND state <> 'erased' ORDER BY id
            """, [.blob(nationalIndex)], identifiedStudent)
    }

    /// Who may have this name.
    public func students(nameIndex: [UInt8], in school: Identifier) throws -> [IdentifiedStudent] {
        try all(
            """
            SELECT school_id, id, class_id, dorm_id, state, enrolled_at, left_at, identity_sealed
            FROM students WHERE school_id = $1 AND name_index = $2 AND state <> 'erased' ORDER BY id
            """, [.identifier(school), .blob(nameIndex)], identifiedStudent)
    }

    private func student(_ row: borrowing Row) throws -> StudentRecord {
        StudentRecord(
            school: try row.identifier(0), id: try row.identifier(1), schoolClass: try row.optionalIdentifier(2),
            dorm: try row.optionalIdentifier(3), state: try row.state(4), enrolledAt: try row.timestamp(5),
            leftAt: try row.optionalTimestamp(6))
    }

    private func identifiedStudent(_ row: borrowing Row) throws -> IdentifiedStudent {
        let record = try student(row)
        let fields = try open(try row.blob(7), .studentIdentity, row: record.id, owner: record.id)
        return IdentifiedStudent(record, try StudentIdentity(fields: fields))
    }
}

extension WriteTransaction {
    /// Inserts a student; a whole roster can be inserted in one transaction, which then stores all keys at once.
    public func insert(_ student: IdentifiedStudent, indexes: StudentRecord.Indexes) throws {
        let record = student.record
        let identity = try seal(student.identity.fields, .studentIdentity, row: record.id, owner: record.id)
        try execute(
            """
            INSERT INTO students (school_id, id, class_id, dorm_id, identity_sealed, number_index, national_index,
                name_index, state, enrolled_at, left_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            """,
            [
                .identifier(record.school), .identifier(record.id), Value(record.schoolClass), Value(record.dorm),
                .blob(identity), Value(indexes.number), Value(indexes.nationalID), Value(indexes.name),
                .state(record.state), .time(record.enrolledAt), Value(record.leftAt),
            ])
    }

    /// Stores a changed class, dorm, state or leaving time.
    ///
    /// - Returns: whether the student is there.
    @discardableResult
    public func update(_ student: StudentRecord) throws -> Bool {
        try execute(
            """
            UPDATE students SET class_id = $3, dorm_id = $4, state = $5, left_at = $6
            WHERE school_id = $1 AND id = $2
            """,
            [
                .identifier(student.school), .identifier(student.id), Value(student.schoolClass), Value(student.dorm),
                .state(student.state), Value(student.leftAt),
            ]) == 1
    }

    /// Stores a changed identity, with the indexes made from it.
    @discardableResult
    public func updateIdentity(
        of id: Identifier, in school: Identifier, _ identity: StudentIdentity, indexes: StudentRecord.Indexes
    ) throws -> Bool {
        try execute(
            """
            UPDATE students SET identity_sealed = $3, number_index = $4, national_index = $5, name_index = $6
            WHERE school_id = $1 AND id = $2
            """,
            [
                .identifier(school), .identifier(id),
                .blob(try seal(identity.fields, .studentIdentity, row: id, owner: id)), Value(indexes.number),
                Value(indexes.nationalID), Value(indexes.name),
            ]) == 1
    }

    /// Marks a student as erased and clears the indexes. `Store.erase` then makes what is sealed unreadable.
    @discardableResult
    public func markErased(_ id: Identifier, in school: Identifier) throws -> Bool {
        try execute(
            """
            UPDATE students SET state = 'erased', number_index = NULL, national_index = NULL, name_index = NULL
            WHERE school_id = $1 AND id = $2
            """, [.identifier(school), .identifier(id)]) == 1
    }
}
