import Domain
import Testing

/// Every state with every move of one machine, written out by hand: a row a state, a column a move, `-` where the move
/// must not be made.
struct StateTable {
    let thing: String
    let moves: [String]
    let rows: [(state: String, targets: [String])]

    private func targets(_ row: (state: String, targets: [String])) -> [String: String] {
        Dictionary(uniqueKeysWithValues: zip(moves, row.targets)).filter { $0.value != "-" }
    }

    /// Holds the machine against the table, the errors of illegal moves included.
    func check<Machine: StateMachine>(_: Machine.Type) throws {
        #expect(Machine.allCases.map(\.rawValue) == rows.map(\.state))
        #expect(Machine.Move.allCases.map(\.rawValue) == moves)
        for row in rows {
            try #require(row.targets.count == moves.count, "row \(row.state)")
            let state = try #require(Machine(rawValue: row.state))
            let targets = targets(row)
            let permitted = moves.filter { targets[$0] != nil }
            #expect(state.moves.map(\.rawValue) == permitted)
            for name in moves {
                let move = try #require(Machine.Move(rawValue: name))
                #expect(state.target(of: move)?.rawValue == targets[name], "\(row.state), \(name)")
                if let target = targets[name] {
                    #expect(try state.applying(move).rawValue == target)
                } else {
                    let error = #expect(throws: IllegalMove.self) { try state.applying(move) }
                    #expect(error?.thing == thing)
                    #expect(error?.state == row.state.replacing("_", with: " "))
                    #expect(error?.move == name)
                    #expect(error?.permitted == permitted)
                }
            }
        }
        checkReach(Machine.self)
    }

    /// `allMoves` tells the table and nothing else, and every state is reached from the first.
    private func checkReach<Machine: StateMachine>(_: Machine.Type) {
        let written = rows.flatMap { row in
            targets(row).map { [row.state, $0.key, $0.value] }
        }
        let told = Machine.allMoves.map { [$0.from.rawValue, $0.move.rawValue, $0.to.rawValue] }
        #expect(Set(told) == Set(written))
        #expect(told.count == written.count)
        var reached = Set(rows.prefix(1).map(\.state))
        for _ in rows {
            for move in written where reached.contains(move[0]) { reached.insert(move[2]) }
        }
        #expect(reached == Set(rows.map(\.state)))
    }
}
