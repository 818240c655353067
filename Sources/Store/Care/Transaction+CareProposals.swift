public import Domain

extension ReadTransaction {
    public func careProposal(_ id: Identifier) throws -> CareProposalRecord? {
        try first(
            """
            SELECT school_id, id, entry_id, student_id, plan_id, verdict, proposal, from_level, to_level, made_at, state,
                decided_at, decided_by, decided_state, decided_level, reason_sealed
            FROM care_proposals WHERE id = $1
            """, [.identifier(id)], careProposal)
    }

    /// What was proposed for an entry, the oldest first.
    public func careProposals(of entry: CareEntryRecord) throws -> [CareProposalRecord] {
        try all(
            """
            SELECT school_id, id, entry_id, student_id, plan_id, verdict, proposal, from_level, to_level, made_at, state,
                decided_at, decided_by, decided_state, decided_level, reason_sealed
            FROM care_proposals WHERE school_id = $1 AND entry_id = $2 ORDER BY made_at, id
            """, [.identifier(entry.school), .identifier(entry.id)], careProposal)
    }

    /// What was proposed in a school and is in that state, the newest first.
    public func careProposals(ofSchool school: Identifier, in state: CareProposalState) throws -> [CareProposalRecord] {
        try all(
            """
            SELECT school_id, id, entry_id, student_id, plan_id, verdict, proposal, from_level, to_level, made_at, state,
                decided_at, decided_by, decided_state, decided_level, reason_sealed
            FROM care_proposals WHERE school_id = $1 AND state = $2 ORDER BY made_at DESC, id
            """, [.identifier(school), .state(state)], careProposal)
    }

    private func careProposal(_ row: borrowing Row) throws -> CareProposalRecord {
        let id = try row.identifier(1)
        let student = try row.identifier(3)
        let reason = try row.optionalBlob(15).map { sealed in
            String(decoding: try open(sealed, .careProposalReason, row: id, owner: student), as: UTF8.self)
        }
        return CareProposalRecord(
            school: try row.identifier(0), id: id, entry: try row.identifier(2), student: student,
            plan: try row.identifier(4), verdict: try row.state(5), proposal: try row.state(6),
            fromLevel: try row.state(7), toLevel: try row.state(8), madeAt: try row.timestamp(9),
            state: try row.state(10), decidedAt: try row.optionalTimestamp(11),
            decidedBy: try row.optionalIdentifier(12), decidedState: try row.optionalState(13),
            decidedLevel: try row.optionalState(14), reason: reason)
    }
}

extension WriteTransaction {
    public func insert(_ proposal: CareProposalRecord) throws {
        try execute(
            """
            INSERT INTO care_proposals (school_id, id, entry_id, student_id, plan_id, verdict, proposal, from_level, to_level, made_at, state,
                decided_at, decided_by, decided_state, decided_level, reason_sealed)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
            """,
            [
                .identifier(proposal.school), .identifier(proposal.id), .identifier(proposal.entry),
                .identifier(proposal.student), .identifier(proposal.plan), .state(proposal.verdict),
                .state(proposal.proposal), .state(proposal.fromLevel), .state(proposal.toLevel),
                .time(proposal.madeAt), .state(proposal.state), Value(proposal.decidedAt), Value(proposal.decidedBy),
                Value(proposal.decidedState?.rawValue), Value(proposal.decidedLevel?.rawValue),
                Value(try sealedReason(proposal)),
            ])
    }

    public func update(_ proposal: CareProposalRecord) throws {
        try execute(
            """
            UPDATE care_proposals SET state = $3, decided_at = $4, decided_by = $5, decided_state = $6,
                decided_level = $7, reason_sealed = $8
            WHERE school_id = $1 AND id = $2
            """,
            [
                .identifier(proposal.school), .identifier(proposal.id), .state(proposal.state),
                Value(proposal.decidedAt), Value(proposal.decidedBy), Value(proposal.decidedState?.rawValue),
                Value(proposal.decidedLevel?.rawValue), Value(try sealedReason(proposal)),
            ])
    }

    private func sealedReason(_ proposal: CareProposalRecord) throws -> [UInt8]? {
        try proposal.reason.map {
            try seal(Array($0.utf8), .careProposalReason, row: proposal.id, owner: proposal.student)
        }
    }
}
