public import Domain

extension ReadTransaction {
    public func counsellingRoom(_ id: Identifier) throws -> CounsellingRoomRecord? {
        try first(
            "SELECT school_id, id, name_sealed, opened_at, closed_at FROM counselling_rooms WHERE id = $1",
            [.identifier(id)], counsellingRoom)
    }

    /// All rooms of a school, closed ones too, by age.
    public func counsellingRooms(ofSchool school: Identifier) throws -> [CounsellingRoomRecord] {
        try all(
            """
            SELECT school_id, id, name_sealed, opened_at, closed_at FROM counselling_rooms
            WHERE school_id = $1 ORDER BY opened_at, id
            """, [.identifier(school)], counsellingRoom)
    }

    /// The lines of a school's duty roster that are not over on `day`.
    public func dutyTurns(ofSchool school: Identifier, from day: CalendarDate) throws -> [DutyTurn] {
        try all(
            """
            SELECT id, kind, counsellor_id, room_id, weekday, from_day, until_day, start_second, end_second
            FROM duty_turns
            WHERE school_id = $1 AND removed_at IS NULL AND (until_day IS NULL OR until_day >= $2)
                AND (room_id IS NULL OR EXISTS (
                    SELECT 1 FROM counselling_rooms r
                    WHERE r.school_id = $1 AND r.id = room_id AND r.closed_at IS NULL))
            ORDER BY from_day, start_second, id
            """, [.identifier(school), .number(day.daysSinceEpoch)]
        ) { row in
            DutyTurn(
                id: try row.identifier(0), kind: try row.state(1), counsellor: try row.identifier(2),
                room: try row.optionalIdentifier(3), weekday: try row.optionalNumber(4),
                from: CalendarDate(daysSinceEpoch: try row.number(5)),
                until: try row.optionalNumber(6).map(CalendarDate.init(daysSinceEpoch:)),
                startSecond: try row.number(7), endSecond: try row.number(8))
        }
    }

    private func counsellingRoom(_ row: borrowing Row) throws -> CounsellingRoomRecord {
        let id = try row.identifier(1)
        let name = try open(try row.blob(2), .counsellingRoomName, row: id, owner: .installation)
        return CounsellingRoomRecord(
            school: try row.identifier(0), id: id, name: String(decoding: name, as: UTF8.self),
            openedAt: try row.timestamp(3), closedAt: try row.optionalTimestamp(4))
    }
}

extension WriteTransaction {
    public func insert(_ room: CounsellingRoomRecord) throws {
        let name = try seal(Array(room.name.utf8), .counsellingRoomName, row: room.id, owner: .installation)
        try execute(
            """
            INSERT INTO counselling_rooms (school_id, id, name_sealed, opened_at, closed_at)
            VALUES ($1, $2, $3, $4, $5)
            """,
            [
                .identifier(room.school), .identifier(room.id), .blob(name), .time(room.openedAt),
                Value(room.closedAt),
            ])
    }

    public func closeCounsellingRoom(_ room: CounsellingRoomRecord, at moment: Timestamp) throws {
        try execute(
            "UPDATE counselling_rooms SET closed_at = $3 WHERE school_id = $1 AND id = $2",
            [.identifier(room.school), .identifier(room.id), .time(moment)])
    }

    public func insert(
        _ turn: DutyTurn, of school: Identifier, by author: Identifier, at moment: Timestamp
    ) throws {
        try execute(
            """
            INSERT INTO duty_turns (school_id, id, kind, counsellor_id, room_id, weekday, from_day, until_day,
                start_second, end_second, created_by, created_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
            """,
            [
                .identifier(school), .identifier(turn.id), .state(turn.kind), .identifier(turn.counsellor),
                Value(turn.room), Value(turn.weekday), .number(turn.from.daysSinceEpoch),
                Value(turn.until?.daysSinceEpoch), .number(turn.startSecond), .number(turn.endSecond),
                .identifier(author), .time(moment),
            ])
    }

    /// - Returns: whether it was there, and not removed before.
    public func removeDutyTurn(_ id: Identifier, at moment: Timestamp) throws -> Bool {
        try execute(
            "UPDATE duty_turns SET removed_at = $2 WHERE id = $1 AND removed_at IS NULL",
            [.identifier(id), .time(moment)]) == 1
    }
}
