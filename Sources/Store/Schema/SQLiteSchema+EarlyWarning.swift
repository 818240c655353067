extension SQLiteSchema {
    /// Early warning: network, signals, reports from outside, day reports, rounds, escalation.
    static let earlyWarning = [network, signals, escalation, networkReports].joined(separator: "\n")

    private static let network = """
        CREATE TABLE network_duties (
            school_id BLOB NOT NULL,
            id BLOB NOT NULL,
            unit_id BLOB NOT NULL,
            account_id BLOB NOT NULL REFERENCES accounts (id),
            part TEXT NOT NULL CHECK (part IN ('responsible', 'deputy')),
            starts_at INTEGER NOT NULL,
            ends_at INTEGER,
            assigned_by BLOB NOT NULL,
            assigned_at INTEGER NOT NULL,
            PRIMARY KEY (school_id, id)
        ) STRICT, WITHOUT ROWID;
        CREATE UNIQUE INDEX network_duties_by_id ON network_duties (id);
        CREATE INDEX network_duties_by_unit ON network_duties (unit_id, starts_at);
        CREATE INDEX network_duties_by_account ON network_duties (account_id, starts_at);
        """

    private static let signals = """
        CREATE TABLE signals (
            school_id BLOB NOT NULL,
            id BLOB NOT NULL,
            student_id BLOB NOT NULL,
            class_id BLOB,
            kind TEXT NOT NULL CHECK (
                kind IN ('assessment', 'observation', 'information', 'absence', 'free_text', 'hotline', 'external')),
            state TEXT NOT NULL CHECK (state IN ('received', 'warned', 'set_aside')),
            author_id BLOB, -- nothing where the system found it
            source_id BLOB, -- the sheet, observation or report that it stands for
            happened_at INTEGER NOT NULL,
            received_at INTEGER NOT NULL,
            content_sealed BLOB NOT NULL,
            warning_id BLOB,
            decided_by BLOB,
            decided_at INTEGER,
            reason_sealed BLOB,
            PRIMARY KEY (school_id, id),
            FOREIGN KEY (school_id, student_id) REFERENCES students (school_id, id)
        ) STRICT;
        CREATE UNIQUE INDEX signals_by_id ON signals (id);
        CREATE INDEX signals_by_student ON signals (student_id, happened_at);
        CREATE INDEX signals_by_state ON signals (school_id, state, received_at);
        CREATE INDEX signals_by_warning ON signals (warning_id) WHERE warning_id IS NOT NULL;

        CREATE TABLE external_reports (
            school_id BLOB NOT NULL,
            id BLOB NOT NULL,
            unit_id BLOB NOT NULL,
            reporter_id BLOB NOT NULL REFERENCES accounts (id),
            state TEXT NOT NULL CHECK (state IN ('waiting', 'matched', 'refused')),
            reported_at INTEGER NOT NULL,
            -- Who it is about and what it says: taken out when it is matched, for the signal has it under the student's key.
            body_sealed BLOB,
            reference_sealed BLOB,
            decided_by BLOB,
            decided_at INTEGER,
            signal_id BLOB,
            reason_sealed BLOB,
            PRIMARY KEY (school_id, id)
        ) STRICT;
        CREATE UNIQUE INDEX external_reports_by_id ON external_reports (id);
        CREATE INDEX external_reports_by_state ON external_reports (school_id, state, reported_at);
        CREATE INDEX external_reports_by_reporter ON external_reports (reporter_id, reported_at);
        """

    private static let escalation = """
        CREATE TABLE warning_hops (
            school_id BLOB NOT NULL,
            warning_id BLOB NOT NULL,
            student_id BLOB NOT NULL,
            awaits TEXT NOT NULL CHECK (awaits IN ('acknowledgement', 'interview')),
            hop INTEGER NOT NULL, -- -1 while nobody has been told
            unit_id BLOB,
            missed INTEGER NOT NULL DEFAULT 0,
            due_at INTEGER NOT NULL,
            PRIMARY KEY (school_id, warning_id),
            FOREIGN KEY (school_id, warning_id) REFERENCES warnings (school_id, id)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX warning_hops_by_due ON warning_hops (due_at);

        CREATE TABLE warning_steps (
            school_id BLOB NOT NULL,
            warning_id BLOB NOT NULL,
            position INTEGER NOT NULL,
            student_id BLOB NOT NULL,
            change TEXT NOT NULL,
            at INTEGER NOT NULL,
            author_id BLOB,
            account_id BLOB,
            unit_id BLOB,
            due_at INTEGER,
            note_sealed BLOB,
            PRIMARY KEY (school_id, warning_id, position),
            FOREIGN KEY (school_id, warning_id) REFERENCES warnings (school_id, id)
        ) STRICT;
        CREATE INDEX warning_steps_by_student ON warning_steps (student_id, at);
        CREATE INDEX warning_steps_by_account ON warning_steps (account_id, at) WHERE account_id IS NOT NULL;

        -- What was raised before there was a network: nobody has been told, so that it is due at once.
        INSERT INTO warning_steps (school_id, warning_id, position, student_id, change, at)
            SELECT school_id, id, 1, student_id, 'raised', raised_at FROM warnings;
        INSERT INTO warning_hops (school_id, warning_id, student_id, awaits, hop, due_at)
            SELECT school_id, id, student_id, 'acknowledgement', -1, raised_at FROM warnings WHERE state = 'raised';
        INSERT INTO warning_hops (school_id, warning_id, student_id, awaits, hop, due_at)
            SELECT school_id, id, student_id, 'interview', 0, coalesce(interview_by, raised_at)
            FROM warnings WHERE state = 'acknowledged';
        """

    private static let networkReports = """
        CREATE TABLE day_reports (
            school_id BLOB NOT NULL,
            unit_id BLOB NOT NULL,
            period TEXT NOT NULL, -- its first day
            author_id BLOB NOT NULL,
            sent_at INTEGER NOT NULL,
            observations INTEGER NOT NULL,
            note_sealed BLOB,
            PRIMARY KEY (school_id, unit_id, period)
        ) STRICT;
        CREATE INDEX day_reports_by_period ON day_reports (school_id, period);
        CREATE INDEX day_reports_by_author ON day_reports (author_id, sent_at);

        CREATE TABLE network_rounds (
            school_id BLOB NOT NULL,
            id BLOB NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('dorm_visit', 'department_review')),
            unit_id BLOB NOT NULL,
            author_id BLOB NOT NULL,
            held_at INTEGER NOT NULL,
            observations INTEGER NOT NULL,
            note_sealed BLOB,
            PRIMARY KEY (school_id, id)
        ) STRICT;
        CREATE INDEX network_rounds_by_unit ON network_rounds (unit_id, kind, held_at);
        CREATE INDEX network_rounds_by_author ON network_rounds (author_id, held_at);

        CREATE TABLE day_sweeps (
            school_id BLOB NOT NULL,
            day TEXT NOT NULL,
            at INTEGER NOT NULL,
            unacknowledged INTEGER NOT NULL,
            interviews INTEGER NOT NULL,
            overdue INTEGER NOT NULL,
            signals INTEGER NOT NULL,
            reports INTEGER NOT NULL,
            gaps INTEGER NOT NULL,
            PRIMARY KEY (school_id, day)
        ) STRICT, WITHOUT ROWID;

        -- Which units had not reported, or were due for a round, when the look was taken.
        CREATE TABLE day_sweep_units (
            school_id BLOB NOT NULL,
            day TEXT NOT NULL,
            unit_id BLOB NOT NULL,
            what TEXT NOT NULL CHECK (what IN ('report', 'dorm_visit', 'department_review')),
            PRIMARY KEY (school_id, day, unit_id, what)
        ) STRICT, WITHOUT ROWID;
        """
}
