extension SQLiteSchema {
    /// Mentors, contacts and growth buddies. In what state a student is, or why somebody was chosen, is sealed.
    static let mentoring = """
        CREATE TABLE mentors (
            school_id BLOB NOT NULL,
            account_id BLOB NOT NULL,
            unit_id BLOB NOT NULL,
            most_mentees INTEGER NOT NULL CHECK (most_mentees BETWEEN 0 AND 1000), -- 0 stands for the school's figure
            training TEXT NOT NULL CHECK (training IN ('none', 'trained')),
            enlisted_by BLOB NOT NULL,
            enlisted_at INTEGER NOT NULL,
            released_at INTEGER,
            PRIMARY KEY (school_id, account_id)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE mentoring_requirements (
            school_id BLOB NOT NULL,
            every_seconds INTEGER NOT NULL,
            in_person_every_seconds INTEGER NOT NULL,
            forms TEXT NOT NULL,
            topics TEXT NOT NULL,
            topic_seconds INTEGER NOT NULL,
            most_mentees INTEGER NOT NULL,
            set_by BLOB NOT NULL,
            set_at INTEGER NOT NULL,
            PRIMARY KEY (school_id)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE mentorships (
            school_id BLOB NOT NULL,
            id BLOB NOT NULL,
            student_id BLOB NOT NULL,
            mentor_id BLOB NOT NULL,
            grant_id BLOB NOT NULL REFERENCES grants (id),
            reasons_sealed BLOB NOT NULL,
            assigned_by BLOB NOT NULL,
            since INTEGER NOT NULL,
            contact_due_at INTEGER NOT NULL,
            last_contact_at INTEGER,
            ended_at INTEGER,
            PRIMARY KEY (school_id, id),
            FOREIGN KEY (school_id, student_id) REFERENCES students (school_id, id)
        ) STRICT;
        CREATE UNIQUE INDEX mentorships_by_id ON mentorships (id);
        CREATE INDEX mentorships_by_mentor ON mentorships (mentor_id, ended_at);
        CREATE INDEX mentorships_by_student ON mentorships (student_id, since);
        -- Every student has one mentor.
        CREATE UNIQUE INDEX mentorships_once ON mentorships (school_id, student_id) WHERE ended_at IS NULL;

        CREATE TABLE mentor_contacts (
            school_id BLOB NOT NULL,
            id BLOB NOT NULL,
            mentorship_id BLOB NOT NULL,
            student_id BLOB NOT NULL,
            mentor_id BLOB NOT NULL,
            form TEXT NOT NULL CHECK (
                form IN ('talk', 'home_visit', 'dorm_visit', 'activity', 'phone', 'message')),
            contacted_at INTEGER NOT NULL,
            content_sealed BLOB NOT NULL,
            PRIMARY KEY (school_id, id),
            FOREIGN KEY (school_id, mentorship_id) REFERENCES mentorships (school_id, id)
        ) STRICT;
        CREATE UNIQUE INDEX mentor_contacts_by_id ON mentor_contacts (id);
        CREATE INDEX mentor_contacts_by_student ON mentor_contacts (student_id, contacted_at);
        CREATE INDEX mentor_contacts_by_mentorship ON mentor_contacts (school_id, mentorship_id, contacted_at);

        CREATE TABLE growth_buddies (
            school_id BLOB NOT NULL,
            id BLOB NOT NULL,
            student_id BLOB NOT NULL,
            buddy_id BLOB NOT NULL,
            reason_sealed BLOB,
            assigned_by BLOB NOT NULL,
            since INTEGER NOT NULL,
            ended_at INTEGER,
            PRIMARY KEY (school_id, id),
            FOREIGN KEY (school_id, student_id) REFERENCES students (school_id, id),
            FOREIGN KEY (school_id, buddy_id) REFERENCES students (school_id, id),
            CHECK (student_id <> buddy_id)
        ) STRICT;
        CREATE UNIQUE INDEX growth_buddies_by_id ON growth_buddies (id);
        CREATE UNIQUE INDEX growth_buddies_once ON growth_buddies (school_id, student_id, buddy_id)
            WHERE ended_at IS NULL;
        CREATE INDEX growth_buddies_by_student ON growth_buddies (student_id, ended_at);
        CREATE INDEX growth_buddies_by_buddy ON growth_buddies (buddy_id, ended_at);
        """
}
