public import Domain

extension ReadTransaction {
    public func careEntry(_ id: Identifier) throws -> CareEntryRecord? {
        try first(
            """
            SELECT school_id, id, student_id, class_id, state, level, advice_sealed, proposed_by, created_at, level_since,
                review_on, closed_at, activated_at, former_entry_id
            FROM care_entries WHERE id = $1
            """, [.identifier(id)], careEntry)
    }

    /// The student's entry that is not removed.
    public func openCareEntry(ofStudent student: Identifier, in school: Identifier) throws -> CareEntryRecord? {
        try first(
            """
            SELECT school_id, id, student_id, class_id, state, level, advice_sealed, proposed_by, created_at, level_since,
                review_on, closed_at, activated_at, former_entry_id
            FROM care_entries WHERE school_id = $1 AND student_id = $2 AND state <> 'removed'
            """, [.identifier(school), .identifier(student)], careEntry)
    }

    /// Who stands on the list of a school.
    public func openCareEntries(ofSchool school: Identifier) throws -> [CareEntryRecord] {
        try all(
            """
            SELECT school_id, id, student_id, class_id, state, level, advice_sealed, proposed_by, created_at, level_since,
                review_on, closed_at, activated_at, former_entry_id
            FROM care_entries WHERE school_id = $1 AND state IN ('proposed', 'active', 'monitoring')
            """, [.identifier(school)], careEntry)
    }

    /// Who was on the list of a school and is no longer, the last to be removed first.
    public func removedCareEntries(ofSchool school: Identifier) throws -> [CareEntryRecord] {
        try all(
            """
            SELECT school_id, id, student_id, class_id, state, level, advice_sealed, proposed_by, created_at, level_since,
                review_on, closed_at, activated_at, former_entry_id
            FROM care_entries WHERE school_id = $1 AND state = 'removed' ORDER BY closed_at DESC, id
            """, [.identifier(school)], careEntry)
    }

    /// The student's entry that was removed last.
    public func lastRemovedCareEntry(ofStudent student: Identifier, in school: Identifier) throws -> Identifier? {
        try first(
            """
            SELECT id FROM care_entries WHERE school_id = $1 AND student_id = $2 AND state = 'removed'
            ORDER BY closed_at DESC, created_at DESC, id LIMIT 1
            """, [.identifier(school), .identifier(student)]
        ) { row in try row.identifier(0) }
    }

    /// The places of a list without its texts, which nothing has to open for counting.
    public func careStandings(ofSchool school: Identifier) throws -> [CareStanding] {
        try all(
            """
            SELECT student_id, state, level, review_on FROM care_entries
            WHERE school_id = $1 AND state IN ('proposed', 'active', 'monitoring')
            """, [.identifier(school)]
        ) { row in
            CareStanding(
                student: try row.identifier(0), state: try row.state(1), level: try row.state(2),
                reviewAt: try row.optionalTimestamp(3))
        }
    }

    /// The entries of a school whose next review is after `moment` and which nobody has touched since `start`, at most
    /// `limit`.
    public func careEntriesToReview(
        ofSchool school: Identifier, after moment: Timestamp, untouchedSince start: Timestamp, limit: Int
    ) throws -> [CareEntryRecord] {
        try all(
            """
            SELECT school_id, id, student_id, class_id, state, level, advice_sealed, proposed_by, created_at, level_since,
                review_on, closed_at, activated_at, former_entry_id
            FROM care_entries e
            WHERE school_id = $1 AND state IN ('active', 'monitoring') AND review_on > $2
                AND NOT EXISTS (
                    SELECT 1 FROM care_changes c WHERE c.school_id = $1 AND c.entry_id = e.id AND c.at >= $3)
                AND NOT EXISTS (
                    SELECT 1 FROM students s
                    WHERE s.school_id = $1 AND s.id = e.student_id AND s.state IN ('erased', 'transferred'))
            ORDER BY id LIMIT $4
            """, [.identifier(school), .time(moment), .time(start), .number(limit)], careEntry)
    }

    /// Everything that happened to an entry, in its order.
    public func careChanges(of entry: CareEntryRecord) throws -> [CareChangeRecord] {
        try all(
            """
            SELECT position, from_state, to_state, from_level, to_level, author_id, at, reason_sealed, evidence_kind,
                evidence_id, proposal_id
            FROM care_changes WHERE school_id = $1 AND entry_id = $2 ORDER BY position
            """, [.identifier(entry.school), .identifier(entry.id)]
        ) { row in
            let reason = try open(
                try row.blob(7), .careChangeReason, row: .position(entry.id, try row.integer(0)), owner: entry.student)
            return CareChangeRecord(
                fromState: try row.optionalState(1), toState: try row.state(2), fromLevel: try row.optionalState(3),
                toLevel: try row.state(4), author: try row.identifier(5), at: try row.timestamp(6),
                reason: String(decoding: reason, as: UTF8.self), evidenceKind: try row.optionalState(8) ?? .review,
                evidence: try row.optionalIdentifier(9), proposal: try row.optionalIdentifier(10))
        }
    }

    private func careEntry(_ row: borrowing Row) throws -> CareEntryRecord {
        let id = try row.identifier(1)
        let student = try row.identifier(2)
        let advice = try row.optionalBlob(6).map { sealed in
            String(decoding: try open(sealed, .careAdvice, row: id, owner: student), as: UTF8.self)
        }
        return CareEntryRecord(
            school: try row.identifier(0), id: id, student: student, schoolClass: try row.optionalIdentifier(3),
            state: try row.state(4), level: try row.state(5), advice: advice, proposedBy: try row.identifier(7),
            createdAt: try row.timestamp(8), levelSince: try row.timestamp(9), reviewAt: try row.optionalTimestamp(10),
            closedAt: try row.optionalTimestamp(11), activatedAt: try row.optionalTimestamp(12),
            former: try row.optionalIdentifier(13))
    }
}

extension WriteTransaction {
    public func insert(_ entry: CareEntryRecord) throws {
        try execute(
            """
            INSERT INTO care_entries (school_id, id, student_id, class_id, state, level, advice_sealed, proposed_by,
                created_at, level_since, review_on, closed_at, activated_at, former_entry_id)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
            """,
            [
                .identifier(entry.school), .identifier(entry.id), .identifier(entry.student), Value(entry.schoolClass),
                .state(entry.state), .state(entry.level), Value(try sealedAdvice(entry)), .identifier(entry.proposedBy),
                .time(entry.createdAt), .time(entry.levelSince), Value(entry.reviewAt), Value(entry.closedAt),
                Value(entry.activatedAt), Value(entry.former),
            ])
    }

    public func update(_ entry: CareEntryRecord) throws {
        try execute(
            """
            UPDATE care_entries
            SET class_id = $3, state = $4, level = $5, advice_sealed = $6, level_since = $7, review_on = $8,
                closed_at = $9, activated_at = $10
            WHERE school_id = $1 AND id = $2
            """,
            [
                .identifier(entry.school), .identifier(entry.id), Value(entry.schoolClass), .state(entry.state),
                .state(entry.level), Value(try sealedAdvice(entry)), .time(entry.levelSince), Value(entry.reviewAt),
                Value(entry.closedAt), Value(entry.activatedAt),
            ])
    }

    /// Adds a change behind those that the entry has.
    public func append(_ change: CareChangeRecord, to entry: CareEntryRecord) throws {
        let position: Int64 =
            try first(
                "SELECT COALESCE(MAX(position), 0) + 1 FROM care_changes WHERE school_id = $1 AND entry_id = $2",
                [.identifier(entry.school), .identifier(entry.id)]
            ) { row in try row.integer(0) } ?? 1
        let reason = try seal(
            Array(change.reason.utf8), .careChangeReason, row: .position(entry.id, position), owner: entry.student)
        try execute(
            """
            INSERT INTO care_changes (school_id, entry_id, position, student_id, from_state, to_state, from_level,
                to_level, author_id, at, reason_sealed, evidence_kind, evidence_id, proposal_id)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
            """,
            [
                .identifier(entry.school), .identifier(entry.id), .integer(position), .identifier(entry.student),
                Value(change.fromState?.rawValue), .state(change.toState), Value(change.fromLevel?.rawValue),
                .state(change.toLevel), .identifier(change.author), .time(change.at), .blob(reason),
                .state(change.evidenceKind), Value(change.evidence), Value(change.proposal),
            ])
    }

    private func sealedAdvice(_ entry: CareEntryRecord) throws -> [UInt8]? {
        try entry.advice.map { try seal(Array($0.utf8), .careAdvice, row: entry.id, owner: entry.student) }
    }
}
