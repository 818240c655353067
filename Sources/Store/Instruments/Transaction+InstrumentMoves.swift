internal import Domain

extension ReadTransaction {
    /// What was done with an instrument, the newest first.
    public func moves(ofInstrument id: String) throws -> [InstrumentMoveRecord] {
        try all(
            """
            SELECT instrument_id, version, move, from_state, to_state, at, account_id, note
            FROM instrument_moves WHERE instrument_id = $1 ORDER BY position DESC
            """, [.text(id)]
        ) { row in
            InstrumentMoveRecord(
                instrumentID: try row.text(0), version: try row.text(1), move: try row.state(2),
                from: try row.optionalState(3), to: try row.state(4), at: try row.timestamp(5),
                account: try row.identifier(6), note: try row.optionalText(7))
        }
    }
}

extension WriteTransaction {
    public func append(_ move: InstrumentMoveRecord) throws {
        try execute(
            """
            INSERT INTO instrument_moves (instrument_id, position, version, move, from_state, to_state, at, account_id,
                note)
            SELECT $1, coalesce(max(position), 0) + 1, $2, $3, $4, $5, $6, $7, $8
            FROM instrument_moves WHERE instrument_id = $1
            """,
            [
                .text(move.instrumentID), .text(move.version), .text(move.move.rawValue), Value(move.from?.rawValue),
                .state(move.to), .time(move.at), .identifier(move.account), Value(move.note),
            ])
    }
}
