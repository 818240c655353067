public import Domain

extension ReadTransaction {
    /// All versions, the oldest first; at most one stands.
    public func disclosures(of referral: ReferralRecord) throws -> [ReferralDisclosureRecord] {
        try all(
            """
            SELECT version, giver, ground, sections, note_sealed, recorded_by, given_at, ended_at
            FROM referral_disclosures WHERE school_id = $1 AND referral_id = $2 ORDER BY version
            """, [.identifier(referral.school), .identifier(referral.id)]
        ) { row in
            let version = try row.integer(0)
            let basis: ReferralDisclosureRecord.Basis
            if let giver = try row.optionalState(1, as: ConsentRule.Giver.self) {
                basis = .consent(giver)
            } else {
                basis = .legalGround(try row.text(2))
            }
            let note = try open(
                try row.blob(4), .referralDisclosureNote, row: .position(referral.id, version), owner: referral.student)
            return ReferralDisclosureRecord(
                version: Int(version), basis: basis, sections: Set(sectionsNamed: try row.text(3)),
                note: String(decoding: note, as: UTF8.self), recordedBy: try row.identifier(5),
                givenAt: try row.timestamp(6), endedAt: try row.optionalTimestamp(7))
        }
    }

    /// What the institution may see now; nothing when no consent and no ground stands.
    public func standingSections(of referral: ReferralRecord) throws -> Set<ReferralSection>? {
        try first(
            """
            SELECT sections FROM referral_disclosures
            WHERE school_id = $1 AND referral_id = $2 AND ended_at IS NULL
            """, [.identifier(referral.school), .identifier(referral.id)]
        ) { row in Set(sectionsNamed: try row.text(0)) }
    }

    /// What happened to a referral, in its order.
    public func steps(of referral: ReferralRecord) throws -> [ReferralStepRecord] {
        try all(
            """
            SELECT from_state, to_state, author_id, at
            FROM referral_steps WHERE school_id = $1 AND referral_id = $2 ORDER BY position
            """, [.identifier(referral.school), .identifier(referral.id)]
        ) { row in
            ReferralStepRecord(
                from: try row.optionalState(0), to: try row.state(1), author: try row.identifier(2),
                at: try row.timestamp(3))
        }
    }
}

extension WriteTransaction {
    /// Adds a version behind those that there are; end the one that stands before.
    public func append(_ disclosure: ReferralDisclosureRecord, to referral: ReferralRecord) throws {
        let (giver, ground): (ConsentRule.Giver?, String?) =
            switch disclosure.basis {
            case .consent(let giver): (giver, nil)
            case .legalGround(let ground): (nil, ground)
            }
        let note = try seal(
            Array(disclosure.note.utf8), .referralDisclosureNote,
            row: .position(referral.id, Int64(disclosure.version)), owner: referral.student)
        try execute(
            """
            INSERT INTO referral_disclosures (school_id, referral_id, version, student_id, giver, ground, sections,
                note_sealed, recorded_by, given_at, ended_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            """,
            [
                .identifier(referral.school), .identifier(referral.id), .number(disclosure.version),
                .identifier(referral.student), Value(giver?.rawValue), Value(ground),
                .text(disclosure.sections.names), .blob(note), .identifier(disclosure.recordedBy),
                .time(disclosure.givenAt), Value(disclosure.endedAt),
            ])
    }

    /// Ends the version that stands, if there is one.
    public func endDisclosure(of referral: ReferralRecord, at moment: Timestamp) throws {
        try execute(
            """
            UPDATE referral_disclosures SET ended_at = $3
            WHERE school_id = $1 AND referral_id = $2 AND ended_at IS NULL
            """, [.identifier(referral.school), .identifier(referral.id), .time(moment)])
    }

    public func append(_ step: ReferralStepRecord, to referral: ReferralRecord) throws {
        try execute(
            """
            INSERT INTO referral_steps (school_id, referral_id, position, from_state, to_state, author_id, at)
            SELECT $1, $2, COALESCE(MAX(position), 0) + 1, $3, $4, $5, $6
            FROM referral_steps WHERE school_id = $1 AND referral_id = $2
            """,
            [
                .identifier(referral.school), .identifier(referral.id), Value(step.from?.rawValue), .state(step.to),
                .identifier(step.author), .time(step.at),
            ])
    }
}

extension Set<ReferralSection> {
    /// Words with commas; one that is not known opens nothing.
    fileprivate init(sectionsNamed names: String) {
        self = Set(names.split(separator: ",").compactMap { ReferralSection(rawValue: String($0)) })
    }

    fileprivate var names: String { map(\.rawValue).sorted().joined(separator: ",") }
}
