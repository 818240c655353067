/// The schema of `xinyu.db`.
///
/// - A table that belongs to a school has the school's id first in its key, so that an engine on several machines can
///   keep a school together. Identifiers are unique in the whole installation, hence the further indexes by id alone.
/// - Identifiers are 16 bytes, times milliseconds since 1970, states words of a closed list.
/// - What is named `…_sealed` is sealed by the vault for its place; `SealedColumn` lists all of them. Nothing else
///   here tells who a person is or how one feels, except the attention levels, which lists are made by.
/// - Tables with small rows that are found by their key are WITHOUT ROWID; where sealed values make rows large, the
///   tree of keys is kept apart from them.
enum SQLiteSchema {
    /// "XINY"
    static let applicationID: Int64 = 0x5849_4E59

    static let migrations = [
        Migration(
            number: 1,
            sql: [organisation, people, assessment, archive, care, auditing, keeping].joined(separator: "\n")),
        Migration(number: 2, sql: archiveParts),
        Migration(number: 3, sql: earlyWarning),
        Migration(number: 4, sql: carePlans),
        Migration(number: 5, sql: crisis),
        Migration(number: 6, sql: consultations),
        Migration(number: 7, sql: counselling),
        Migration(number: 8, sql: mentoring),
        Migration(number: 9, sql: instrumentLife),
        Migration(number: 10, sql: firstPasswords),
        Migration(number: 11, sql: screeningDetails),
        Migration(number: 12, sql: archiveRecords),
        Migration(number: 13, sql: transfers),
        Migration(number: 14, sql: catalogueLife),
        Migration(number: 15, sql: norms),
    ]

    // MARK: - Units and students

    private static let organisation = """
        CREATE TABLE units (
            school_id BLOB NOT NULL, -- zero above schools; a school's own id in its own row
            id BLOB NOT NULL,
            parent_id BLOB,
            kind TEXT NOT NULL CHECK (
                kind IN ('province', 'city', 'county', 'school', 'grade', 'department', 'class', 'dorm')),
            stage TEXT CHECK (
                stage IN ('primary', 'junior', 'senior', 'vocational', 'higher_vocational', 'university')),
            grade INTEGER CHECK (grade BETWEEN 1 AND 12),
            name_sealed BLOB NOT NULL,
            created_at INTEGER NOT NULL,
            closed_at INTEGER,
            PRIMARY KEY (school_id, id)
        ) STRICT, WITHOUT ROWID;
        CREATE UNIQUE INDEX units_by_id ON units (id);
        CREATE INDEX units_by_parent ON units (parent_id);

        CREATE TABLE students (
            school_id BLOB NOT NULL,
            id BLOB NOT NULL,
            class_id BLOB,
            dorm_id BLOB,
            identity_sealed BLOB NOT NULL,
            number_index BLOB,
            national_index BLOB,
            name_index BLOB,
            state TEXT NOT NULL CHECK (state IN ('enrolled', 'suspended', 'left', 'transferred', 'erased')),
            enrolled_at INTEGER NOT NULL,
            left_at INTEGER,
            PRIMARY KEY (school_id, id)
        ) STRICT;
        CREATE UNIQUE INDEX students_by_id ON students (id);
        CREATE INDEX students_by_class ON students (school_id, class_id, id);
        CREATE INDEX students_by_dorm ON students (school_id, dorm_id, id) WHERE dorm_id IS NOT NULL;
        -- Blind indexes are cut short on purpose and so are never unique. They end in the id, in which order they are
        -- read: without it SQLite would rather go through the whole school in the order of its key.
        CREATE INDEX students_by_number ON students (school_id, number_index, id) WHERE number_index IS NOT NULL;
        CREATE INDEX students_by_national ON students (national_index, id) WHERE national_index IS NOT NULL;
        CREATE INDEX students_by_name ON students (school_id, name_index, id) WHERE name_index IS NOT NULL;

        CREATE TABLE roster_imports (
            school_id BLOB NOT NULL,
            id BLOB NOT NULL,
            unit_id BLOB NOT NULL,
            encoding TEXT NOT NULL,
            mode TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('receiving', 'checked', 'applied', 'refused', 'abandoned')),
            byte_count INTEGER NOT NULL DEFAULT 0,
            created_by BLOB NOT NULL,
            created_at INTEGER NOT NULL,
            outcome_sealed BLOB,
            PRIMARY KEY (school_id, id)
        ) STRICT;
        CREATE UNIQUE INDEX roster_imports_by_id ON roster_imports (id);
        CREATE INDEX roster_imports_by_state ON roster_imports (state, created_at);

        CREATE TABLE roster_chunks (
            import_id BLOB NOT NULL REFERENCES roster_imports (id) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            bytes_sealed BLOB NOT NULL,
            PRIMARY KEY (import_id, position)
        ) STRICT;
        """

    // MARK: - Accounts

    private static let people = """
        CREATE TABLE accounts (
            id BLOB NOT NULL PRIMARY KEY,
            unit_id BLOB, -- where the person works; nothing for the installation's own
            login_index BLOB NOT NULL,
            profile_sealed BLOB NOT NULL,
            password_hash TEXT,
            state TEXT NOT NULL CHECK (state IN ('active', 'disabled')),
            failures INTEGER NOT NULL DEFAULT 0,
            locked_until INTEGER,
            student_id BLOB,
            created_at INTEGER NOT NULL,
            created_by BLOB NOT NULL
        ) STRICT;
        CREATE INDEX accounts_by_unit ON accounts (unit_id, id);
        CREATE UNIQUE INDEX accounts_by_login ON accounts (login_index);
        CREATE INDEX accounts_by_student ON accounts (student_id) WHERE student_id IS NOT NULL;

        CREATE TABLE grants (
            id BLOB NOT NULL PRIMARY KEY,
            account_id BLOB NOT NULL REFERENCES accounts (id),
            role TEXT NOT NULL,
            scope_kind TEXT NOT NULL,
            scope_id BLOB NOT NULL,
            starts_at INTEGER NOT NULL,
            ends_at INTEGER,
            state TEXT NOT NULL CHECK (state IN ('requested', 'approved', 'refused', 'revoked')),
            requested_by BLOB NOT NULL,
            requested_at INTEGER NOT NULL,
            decided_by BLOB,
            decided_at INTEGER,
            reason_sealed BLOB
        ) STRICT;
        CREATE INDEX grants_by_account ON grants (account_id, state);
        CREATE INDEX grants_by_scope ON grants (scope_id, role, state);
        CREATE INDEX grants_by_state ON grants (state, requested_at);

        CREATE TABLE sessions (
            token_hash BLOB NOT NULL PRIMARY KEY,
            account_id BLOB NOT NULL REFERENCES accounts (id),
            created_at INTEGER NOT NULL,
            used_at INTEGER NOT NULL,
            expires_at INTEGER NOT NULL,
            revoked_at INTEGER
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX sessions_by_account ON sessions (account_id);
        CREATE INDEX sessions_by_expiry ON sessions (expires_at);
        """

    // MARK: - Assessment

    private static let assessment = """
        CREATE TABLE campaigns (
            school_id BLOB NOT NULL,
            id BLOB NOT NULL,
            title_sealed BLOB NOT NULL,
            school_year INTEGER NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('draft', 'open', 'closed', 'archived')),
            opens_at INTEGER NOT NULL,
            closes_at INTEGER NOT NULL,
            consent_version INTEGER NOT NULL,
            consent_sealed BLOB NOT NULL,
            created_by BLOB NOT NULL,
            created_at INTEGER NOT NULL,
            opened_at INTEGER,
            closed_at INTEGER,
            PRIMARY KEY (school_id, id)
        ) STRICT;
        CREATE UNIQUE INDEX campaigns_by_id ON campaigns (id);
        CREATE INDEX campaigns_by_year ON campaigns (school_id, school_year, state);
        CREATE INDEX campaigns_by_state ON campaigns (state, closes_at);

        CREATE TABLE campaign_units (
            school_id BLOB NOT NULL,
            campaign_id BLOB NOT NULL,
            unit_id BLOB NOT NULL,
            PRIMARY KEY (school_id, campaign_id, unit_id),
            FOREIGN KEY (school_id, campaign_id) REFERENCES campaigns (school_id, id) ON DELETE CASCADE
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX campaign_units_by_unit ON campaign_units (school_id, unit_id);

        CREATE TABLE campaign_instruments (
            school_id BLOB NOT NULL,
            campaign_id BLOB NOT NULL,
            position INTEGER NOT NULL,
            instrument_id TEXT NOT NULL,
            version TEXT NOT NULL,
            hash BLOB NOT NULL,
            PRIMARY KEY (school_id, campaign_id, position),
            FOREIGN KEY (school_id, campaign_id) REFERENCES campaigns (school_id, id) ON DELETE CASCADE
        ) STRICT, WITHOUT ROWID;
        CREATE UNIQUE INDEX campaign_instruments_once
            ON campaign_instruments (school_id, campaign_id, instrument_id);

        CREATE TABLE campaign_responders (
            school_id BLOB NOT NULL,
            campaign_id BLOB NOT NULL,
            account_id BLOB NOT NULL REFERENCES accounts (id),
            PRIMARY KEY (school_id, campaign_id, account_id),
            FOREIGN KEY (school_id, campaign_id) REFERENCES campaigns (school_id, id) ON DELETE CASCADE
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX campaign_responders_by_account ON campaign_responders (account_id);

        CREATE TABLE sheet_codes (
            code_hash BLOB NOT NULL PRIMARY KEY,
            school_id BLOB NOT NULL,
            campaign_id BLOB NOT NULL,
            student_id BLOB NOT NULL,
            created_at INTEGER NOT NULL,
            expires_at INTEGER NOT NULL,
            used_at INTEGER,
            FOREIGN KEY (school_id, campaign_id) REFERENCES campaigns (school_id, id) ON DELETE CASCADE
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX sheet_codes_by_campaign ON sheet_codes (school_id, campaign_id, student_id);
        CREATE INDEX sheet_codes_by_expiry ON sheet_codes (expires_at);

        CREATE TABLE sheets (
            school_id BLOB NOT NULL,
            id BLOB NOT NULL,
            campaign_id BLOB NOT NULL,
            student_id BLOB NOT NULL,
            class_id BLOB,
            instrument_id TEXT NOT NULL,
            version TEXT NOT NULL,
            -- Not IN: for more than two words SQLite builds a temporary table at each change.
            state TEXT NOT NULL CHECK (
                state = 'scored' OR state = 'submitted' OR state = 'started' OR state = 'invited' OR state = 'absent'
                OR state = 'exempt' OR state = 'declined' OR state = 'void'),
            answers_sealed BLOB,
            consent_version INTEGER,
            note_sealed BLOB,
            invited_at INTEGER NOT NULL,
            started_at INTEGER,
            submitted_at INTEGER,
            scored_at INTEGER,
            PRIMARY KEY (school_id, id),
            FOREIGN KEY (school_id, campaign_id) REFERENCES campaigns (school_id, id),
            FOREIGN KEY (school_id, student_id) REFERENCES students (school_id, id)
        ) STRICT;
        CREATE UNIQUE INDEX sheets_by_id ON sheets (id);
        CREATE UNIQUE INDEX sheets_once ON sheets (school_id, campaign_id, student_id, instrument_id);
        CREATE INDEX sheets_by_class ON sheets (school_id, campaign_id, class_id, state);
        CREATE INDEX sheets_by_student ON sheets (student_id, invited_at);
        -- What the scorer still has to do, after a restart too.
        CREATE INDEX sheets_to_score ON sheets (submitted_at) WHERE state = 'submitted';

        CREATE TABLE results (
            school_id BLOB NOT NULL,
            id BLOB NOT NULL,
            sheet_id BLOB NOT NULL,
            student_id BLOB NOT NULL,
            instrument_id TEXT NOT NULL,
            version TEXT NOT NULL,
            hash BLOB NOT NULL,
            score_sealed BLOB NOT NULL,
            suggested_level TEXT NOT NULL CHECK (
                suggested_level = 'none' OR suggested_level = 'watch' OR suggested_level = 'concern'
                OR suggested_level = 'crisis'),
            scored_at INTEGER NOT NULL,
            PRIMARY KEY (school_id, id),
            FOREIGN KEY (school_id, sheet_id) REFERENCES sheets (school_id, id),
            FOREIGN KEY (school_id, student_id) REFERENCES students (school_id, id)
        ) STRICT;
        CREATE UNIQUE INDEX results_by_id ON results (id);
        CREATE INDEX results_by_sheet ON results (school_id, sheet_id, scored_at);
        CREATE INDEX results_by_student ON results (student_id, instrument_id, scored_at);

        CREATE TABLE instruments (
            id TEXT NOT NULL,
            version TEXT NOT NULL,
            hash BLOB NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('installed', 'active', 'suspended', 'retired')),
            strikes INTEGER NOT NULL DEFAULT 0,
            installed_by BLOB NOT NULL,
            installed_at INTEGER NOT NULL,
            manifest_hash BLOB NOT NULL,
            PRIMARY KEY (id, version)
        ) STRICT, WITHOUT ROWID;
        -- One version of an instrument is in use at a time.
        CREATE UNIQUE INDEX instruments_active ON instruments (id) WHERE state = 'active';
        """

    // MARK: - Archive

    private static let archive = """
        CREATE TABLE archive_entries (
            school_id BLOB NOT NULL,
            student_id BLOB NOT NULL,
            at INTEGER NOT NULL,
            id BLOB NOT NULL,
            kind TEXT NOT NULL,
            sensitivity INTEGER NOT NULL CHECK (sensitivity BETWEEN 1 AND 5),
            subject_id BLOB,
            author_id BLOB,
            summary_sealed BLOB NOT NULL,
            PRIMARY KEY (school_id, student_id, at, id),
            FOREIGN KEY (school_id, student_id) REFERENCES students (school_id, id)
        ) STRICT;
        CREATE UNIQUE INDEX archive_entries_by_id ON archive_entries (id);
        CREATE INDEX archive_entries_by_student ON archive_entries (student_id, kind, at);

        CREATE TABLE observations (
            school_id BLOB NOT NULL,
            id BLOB NOT NULL,
            student_id BLOB NOT NULL,
            author_id BLOB NOT NULL,
            at INTEGER NOT NULL,
            text_sealed BLOB NOT NULL,
            PRIMARY KEY (school_id, id),
            FOREIGN KEY (school_id, student_id) REFERENCES students (school_id, id)
        ) STRICT;
        CREATE UNIQUE INDEX observations_by_id ON observations (id);
        CREATE INDEX observations_by_student ON observations (student_id, at);
        CREATE INDEX observations_by_author ON observations (author_id, at);
        """

    // MARK: - Warnings, care list, plans

    private static let care = """
        CREATE TABLE warnings (
            school_id BLOB NOT NULL,
            id BLOB NOT NULL,
            student_id BLOB NOT NULL,
            class_id BLOB,
            source TEXT NOT NULL,
            source_id BLOB,
            state TEXT NOT NULL CHECK (
                state IN ('raised', 'acknowledged', 'confirmed', 'dismissed', 'in_intervention', 'resolved')),
            suggested_level TEXT NOT NULL CHECK (suggested_level IN ('none', 'watch', 'concern', 'crisis')),
            confirmed_level TEXT CHECK (confirmed_level IN ('none', 'watch', 'concern', 'crisis')),
            evidence_sealed BLOB NOT NULL,
            reason_sealed BLOB,
            owner_account_id BLOB,
            raised_at INTEGER NOT NULL,
            acknowledge_by INTEGER,
            interview_by INTEGER,
            acknowledged_at INTEGER,
            decided_at INTEGER,
            closed_at INTEGER,
            PRIMARY KEY (school_id, id),
            FOREIGN KEY (school_id, student_id) REFERENCES students (school_id, id)
        ) STRICT;
        CREATE UNIQUE INDEX warnings_by_id ON warnings (id);
        CREATE INDEX warnings_by_state ON warnings (school_id, state, raised_at);
        CREATE INDEX warnings_by_class ON warnings (school_id, class_id, state);
        CREATE INDEX warnings_by_student ON warnings (student_id, raised_at);
        CREATE INDEX warnings_to_acknowledge ON warnings (acknowledge_by) WHERE state = 'raised';
        CREATE INDEX warnings_to_interview ON warnings (interview_by) WHERE state = 'acknowledged';

        CREATE TABLE interviews (
            school_id BLOB NOT NULL,
            id BLOB NOT NULL,
            student_id BLOB NOT NULL,
            warning_id BLOB,
            counsellor_id BLOB NOT NULL,
            held_at INTEGER NOT NULL,
            notes_sealed BLOB NOT NULL,
            level TEXT CHECK (level IN ('none', 'watch', 'concern', 'crisis')),
            PRIMARY KEY (school_id, id),
            FOREIGN KEY (school_id, student_id) REFERENCES students (school_id, id),
            FOREIGN KEY (school_id, warning_id) REFERENCES warnings (school_id, id)
        ) STRICT;
        CREATE UNIQUE INDEX interviews_by_id ON interviews (id);
        CREATE INDEX interviews_by_student ON interviews (student_id, held_at);
        CREATE INDEX interviews_by_warning ON interviews (school_id, warning_id) WHERE warning_id IS NOT NULL;
        CREATE INDEX interviews_by_counsellor ON interviews (counsellor_id, held_at);

        CREATE TABLE care_entries (
            school_id BLOB NOT NULL,
            id BLOB NOT NULL,
            student_id BLOB NOT NULL,
            class_id BLOB,
            state TEXT NOT NULL CHECK (state IN ('proposed', 'active', 'monitoring', 'removed')),
            level TEXT NOT NULL CHECK (level IN ('none', 'watch', 'concern', 'crisis')),
            advice_sealed BLOB,
            proposed_by BLOB NOT NULL,
            created_at INTEGER NOT NULL,
            level_since INTEGER NOT NULL,
            review_on INTEGER,
            closed_at INTEGER,
            PRIMARY KEY (school_id, id),
            FOREIGN KEY (school_id, student_id) REFERENCES students (school_id, id)
        ) STRICT;
        CREATE UNIQUE INDEX care_entries_by_id ON care_entries (id);
        CREATE INDEX care_entries_by_state ON care_entries (school_id, state, level);
        CREATE INDEX care_entries_by_class ON care_entries (school_id, class_id, state);
        CREATE INDEX care_entries_by_student ON care_entries (student_id, created_at);
        CREATE INDEX care_entries_to_review ON care_entries (review_on) WHERE state <> 'removed';
        -- A student stands on the list once.
        CREATE UNIQUE INDEX care_entries_once ON care_entries (school_id, student_id) WHERE state <> 'removed';

        CREATE TABLE care_changes (
            school_id BLOB NOT NULL,
            entry_id BLOB NOT NULL,
            position INTEGER NOT NULL,
            student_id BLOB NOT NULL,
            from_state TEXT CHECK (from_state IN ('proposed', 'active', 'monitoring', 'removed')),
            to_state TEXT NOT NULL CHECK (to_state IN ('proposed', 'active', 'monitoring', 'removed')),
            from_level TEXT CHECK (from_level IN ('none', 'watch', 'concern', 'crisis')),
            to_level TEXT NOT NULL CHECK (to_level IN ('none', 'watch', 'concern', 'crisis')),
            author_id BLOB NOT NULL,
            at INTEGER NOT NULL,
            reason_sealed BLOB NOT NULL,
            evidence_kind TEXT,
            evidence_id BLOB,
            PRIMARY KEY (school_id, entry_id, position),
            FOREIGN KEY (school_id, entry_id) REFERENCES care_entries (school_id, id)
        ) STRICT;
        CREATE INDEX care_changes_by_student ON care_changes (student_id, at);

        CREATE TABLE plans (
            school_id BLOB NOT NULL,
            id BLOB NOT NULL,
            student_id BLOB NOT NULL,
            care_entry_id BLOB,
            state TEXT NOT NULL CHECK (
                state IN (
                    'draft', 'active', 'review_due', 'adjusted', 'completed', 'escalated', 'declined_monitored',
                    'lost_to_follow_up')),
            body_sealed BLOB NOT NULL,
            review_on INTEGER,
            created_by BLOB NOT NULL,
            created_at INTEGER NOT NULL,
            closed_at INTEGER,
            PRIMARY KEY (school_id, id),
            FOREIGN KEY (school_id, student_id) REFERENCES students (school_id, id),
            FOREIGN KEY (school_id, care_entry_id) REFERENCES care_entries (school_id, id)
        ) STRICT;
        CREATE UNIQUE INDEX plans_by_id ON plans (id);
        CREATE INDEX plans_by_state ON plans (school_id, state, review_on);
        CREATE INDEX plans_by_student ON plans (student_id, created_at);
        CREATE INDEX plans_by_entry ON plans (school_id, care_entry_id) WHERE care_entry_id IS NOT NULL;
        -- One student, one plan (一人一案).
        CREATE UNIQUE INDEX plans_open_once ON plans (school_id, student_id)
            WHERE state IN ('draft', 'active', 'review_due', 'adjusted');
        CREATE INDEX plans_to_review ON plans (review_on) WHERE closed_at IS NULL;

        CREATE TABLE plan_effects (
            school_id BLOB NOT NULL,
            plan_id BLOB NOT NULL,
            position INTEGER NOT NULL,
            student_id BLOB NOT NULL,
            instrument_id TEXT NOT NULL,
            scale_id TEXT NOT NULL,
            before_result_id BLOB NOT NULL,
            after_result_id BLOB NOT NULL,
            measure_sealed BLOB NOT NULL,
            verdict TEXT NOT NULL CHECK (verdict IN ('improved', 'unchanged', 'worse', 'undetermined')),
            at INTEGER NOT NULL,
            PRIMARY KEY (school_id, plan_id, position),
            FOREIGN KEY (school_id, plan_id) REFERENCES plans (school_id, id)
        ) STRICT;
        CREATE INDEX plan_effects_by_student ON plan_effects (student_id, at);
        """

    // MARK: - Access log

    private static let auditing = """
        CREATE TABLE audit_records (
            position INTEGER PRIMARY KEY,
            at INTEGER NOT NULL,
            actor BLOB NOT NULL,
            subject BLOB,
            record BLOB NOT NULL
        ) STRICT;
        -- Who read what of this student.
        CREATE INDEX audit_records_by_subject ON audit_records (subject, position) WHERE subject IS NOT NULL;

        CREATE TABLE audit_head (
            only INTEGER PRIMARY KEY CHECK (only = 1),
            size INTEGER NOT NULL,
            root BLOB NOT NULL,
            frontier BLOB NOT NULL
        ) STRICT;

        CREATE TABLE audit_checkpoints (
            size INTEGER PRIMARY KEY,
            note TEXT NOT NULL,
            at INTEGER NOT NULL
        ) STRICT;
        """

    // MARK: - Calls, rotations, settings

    private static let keeping = """
        CREATE TABLE idempotency (
            account_id BLOB NOT NULL,
            key TEXT NOT NULL,
            method TEXT NOT NULL,
            request_hash BLOB NOT NULL,
            response_sealed BLOB NOT NULL,
            at INTEGER NOT NULL,
            PRIMARY KEY (account_id, key)
        ) STRICT;
        CREATE INDEX idempotency_by_age ON idempotency (at);

        CREATE TABLE key_rotations (
            id BLOB NOT NULL PRIMARY KEY,
            kind TEXT NOT NULL CHECK (kind IN ('root', 'data', 'index', 'signing')),
            from_term INTEGER NOT NULL,
            to_term INTEGER NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('running', 'finished', 'failed')),
            done INTEGER NOT NULL DEFAULT 0,
            total INTEGER NOT NULL DEFAULT 0,
            started_by BLOB NOT NULL,
            started_at INTEGER NOT NULL,
            finished_at INTEGER,
            certificate TEXT
        ) STRICT;
        -- One rotation of a kind at a time.
        CREATE UNIQUE INDEX key_rotations_running ON key_rotations (kind) WHERE state = 'running';

        CREATE TABLE settings (
            name TEXT NOT NULL PRIMARY KEY,
            value TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        """
}
