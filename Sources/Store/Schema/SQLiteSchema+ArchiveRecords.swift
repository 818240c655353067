extension SQLiteSchema {
    /// Records of the archive with all their versions, and attachments. The rows of `observations` are carried over by
    /// `Store.carryOverObservations`, since what is sealed is bound to its place and SQL has no keys.
    static let archiveRecords = """
        CREATE TABLE archive_records (
            school_id BLOB NOT NULL,
            id BLOB NOT NULL,
            student_id BLOB NOT NULL,
            topic TEXT NOT NULL CHECK (topic = 'observation' OR topic = 'information' OR topic = 'circumstance'),
            state TEXT NOT NULL CHECK (state = 'standing' OR state = 'withdrawn'),
            author_id BLOB NOT NULL,
            recorded_at INTEGER NOT NULL,
            version INTEGER NOT NULL CHECK (version >= 1),
            -- Of the newest version: when it was seen, learnt, or began, and the first moment after its last day.
            at INTEGER NOT NULL,
            ends_at INTEGER,
            PRIMARY KEY (school_id, id),
            FOREIGN KEY (school_id, student_id) REFERENCES students (school_id, id)
        ) STRICT;
        CREATE UNIQUE INDEX archive_records_by_id ON archive_records (id);
        CREATE INDEX archive_records_by_student ON archive_records (student_id, topic, at, id);
        -- Who has any circumstance; which, is sealed.
        CREATE INDEX archive_records_circumstances ON archive_records (school_id, student_id)
            WHERE topic = 'circumstance' AND state = 'standing';

        CREATE TABLE archive_record_versions (
            school_id BLOB NOT NULL,
            record_id BLOB NOT NULL,
            version INTEGER NOT NULL,
            student_id BLOB NOT NULL,
            change TEXT NOT NULL CHECK (
                change = 'made' OR change = 'corrected' OR change = 'ended' OR change = 'withdrawn'),
            author_id BLOB NOT NULL,
            recorded_at INTEGER NOT NULL,
            at INTEGER NOT NULL,
            ends_at INTEGER,
            content_sealed BLOB NOT NULL,
            reason_sealed BLOB,
            PRIMARY KEY (school_id, record_id, version),
            FOREIGN KEY (school_id, record_id) REFERENCES archive_records (school_id, id)
        ) STRICT;
        CREATE INDEX archive_record_versions_by_student ON archive_record_versions (student_id);

        CREATE TABLE attachments (
            school_id BLOB NOT NULL,
            id BLOB NOT NULL,
            student_id BLOB NOT NULL,
            record_id BLOB,
            state TEXT NOT NULL CHECK (state = 'receiving' OR state = 'kept' OR state = 'withdrawn'),
            -- Bytes in all, and those that are here.
            byte_count INTEGER NOT NULL,
            received INTEGER NOT NULL DEFAULT 0,
            head_sealed BLOB NOT NULL,
            added_by BLOB NOT NULL,
            added_at INTEGER NOT NULL,
            withdrawn_by BLOB,
            withdrawn_at INTEGER,
            withdrawal_sealed BLOB,
            PRIMARY KEY (school_id, id),
            FOREIGN KEY (school_id, student_id) REFERENCES students (school_id, id),
            FOREIGN KEY (school_id, record_id) REFERENCES archive_records (school_id, id)
        ) STRICT;
        CREATE UNIQUE INDEX attachments_by_id ON attachments (id);
        CREATE INDEX attachments_by_student ON attachments (student_id, added_at, id);
        CREATE INDEX attachments_unfinished ON attachments (added_at) WHERE state = 'receiving';

        CREATE TABLE attachment_pieces (
            school_id BLOB NOT NULL,
            attachment_id BLOB NOT NULL,
            position INTEGER NOT NULL,
            student_id BLOB NOT NULL,
            bytes_sealed BLOB NOT NULL,
            PRIMARY KEY (school_id, attachment_id, position),
            FOREIGN KEY (school_id, attachment_id) REFERENCES attachments (school_id, id) ON DELETE CASCADE
        ) STRICT;
        CREATE INDEX attachment_pieces_by_student ON attachment_pieces (student_id);

        -- Sections are read by kind, newest first.
        DROP INDEX archive_entries_by_student;
        CREATE INDEX archive_entries_by_student ON archive_entries (student_id, kind, at, id);
        """
}
