extension Breach {
    /// The student 51… has gone, or should have.
    static let departures = [
        Breach("whose archive another school has signed for, has one archive that can be changed", signedFor()),
        Breach(
            "whose archive another school has signed for, has one archive that can be changed", gone("transferred")),
        Breach(
            "nothing of an archive is changed after another school has signed for it", signedFor(),
            gone("transferred"),
            """
            INSERT INTO crisis_events (school_id, case_id, position, student_id, kind, state, at)
            VALUES (x'50505050505050505050505050505050', randomblob(16), 1, x'51515151515151515151515151515151',
                'overdue', 'opened', 1799999999999)
            """),
        Breach(
            "no clock of a warning runs for whoever has gone to another school", gone("transferred"),
            """
            INSERT INTO warning_hops (school_id, warning_id, student_id, awaits, hop, due_at)
            VALUES (x'50505050505050505050505050505050', x'77777777777777777777777777777777',
                x'51515151515151515151515151515151', 'acknowledgement', 0, 1900000000000)
            """),
        Breach(
            "a copy that stays after a transfer goes on its day", signedFor(at: 1_780_000_000_000), gone("transferred")),
        Breach(
            "an erasure is asked for by one and confirmed by another, and carried out at once",
            erasure("done", decidedBy: "x'a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1'")),
        Breach(
            "an erasure is asked for by one and confirmed by another, and carried out at once",
            erasure("confirmed", decidedBy: "randomblob(16)")),
        Breach(
            "nothing is left of whom was erased, and who it was does not open", gone("erased"),
            """
            INSERT INTO sheets (school_id, id, campaign_id, student_id, instrument_id, version, state, invited_at)
            VALUES (x'50505050505050505050505050505050', randomblob(16), randomblob(16),
                x'51515151515151515151515151515151', 'phq9', '1.0.0', 'invited', 1)
            """),
    ]

    private static func gone(_ state: String) -> String { "UPDATE students SET state = '\(state)', left_at = 1" }

    private static func signedFor(at moment: Int = 1_799_000_000_000) -> String {
        """
        INSERT INTO transfers (school_id, id, student_id, partner_id, state, parcel_hash, sealed_by, sealed_at,
            acknowledged_at)
        VALUES (x'50505050505050505050505050505050', randomblob(16), x'51515151515151515151515151515151',
            randomblob(16), 'acknowledged', zeroblob(32), zeroblob(16), 1, \(moment))
        """
    }

    private static func erasure(_ state: String, decidedBy: String) -> String {
        """
        INSERT INTO erasures (school_id, id, student_id, state, ground, requested_by, requested_at, decided_by,
            decided_at)
        VALUES (x'50505050505050505050505050505050', randomblob(16), x'51515151515151515151515151515151', '\(state)',
            'guardian_request', x'a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1', 1, \(decidedBy), 2)
        """
    }
}
