public import Domain

/// One version of the notes of an appointment, which stands for ever.
public struct CounsellingNotesRecord: Sendable, Equatable {
    /// Counts from 1.
    public let version: Int
    public let author: Identifier
    public let at: Timestamp
    public let text: String

    public init(version: Int, author: Identifier, at: Timestamp, text: String) {
        self.version = version
        self.author = author
        self.at = at
        self.text = text
    }
}

extension ReadTransaction {
    /// All versions, the newest first.
    public func counsellingNotes(of appointment: AppointmentRecord) throws -> [CounsellingNotesRecord] {
        try all(
            """
            SELECT version, author_id, at, text_sealed FROM counselling_notes
            WHERE school_id = $1 AND appointment_id = $2 ORDER BY version DESC
            """, [.identifier(appointment.school), .identifier(appointment.id)]
        ) { row in
            let version = try row.integer(0)
            let text = try open(
                try row.blob(3), .counsellingNotesText, row: .position(appointment.id, version),
                owner: appointment.student)
            return CounsellingNotesRecord(
                version: Int(version), author: try row.identifier(1), at: try row.timestamp(2),
                text: String(decoding: text, as: UTF8.self))
        }
    }

    /// How many versions there are.
    public func counsellingNotesVersions(of appointment: AppointmentRecord) throws -> Int {
        try first(
            """
            SELECT COALESCE(MAX(version), 0) FROM counselling_notes WHERE school_id = $1 AND appointment_id = $2
            """, [.identifier(appointment.school), .identifier(appointment.id)]
        ) { row in try row.number(0) } ?? 0
    }
}

extension WriteTransaction {
    public func append(_ notes: CounsellingNotesRecord, to appointment: AppointmentRecord) throws {
        let text = try seal(
            Array(notes.text.utf8), .counsellingNotesText, row: .position(appointment.id, Int64(notes.version)),
            owner: appointment.student)
        try execute(
            """
            INSERT INTO counselling_notes (school_id, appointment_id, version, student_id, author_id, at, text_sealed)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            """,
            [
                .identifier(appointment.school), .identifier(appointment.id), .number(notes.version),
                .identifier(appointment.student), .identifier(notes.author), .time(notes.at), .blob(text),
            ])
    }
}
