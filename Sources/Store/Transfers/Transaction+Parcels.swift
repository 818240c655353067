public import Domain

extension ReadTransaction {
    /// How many bytes of a parcel have come; nothing for an upload that is not there.
    public func parcelUpload(_ id: Identifier, of school: Identifier) throws -> Int? {
        try first(
            "SELECT byte_count FROM parcel_uploads WHERE school_id = $1 AND id = $2",
            [.identifier(school), .identifier(id)]
        ) { row in try row.number(0) }
    }

    /// All that has come, in order.
    public func parcelBytes(_ id: Identifier, of school: Identifier) throws -> [UInt8] {
        try all(
            "SELECT bytes FROM parcel_pieces WHERE school_id = $1 AND upload_id = $2 ORDER BY position",
            [.identifier(school), .identifier(id)]
        ) { row in try row.blob(0) }.flatMap(\.self)
    }

    public func receivedParcel(_ id: Identifier, in school: Identifier) throws -> ReceivedParcelRecord? {
        try first(
            """
            SELECT school_id, id, student_id, partner_id, received_by, received_at, receipt
            FROM received_parcels WHERE school_id = $1 AND id = $2
            """, [.identifier(school), .identifier(id)], receivedParcel)
    }

    /// The newest first.
    public func receivedParcels(ofStudent student: Identifier) throws -> [ReceivedParcelRecord] {
        try all(
            """
            SELECT school_id, id, student_id, partner_id, received_by, received_at, receipt
            FROM received_parcels WHERE student_id = $1 ORDER BY received_at DESC, id DESC
            """, [.identifier(student)], receivedParcel)
    }

    /// What other schools have handed over of a student, by time, up to a sensitivity.
    public func receivedRecords(
        of student: Identifier, in school: Identifier, upTo ceiling: Sensitivity
    ) throws -> [ReceivedRecord] {
        try all(
            """
            SELECT parcel_id, position, topic, sensitivity, at, content_sealed FROM received_records
            WHERE student_id = $1 AND school_id = $2 AND sensitivity <= $3 ORDER BY at, parcel_id, position
            """, [.identifier(student), .identifier(school), .number(ceiling.rawValue)]
        ) { row in
            let (parcel, position) = (try row.identifier(0), try row.integer(1))
            let level: Int = try row.number(3)
            return ReceivedRecord(
                parcel: parcel, position: Int(position), topic: try row.text(2),
                sensitivity: Sensitivity(rawValue: level) ?? .raw, at: try row.timestamp(4),
                content: try open(
                    try row.blob(5), .receivedContent, row: .position(parcel, position), owner: student))
        }
    }

    private func receivedParcel(_ row: borrowing Row) throws -> ReceivedParcelRecord {
        ReceivedParcelRecord(
            school: try row.identifier(0), id: try row.identifier(1), student: try row.identifier(2),
            partner: try row.identifier(3), receivedBy: try row.identifier(4), receivedAt: try row.timestamp(5),
            receipt: try row.text(6))
    }
}

extension WriteTransaction {
    /// Adds a piece where the upload ends so far; the first makes it.
    ///
    /// - Returns: whether it ended at `position`.
    public func appendParcelPiece(
        _ bytes: [UInt8], to upload: Identifier, of school: Identifier, at position: Int, by account: Identifier,
        now: Timestamp
    ) throws -> Bool {
        if position == 0 {
            try execute(
                """
                INSERT INTO parcel_uploads (school_id, id, byte_count, created_by, created_at)
                VALUES ($1, $2, 0, $3, $4) ON CONFLICT (school_id, id) DO NOTHING
                """, [.identifier(school), .identifier(upload), .identifier(account), .time(now)])
        }
        let isNext =
            try execute(
                """
                UPDATE parcel_uploads SET byte_count = byte_count + $4
                WHERE school_id = $1 AND id = $2 AND byte_count = $3
                """, [.identifier(school), .identifier(upload), .number(position), .number(bytes.count)]) == 1
        guard isNext else { return false }
        try execute(
            "INSERT INTO parcel_pieces (school_id, upload_id, position, bytes) VALUES ($1, $2, $3, $4)",
            [.identifier(school), .identifier(upload), .number(position), .blob(bytes)])
        return true
    }

    public func deleteParcelUpload(_ id: Identifier, of school: Identifier) throws {
        try execute(
            "DELETE FROM parcel_uploads WHERE school_id = $1 AND id = $2", [.identifier(school), .identifier(id)])
    }

    /// Deletes parcels that nobody took in.
    @discardableResult
    public func deleteParcelUploads(abandonedBefore moment: Timestamp) throws -> Int {
        try execute("DELETE FROM parcel_uploads WHERE created_at < $1", [.time(moment)])
    }

    public func insert(_ parcel: ReceivedParcelRecord) throws {
        try execute(
            """
            INSERT INTO received_parcels (school_id, id, student_id, partner_id, received_by, received_at, receipt)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            """,
            [
                .identifier(parcel.school), .identifier(parcel.id), .identifier(parcel.student),
                .identifier(parcel.partner), .identifier(parcel.receivedBy), .time(parcel.receivedAt),
                .text(parcel.receipt),
            ])
    }

    /// Adds a record of a parcel; none is ever changed.
    public func insert(_ record: ReceivedRecord, of student: Identifier, in school: Identifier) throws {
        let sealed = try seal(
            record.content, .receivedContent, row: .position(record.parcel, Int64(record.position)), owner: student)
        try execute(
            """
            INSERT INTO received_records (school_id, parcel_id, position, student_id, topic, sensitivity, at,
                content_sealed)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            """,
            [
                .identifier(school), .identifier(record.parcel), .number(record.position), .identifier(student),
                .text(record.topic), .number(record.sensitivity.rawValue), .time(record.at), .blob(sealed),
            ])
    }
}
