extension SQLiteSchema {
    /// Consultation and referral.
    static let consultations = """
        CREATE TABLE consultations (
            school_id BLOB NOT NULL,
            id BLOB NOT NULL,
            student_id BLOB NOT NULL,
            state TEXT NOT NULL CHECK (
                state IN ('requested', 'assigned', 'opinions_in', 'concluded', 'cancelled', 'expired')),
            urgency TEXT NOT NULL CHECK (urgency IN ('ordinary', 'urgent')),
            body_sealed BLOB NOT NULL,
            case_file_sealed BLOB, -- since experts were assigned
            requested_by BLOB NOT NULL,
            requested_at INTEGER NOT NULL,
            assign_by INTEGER NOT NULL,
            opinions_by INTEGER NOT NULL,
            conclude_by INTEGER NOT NULL,
            proposed_level TEXT CHECK (proposed_level IN ('none', 'watch', 'concern', 'crisis')),
            closed_by BLOB,
            closed_at INTEGER,
            PRIMARY KEY (school_id, id),
            FOREIGN KEY (school_id, student_id) REFERENCES students (school_id, id)
        ) STRICT;
        CREATE UNIQUE INDEX consultations_by_id ON consultations (id);
        CREATE INDEX consultations_by_state ON consultations (school_id, state, requested_at);
        CREATE INDEX consultations_by_student ON consultations (student_id, requested_at);
        CREATE INDEX consultations_to_close ON consultations (opinions_by) WHERE state IN ('requested', 'assigned');

        CREATE TABLE consultation_experts (
            school_id BLOB NOT NULL,
            id BLOB NOT NULL,
            consultation_id BLOB NOT NULL,
            student_id BLOB NOT NULL,
            account_id BLOB NOT NULL REFERENCES accounts (id),
            assigned_by BLOB NOT NULL,
            assigned_at INTEGER NOT NULL,
            declaration TEXT NOT NULL CHECK (declaration IN ('pending', 'none', 'conflict')),
            declared_at INTEGER,
            conflict_sealed BLOB,
            opinion_sealed BLOB,
            opinion_level TEXT CHECK (opinion_level IN ('none', 'watch', 'concern', 'crisis')),
            opinion_at INTEGER,
            PRIMARY KEY (school_id, id),
            FOREIGN KEY (school_id, consultation_id) REFERENCES consultations (school_id, id)
        ) STRICT;
        -- An expert is on a panel once, also one who was taken off.
        CREATE UNIQUE INDEX consultation_experts_once
            ON consultation_experts (school_id, consultation_id, account_id);
        CREATE INDEX consultation_experts_by_account ON consultation_experts (account_id, assigned_at);
        CREATE INDEX consultation_experts_by_student ON consultation_experts (student_id);

        CREATE TABLE institutions (
            id BLOB NOT NULL PRIMARY KEY,
            unit_id BLOB, -- whose schools refer to it; nothing for all
            kind TEXT NOT NULL CHECK (
                kind IN (
                    'psychiatric_hospital', 'general_hospital', 'children_hospital', 'crisis_centre',
                    'counselling_centre')),
            is_designated INTEGER NOT NULL CHECK (is_designated IN (0, 1)),
            details_sealed BLOB NOT NULL,
            created_by BLOB NOT NULL,
            created_at INTEGER NOT NULL,
            closed_at INTEGER
        ) STRICT;
        CREATE INDEX institutions_by_unit ON institutions (unit_id);

        CREATE TABLE referrals (
            school_id BLOB NOT NULL,
            id BLOB NOT NULL,
            student_id BLOB NOT NULL,
            institution_id BLOB NOT NULL REFERENCES institutions (id),
            state TEXT NOT NULL CHECK (
                state IN (
                    'drafted', 'consented', 'sent', 'received', 'scheduled', 'attended', 'no_show', 'feedback',
                    'refused', 'closed', 'withdrawn')),
            urgency TEXT NOT NULL CHECK (urgency IN ('ordinary', 'crisis')),
            is_green_channel INTEGER NOT NULL CHECK (is_green_channel IN (0, 1)),
            body_sealed BLOB NOT NULL,
            feedback_sealed BLOB,
            drafted_by BLOB NOT NULL,
            drafted_at INTEGER NOT NULL,
            sent_at INTEGER,
            step_since INTEGER NOT NULL,
            step_due_at INTEGER,
            -- What the archive was told of the delay of this step.
            told_delay TEXT NOT NULL CHECK (told_delay IN ('in_time', 'overdue', 'escalated')),
            appointment_at INTEGER,
            closed_at INTEGER,
            PRIMARY KEY (school_id, id),
            FOREIGN KEY (school_id, student_id) REFERENCES students (school_id, id)
        ) STRICT;
        CREATE UNIQUE INDEX referrals_by_id ON referrals (id);
        CREATE INDEX referrals_by_state ON referrals (school_id, state, step_due_at);
        CREATE INDEX referrals_to_tell ON referrals (step_due_at)
            WHERE step_due_at IS NOT NULL AND told_delay <> 'escalated';
        CREATE INDEX referrals_by_student ON referrals (student_id, drafted_at);
        CREATE INDEX referrals_by_institution ON referrals (institution_id, state);

        CREATE TABLE referral_disclosures (
            school_id BLOB NOT NULL,
            referral_id BLOB NOT NULL,
            version INTEGER NOT NULL,
            student_id BLOB NOT NULL,
            -- Who has consented, or the legal ground, as the rules name it.
            giver TEXT CHECK (giver IN ('student', 'guardian')),
            ground TEXT,
            sections TEXT NOT NULL,
            note_sealed BLOB NOT NULL,
            recorded_by BLOB NOT NULL,
            given_at INTEGER NOT NULL,
            ended_at INTEGER,
            PRIMARY KEY (school_id, referral_id, version),
            FOREIGN KEY (school_id, referral_id) REFERENCES referrals (school_id, id),
            CHECK ((giver IS NULL) <> (ground IS NULL))
        ) STRICT;
        CREATE INDEX referral_disclosures_by_student ON referral_disclosures (student_id);
        -- What the institution sees rests on one of them at a time.
        CREATE UNIQUE INDEX referral_disclosures_standing
            ON referral_disclosures (school_id, referral_id) WHERE ended_at IS NULL;

        CREATE TABLE referral_steps (
            school_id BLOB NOT NULL,
            referral_id BLOB NOT NULL,
            position INTEGER NOT NULL,
            from_state TEXT,
            to_state TEXT NOT NULL,
            author_id BLOB NOT NULL,
            at INTEGER NOT NULL,
            PRIMARY KEY (school_id, referral_id, position),
            FOREIGN KEY (school_id, referral_id) REFERENCES referrals (school_id, id)
        ) STRICT, WITHOUT ROWID;
        """
}
