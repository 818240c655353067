public import Domain

extension ReadTransaction {
    public func referral(_ id: Identifier) throws -> ReferralRecord? {
        try first(
            """
            SELECT school_id, id, student_id, institution_id, state, urgency, is_green_channel, body_sealed,
                feedback_sealed, drafted_by, drafted_at, sent_at, step_since, step_due_at, told_delay,
                appointment_at, closed_at
            FROM referrals WHERE id = $1
            """, [.identifier(id)], referral)
    }

    /// The referrals of a school's students in a state, in no order.
    public func referrals(ofSchool school: Identifier, in state: ReferralState) throws -> [ReferralRecord] {
        try all(
            """
            SELECT school_id, id, student_id, institution_id, state, urgency, is_green_channel, body_sealed,
                feedback_sealed, drafted_by, drafted_at, sent_at, step_since, step_due_at, told_delay,
                appointment_at, closed_at
            FROM referrals WHERE school_id = $1 AND state = $2
            """, [.identifier(school), .state(state)], referral)
    }

    /// All referrals of a student, the newest first.
    public func referrals(ofStudent student: Identifier) throws -> [ReferralRecord] {
        try all(
            """
            SELECT school_id, id, student_id, institution_id, state, urgency, is_green_channel, body_sealed,
                feedback_sealed, drafted_by, drafted_at, sent_at, step_since, step_due_at, told_delay,
                appointment_at, closed_at
            FROM referrals WHERE student_id = $1 ORDER BY drafted_at DESC, id
            """, [.identifier(student)], referral)
    }

    /// What an institution has before it and is shown, in no order.
    public func referrals(shownTo institution: Identifier) throws -> [ReferralRecord] {
        try all(
            """
            SELECT school_id, id, student_id, institution_id, state, urgency, is_green_channel, body_sealed,
                feedback_sealed, drafted_by, drafted_at, sent_at, step_since, step_due_at, told_delay,
                appointment_at, closed_at
            FROM referrals r
            WHERE institution_id = $1
                AND state IN ('sent', 'received', 'scheduled', 'attended', 'no_show', 'feedback')
                AND EXISTS (
                    SELECT 1 FROM referral_disclosures d
                    WHERE d.school_id = r.school_id AND d.referral_id = r.id AND d.ended_at IS NULL)
            """, [.identifier(institution)], referral)
    }

    /// Those whose delay has grown since the archive was told of it, the most overdue first, at most `limit`.
    public func referralsToTell(at now: Timestamp, limit: Int) throws -> [ReferralRecord] {
        try all(
            """
            SELECT school_id, id, student_id, institution_id, state, urgency, is_green_channel, body_sealed,
                feedback_sealed, drafted_by, drafted_at, sent_at, step_since, step_due_at, told_delay,
                appointment_at, closed_at
            FROM referrals
            WHERE step_due_at IS NOT NULL AND told_delay <> 'escalated' AND step_due_at < $1
                AND (told_delay = 'in_time' OR $1 - step_due_at >= step_due_at - step_since)
                AND NOT EXISTS (
                SELECT 1 FROM students s
                WHERE s.school_id = referrals.school_id AND s.id = referrals.student_id
                    AND s.state IN ('erased', 'transferred'))
            ORDER BY step_due_at LIMIT $2
            """, [.time(now), .number(limit)], referral)
    }

    private func referral(_ row: borrowing Row) throws -> ReferralRecord {
        let id = try row.identifier(1)
        let student = try row.identifier(2)
        let feedback = try row.optionalBlob(8).map { sealed in
            try ReferralRecord.Feedback(fields: try open(sealed, .referralFeedback, row: id, owner: student))
        }
        return ReferralRecord(
            school: try row.identifier(0), id: id, student: student, institution: try row.identifier(3),
            state: try row.state(4), urgency: try row.state(5), isGreenChannel: try row.integer(6) == 1,
            body: try ReferralRecord.Body(fields: try open(try row.blob(7), .referralBody, row: id, owner: student)),
            feedback: feedback, draftedBy: try row.identifier(9), draftedAt: try row.timestamp(10),
            sentAt: try row.optionalTimestamp(11), stepSince: try row.timestamp(12),
            stepDueAt: try row.optionalTimestamp(13), toldDelay: try row.state(14),
            appointmentAt: try row.optionalTimestamp(15), closedAt: try row.optionalTimestamp(16))
    }
}

extension WriteTransaction {
    public func insert(_ referral: ReferralRecord) throws {
        try execute(
            """
            INSERT INTO referrals (school_id, id, student_id, institution_id, state, urgency, is_green_channel,
                body_sealed, feedback_sealed, drafted_by, drafted_at, sent_at, step_since, step_due_at, told_delay,
                appointment_at, closed_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
            """,
            [
                .identifier(referral.school), .identifier(referral.id), .identifier(referral.student),
                .identifier(referral.institution), .state(referral.state), .state(referral.urgency),
                .integer(referral.isGreenChannel ? 1 : 0), .blob(try sealedBody(of: referral)),
                Value(try sealedFeedback(of: referral)), .identifier(referral.draftedBy), .time(referral.draftedAt),
                Value(referral.sentAt), .time(referral.stepSince), Value(referral.stepDueAt),
                .state(referral.toldDelay), Value(referral.appointmentAt), Value(referral.closedAt),
            ])
    }

    /// Stores what was done with a referral, if it is still in the state `expected`.
    ///
    /// - Returns: whether it was.
    public func update(_ referral: ReferralRecord, expected: ReferralState) throws -> Bool {
        try execute(
            """
            UPDATE referrals
            SET state = $4, body_sealed = $5, feedback_sealed = $6, sent_at = $7, step_since = $8, step_due_at = $9,
                told_delay = $10, appointment_at = $11, closed_at = $12
            WHERE school_id = $1 AND id = $2 AND state = $3
            """,
            [
                .identifier(referral.school), .identifier(referral.id), .state(expected), .state(referral.state),
                .blob(try sealedBody(of: referral)), Value(try sealedFeedback(of: referral)), Value(referral.sentAt),
                .time(referral.stepSince), Value(referral.stepDueAt), .state(referral.toldDelay),
                Value(referral.appointmentAt), Value(referral.closedAt),
            ]) == 1
    }

    private func sealedBody(of referral: ReferralRecord) throws -> [UInt8] {
        try seal(referral.body.fields, .referralBody, row: referral.id, owner: referral.student)
    }

    private func sealedFeedback(of referral: ReferralRecord) throws -> [UInt8]? {
        try referral.feedback.map {
            try seal($0.fields, .referralFeedback, row: referral.id, owner: referral.student)
        }
    }
}
