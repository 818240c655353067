extension SQLiteSchema {
    /// One sheet that counts for each student, instrument and campaign, beside any number of void ones; and which printed
    /// order of its items an instrument is asked in.
    static let screeningDetails = """
        DROP INDEX sheets_once;
        CREATE UNIQUE INDEX sheets_once ON sheets (school_id, campaign_id, student_id, instrument_id)
            WHERE state <> 'void';
        ALTER TABLE campaign_instruments ADD COLUMN form TEXT;
        """
}
