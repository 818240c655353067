public import Domain

extension ReadTransaction {
    public func archiveRecord(_ id: Identifier) throws -> ArchiveRecord? {
        try first(
            """
            SELECT r.school_id, r.id, r.student_id, r.topic, r.state, r.author_id, r.recorded_at, v.version, v.change,
                v.author_id, v.recorded_at, v.at, v.ends_at, v.content_sealed, v.reason_sealed
            FROM archive_records r JOIN archive_record_versions v
                ON v.school_id = r.school_id AND v.record_id = r.id AND v.version = r.version
            WHERE r.id = $1
            """, [.identifier(id)], archiveRecord)
    }

    /// A student's records of a topic, the newest first, at most `limit`, from before `before` on.
    ///
    /// - Parameter withWithdrawn: whether those come too that do not count any more.
    public func archiveRecords(
        of student: Identifier, _ topic: RecordTopic, withWithdrawn: Bool = false,
        before: (at: Timestamp, id: Identifier)? = nil, limit: Int
    ) throws -> [ArchiveRecord] {
        try all(
            """
            SELECT r.school_id, r.id, r.student_id, r.topic, r.state, r.author_id, r.recorded_at, v.version, v.change,
                v.author_id, v.recorded_at, v.at, v.ends_at, v.content_sealed, v.reason_sealed
            FROM archive_records r JOIN archive_record_versions v
                ON v.school_id = r.school_id AND v.record_id = r.id AND v.version = r.version
            WHERE r.student_id = $1 AND r.topic = $2 AND (r.state = 'standing' OR $3 = 1)
                AND (r.at < $4 OR (r.at = $4 AND r.id < $5))
            ORDER BY r.at DESC, r.id DESC LIMIT $6
            """,
            [
                .identifier(student), .state(topic), .integer(withWithdrawn ? 1 : 0),
                .integer(before?.at.milliseconds ?? .max), .identifier(before?.id ?? .installation), .number(limit),
            ], archiveRecord)
    }

    /// How many records of a topic a student has that count.
    public func countArchiveRecords(of student: Identifier, _ topic: RecordTopic) throws -> Int {
        try first(
            "SELECT count(*) FROM archive_records WHERE student_id = $1 AND topic = $2 AND state = 'standing'",
            [.identifier(student), .state(topic)]
        ) { row in try row.number(0) } ?? 0
    }

    /// All that ever stood in a record, the first version first.
    public func versions(of record: ArchiveRecord) throws -> [ArchiveRecordVersion] {
        try all(
            """
            SELECT version, change, author_id, recorded_at, at, ends_at, content_sealed, reason_sealed
            FROM archive_record_versions WHERE school_id = $1 AND record_id = $2 ORDER BY version
            """, [.identifier(record.school), .identifier(record.id)]
        ) { row in try version(row, from: 0, of: record.id, record.topic, student: record.student) }
    }

    func archiveRecord(_ row: borrowing Row) throws -> ArchiveRecord {
        let (id, student) = (try row.identifier(1), try row.identifier(2))
        return ArchiveRecord(
            school: try row.identifier(0), id: id, student: student, state: try row.state(4),
            author: try row.identifier(5), recordedAt: try row.timestamp(6),
            version: try version(row, from: 7, of: id, try row.state(3), student: student))
    }

    private func version(
        _ row: borrowing Row, from column: Int, of record: Identifier, _ topic: RecordTopic, student: Identifier
    ) throws -> ArchiveRecordVersion {
        let number: Int = try row.number(column)
        let place = SealedRow.position(record, Int64(number))
        let content = try open(try row.blob(column + 6), .archiveRecordContent, row: place, owner: student)
        return ArchiveRecordVersion(
            number: number, try row.state(column + 1), author: try row.identifier(column + 2),
            recordedAt: try row.timestamp(column + 3), at: try row.timestamp(column + 4),
            endsAt: try row.optionalTimestamp(column + 5), content: try RecordContent(topic, fields: content),
            reason: try optionalText(row, column + 7, .archiveRecordReason, row: place, owner: student))
    }
}

extension WriteTransaction {
    /// Stores a new record with its first version.
    public func insert(_ record: ArchiveRecord) throws {
        try insert(
            record,
            content: try seal(
                record.version.content.fields, .archiveRecordContent,
                row: .position(record.id, Int64(record.version.number)), owner: record.student))
    }

    /// - Parameter content: sealed for its place.
    func insert(_ record: ArchiveRecord, content: [UInt8]) throws {
        let version = record.version
        try execute(
            """
            INSERT INTO archive_records (school_id, id, student_id, topic, state, author_id, recorded_at, version, at,
                ends_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            """,
            [
                .identifier(record.school), .identifier(record.id), .identifier(record.student), .state(record.topic),
                .state(record.state), .identifier(record.author), .time(record.recordedAt), .number(version.number),
                .time(version.at), Value(version.endsAt),
            ])
        try insertVersion(of: record, content: content)
    }

    /// Adds the version that `record` has now behind those that are there.
    ///
    /// - Returns: whether the record stood and had the version before; of two who change it at once, one is told.
    public func append(versionOf record: ArchiveRecord) throws -> Bool {
        let version = record.version
        let isNext =
            try execute(
                """
                UPDATE archive_records SET version = $3, state = $4, at = $5, ends_at = $6
                WHERE school_id = $1 AND id = $2 AND version = $3 - 1 AND state = 'standing'
                """,
                [
                    .identifier(record.school), .identifier(record.id), .number(version.number), .state(record.state),
                    .time(version.at), Value(version.endsAt),
                ]) == 1
        guard isNext else { return false }
        try insertVersion(
            of: record,
            content: try seal(
                version.content.fields, .archiveRecordContent, row: .position(record.id, Int64(version.number)),
                owner: record.student))
        return true
    }

    private func insertVersion(of record: ArchiveRecord, content: [UInt8]) throws {
        let version = record.version
        let reason = try version.reason.map { reason in
            try seal(
                Array(reason.utf8), .archiveRecordReason, row: .position(record.id, Int64(version.number)),
                owner: record.student)
        }
        try execute(
            """
            INSERT INTO archive_record_versions (school_id, record_id, version, student_id, change, author_id,
                recorded_at, at, ends_at, content_sealed, reason_sealed)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            """,
            [
                .identifier(record.school), .identifier(record.id), .number(version.number),
                .identifier(record.student), .state(version.change), .identifier(version.author),
                .time(version.recordedAt), .time(version.at), Value(version.endsAt), .blob(content), Value(reason),
            ])
    }
}
