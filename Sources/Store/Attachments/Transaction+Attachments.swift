public import Domain

extension ReadTransaction {
    public func attachment(_ id: Identifier) throws -> AttachmentRecord? {
        try first(
            """
            SELECT school_id, id, student_id, record_id, state, byte_count, received, head_sealed, added_by, added_at,
                withdrawn_by, withdrawn_at, withdrawal_sealed
            FROM attachments WHERE id = $1
            """, [.identifier(id)], attachment)
    }

    /// A student's files that were kept, also those that were withdrawn since, the newest first, from before `before`
    /// on.
    public func attachments(
        of student: Identifier, before: (at: Timestamp, id: Identifier)? = nil, limit: Int
    ) throws -> [AttachmentRecord] {
        try all(
            """
            SELECT school_id, id, student_id, record_id, state, byte_count, received, head_sealed, added_by, added_at,
                withdrawn_by, withdrawn_at, withdrawal_sealed
            FROM attachments
            WHERE student_id = $1 AND state <> 'receiving' AND (added_at < $2 OR (added_at = $2 AND id < $3))
            ORDER BY added_at DESC, id DESC LIMIT $4
            """,
            [
                .identifier(student), .integer(before?.at.milliseconds ?? .max),
                .identifier(before?.id ?? .installation), .number(limit),
            ], attachment)
    }

    /// What counts against a student's limits: files that are kept or are being received, and their bytes.
    public func attachmentLoad(of student: Identifier) throws -> (count: Int, bytes: Int) {
        try first(
            "SELECT count(*), coalesce(sum(byte_count), 0) FROM attachments WHERE student_id = $1 AND state <> 'withdrawn'",
            [.identifier(student)]
        ) { row in (try row.number(0), try row.number(1)) } ?? (0, 0)
    }

    /// How many files of a student are kept.
    public func countAttachments(of student: Identifier) throws -> Int {
        try first(
            "SELECT count(*) FROM attachments WHERE student_id = $1 AND state = 'kept'", [.identifier(student)]
        ) { row in try row.number(0) } ?? 0
    }

    /// Bytes of a file from `position` on, at most `count`, of as many pieces as they lie in.
    public func bytes(of attachment: AttachmentRecord, from position: Int, count: Int) throws -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(max(0, min(count, attachment.received - position)))
        // The piece that begins last before `position` holds it.
        try query(
            """
            SELECT position, bytes_sealed FROM attachment_pieces
            WHERE school_id = $1 AND attachment_id = $2 AND position < $4 AND position >= coalesce((
                SELECT max(position) FROM attachment_pieces
                WHERE school_id = $1 AND attachment_id = $2 AND position <= $3), 0)
            ORDER BY position
            """,
            [
                .identifier(attachment.school), .identifier(attachment.id), .number(position),
                .number(position + count),
            ]
        ) { row in
            let start: Int = try row.number(0)
            let piece = try open(
                try row.blob(1), .attachmentPiece, row: .position(attachment.id, Int64(start)),
                owner: attachment.student)
            let first = min(max(position - start, 0), piece.count)
            let last = min(piece.count, position + count - start)
            if first < last { bytes += piece[first..<last] }
        }
        return bytes
    }

    private func attachment(_ row: borrowing Row) throws -> AttachmentRecord {
        let (id, student) = (try row.identifier(1), try row.identifier(2))
        var withdrawal: AttachmentRecord.Withdrawal?
        if let author = try row.optionalIdentifier(10) {
            let reason = try optionalText(row, 12, .attachmentWithdrawal, row: .identifier(id), owner: student)
            withdrawal = .init(author: author, at: try row.timestamp(11), reason: reason ?? "")
        }
        return AttachmentRecord(
            school: try row.identifier(0), id: id, student: student, record: try row.optionalIdentifier(3),
            state: try row.state(4), byteCount: try row.number(5), received: try row.number(6),
            head: try .init(fields: try open(try row.blob(7), .attachmentHead, row: id, owner: student)),
            addedBy: try row.identifier(8), addedAt: try row.timestamp(9), withdrawal: withdrawal)
    }
}

extension WriteTransaction {
    /// What one row holds of a file: a rotation seals hundreds of values anew in one write.
    static let attachmentPieceBytes = 64 << 10

    public func insert(_ attachment: AttachmentRecord) throws {
        try execute(
            """
            INSERT INTO attachments (school_id, id, student_id, record_id, state, byte_count, received, head_sealed,
                added_by, added_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            """,
            [
                .identifier(attachment.school), .identifier(attachment.id), .identifier(attachment.student),
                Value(attachment.record), .state(attachment.state), .number(attachment.byteCount),
                .number(attachment.received), .blob(try sealedHead(of: attachment)),
                .identifier(attachment.addedBy), .time(attachment.addedAt),
            ])
    }

    /// Adds bytes where the file ends so far.
    ///
    /// - Returns: whether it was still being received and ended there, at `attachment.received`.
    public func append(_ bytes: [UInt8], to attachment: AttachmentRecord) throws -> Bool {
        let isNext =
            try execute(
                """
                UPDATE attachments SET received = received + $4
                WHERE school_id = $1 AND id = $2 AND received = $3 AND state = 'receiving'
                """,
                [
                    .identifier(attachment.school), .identifier(attachment.id), .number(attachment.received),
                    .number(bytes.count),
                ]) == 1
        guard isNext else { return false }
        for start in stride(from: 0, to: bytes.count, by: Self.attachmentPieceBytes) {
            let piece = Array(bytes[start..<min(start + Self.attachmentPieceBytes, bytes.count)])
            let position = Int64(attachment.received + start)
            try execute(
                """
                INSERT INTO attachment_pieces (school_id, attachment_id, position, student_id, bytes_sealed)
                VALUES ($1, $2, $3, $4, $5)
                """,
                [
                    .identifier(attachment.school), .identifier(attachment.id), .integer(position),
                    .identifier(attachment.student),
                    .blob(
                        try seal(
                            piece, .attachmentPiece, row: .position(attachment.id, position), owner: attachment.student)
                    ),
                ])
        }
        return true
    }

    /// Stores that a file is kept, or was withdrawn, if it is still in the state `expected`. The bytes of one that was
    /// withdrawn are deleted.
    ///
    /// - Returns: whether it was.
    public func update(_ attachment: AttachmentRecord, expected: AttachmentState) throws -> Bool {
        let reason = try attachment.withdrawal.map { withdrawal in
            try seal(
                Array(withdrawal.reason.utf8), .attachmentWithdrawal, row: attachment.id, owner: attachment.student)
        }
        let isChanged =
            try execute(
                """
                UPDATE attachments
                SET state = $4, head_sealed = $5, withdrawn_by = $6, withdrawn_at = $7, withdrawal_sealed = $8
                WHERE school_id = $1 AND id = $2 AND state = $3
                """,
                [
                    .identifier(attachment.school), .identifier(attachment.id), .state(expected),
                    .state(attachment.state), .blob(try sealedHead(of: attachment)),
                    Value(attachment.withdrawal?.author), Value(attachment.withdrawal?.at), Value(reason),
                ]) == 1
        if isChanged, attachment.state == .withdrawn { try deletePieces(of: attachment) }
        return isChanged
    }

    /// Forgets an upload that was not finished, or did not hold.
    public func delete(unfinished attachment: AttachmentRecord) throws {
        try execute(
            "DELETE FROM attachments WHERE school_id = $1 AND id = $2 AND state = 'receiving'",
            [.identifier(attachment.school), .identifier(attachment.id)])
    }

    /// Forgets uploads that nobody has finished in time, with their pieces.
    ///
    /// - Returns: how many there were.
    @discardableResult
    public func deleteAttachments(unfinishedSince moment: Timestamp) throws -> Int {
        try execute("DELETE FROM attachments WHERE state = 'receiving' AND added_at < $1", [.time(moment)])
    }

    private func deletePieces(of attachment: AttachmentRecord) throws {
        try execute(
            "DELETE FROM attachment_pieces WHERE school_id = $1 AND attachment_id = $2",
            [.identifier(attachment.school), .identifier(attachment.id)])
    }

    private func sealedHead(of attachment: AttachmentRecord) throws -> [UInt8] {
        try seal(attachment.head.fields, .attachmentHead, row: attachment.id, owner: attachment.student)
    }
}
