/// The schema of `keys.db`.
enum KeyStoreSchema {
    /// "XINK"
    static let applicationID: Int64 = 0x5849_4E4B

    static let migrations = [Migration(number: 1, sql: first), Migration(number: 2, sql: usage)]

    private static let first = """
        CREATE TABLE installation_keys (
            purpose TEXT NOT NULL CHECK (purpose IN ('data-key-encryption', 'index', 'audit', 'signing')),
            term INTEGER NOT NULL CHECK (term BETWEEN 1 AND 4294967295),
            state TEXT NOT NULL CHECK (state IN ('active', 'retiring', 'retired')),
            wrapped BLOB NOT NULL CHECK ((length(wrapped) = 0) = (state = 'retired')),
            created_at INTEGER NOT NULL,
            PRIMARY KEY (purpose, term)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE owner_keys (
            owner BLOB NOT NULL CHECK (length(owner) = 16),
            term INTEGER NOT NULL CHECK (term BETWEEN 1 AND 4294967295),
            wrapped BLOB NOT NULL,
            PRIMARY KEY (owner, term)
        ) STRICT, WITHOUT ROWID;
        -- Rotation asks who still has keys of a former term.
        CREATE INDEX owner_keys_by_term ON owner_keys (term, owner);

        -- So that nothing is sealed again for somebody whose keys were destroyed.
        CREATE TABLE erased_owners (
            owner BLOB NOT NULL PRIMARY KEY CHECK (length(owner) = 16),
            erased_at INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        """

    /// What each key has done, in all runs of the daemon.
    private static let usage = """
        CREATE TABLE key_usage (
            purpose TEXT NOT NULL,
            term INTEGER NOT NULL CHECK (term BETWEEN 1 AND 4294967295),
            count INTEGER NOT NULL CHECK (count >= 0),
            PRIMARY KEY (purpose, term)
        ) STRICT, WITHOUT ROWID;
        """
}
