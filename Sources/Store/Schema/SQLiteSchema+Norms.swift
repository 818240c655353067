extension SQLiteSchema {
    /// Tables of norms as they were signed, and what each result was compared with.
    static let norms = """
        CREATE TABLE norms (
            id TEXT NOT NULL,
            version TEXT NOT NULL,
            instrument_id TEXT NOT NULL,
            hash BLOB NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('installed', 'active', 'retired')),
            installed_by BLOB NOT NULL,
            installed_at INTEGER NOT NULL,
            file BLOB NOT NULL,
            signature TEXT NOT NULL,
            PRIMARY KEY (id, version)
        ) STRICT;
        -- One version is in use for an instrument at a time.
        CREATE UNIQUE INDEX norms_active ON norms (instrument_id) WHERE state = 'active';

        -- Nothing for results from before.
        ALTER TABLE results ADD COLUMN norms_sealed BLOB;
        """
}
