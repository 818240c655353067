public import Domain

extension ReadTransaction {
    public func appointment(_ id: Identifier) throws -> AppointmentRecord? {
        try first(
            """
            SELECT school_id, id, student_id, counsellor_id, room_id, state, starts_at, ends_at, booked_by, booked_at,
                confirm_by, notes_by, changed_at, sequence, texts_sealed, follow_up_at, feedback_at
            FROM appointments WHERE id = $1
            """, [.identifier(id)], appointment)
    }

    /// The newest of a student, by their start.
    public func appointments(ofStudent student: Identifier, limit: Int) throws -> [AppointmentRecord] {
        try all(
            """
            SELECT school_id, id, student_id, counsellor_id, room_id, state, starts_at, ends_at, booked_by, booked_at,
                confirm_by, notes_by, changed_at, sequence, texts_sealed, follow_up_at, feedback_at
            FROM appointments WHERE student_id = $1 ORDER BY starts_at DESC, id LIMIT $2
            """, [.identifier(student), .number(limit)], appointment)
    }

    /// Those of a school in a state, by their start and then by identifier, from behind that place on.
    public func appointments(
        ofSchool school: Identifier, in state: AppointmentState,
        after place: (start: Timestamp, id: Identifier) = (Timestamp(milliseconds: .min), .installation),
        before end: Timestamp = Timestamp(milliseconds: .max), limit: Int
    ) throws -> [AppointmentRecord] {
        try all(
            """
            SELECT school_id, id, student_id, counsellor_id, room_id, state, starts_at, ends_at, booked_by, booked_at,
                confirm_by, notes_by, changed_at, sequence, texts_sealed, follow_up_at, feedback_at
            FROM appointments
            WHERE school_id = $1 AND state = $2 AND starts_at >= $3 AND (starts_at > $3 OR id > $4) AND starts_at < $5
            ORDER BY starts_at, id LIMIT $6
            """,
            [
                .identifier(school), .state(state), .time(place.start), .identifier(place.id), .time(end),
                .number(limit),
            ], appointment)
    }

    /// Those of a counsellor, in any state, by their start.
    public func appointments(
        ofCounsellor counsellor: Identifier, from start: Timestamp, before end: Timestamp, limit: Int
    ) throws -> [AppointmentRecord] {
        try all(
            """
            SELECT school_id, id, student_id, counsellor_id, room_id, state, starts_at, ends_at, booked_by, booked_at,
                confirm_by, notes_by, changed_at, sequence, texts_sealed, follow_up_at, feedback_at
            FROM appointments WHERE counsellor_id = $1 AND starts_at >= $2 AND starts_at < $3
            ORDER BY starts_at, id LIMIT $4
            """, [.identifier(counsellor), .time(start), .time(end), .number(limit)], appointment)
    }

    /// Those of a school that somebody is to look at again, the first due first.
    public func appointmentsToFollowUp(ofSchool school: Identifier, limit: Int) throws -> [AppointmentRecord] {
        try all(
            """
            SELECT school_id, id, student_id, counsellor_id, room_id, state, starts_at, ends_at, booked_by, booked_at,
                confirm_by, notes_by, changed_at, sequence, texts_sealed, follow_up_at, feedback_at
            FROM appointments WHERE school_id = $1 AND follow_up_at IS NOT NULL
            ORDER BY follow_up_at, id LIMIT $2
            """, [.identifier(school), .number(limit)], appointment)
    }

    /// Completed ones of a school that have no notes yet, by their start.
    public func appointmentsWithoutNotes(ofSchool school: Identifier, limit: Int) throws -> [AppointmentRecord] {
        try all(
            """
            SELECT school_id, id, student_id, counsellor_id, room_id, state, starts_at, ends_at, booked_by, booked_at,
                confirm_by, notes_by, changed_at, sequence, texts_sealed, follow_up_at, feedback_at
            FROM appointments a
            WHERE school_id = $1 AND state = 'completed' AND NOT EXISTS (
                SELECT 1 FROM counselling_notes n WHERE n.school_id = a.school_id AND n.appointment_id = a.id)
            ORDER BY starts_at, id LIMIT $2
            """, [.identifier(school), .number(limit)], appointment)
    }

    /// Requests that nobody has answered by their start, in all schools.
    public func appointmentsToLapse(at now: Timestamp, limit: Int) throws -> [AppointmentRecord] {
        try all(
            """
            SELECT school_id, id, student_id, counsellor_id, room_id, state, starts_at, ends_at, booked_by, booked_at,
                confirm_by, notes_by, changed_at, sequence, texts_sealed, follow_up_at, feedback_at
            FROM appointments WHERE state = 'requested' AND starts_at <= $1
                AND NOT EXISTS (
                SELECT 1 FROM students s
                WHERE s.school_id = appointments.school_id AND s.id = appointments.student_id
                    AND s.state IN ('erased', 'transferred'))
            ORDER BY starts_at LIMIT $2
            """, [.time(now), .number(limit)], appointment)
    }

    /// When counsellors and rooms of a school, and `student`, are taken: by the identifier of each.
    public func takenTimes(
        ofSchool school: Identifier, student: Identifier, from start: Timestamp, before end: Timestamp,
        except appointment: Identifier? = nil
    ) throws -> [Identifier: [ClosedTime]] {
        var taken: [Identifier: [ClosedTime]] = [:]
        try query(
            """
            SELECT counsellor_id, room_id, student_id, starts_at, ends_at FROM appointments
            WHERE school_id = $1 AND starts_at > $2 - 86400000 AND starts_at < $3 AND id IS NOT $4
                AND state IN ('requested', 'confirmed', 'checked_in', 'completed')
            """, [.identifier(school), .time(start), .time(end), Value(appointment)]
        ) { row in
            let time = ClosedTime(start: try row.timestamp(3), end: try row.timestamp(4))
            taken[try row.identifier(0), default: []].append(time)
            taken[try row.identifier(1), default: []].append(time)
            if try row.identifier(2) == student { taken[student, default: []].append(time) }
        }
        return taken
    }

    /// What statistics need of the appointments of a school that were to be held in a span of time.
    public func countedAppointments(
        ofSchool school: Identifier, from start: Timestamp, before end: Timestamp
    ) throws -> [CountedAppointment] {
        try all(
            """
            SELECT student_id, state, booked_at, starts_at FROM appointments
            WHERE school_id = $1 AND starts_at >= $2 AND starts_at < $3
            """, [.identifier(school), .time(start), .time(end)]
        ) { row in
            CountedAppointment(
                student: try row.identifier(0), state: try row.state(1), bookedAt: try row.timestamp(2),
                start: try row.timestamp(3))
        }
    }

    private func appointment(_ row: borrowing Row) throws -> AppointmentRecord {
        let (id, student) = (try row.identifier(1), try row.identifier(2))
        let fields = try openUnlessErased(try row.blob(14), .appointmentTexts, row: id, owner: student)
        return try AppointmentRecord(row, texts: try AppointmentRecord.Texts(fields: fields ?? []))
    }
}

extension WriteTransaction {
    /// - Throws: `StoreError.constraint(.other, …)` with `counsellor`, `room` or `student` when it is booked then.
    public func insert(_ appointment: AppointmentRecord) throws {
        try execute(
            """
            INSERT INTO appointments (school_id, id, student_id, counsellor_id, room_id, state, starts_at, ends_at,
                booked_by, booked_at, confirm_by, notes_by, changed_at, sequence, texts_sealed, follow_up_at,
                feedback_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
            """,
            [
                .identifier(appointment.school), .identifier(appointment.id), .identifier(appointment.student),
                .identifier(appointment.counsellor), .identifier(appointment.room), .state(appointment.state),
                .time(appointment.start), .time(appointment.end), .identifier(appointment.bookedBy),
                .time(appointment.bookedAt), .time(appointment.confirmBy), Value(appointment.notesBy),
                .time(appointment.changedAt), .number(appointment.sequence), .blob(try sealedTexts(appointment)),
                Value(appointment.followUpAt), Value(appointment.feedbackAt),
            ])
    }

    /// - Throws: as `insert`.
    public func update(_ appointment: AppointmentRecord) throws {
        try execute(
            """
            UPDATE appointments
            SET counsellor_id = $3, room_id = $4, state = $5, starts_at = $6, ends_at = $7, confirm_by = $8,
                notes_by = $9, changed_at = $10, sequence = $11, texts_sealed = $12, follow_up_at = $13,
                feedback_at = $14
            WHERE school_id = $1 AND id = $2
            """,
            [
                .identifier(appointment.school), .identifier(appointment.id), .identifier(appointment.counsellor),
                .identifier(appointment.room), .state(appointment.state), .time(appointment.start),
                .time(appointment.end), .time(appointment.confirmBy), Value(appointment.notesBy),
                .time(appointment.changedAt), .number(appointment.sequence), .blob(try sealedTexts(appointment)),
                Value(appointment.followUpAt), Value(appointment.feedbackAt),
            ])
    }

    private func sealedTexts(_ appointment: AppointmentRecord) throws -> [UInt8] {
        try seal(appointment.texts.fields, .appointmentTexts, row: appointment.id, owner: appointment.student)
    }
}
