public import Domain

extension ReadTransaction {
    /// Everybody who was ever on the panel, in the order of their assignment.
    public func experts(of consultation: ConsultationRecord) throws -> [ConsultationExpertRecord] {
        try all(
            """
            SELECT school_id, id, consultation_id, student_id, account_id, assigned_by, assigned_at, declaration,
                declared_at, conflict_sealed, opinion_sealed, opinion_level, opinion_at
            FROM consultation_experts WHERE school_id = $1 AND consultation_id = $2 ORDER BY assigned_at, id
            """, [.identifier(consultation.school), .identifier(consultation.id)], expert)
    }

    /// The open consultations that an account is assigned to, the oldest assignment first.
    public func openAssignments(of account: Identifier) throws -> [ConsultationExpertRecord] {
        try all(
            """
            SELECT e.school_id, e.id, e.consultation_id, e.student_id, e.account_id, e.assigned_by, e.assigned_at,
                e.declaration, e.declared_at, e.conflict_sealed, e.opinion_sealed, e.opinion_level, e.opinion_at
            FROM consultation_experts e
            JOIN consultations c ON c.school_id = e.school_id AND c.id = e.consultation_id
            WHERE e.account_id = $1 AND e.declaration <> 'conflict' AND c.state IN ('assigned', 'opinions_in')
            ORDER BY e.assigned_at, e.id
            """, [.identifier(account)], expert)
    }

    /// Whether an account has interviewed the student, planned for it, decided about its place on the care list or taken a
    /// warning about it: such an author is no independent expert.
    public func hasTreated(_ student: Identifier, account: Identifier) throws -> Bool {
        try exists(
            """
            SELECT 1 FROM interviews WHERE student_id = $1 AND counsellor_id = $2
            UNION ALL SELECT 1 FROM plans WHERE student_id = $1 AND created_by = $2
            UNION ALL SELECT 1 FROM care_changes WHERE student_id = $1 AND author_id = $2
            UNION ALL SELECT 1 FROM warnings WHERE student_id = $1 AND owner_account_id = $2
            LIMIT 1
            """, [.identifier(student), .identifier(account)])
    }

    private func expert(_ row: borrowing Row) throws -> ConsultationExpertRecord {
        let id = try row.identifier(1)
        let student = try row.identifier(3)
        let conflict = try row.optionalBlob(9).map { sealed in
            String(decoding: try open(sealed, .consultationConflict, row: id, owner: student), as: UTF8.self)
        }
        let opinion = try row.optionalBlob(10).map { sealed in
            String(decoding: try open(sealed, .consultationOpinion, row: id, owner: student), as: UTF8.self)
        }
        return ConsultationExpertRecord(
            school: try row.identifier(0), id: id, consultation: try row.identifier(2), student: student,
            account: try row.identifier(4), assignedBy: try row.identifier(5), assignedAt: try row.timestamp(6),
            declaration: try row.state(7), declaredAt: try row.optionalTimestamp(8), conflict: conflict,
            opinion: opinion, opinionLevel: try row.optionalState(11), opinionAt: try row.optionalTimestamp(12))
    }
}

extension WriteTransaction {
    /// - Throws: `StoreError.constraint(.unique, …)` if the account was on this panel before.
    public func insert(_ expert: ConsultationExpertRecord) throws {
        try execute(
            """
            INSERT INTO consultation_experts (school_id, id, consultation_id, student_id, account_id, assigned_by,
                assigned_at, declaration)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            """,
            [
                .identifier(expert.school), .identifier(expert.id), .identifier(expert.consultation),
                .identifier(expert.student), .identifier(expert.account), .identifier(expert.assignedBy),
                .time(expert.assignedAt), .state(expert.declaration),
            ])
    }

    /// Stores a declaration or an opinion.
    public func update(_ expert: ConsultationExpertRecord) throws {
        func sealed(_ text: String?, _ column: SealedColumn) throws -> [UInt8]? {
            try text.map { try seal(Array($0.utf8), column, row: expert.id, owner: expert.student) }
        }
        try execute(
            """
            UPDATE consultation_experts
            SET declaration = $3, declared_at = $4, conflict_sealed = $5, opinion_sealed = $6, opinion_level = $7,
                opinion_at = $8
            WHERE school_id = $1 AND id = $2
            """,
            [
                .identifier(expert.school), .identifier(expert.id), .state(expert.declaration),
                Value(expert.declaredAt), Value(try sealed(expert.conflict, .consultationConflict)),
                Value(try sealed(expert.opinion, .consultationOpinion)), Value(expert.opinionLevel?.rawValue),
                Value(expert.opinionAt),
            ])
    }
}
