extension SQLiteSchema {
    /// Counselling room.
    static let counselling = """
        CREATE TABLE counselling_rooms (
            school_id BLOB NOT NULL,
            id BLOB NOT NULL,
            name_sealed BLOB NOT NULL,
            opened_at INTEGER NOT NULL,
            closed_at INTEGER,
            PRIMARY KEY (school_id, id)
        ) STRICT;
        CREATE UNIQUE INDEX counselling_rooms_by_id ON counselling_rooms (id);

        -- Days are counted from 1970-01-01, seconds from the school's midnight.
        CREATE TABLE duty_turns (
            school_id BLOB NOT NULL,
            id BLOB NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('weekly', 'dated', 'absence')),
            counsellor_id BLOB NOT NULL,
            room_id BLOB,
            weekday INTEGER CHECK (weekday BETWEEN 1 AND 7),
            from_day INTEGER NOT NULL,
            until_day INTEGER,
            start_second INTEGER NOT NULL CHECK (start_second BETWEEN 0 AND 86400),
            end_second INTEGER NOT NULL CHECK (end_second BETWEEN 0 AND 86400),
            created_by BLOB NOT NULL,
            created_at INTEGER NOT NULL,
            removed_at INTEGER,
            PRIMARY KEY (school_id, id),
            FOREIGN KEY (school_id, room_id) REFERENCES counselling_rooms (school_id, id),
            CHECK ((kind = 'absence') = (room_id IS NULL)),
            CHECK ((kind = 'weekly') = (weekday IS NOT NULL))
        ) STRICT;
        CREATE UNIQUE INDEX duty_turns_by_id ON duty_turns (id);

        CREATE TABLE appointments (
            school_id BLOB NOT NULL,
            id BLOB NOT NULL,
            student_id BLOB NOT NULL,
            counsellor_id BLOB NOT NULL,
            room_id BLOB NOT NULL,
            state TEXT NOT NULL CHECK (
                state IN ('requested', 'confirmed', 'checked_in', 'completed', 'cancelled', 'no_show')),
            starts_at INTEGER NOT NULL,
            ends_at INTEGER NOT NULL CHECK (ends_at > starts_at AND ends_at <= starts_at + 86400000),
            booked_by BLOB NOT NULL,
            booked_at INTEGER NOT NULL,
            confirm_by INTEGER NOT NULL,
            notes_by INTEGER,
            changed_at INTEGER NOT NULL,
            sequence INTEGER NOT NULL,
            texts_sealed BLOB NOT NULL,
            follow_up_at INTEGER,
            feedback_at INTEGER,
            PRIMARY KEY (school_id, id),
            FOREIGN KEY (school_id, student_id) REFERENCES students (school_id, id),
            FOREIGN KEY (school_id, room_id) REFERENCES counselling_rooms (school_id, id)
        ) STRICT;
        CREATE UNIQUE INDEX appointments_by_id ON appointments (id);
        CREATE INDEX appointments_by_start ON appointments (school_id, starts_at);
        CREATE INDEX appointments_by_state ON appointments (school_id, state, starts_at);
        CREATE INDEX appointments_by_counsellor ON appointments (counsellor_id, starts_at);
        CREATE INDEX appointments_by_room ON appointments (room_id, starts_at);
        CREATE INDEX appointments_by_student ON appointments (student_id, starts_at);
        CREATE INDEX appointments_to_lapse ON appointments (starts_at) WHERE state = 'requested';
        CREATE INDEX appointments_to_follow_up ON appointments (school_id, follow_up_at)
            WHERE follow_up_at IS NOT NULL;

        -- Nobody and no room is booked twice at one time. No appointment is longer than a day, so that those which
        -- reach into another begin less than a day before it.
        CREATE TRIGGER appointments_apart_when_made BEFORE INSERT ON appointments
        WHEN NEW.state IN ('requested', 'confirmed', 'checked_in', 'completed')
        BEGIN
            SELECT RAISE(ABORT, 'appointments: counsellor') WHERE EXISTS (
                SELECT 1 FROM appointments
                WHERE counsellor_id = NEW.counsellor_id AND starts_at > NEW.starts_at - 86400000
                    AND starts_at < NEW.ends_at AND ends_at > NEW.starts_at
                    AND state IN ('requested', 'confirmed', 'checked_in', 'completed'));
            SELECT RAISE(ABORT, 'appointments: room') WHERE EXISTS (
                SELECT 1 FROM appointments
                WHERE room_id = NEW.room_id AND starts_at > NEW.starts_at - 86400000
                    AND starts_at < NEW.ends_at AND ends_at > NEW.starts_at
                    AND state IN ('requested', 'confirmed', 'checked_in', 'completed'));
            SELECT RAISE(ABORT, 'appointments: student') WHERE EXISTS (
                SELECT 1 FROM appointments
                WHERE student_id = NEW.student_id AND starts_at > NEW.starts_at - 86400000
                    AND starts_at < NEW.ends_at AND ends_at > NEW.starts_at
                    AND state IN ('requested', 'confirmed', 'checked_in', 'completed'));
        END;
        CREATE TRIGGER appointments_apart_when_changed
        BEFORE UPDATE OF student_id, counsellor_id, room_id, starts_at, ends_at, state ON appointments
        WHEN NEW.state IN ('requested', 'confirmed', 'checked_in', 'completed')
        BEGIN
            SELECT RAISE(ABORT, 'appointments: counsellor') WHERE EXISTS (
                SELECT 1 FROM appointments
                WHERE counsellor_id = NEW.counsellor_id AND starts_at > NEW.starts_at - 86400000
                    AND starts_at < NEW.ends_at AND ends_at > NEW.starts_at AND id <> NEW.id
                    AND state IN ('requested', 'confirmed', 'checked_in', 'completed'));
            SELECT RAISE(ABORT, 'appointments: room') WHERE EXISTS (
                SELECT 1 FROM appointments
                WHERE room_id = NEW.room_id AND starts_at > NEW.starts_at - 86400000
                    AND starts_at < NEW.ends_at AND ends_at > NEW.starts_at AND id <> NEW.id
                    AND state IN ('requested', 'confirmed', 'checked_in', 'completed'));
            SELECT RAISE(ABORT, 'appointments: student') WHERE EXISTS (
                SELECT 1 FROM appointments
                WHERE student_id = NEW.student_id AND starts_at > NEW.starts_at - 86400000
                    AND starts_at < NEW.ends_at AND ends_at > NEW.starts_at AND id <> NEW.id
                    AND state IN ('requested', 'confirmed', 'checked_in', 'completed'));
        END;

        -- Versions of the notes of an appointment; none is ever changed.
        CREATE TABLE counselling_notes (
            school_id BLOB NOT NULL,
            appointment_id BLOB NOT NULL,
            version INTEGER NOT NULL,
            student_id BLOB NOT NULL,
            author_id BLOB NOT NULL,
            at INTEGER NOT NULL,
            text_sealed BLOB NOT NULL,
            PRIMARY KEY (school_id, appointment_id, version),
            FOREIGN KEY (school_id, appointment_id) REFERENCES appointments (school_id, id)
        ) STRICT;
        CREATE INDEX counselling_notes_by_student ON counselling_notes (student_id, at);
        """
}
