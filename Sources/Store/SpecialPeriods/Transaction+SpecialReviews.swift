public import Domain

extension ReadTransaction {
    public func specialReview(_ id: Identifier) throws -> SpecialReviewRecord? {
        try first(
            """
            SELECT school_id, id, period_id, student_id, cause, created_at, due_at, done_by, done_at, level,
                finding_sealed
            FROM special_reviews WHERE id = $1
            """, [.identifier(id)], specialReview)
    }

    /// The reviews of a school that are still to be done, what is due first in front.
    public func openSpecialReviews(ofSchool school: Identifier) throws -> [SpecialReviewRecord] {
        try all(
            """
            SELECT school_id, id, period_id, student_id, cause, created_at, due_at, done_by, done_at, level,
                finding_sealed
            FROM special_reviews
            WHERE school_id = $1 AND done_at IS NULL
                AND student_id NOT IN (SELECT id FROM students WHERE school_id = $1 AND state = 'erased')
            ORDER BY due_at, id
            """, [.identifier(school)], specialReview)
    }

    private func specialReview(_ row: borrowing Row) throws -> SpecialReviewRecord {
        let (id, student) = (try row.identifier(1), try row.identifier(3))
        return SpecialReviewRecord(
            school: try row.identifier(0), id: id, period: try row.identifier(2), student: student,
            cause: try row.state(4), createdAt: try row.timestamp(5), dueAt: try row.timestamp(6),
            doneBy: try row.optionalIdentifier(7), doneAt: try row.optionalTimestamp(8),
            level: try row.optionalState(9),
            finding: try optionalText(row, 10, .specialReviewFinding, row: .identifier(id), owner: student))
    }
}

extension WriteTransaction {
    public func insert(_ review: SpecialReviewRecord) throws {
        try execute(
            """
            INSERT INTO special_reviews (school_id, id, period_id, student_id, cause, created_at, due_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            """,
            [
                .identifier(review.school), .identifier(review.id), .identifier(review.period),
                .identifier(review.student), .state(review.cause), .time(review.createdAt), .time(review.dueAt),
            ])
    }

    /// Stores that a review is done.
    public func update(_ review: SpecialReviewRecord) throws {
        let finding = try review.finding.map { finding in
            try seal(Array(finding.utf8), .specialReviewFinding, row: review.id, owner: review.student)
        }
        try execute(
            """
            UPDATE special_reviews SET done_by = $3, done_at = $4, level = $5, finding_sealed = $6
            WHERE school_id = $1 AND id = $2
            """,
            [
                .identifier(review.school), .identifier(review.id), Value(review.doneBy), Value(review.doneAt),
                Value(review.level?.rawValue), Value(finding),
            ])
    }
}
