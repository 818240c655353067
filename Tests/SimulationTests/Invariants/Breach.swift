import Domain
import Store
import Testing

/// Rows that break an invariant.
struct Breach: Sendable, CustomTestStringConvertible {
    let invariant: String
    /// Put in behind the store's back, which would not take some of them.
    let statements: [String]
    /// What has to be sealed, and so goes through the store.
    let sealed: @Sendable (WriteTransaction) throws -> Void

    var testDescription: String { invariant }

    init(
        _ invariant: String, _ statements: String...,
        sealed: @escaping @Sendable (WriteTransaction) throws -> Void = { _ in }
    ) {
        (self.invariant, self.statements, self.sealed) = (invariant, statements, sealed)
    }

    static let all = warnings + care + crises + bookings + histories + references + assessment + departures

    // The school is 50…, the student 51…, the account a1…; dates are before the tests' moment.

    private static let warnings = [
        Breach(
            "a warning that was taken has an owner who works here",
            """
            INSERT INTO warnings (school_id, id, student_id, source, state, suggested_level, evidence_sealed,
                owner_account_id, raised_at)
            VALUES (x'50505050505050505050505050505050', randomblob(16), x'51515151515151515151515151515151', 'sheet',
                'confirmed', 'watch', x'00', randomblob(16), 1)
            """),
        Breach(
            "a warning that nobody has taken runs against a clock",
            """
            INSERT INTO warnings (school_id, id, student_id, source, state, suggested_level, evidence_sealed, raised_at)
            VALUES (x'50505050505050505050505050505050', randomblob(16), x'51515151515151515151515151515151', 'sheet',
                'raised', 'watch', x'00', 1)
            """),
        Breach(
            "a warning whose deadline is over has been told to somebody",
            """
            INSERT INTO warnings (school_id, id, student_id, source, state, suggested_level, evidence_sealed, raised_at,
                acknowledge_by)
            VALUES (x'50505050505050505050505050505050', randomblob(16), x'51515151515151515151515151515151', 'sheet',
                'raised', 'watch', x'00', 1, 2)
            """),
        Breach(
            "a warning that was escalated to the end has reached a crisis lead",
            """
            INSERT INTO warnings (school_id, id, student_id, source, state, suggested_level, evidence_sealed, raised_at)
            VALUES (x'50505050505050505050505050505050', x'77777777777777777777777777777777',
                x'51515151515151515151515151515151', 'sheet', 'raised', 'watch', x'00', 1)
            """,
            """
            INSERT INTO warning_hops (school_id, warning_id, student_id, awaits, hop, missed, due_at)
            VALUES (x'50505050505050505050505050505050', x'77777777777777777777777777777777',
                x'51515151515151515151515151515151', 'acknowledgement', 3, 9, 1900000000000)
            """),
        Breach(
            "a clock runs for no warning that is over",
            """
            INSERT INTO warnings (school_id, id, student_id, source, state, suggested_level, evidence_sealed, raised_at)
            VALUES (x'50505050505050505050505050505050', x'77777777777777777777777777777777',
                x'51515151515151515151515151515151', 'sheet', 'dismissed', 'watch', x'00', 1)
            """,
            """
            INSERT INTO warning_hops (school_id, warning_id, student_id, awaits, hop, due_at)
            VALUES (x'50505050505050505050505050505050', x'77777777777777777777777777777777',
                x'51515151515151515151515151515151', 'acknowledgement', 0, 1900000000000)
            """),
    ]

    private static let care = [
        Breach(
            "an author of a change of the care list is an account, or the installation", entry(),
            change(author: "randomblob(16)")),
        Breach(
            "a change of the care list rests on something of the same student",
            entry(), change(evidence: "interview")),
        Breach(
            "the installation changes neither state nor level of the care list",
            entry(), change(author: "zeroblob(16)")),
        Breach(
            "an entry of the care list stands as its last change left it",
            entry("monitoring"), change()),
        Breach(
            "who is cared for is looked at again, on a day that is set", entry(), change()),
        Breach(
            "a student stands on the list once", "DROP INDEX care_entries_once", entry(), entry(id: "randomblob(16)")),
        Breach(
            "a change of the care list says why",
            sealed: { transaction in
                let entry = CareEntryRecord(
                    school: .of(0x50), id: .of(0xC0), student: .of(0x51), schoolClass: nil, state: .active,
                    level: .watch,
                    proposedBy: .of(0xA1), createdAt: .zero, levelSince: .zero)
                try transaction.insert(entry)
                try transaction.append(
                    CareChangeRecord(
                        fromState: nil, toState: .active, fromLevel: nil, toLevel: .watch, author: .of(0xA1), at: .zero,
                        reason: " ", evidenceKind: .review, evidence: nil), to: entry)
            }),
    ]

    private static let crises = [
        Breach("an open crisis has a next step on a day", crisis("opened", due: "NULL")),
        Breach(
            "somebody who works here takes the next step of a crisis, and somebody leads it",
            crisis("opened", due: "1900000000000", lead: "randomblob(16)")),
        Breach("a step of a crisis that is late has been noted", crisis("opened", due: "5")),
        Breach("a crisis was closed on a report that was signed", crisis("closed", due: "NULL")),
        Breach(
            "a student has one open crisis", "DROP INDEX crisis_cases_once", crisis("opened", due: "1900000000000"),
            crisis("opened", due: "1900000000000")),
        Breach(
            "a plan whose day has come waits for its review",
            """
            INSERT INTO plans (school_id, id, student_id, state, body_sealed, review_on, created_by, created_at)
            VALUES (x'50505050505050505050505050505050', randomblob(16), x'51515151515151515151515151515151', 'active',
                x'00', 5, x'a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1', 1)
            """),
        Breach(
            "a referral that waits too long has been told of",
            """
            INSERT INTO referrals (school_id, id, student_id, institution_id, state, urgency, is_green_channel,
                body_sealed, drafted_by, drafted_at, step_since, step_due_at, told_delay)
            VALUES (x'50505050505050505050505050505050', randomblob(16), x'51515151515151515151515151515151',
                randomblob(16), 'sent', 'ordinary', 0, x'00', randomblob(16), 1, 1, 5, 'in_time')
            """),
        Breach(
            "a consultation whose time is over has ended, or waits for its conclusion",
            """
            INSERT INTO consultations (school_id, id, student_id, state, urgency, body_sealed, requested_by,
                requested_at, assign_by, opinions_by, conclude_by)
            VALUES (x'50505050505050505050505050505050', randomblob(16), x'51515151515151515151515151515151',
                'requested', 'ordinary', x'00', randomblob(16), 1, 2, 3, 4)
            """),
    ]

    private static let bookings = [
        Breach(
            "a counsellor, a room, a student is booked once at a time", "DROP TRIGGER appointments_apart_when_made",
            appointment("confirmed", 100, 200),
            appointment("requested", 150, 250)),
        Breach(
            "a request for an appointment lapses when nobody has answered it",
            appointment("requested", 100, 200)),
        Breach("a student has one mentor", "DROP INDEX mentorships_once", mentorship, mentorship),
        Breach(
            "a mentor holds the role for each mentee, and for nobody else", mentorship,
            """
            INSERT INTO grants (id, account_id, role, scope_kind, scope_id, starts_at, state, requested_by,
                requested_at)
            SELECT grant_id, mentor_id, 'mentor', 'student', student_id, 1, 'revoked', mentor_id, 1 FROM mentorships
            """),
    ]

    private static let histories = [
        Breach(
            "the histories of the care list are legal walks", entry(), change(from: "'removed'")),
        Breach(
            "the histories of plans are legal walks",
            """
            INSERT INTO plans (school_id, id, student_id, state, body_sealed, created_by, created_at)
            VALUES (x'50505050505050505050505050505050', x'99999999999999999999999999999999',
                x'51515151515151515151515151515151', 'completed', x'00', x'a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1', 1)
            """,
            """
            INSERT INTO plan_changes (school_id, plan_id, position, student_id, from_state, to_state, author_id, at)
            VALUES (x'50505050505050505050505050505050', x'99999999999999999999999999999999', 1,
                x'51515151515151515151515151515151', NULL, 'draft', zeroblob(16), 1),
                (x'50505050505050505050505050505050', x'99999999999999999999999999999999', 2,
                x'51515151515151515151515151515151', 'draft', 'completed', zeroblob(16), 1)
            """),
        Breach(
            "the histories of referrals are legal walks",
            """
            INSERT INTO referrals (school_id, id, student_id, institution_id, state, urgency, is_green_channel,
                body_sealed, drafted_by, drafted_at, step_since, told_delay)
            VALUES (x'50505050505050505050505050505050', x'99999999999999999999999999999999',
                x'51515151515151515151515151515151', randomblob(16), 'sent', 'ordinary', 0, x'00', randomblob(16), 1, 1,
                'in_time')
            """,
            """
            INSERT INTO referral_steps (school_id, referral_id, position, from_state, to_state, author_id, at)
            VALUES (x'50505050505050505050505050505050', x'99999999999999999999999999999999', 1, NULL, 'drafted',
                zeroblob(16), 1)
            """),
        Breach(
            "the histories of crisis cases are legal walks", crisis("in_treatment", due: "1900000000000"),
            """
            INSERT INTO crisis_events (school_id, case_id, position, student_id, kind, state, at)
            SELECT school_id, id, 1, student_id, 'opened', 'opened', 1 FROM crisis_cases
            UNION ALL SELECT school_id, id, 2, student_id, 'advanced', 'in_treatment', 1 FROM crisis_cases
            """),
        Breach(
            "the histories of warnings are legal walks",
            """
            INSERT INTO warnings (school_id, id, student_id, source, state, suggested_level, evidence_sealed, raised_at)
            VALUES (x'50505050505050505050505050505050', x'77777777777777777777777777777777',
                x'51515151515151515151515151515151', 'sheet', 'resolved', 'watch', x'00', 1)
            """,
            """
            INSERT INTO warning_steps (school_id, warning_id, position, student_id, change, at)
            VALUES (x'50505050505050505050505050505050', x'77777777777777777777777777777777', 1,
                x'51515151515151515151515151515151', 'raised', 1),
                (x'50505050505050505050505050505050', x'77777777777777777777777777777777', 2,
                x'51515151515151515151515151515151', 'resolved', 1)
            """),
    ]

    private static let references = [
        Breach(
            "what is about a student is about one who is there",
            """
            INSERT INTO observations (school_id, id, student_id, author_id, at, text_sealed)
            VALUES (x'50505050505050505050505050505050', randomblob(16), randomblob(16), randomblob(16), 1, x'00')
            """),
        Breach(
            "what is about a student is about one who is there",
            """
            INSERT INTO received_records (school_id, parcel_id, position, student_id, topic, sensitivity, at,
                content_sealed)
            VALUES (x'50505050505050505050505050505050', randomblob(16), 1, randomblob(16), 'care', 3, 1, x'00')
            """),
        Breach(
            "every table that names a student is looked at",
            "CREATE TABLE newcomers (student_id BLOB NOT NULL) STRICT"),
    ]

    private static let assessment = [
        Breach(
            "a sheet that is scored has its result",
            """
            INSERT INTO sheets (school_id, id, campaign_id, student_id, instrument_id, version, state, invited_at)
            VALUES (x'50505050505050505050505050505050', randomblob(16), randomblob(16),
                x'51515151515151515151515151515151', 'phq9', '1.0.0', 'scored', 1)
            """),
        Breach(
            "a result is of a sheet that was scored",
            """
            INSERT INTO results (school_id, id, sheet_id, student_id, instrument_id, version, hash, score_sealed,
                suggested_level, scored_at)
            VALUES (x'50505050505050505050505050505050', randomblob(16), randomblob(16),
                x'51515151515151515151515151515151', 'phq9', '1.0.0', x'00', x'00', 'none', 1)
            """),
        Breach(
            "a signal that became a warning has one",
            """
            INSERT INTO signals (school_id, id, student_id, kind, state, happened_at, received_at, content_sealed)
            VALUES (x'50505050505050505050505050505050', randomblob(16), x'51515151515151515151515151515151',
                'information', 'warned', 1, 1, x'00')
            """),
    ]

    // MARK: - Rows

    /// One account, a1…, that works; one student, 51…, who is there.
    static let people = [
        """
        INSERT INTO accounts (id, login_index, profile_sealed, state, created_at, created_by)
        VALUES (x'a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1', x'01', x'00', 'active', 0, zeroblob(16))
        """,
        """
        INSERT INTO students (school_id, id, identity_sealed, state, enrolled_at)
        VALUES (x'50505050505050505050505050505050', x'51515151515151515151515151515151', x'00', 'enrolled', 0)
        """,
    ]

    private static func entry(
        _ state: String = "active", id: String = "x'c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1'"
    ) -> String {
        """
        INSERT INTO care_entries (school_id, id, student_id, state, level, proposed_by, created_at, level_since)
        VALUES (x'50505050505050505050505050505050', \(id), x'51515151515151515151515151515151', '\(state)', 'watch',
            x'a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1', 1, 1)
        """
    }

    /// The first change of that entry.
    private static func change(
        author: String = "x'a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1'", evidence: String = "review", from: String = "NULL"
    ) -> String {
        """
        INSERT INTO care_changes (school_id, entry_id, position, student_id, from_state, to_state, from_level, to_level,
            author_id, at, reason_sealed, evidence_kind)
        VALUES (x'50505050505050505050505050505050', x'c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1', 1,
            x'51515151515151515151515151515151', \(from), 'active', NULL, 'watch', \(author), 1, x'00', '\(evidence)')
        """
    }

    private static func crisis(
        _ state: String, due: String, lead: String = "x'a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1'"
    ) -> String {
        """
        INSERT INTO crisis_cases (school_id, id, student_id, state, round, round_since, lead_id, reason_sealed,
            step_owner_id, step_due_at, opened_by, opened_at, state_since)
        VALUES (x'50505050505050505050505050505050', randomblob(16), x'51515151515151515151515151515151', '\(state)', 1, 1,
            \(lead), x'00', x'a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1', \(due), zeroblob(16), 1, 1)
        """
    }

    private static func appointment(_ state: String, _ start: Int, _ end: Int) -> String {
        """
        INSERT INTO appointments (school_id, id, student_id, counsellor_id, room_id, state, starts_at, ends_at,
            booked_by, booked_at, confirm_by, changed_at, sequence, texts_sealed)
        VALUES (x'50505050505050505050505050505050', randomblob(16), x'51515151515151515151515151515151', zeroblob(16),
            zeroblob(16), '\(state)', \(start), \(end), zeroblob(16), 1, 1, 1, 0, x'00')
        """
    }

    private static let mentorship = """
        INSERT INTO mentorships (school_id, id, student_id, mentor_id, grant_id, reasons_sealed, assigned_by, since,
            contact_due_at)
        VALUES (x'50505050505050505050505050505050', randomblob(16), x'51515151515151515151515151515151',
            x'a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1', randomblob(16), x'00', zeroblob(16), 1, 1)
        """
}

extension Identifier {
    /// Sixteen times the same byte.
    fileprivate static func of(_ byte: UInt8) -> Identifier {
        Identifier(bytes: [UInt8](repeating: byte, count: 16)) ?? .installation
    }
}

extension Timestamp {
    fileprivate static let zero = Timestamp(milliseconds: 0)
}
