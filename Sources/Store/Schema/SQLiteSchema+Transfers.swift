extension SQLiteSchema {
    /// Moves of archives between schools, holds, erasures. These tables say that something was there and what became of
    /// it; they outlive what they tell of.
    static let transfers = [schoolKeys, moves, rights].joined(separator: "\n")

    private static let schoolKeys = """
        -- The key pairs that parcels for a school are sealed to; the newest is told to others.
        CREATE TABLE school_keys (
            school_id BLOB NOT NULL,
            id BLOB NOT NULL,
            public_key BLOB NOT NULL CHECK (length(public_key) = 32),
            secret_sealed BLOB NOT NULL,
            made_at INTEGER NOT NULL,
            PRIMARY KEY (school_id, id)
        ) STRICT;

        -- The cards of schools that archives are sent to and taken from.
        CREATE TABLE partner_schools (
            school_id BLOB NOT NULL,
            partner_id BLOB NOT NULL,
            card_sealed BLOB NOT NULL,
            added_by BLOB NOT NULL,
            added_at INTEGER NOT NULL,
            PRIMARY KEY (school_id, partner_id)
        ) STRICT;
        """

    private static let moves = """
        CREATE TABLE transfers (
            school_id BLOB NOT NULL,
            id BLOB NOT NULL,
            student_id BLOB NOT NULL,
            partner_id BLOB NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('sealed', 'acknowledged', 'expired', 'withdrawn')),
            parcel_hash BLOB NOT NULL CHECK (length(parcel_hash) = 32),
            sealed_by BLOB NOT NULL,
            sealed_at INTEGER NOT NULL,
            receipt TEXT,
            acknowledged_by BLOB,
            acknowledged_at INTEGER,
            closed_at INTEGER,
            PRIMARY KEY (school_id, id),
            FOREIGN KEY (school_id, student_id) REFERENCES students (school_id, id),
            CHECK ((state IN ('acknowledged', 'expired')) = (acknowledged_at IS NOT NULL))
        ) STRICT;
        CREATE UNIQUE INDEX transfers_by_id ON transfers (id);
        CREATE INDEX transfers_by_state ON transfers (school_id, state, sealed_at);
        CREATE INDEX transfers_by_student ON transfers (student_id, sealed_at);
        -- By which each changing call asks whether an archive is read-only.
        CREATE INDEX transfers_read_only ON transfers (student_id) WHERE state IN ('acknowledged', 'expired');
        -- An archive is on one way at a time.
        CREATE UNIQUE INDEX transfers_once ON transfers (school_id, student_id) WHERE state = 'sealed';

        CREATE TABLE parcel_uploads (
            school_id BLOB NOT NULL,
            id BLOB NOT NULL,
            byte_count INTEGER NOT NULL,
            created_by BLOB NOT NULL,
            created_at INTEGER NOT NULL,
            PRIMARY KEY (school_id, id)
        ) STRICT, WITHOUT ROWID;

        -- Ciphertext for the school's key, as it came.
        CREATE TABLE parcel_pieces (
            school_id BLOB NOT NULL,
            upload_id BLOB NOT NULL,
            position INTEGER NOT NULL,
            bytes BLOB NOT NULL,
            PRIMARY KEY (school_id, upload_id, position),
            FOREIGN KEY (school_id, upload_id) REFERENCES parcel_uploads (school_id, id) ON DELETE CASCADE
        ) STRICT;

        CREATE TABLE received_parcels (
            school_id BLOB NOT NULL,
            id BLOB NOT NULL,
            student_id BLOB NOT NULL,
            partner_id BLOB NOT NULL,
            received_by BLOB NOT NULL,
            received_at INTEGER NOT NULL,
            receipt TEXT NOT NULL,
            PRIMARY KEY (school_id, id),
            FOREIGN KEY (school_id, student_id) REFERENCES students (school_id, id)
        ) STRICT;
        CREATE INDEX received_parcels_by_student ON received_parcels (student_id, received_at);

        CREATE TABLE received_records (
            school_id BLOB NOT NULL,
            parcel_id BLOB NOT NULL,
            position INTEGER NOT NULL,
            student_id BLOB NOT NULL,
            topic TEXT NOT NULL,
            sensitivity INTEGER NOT NULL CHECK (sensitivity BETWEEN 1 AND 5),
            at INTEGER NOT NULL,
            content_sealed BLOB NOT NULL,
            PRIMARY KEY (school_id, parcel_id, position),
            FOREIGN KEY (school_id, parcel_id) REFERENCES received_parcels (school_id, id)
        ) STRICT;
        CREATE INDEX received_records_by_student ON received_records (student_id, at);
        """

    private static let rights = """
        CREATE TABLE legal_holds (
            school_id BLOB NOT NULL,
            id BLOB NOT NULL,
            student_id BLOB NOT NULL,
            reason_sealed BLOB NOT NULL,
            placed_by BLOB NOT NULL,
            placed_at INTEGER NOT NULL,
            released_by BLOB,
            released_at INTEGER,
            PRIMARY KEY (school_id, id),
            FOREIGN KEY (school_id, student_id) REFERENCES students (school_id, id)
        ) STRICT;
        CREATE INDEX legal_holds_by_student ON legal_holds (student_id, placed_at);
        CREATE UNIQUE INDEX legal_holds_once ON legal_holds (school_id, student_id) WHERE released_at IS NULL;

        CREATE TABLE erasures (
            school_id BLOB NOT NULL,
            id BLOB NOT NULL,
            student_id BLOB NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('requested', 'confirmed', 'done', 'refused', 'withdrawn')),
            ground TEXT NOT NULL CHECK (
                ground IN (
                    'purpose_reached', 'consent_withdrawn', 'unlawful', 'guardian_request', 'retention',
                    'transferred_copy')),
            reason_sealed BLOB, -- goes with the student's key
            requested_by BLOB NOT NULL, -- zero where a rule asked
            requested_at INTEGER NOT NULL,
            decided_by BLOB,
            decided_at INTEGER,
            done_at INTEGER,
            row_count INTEGER,
            key_count INTEGER,
            PRIMARY KEY (school_id, id),
            FOREIGN KEY (school_id, student_id) REFERENCES students (school_id, id),
            -- Two people, or a rule.
            CHECK (state <> 'confirmed' OR requested_by <> decided_by OR ground IN ('retention', 'transferred_copy'))
        ) STRICT;
        CREATE INDEX erasures_by_state ON erasures (state, requested_at);
        CREATE INDEX erasures_by_student ON erasures (student_id, requested_at);
        CREATE UNIQUE INDEX erasures_once ON erasures (school_id, student_id)
            WHERE state IN ('requested', 'confirmed', 'done');
        """
}
