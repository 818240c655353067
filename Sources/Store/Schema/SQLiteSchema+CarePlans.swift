extension SQLiteSchema {
    /// Care list and plans in full: what effects proposed and people decided, every move and version of a plan, its review
    /// meetings, and who carried out what.
    static let carePlans = """
        ALTER TABLE care_entries ADD COLUMN activated_at INTEGER;
        ALTER TABLE care_entries ADD COLUMN former_entry_id BLOB;
        ALTER TABLE care_changes ADD COLUMN proposal_id BLOB;
        UPDATE care_entries SET activated_at = (
            SELECT MIN(c.at) FROM care_changes c
            WHERE c.school_id = care_entries.school_id AND c.entry_id = care_entries.id AND c.to_state = 'active');

        CREATE TABLE care_proposals (
            school_id BLOB NOT NULL,
            id BLOB NOT NULL,
            entry_id BLOB NOT NULL,
            student_id BLOB NOT NULL,
            plan_id BLOB NOT NULL,
            verdict TEXT NOT NULL CHECK (verdict IN ('improved', 'unchanged', 'worse')),
            proposal TEXT NOT NULL CHECK (proposal IN ('up', 'keep', 'down', 'remove')),
            from_level TEXT NOT NULL CHECK (from_level IN ('none', 'watch', 'concern', 'crisis')),
            to_level TEXT NOT NULL CHECK (to_level IN ('none', 'watch', 'concern', 'crisis')),
            state TEXT NOT NULL CHECK (state IN ('pending', 'accepted', 'overridden', 'declined', 'superseded')),
            made_at INTEGER NOT NULL,
            decided_at INTEGER,
            decided_by BLOB,
            decided_state TEXT CHECK (decided_state IN ('active', 'monitoring', 'removed')),
            decided_level TEXT CHECK (decided_level IN ('none', 'watch', 'concern', 'crisis')),
            reason_sealed BLOB,
            PRIMARY KEY (school_id, id),
            FOREIGN KEY (school_id, entry_id) REFERENCES care_entries (school_id, id),
            FOREIGN KEY (school_id, plan_id) REFERENCES plans (school_id, id)
        ) STRICT;
        CREATE UNIQUE INDEX care_proposals_by_id ON care_proposals (id);
        CREATE INDEX care_proposals_by_entry ON care_proposals (school_id, entry_id, made_at);
        CREATE INDEX care_proposals_by_state ON care_proposals (school_id, state, made_at);
        CREATE INDEX care_proposals_by_student ON care_proposals (student_id, made_at);
        -- Of an entry, the newest measurement alone waits for a word.
        CREATE UNIQUE INDEX care_proposals_pending_once ON care_proposals (school_id, entry_id)
            WHERE state = 'pending';

        ALTER TABLE plans ADD COLUMN started_at INTEGER;
        UPDATE plans SET started_at = created_at WHERE state <> 'draft';
        DROP INDEX plans_open_once;
        -- One student, one plan (一人一案); a plan that was declined or whose student was lost is taken up again.
        CREATE UNIQUE INDEX plans_open_once ON plans (school_id, student_id)
            WHERE state NOT IN ('completed', 'escalated');

        CREATE TABLE plan_changes (
            school_id BLOB NOT NULL,
            plan_id BLOB NOT NULL,
            position INTEGER NOT NULL,
            student_id BLOB NOT NULL,
            from_state TEXT,
            to_state TEXT NOT NULL,
            author_id BLOB NOT NULL,
            at INTEGER NOT NULL,
            reason_sealed BLOB,
            content_sealed BLOB,
            crisis_case_id BLOB,
            PRIMARY KEY (school_id, plan_id, position),
            FOREIGN KEY (school_id, plan_id) REFERENCES plans (school_id, id)
        ) STRICT;
        CREATE INDEX plan_changes_by_student ON plan_changes (student_id, at);

        CREATE TABLE plan_reviews (
            school_id BLOB NOT NULL,
            id BLOB NOT NULL,
            plan_id BLOB NOT NULL,
            student_id BLOB NOT NULL,
            held_at INTEGER NOT NULL,
            decision TEXT NOT NULL CHECK (decision IN ('continue', 'adjust', 'complete', 'escalate')),
            minutes_sealed BLOB NOT NULL,
            next_review_at INTEGER,
            recorded_by BLOB NOT NULL,
            recorded_at INTEGER NOT NULL,
            PRIMARY KEY (school_id, id),
            FOREIGN KEY (school_id, plan_id) REFERENCES plans (school_id, id)
        ) STRICT;
        CREATE INDEX plan_reviews_by_plan ON plan_reviews (school_id, plan_id, held_at);
        CREATE INDEX plan_reviews_by_student ON plan_reviews (student_id, held_at);

        CREATE TABLE measure_records (
            school_id BLOB NOT NULL,
            id BLOB NOT NULL,
            plan_id BLOB NOT NULL,
            measure_id BLOB NOT NULL,
            student_id BLOB NOT NULL,
            done_by BLOB NOT NULL,
            done_at INTEGER NOT NULL,
            recorded_at INTEGER NOT NULL,
            note_sealed BLOB NOT NULL,
            PRIMARY KEY (school_id, id),
            FOREIGN KEY (school_id, plan_id) REFERENCES plans (school_id, id)
        ) STRICT;
        CREATE INDEX measure_records_by_plan ON measure_records (school_id, plan_id, done_at);
        CREATE INDEX measure_records_by_student ON measure_records (student_id, done_at);
        """
}
