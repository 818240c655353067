public import Domain

/// Where a consultation stands, and who is on it.
public struct ConsultationPlace: Sendable, Hashable {
    public let student: StudentPlace
    public let state: ConsultationState
    /// Experts see nothing of it from here on.
    public let concludeBy: Timestamp
    /// Accounts of the experts who have declared no conflict.
    public let experts: Set<Identifier>
}

/// Where a referral stands, and to whom it is addressed.
public struct ReferralPlace: Sendable, Hashable {
    public let student: StudentPlace
    public let institution: Identifier
    public let state: ReferralState
    /// Whether a consent or a legal ground stands.
    public let hasDisclosure: Bool
}

/// Whose schools refer to an institution; no unit for all.
public struct InstitutionPlace: Sendable, Hashable {
    public let institution: Identifier
    public let unitID: Identifier?
}

extension ReadTransaction {
    public func place(ofConsultation consultation: Identifier) throws -> ConsultationPlace? {
        var found: (student: StudentPlace, state: ConsultationState, concludeBy: Timestamp)?
        var experts: Set<Identifier> = []
        try query(
            """
            SELECT s.id, s.school_id, s.class_id, s.dorm_id, c.state, c.conclude_by, e.account_id
            FROM consultations c
            JOIN students s ON s.school_id = c.school_id AND s.id = c.student_id
            LEFT JOIN consultation_experts e
                ON e.school_id = c.school_id AND e.consultation_id = c.id AND e.declaration <> 'conflict'
            WHERE c.id = $1
            """, [.identifier(consultation)]
        ) { row in
            if found == nil { found = (try affairStudent(row), try row.state(4), try row.timestamp(5)) }
            if let expert = try row.optionalIdentifier(6) { experts.insert(expert) }
        }
        return found.map {
            ConsultationPlace(student: $0.student, state: $0.state, concludeBy: $0.concludeBy, experts: experts)
        }
    }

    public func place(ofReferral referral: Identifier) throws -> ReferralPlace? {
        try first(
            """
            SELECT s.id, s.school_id, s.class_id, s.dorm_id, r.institution_id, r.state,
                EXISTS (
                    SELECT 1 FROM referral_disclosures d
                    WHERE d.school_id = r.school_id AND d.referral_id = r.id AND d.ended_at IS NULL)
            FROM referrals r JOIN students s ON s.school_id = r.school_id AND s.id = r.student_id WHERE r.id = $1
            """, [.identifier(referral)]
        ) { row in
            ReferralPlace(
                student: try affairStudent(row), institution: try row.identifier(4), state: try row.state(5),
                hasDisclosure: try row.integer(6) == 1)
        }
    }

    public func place(ofInstitution institution: Identifier) throws -> InstitutionPlace? {
        try first("SELECT id, unit_id FROM institutions WHERE id = $1", [.identifier(institution)]) { row in
            InstitutionPlace(institution: try row.identifier(0), unitID: try row.optionalIdentifier(1))
        }
    }

    /// The identifiers of a student's open consultations and of its referrals that an institution has.
    public func openAffairs(
        ofStudent student: Identifier
    ) throws -> (consultations: [Identifier], referrals: [Identifier]) {
        let consultations = try all(
            "SELECT id FROM consultations WHERE student_id = $1 AND state IN ('assigned', 'opinions_in')",
            [.identifier(student)]
        ) { row in try row.identifier(0) }
        let referrals = try all(
            """
            SELECT id FROM referrals
            WHERE student_id = $1 AND state IN ('sent', 'received', 'scheduled', 'attended', 'no_show', 'feedback')
            """, [.identifier(student)]
        ) { row in try row.identifier(0) }
        return (consultations, referrals)
    }

    private func affairStudent(_ row: borrowing Row) throws -> StudentPlace {
        StudentPlace(
            studentID: try row.identifier(0), schoolID: try row.identifier(1), classID: try row.optionalIdentifier(2),
            dormID: try row.optionalIdentifier(3))
    }
}
