extension SQLiteSchema {
    /// Crisis cases, case reports, special periods, trauma protocol.
    static let crisis = [crisisCases, crisisRecords, caseReports, traumaReports, specialPeriods].joined(separator: "\n")

    /// What is called `overdue_at` is when the system noted that the moment had passed: once for each.
    private static let crisisCases = """
        CREATE TABLE crisis_cases (
            school_id BLOB NOT NULL,
            id BLOB NOT NULL,
            student_id BLOB NOT NULL,
            class_id BLOB,
            warning_id BLOB,
            state TEXT NOT NULL CHECK (
                state IN ('opened', 'stabilising', 'in_treatment', 'return_assessment', 'follow_up', 'closed')),
            round INTEGER NOT NULL, -- of the checklist; a relapse begins another
            round_since INTEGER NOT NULL,
            lead_id BLOB NOT NULL,
            reason_sealed BLOB NOT NULL,
            step_sealed BLOB, -- a closed case has no next step
            step_owner_id BLOB,
            step_due_at INTEGER,
            step_overdue_at INTEGER,
            report_due_at INTEGER,
            report_overdue_at INTEGER,
            opened_by BLOB NOT NULL,
            opened_at INTEGER NOT NULL,
            state_since INTEGER NOT NULL,
            closed_at INTEGER,
            PRIMARY KEY (school_id, id),
            FOREIGN KEY (school_id, student_id) REFERENCES students (school_id, id),
            FOREIGN KEY (school_id, warning_id) REFERENCES warnings (school_id, id),
            CHECK ((state = 'closed') = (step_due_at IS NULL)),
            CHECK ((state = 'closed') = (closed_at IS NOT NULL)),
            CHECK ((step_due_at IS NULL) = (step_owner_id IS NULL) AND (step_due_at IS NULL) = (step_sealed IS NULL))
        ) STRICT;
        CREATE UNIQUE INDEX crisis_cases_by_id ON crisis_cases (id);
        CREATE INDEX crisis_cases_by_state ON crisis_cases (school_id, state, step_due_at);
        CREATE INDEX crisis_cases_by_student ON crisis_cases (student_id, opened_at);
        CREATE INDEX crisis_cases_by_warning ON crisis_cases (school_id, warning_id) WHERE warning_id IS NOT NULL;
        -- A student has one open case.
        CREATE UNIQUE INDEX crisis_cases_once ON crisis_cases (school_id, student_id) WHERE state <> 'closed';
        CREATE INDEX crisis_steps_due ON crisis_cases (step_due_at) WHERE step_overdue_at IS NULL;
        CREATE INDEX crisis_reports_due ON crisis_cases (report_due_at)
            WHERE report_due_at IS NOT NULL AND report_overdue_at IS NULL;

        CREATE TABLE crisis_helpers (
            school_id BLOB NOT NULL,
            case_id BLOB NOT NULL,
            account_id BLOB NOT NULL REFERENCES accounts (id),
            PRIMARY KEY (school_id, case_id, account_id),
            FOREIGN KEY (school_id, case_id) REFERENCES crisis_cases (school_id, id)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX crisis_helpers_by_account ON crisis_helpers (account_id);

        CREATE TABLE crisis_points (
            school_id BLOB NOT NULL,
            id BLOB NOT NULL,
            case_id BLOB NOT NULL,
            student_id BLOB NOT NULL,
            round INTEGER NOT NULL,
            kind TEXT NOT NULL,
            position INTEGER NOT NULL,
            mandatory INTEGER NOT NULL CHECK (mandatory IN (0, 1)),
            due_at INTEGER NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('open', 'done', 'excused')),
            done_by BLOB,
            done_at INTEGER,
            note_sealed BLOB,
            overdue_at INTEGER,
            PRIMARY KEY (school_id, id),
            FOREIGN KEY (school_id, case_id) REFERENCES crisis_cases (school_id, id)
        ) STRICT;
        CREATE UNIQUE INDEX crisis_points_once ON crisis_points (school_id, case_id, round, kind);
        CREATE INDEX crisis_points_by_student ON crisis_points (student_id);
        CREATE INDEX crisis_points_due ON crisis_points (due_at) WHERE state = 'open' AND overdue_at IS NULL;

        CREATE TABLE crisis_events (
            school_id BLOB NOT NULL,
            case_id BLOB NOT NULL,
            position INTEGER NOT NULL,
            student_id BLOB NOT NULL,
            kind TEXT NOT NULL,
            state TEXT NOT NULL,
            author_id BLOB, -- nothing where the system wrote it
            at INTEGER NOT NULL,
            note_sealed BLOB,
            PRIMARY KEY (school_id, case_id, position),
            FOREIGN KEY (school_id, case_id) REFERENCES crisis_cases (school_id, id)
        ) STRICT;
        CREATE INDEX crisis_events_by_student ON crisis_events (student_id);
        """

    private static let crisisRecords = """
        CREATE TABLE return_assessments (
            school_id BLOB NOT NULL,
            id BLOB NOT NULL,
            case_id BLOB NOT NULL,
            student_id BLOB NOT NULL,
            assessor_id BLOB NOT NULL,
            assessed_at INTEGER NOT NULL,
            recorded_at INTEGER NOT NULL,
            decision TEXT NOT NULL CHECK (decision IN ('return', 'conditional', 'not_yet')),
            opinion_sealed BLOB NOT NULL,
            PRIMARY KEY (school_id, id),
            FOREIGN KEY (school_id, case_id) REFERENCES crisis_cases (school_id, id)
        ) STRICT;
        CREATE INDEX return_assessments_by_case ON return_assessments (school_id, case_id, recorded_at);
        CREATE INDEX return_assessments_by_student ON return_assessments (student_id);

        CREATE TABLE crisis_follow_ups (
            school_id BLOB NOT NULL,
            id BLOB NOT NULL,
            case_id BLOB NOT NULL,
            student_id BLOB NOT NULL,
            due_at INTEGER NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('open', 'held', 'excused', 'cancelled')),
            held_by BLOB,
            held_at INTEGER,
            level TEXT CHECK (level IN ('none', 'watch', 'concern', 'crisis')),
            record_sealed BLOB,
            overdue_at INTEGER,
            PRIMARY KEY (school_id, id),
            FOREIGN KEY (school_id, case_id) REFERENCES crisis_cases (school_id, id)
        ) STRICT;
        CREATE INDEX crisis_follow_ups_by_case ON crisis_follow_ups (school_id, case_id, due_at);
        CREATE INDEX crisis_follow_ups_by_student ON crisis_follow_ups (student_id);
        CREATE INDEX crisis_follow_ups_due ON crisis_follow_ups (due_at) WHERE state = 'open' AND overdue_at IS NULL;

        CREATE TABLE crisis_lessons (
            school_id BLOB NOT NULL,
            id BLOB NOT NULL,
            case_id BLOB NOT NULL,
            student_id BLOB NOT NULL,
            held_at INTEGER NOT NULL,
            recorded_by BLOB NOT NULL,
            findings_sealed BLOB NOT NULL, -- and who took part
            PRIMARY KEY (school_id, id),
            FOREIGN KEY (school_id, case_id) REFERENCES crisis_cases (school_id, id)
        ) STRICT;
        CREATE INDEX crisis_lessons_by_case ON crisis_lessons (school_id, case_id, held_at);
        CREATE INDEX crisis_lessons_by_student ON crisis_lessons (student_id);

        CREATE TABLE lesson_actions (
            school_id BLOB NOT NULL,
            id BLOB NOT NULL,
            lesson_id BLOB NOT NULL,
            case_id BLOB NOT NULL,
            student_id BLOB NOT NULL,
            position INTEGER NOT NULL,
            owner_id BLOB NOT NULL,
            due_at INTEGER NOT NULL,
            done_by BLOB,
            done_at INTEGER,
            text_sealed BLOB NOT NULL,
            note_sealed BLOB,
            overdue_at INTEGER,
            PRIMARY KEY (school_id, id),
            FOREIGN KEY (school_id, lesson_id) REFERENCES crisis_lessons (school_id, id)
        ) STRICT;
        CREATE INDEX lesson_actions_by_lesson ON lesson_actions (school_id, lesson_id, position);
        CREATE INDEX lesson_actions_by_case ON lesson_actions (school_id, case_id);
        CREATE INDEX lesson_actions_by_owner ON lesson_actions (school_id, owner_id, due_at) WHERE done_at IS NULL;
        CREATE INDEX lesson_actions_by_student ON lesson_actions (student_id);
        CREATE INDEX lesson_actions_due ON lesson_actions (due_at) WHERE done_at IS NULL AND overdue_at IS NULL;
        """

    private static let caseReports = """
        CREATE TABLE case_reports (
            school_id BLOB NOT NULL,
            case_id BLOB NOT NULL,
            version INTEGER NOT NULL,
            student_id BLOB NOT NULL,
            content_sealed BLOB NOT NULL,
            content_hash BLOB NOT NULL CHECK (length(content_hash) = 32),
            author_id BLOB NOT NULL,
            submitted_at INTEGER NOT NULL,
            signed_by BLOB,
            signed_at INTEGER,
            PRIMARY KEY (school_id, case_id, version),
            FOREIGN KEY (school_id, case_id) REFERENCES crisis_cases (school_id, id)
        ) STRICT;
        CREATE INDEX case_reports_by_student ON case_reports (student_id);
        -- What is signed stands, whoever writes to this file; only a new key may seal it anew.
        CREATE TRIGGER case_reports_signed BEFORE UPDATE OF content_hash, author_id, submitted_at, signed_by, signed_at
            ON case_reports WHEN OLD.signed_at IS NOT NULL
            BEGIN SELECT RAISE(ABORT, 'a signed case report is never changed'); END;
        """

    private static let traumaReports = """
        CREATE TABLE trauma_reports (
            school_id BLOB NOT NULL,
            id BLOB NOT NULL,
            student_id BLOB NOT NULL,
            crisis_case_id BLOB,
            state TEXT NOT NULL CHECK (state IN ('reporting', 'supporting', 'closed')),
            counsellor_id BLOB,
            body_sealed BLOB NOT NULL, -- what has happened is in here alone
            learnt_at INTEGER NOT NULL,
            opened_by BLOB NOT NULL,
            opened_at INTEGER NOT NULL,
            closed_at INTEGER,
            PRIMARY KEY (school_id, id),
            FOREIGN KEY (school_id, student_id) REFERENCES students (school_id, id),
            FOREIGN KEY (school_id, crisis_case_id) REFERENCES crisis_cases (school_id, id)
        ) STRICT;
        CREATE UNIQUE INDEX trauma_reports_by_id ON trauma_reports (id);
        CREATE INDEX trauma_reports_by_state ON trauma_reports (school_id, state, opened_at);
        CREATE INDEX trauma_reports_by_student ON trauma_reports (student_id, opened_at);

        CREATE TABLE trauma_steps (
            school_id BLOB NOT NULL,
            id BLOB NOT NULL,
            report_id BLOB NOT NULL,
            student_id BLOB NOT NULL,
            position INTEGER NOT NULL,
            mandatory INTEGER NOT NULL CHECK (mandatory IN (0, 1)),
            state TEXT NOT NULL CHECK (state IN ('open', 'done', 'waived')),
            due_at INTEGER NOT NULL,
            done_by BLOB,
            done_at INTEGER,
            body_sealed BLOB NOT NULL, -- which step, on which ground, receipt, note
            overdue_at INTEGER,
            PRIMARY KEY (school_id, id),
            FOREIGN KEY (school_id, report_id) REFERENCES trauma_reports (school_id, id),
            CHECK (state <> 'waived' OR mandatory = 0)
        ) STRICT;
        CREATE UNIQUE INDEX trauma_steps_by_report ON trauma_steps (school_id, report_id, position);
        CREATE INDEX trauma_steps_by_student ON trauma_steps (student_id);
        CREATE INDEX trauma_steps_due ON trauma_steps (due_at) WHERE state = 'open' AND overdue_at IS NULL;
        """

    private static let specialPeriods = """
        CREATE TABLE special_periods (
            school_id BLOB NOT NULL, -- zero above schools
            id BLOB NOT NULL,
            unit_id BLOB NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('spring', 'enrolment', 'exams', 'graduation')),
            stages TEXT NOT NULL, -- with commas between them; all stages when empty
            starts_at INTEGER NOT NULL,
            ends_at INTEGER NOT NULL,
            interval_percent INTEGER NOT NULL CHECK (interval_percent BETWEEN 1 AND 100),
            review_by INTEGER NOT NULL,
            created_by BLOB NOT NULL,
            created_at INTEGER NOT NULL,
            ended_at INTEGER, -- before its last day
            PRIMARY KEY (school_id, id)
        ) STRICT, WITHOUT ROWID;
        CREATE UNIQUE INDEX special_periods_by_id ON special_periods (id);
        CREATE INDEX special_periods_by_unit ON special_periods (unit_id, starts_at);
        CREATE INDEX special_periods_by_end ON special_periods (ends_at) WHERE ended_at IS NULL;

        CREATE TABLE special_reviews (
            school_id BLOB NOT NULL,
            id BLOB NOT NULL,
            period_id BLOB NOT NULL,
            student_id BLOB NOT NULL,
            cause TEXT NOT NULL CHECK (cause IN ('care_list', 'crisis_case', 'circumstance')),
            created_at INTEGER NOT NULL,
            due_at INTEGER NOT NULL,
            done_by BLOB,
            done_at INTEGER,
            level TEXT CHECK (level IN ('none', 'watch', 'concern', 'crisis')),
            finding_sealed BLOB,
            PRIMARY KEY (school_id, id),
            FOREIGN KEY (school_id, student_id) REFERENCES students (school_id, id)
        ) STRICT;
        CREATE UNIQUE INDEX special_reviews_by_id ON special_reviews (id);
        -- A student is looked at once in a period.
        CREATE UNIQUE INDEX special_reviews_once ON special_reviews (school_id, period_id, student_id);
        CREATE INDEX special_reviews_open ON special_reviews (school_id, due_at) WHERE done_at IS NULL;
        CREATE INDEX special_reviews_by_student ON special_reviews (student_id, created_at);
        """
}
