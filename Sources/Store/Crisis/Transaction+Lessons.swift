public import Domain

extension ReadTransaction {
    /// The lessons of a case, the newest last.
    public func lessons(of crisis: CrisisCaseRecord) throws -> [LessonRecord] {
        try all(
            """
            SELECT id, held_at, recorded_by, findings_sealed
            FROM crisis_lessons WHERE school_id = $1 AND case_id = $2 ORDER BY held_at, id
            """, [.identifier(crisis.school), .identifier(crisis.id)]
        ) { row in
            let id = try row.identifier(0)
            let fields = try FieldDecoder(try open(try row.blob(3), .lessonFindings, row: id, owner: crisis.student))
            return LessonRecord(
                id: id, heldAt: try row.timestamp(1), recordedBy: try row.identifier(2),
                participants: try fields.texts(2).compactMap { Identifier($0) }, findings: try fields.text(1))
        }
    }

    /// The actions of all lessons of a case, lesson by lesson.
    public func lessonActions(of crisis: CrisisCaseRecord) throws -> [LessonActionRecord] {
        try all(
            """
            SELECT id, lesson_id, case_id, student_id, position, text_sealed, owner_id, due_at, done_by, done_at,
                note_sealed
            FROM lesson_actions WHERE school_id = $1 AND case_id = $2 ORDER BY lesson_id, position
            """, [.identifier(crisis.school), .identifier(crisis.id)], lessonAction)
    }

    /// What somebody still has to do after lessons in a school, what is due first in front.
    public func openLessonActions(
        ofOwner owner: Identifier, in school: Identifier, limit: Int
    ) throws -> [LessonActionRecord] {
        try all(
            """
            SELECT id, lesson_id, case_id, student_id, position, text_sealed, owner_id, due_at, done_by, done_at,
                note_sealed
            FROM lesson_actions
            WHERE school_id = $1 AND owner_id = $2 AND done_at IS NULL
                AND student_id NOT IN (SELECT id FROM students WHERE school_id = $1 AND state = 'erased')
            ORDER BY due_at, id LIMIT $3
            """, [.identifier(school), .identifier(owner), .number(limit)], lessonAction)
    }

    private func lessonAction(_ row: borrowing Row) throws -> LessonActionRecord {
        let id = try row.identifier(0)
        let student = try row.identifier(3)
        let text = try open(try row.blob(5), .lessonActionText, row: id, owner: student)
        return LessonActionRecord(
            id: id, lesson: try row.identifier(1), crisisCase: try row.identifier(2), student: student,
            position: try row.number(4), what: String(decoding: text, as: UTF8.self), owner: try row.identifier(6),
            dueAt: try row.timestamp(7), doneBy: try row.optionalIdentifier(8), doneAt: try row.optionalTimestamp(9),
            note: try optionalText(row, 10, .lessonActionNote, row: .identifier(id), owner: student))
    }
}

extension WriteTransaction {
    public func insert(_ lesson: LessonRecord, of crisis: CrisisCaseRecord) throws {
        var fields = FieldEncoder()
        fields.put(1, lesson.findings)
        fields.put(2, lesson.participants.map(\.description))
        let findings = try seal(fields.bytes, .lessonFindings, row: lesson.id, owner: crisis.student)
        try execute(
            """
            INSERT INTO crisis_lessons (school_id, id, case_id, student_id, held_at, recorded_by, findings_sealed)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            """,
            [
                .identifier(crisis.school), .identifier(lesson.id), .identifier(crisis.id),
                .identifier(crisis.student), .time(lesson.heldAt), .identifier(lesson.recordedBy), .blob(findings),
            ])
    }

    public func insert(_ action: LessonActionRecord, of crisis: CrisisCaseRecord) throws {
        let text = try seal(Array(action.what.utf8), .lessonActionText, row: action.id, owner: crisis.student)
        try execute(
            """
            INSERT INTO lesson_actions (school_id, id, lesson_id, case_id, student_id, position, owner_id, due_at,
                text_sealed)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            """,
            [
                .identifier(crisis.school), .identifier(action.id), .identifier(action.lesson),
                .identifier(crisis.id), .identifier(crisis.student), .number(action.position),
                .identifier(action.owner), .time(action.dueAt), .blob(text),
            ])
    }

    /// Stores that an action is done.
    public func update(_ action: LessonActionRecord, of crisis: CrisisCaseRecord) throws {
        let note = try action.note.map { note in
            try seal(Array(note.utf8), .lessonActionNote, row: action.id, owner: crisis.student)
        }
        try execute(
            """
            UPDATE lesson_actions SET done_by = $3, done_at = $4, note_sealed = $5 WHERE school_id = $1 AND id = $2
            """,
            [
                .identifier(crisis.school), .identifier(action.id), Value(action.doneBy), Value(action.doneAt),
                Value(note),
            ])
    }
}
