public import Domain

extension ReadTransaction {
    public func dayReport(
        ofUnit unit: Identifier, in school: Identifier, period: CalendarDate
    ) throws -> DayReportRecord? {
        try first(
            """
            SELECT school_id, unit_id, period, author_id, sent_at, observations, note_sealed
            FROM day_reports WHERE school_id = $1 AND unit_id = $2 AND period = $3
            """, [.identifier(school), .identifier(unit), .text(period.description)], dayReport)
    }

    /// Which units of a school have reported in a period.
    public func unitsReported(in school: Identifier, period: CalendarDate) throws -> Set<Identifier> {
        Set(
            try all(
                "SELECT unit_id FROM day_reports WHERE school_id = $1 AND period = $2",
                [.identifier(school), .text(period.description)]
            ) { row in try row.identifier(0) })
    }

    /// The last visit or review of a unit.
    public func lastRound(_ kind: RoundRecord.Kind, ofUnit unit: Identifier) throws -> RoundRecord? {
        try first(
            """
            SELECT school_id, id, kind, unit_id, author_id, held_at, observations, note_sealed
            FROM network_rounds WHERE unit_id = $1 AND kind = $2 ORDER BY held_at DESC, id LIMIT 1
            """, [.identifier(unit), .state(kind)], round)
    }

    /// What was found at the end of a day; nothing if nobody looked.
    public func daySweep(of school: Identifier, on day: CalendarDate) throws -> DaySweepRecord? {
        let key: [Value] = [.identifier(school), .text(day.description)]
        let missing = try all(
            "SELECT unit_id, what FROM day_sweep_units WHERE school_id = $1 AND day = $2 ORDER BY unit_id, what", key
        ) { row in DaySweepRecord.Missing(try row.state(1), of: try row.identifier(0)) }
        return try first(
            """
            SELECT at, unacknowledged, interviews, overdue, signals, reports, gaps
            FROM day_sweeps WHERE school_id = $1 AND day = $2
            """, key
        ) { row in
            DaySweepRecord(
                school: school, day: day, at: try row.timestamp(0), unacknowledged: try row.number(1),
                interviews: try row.number(2), overdue: try row.number(3), signals: try row.number(4),
                reports: try row.number(5), gaps: try row.number(6), missing: missing)
        }
    }

    /// The last day of a school that was looked at.
    public func lastDaySweep(of school: Identifier) throws -> CalendarDate? {
        try first("SELECT max(day) FROM day_sweeps WHERE school_id = $1", [.identifier(school)]) { row in
            try row.optionalText(0)
        }.flatMap { $0 }.flatMap { CalendarDate($0) }
    }

    private func dayReport(_ row: borrowing Row) throws -> DayReportRecord {
        let (unit, period, author) = (try row.identifier(1), try row.text(2), try row.identifier(3))
        guard let date = CalendarDate(period) else { throw StoreError.unexpectedValue(column: 2) }
        let note = try row.optionalBlob(6).map { sealed in
            String(
                decoding: try open(sealed, .dayReportNote, row: .name(unit, period), owner: author), as: UTF8.self)
        }
        return DayReportRecord(
            school: try row.identifier(0), unit: unit, period: date, author: author, sentAt: try row.timestamp(4),
            observations: try row.number(5), note: note)
    }

    private func round(_ row: borrowing Row) throws -> RoundRecord {
        let (id, author) = (try row.identifier(1), try row.identifier(4))
        let note = try row.optionalBlob(7).map { sealed in
            String(decoding: try open(sealed, .roundNote, row: id, owner: author), as: UTF8.self)
        }
        return RoundRecord(
            school: try row.identifier(0), id: id, kind: try row.state(2), unit: try row.identifier(3), author: author,
            heldAt: try row.timestamp(5), observations: try row.number(6), note: note)
    }
}

extension WriteTransaction {
    /// - Throws: `StoreError.constraint(.unique, …)` if the unit has reported for the period.
    public func insert(_ report: DayReportRecord) throws {
        let period = report.period.description
        let note = try report.note.map {
            try seal(Array($0.utf8), .dayReportNote, row: .name(report.unit, period), owner: report.author)
        }
        try execute(
            """
            INSERT INTO day_reports (school_id, unit_id, period, author_id, sent_at, observations, note_sealed)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            """,
            [
                .identifier(report.school), .identifier(report.unit), .text(period), .identifier(report.author),
                .time(report.sentAt), .number(report.observations), Value(note),
            ])
    }

    public func insert(_ round: RoundRecord) throws {
        let note = try round.note.map {
            try seal(Array($0.utf8), .roundNote, row: round.id, owner: round.author)
        }
        try execute(
            """
            INSERT INTO network_rounds (school_id, id, kind, unit_id, author_id, held_at, observations, note_sealed)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            """,
            [
                .identifier(round.school), .identifier(round.id), .state(round.kind), .identifier(round.unit),
                .identifier(round.author), .time(round.heldAt), .number(round.observations), Value(note),
            ])
    }

    /// Stores what was found at the end of a day, once.
    public func insert(_ sweep: DaySweepRecord) throws {
        let key: [Value] = [.identifier(sweep.school), .text(sweep.day.description)]
        try execute(
            """
            INSERT OR IGNORE INTO day_sweeps (school_id, day, at, unacknowledged, interviews, overdue, signals, reports,
                gaps)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            """,
            key + [
                .time(sweep.at), .number(sweep.unacknowledged), .number(sweep.interviews), .number(sweep.overdue),
                .number(sweep.signals), .number(sweep.reports), .number(sweep.gaps),
            ])
        for missing in sweep.missing {
            try execute(
                "INSERT OR IGNORE INTO day_sweep_units (school_id, day, unit_id, what) VALUES ($1, $2, $3, $4)",
                key + [.identifier(missing.unit), .state(missing.what)])
        }
    }
}
