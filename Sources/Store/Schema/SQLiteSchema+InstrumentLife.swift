extension SQLiteSchema {
    /// Left empty: what was meant for it has come with `catalogueLife`.
    static let instrumentLife = ""

    /// The life of a version of an instrument: it can be removed, says why it is suspended and what is wrong with it, and
    /// every move is kept. And the re-scoring of a campaign with a newer version.
    ///
    /// Results that nobody has adopted stand in a table of their own: what reads `results` reads what is of record.
    static let catalogueLife = """
        CREATE TABLE instruments_now (
            id TEXT NOT NULL,
            version TEXT NOT NULL,
            hash BLOB NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('installed', 'active', 'suspended', 'retired', 'removed')),
            strikes INTEGER NOT NULL DEFAULT 0,
            installed_by BLOB NOT NULL,
            installed_at INTEGER NOT NULL,
            manifest_hash BLOB NOT NULL,
            suspension TEXT CHECK (suspension IN ('strikes', 'files', 'check', 'person')),
            trouble TEXT,
            verified_at INTEGER,
            PRIMARY KEY (id, version)
        ) STRICT, WITHOUT ROWID;
        INSERT INTO instruments_now
            SELECT id, version, hash, state, strikes, installed_by, installed_at, manifest_hash,
                CASE state WHEN 'suspended' THEN CASE WHEN strikes > 0 THEN 'strikes' ELSE 'files' END END,
                (SELECT value FROM settings WHERE name = 'instrument.trouble.' || id || '.' || version), NULL
            FROM instruments;
        DROP TABLE instruments;
        ALTER TABLE instruments_now RENAME TO instruments;
        CREATE UNIQUE INDEX instruments_active ON instruments (id) WHERE state = 'active';
        DELETE FROM settings WHERE name LIKE 'instrument.trouble.%';

        CREATE TABLE instrument_moves (
            instrument_id TEXT NOT NULL,
            position INTEGER NOT NULL,
            version TEXT NOT NULL,
            move TEXT NOT NULL,
            from_state TEXT,
            to_state TEXT NOT NULL,
            at INTEGER NOT NULL,
            account_id BLOB NOT NULL, -- zero: the installation itself
            note TEXT,
            PRIMARY KEY (instrument_id, position)
        ) STRICT, WITHOUT ROWID;
        INSERT INTO instrument_moves
            SELECT id, row_number() OVER (PARTITION BY id ORDER BY installed_at, version), version, 'install', NULL,
                'installed', installed_at, installed_by, NULL
            FROM instruments;

        -- Which campaigns hold a version, whatever the school.
        CREATE INDEX campaign_instruments_by_version ON campaign_instruments (instrument_id, version);

        CREATE TABLE rescorings (
            school_id BLOB NOT NULL,
            id BLOB NOT NULL,
            campaign_id BLOB NOT NULL,
            instrument_id TEXT NOT NULL,
            from_version TEXT NOT NULL,
            from_hash BLOB NOT NULL,
            to_version TEXT NOT NULL,
            to_hash BLOB NOT NULL,
            state TEXT NOT NULL CHECK (
                state IN ('running', 'ready', 'adopting', 'adopted', 'rejected', 'cancelled')),
            -- The last sheet that was looked at in the present state; none before the first.
            cursor BLOB,
            total INTEGER NOT NULL,
            done INTEGER NOT NULL,
            without_score INTEGER NOT NULL,
            adopted INTEGER NOT NULL,
            warnings INTEGER NOT NULL,
            started_by BLOB NOT NULL,
            started_at INTEGER NOT NULL,
            ready_at INTEGER,
            decided_by BLOB,
            decided_at INTEGER,
            finished_at INTEGER,
            PRIMARY KEY (school_id, id),
            FOREIGN KEY (school_id, campaign_id) REFERENCES campaigns (school_id, id)
        ) STRICT, WITHOUT ROWID;
        CREATE UNIQUE INDEX rescorings_by_id ON rescorings (id);
        CREATE INDEX rescorings_by_campaign ON rescorings (school_id, campaign_id, started_at);
        -- One at a time for an instrument of a campaign, until a person has decided.
        CREATE UNIQUE INDEX rescorings_open ON rescorings (school_id, campaign_id, instrument_id)
            WHERE state = 'running' OR state = 'ready' OR state = 'adopting';
        CREATE INDEX rescorings_by_version ON rescorings (instrument_id, to_version);

        CREATE TABLE rescored_results (
            school_id BLOB NOT NULL,
            id BLOB NOT NULL,
            rescoring_id BLOB NOT NULL,
            sheet_id BLOB NOT NULL,
            student_id BLOB NOT NULL,
            -- The result of record that it was compared with; none where the sheet had none.
            former_id BLOB,
            score_sealed BLOB NOT NULL,
            suggested_level TEXT NOT NULL CHECK (
                suggested_level = 'none' OR suggested_level = 'watch' OR suggested_level = 'concern'
                OR suggested_level = 'crisis'),
            scored_at INTEGER NOT NULL,
            PRIMARY KEY (school_id, id),
            FOREIGN KEY (school_id, rescoring_id) REFERENCES rescorings (school_id, id),
            FOREIGN KEY (school_id, sheet_id) REFERENCES sheets (school_id, id),
            FOREIGN KEY (school_id, student_id) REFERENCES students (school_id, id)
        ) STRICT;
        CREATE INDEX rescored_results_by_student ON rescored_results (student_id);
        CREATE UNIQUE INDEX rescored_results_once ON rescored_results (school_id, rescoring_id, sheet_id);
        """
}
