/// A thing that goes from state to state by moves that are written out, and by no others.
///
///     let next = try WarningState.raised.applying(.acknowledge)
public protocol StateMachine: RawRepresentable, CaseIterable, Hashable, Sendable where RawValue == String {
    associatedtype Move: RawRepresentable & CaseIterable & Hashable & Sendable where Move.RawValue == String

    /// Where the move leads, or nothing when it may not be made here.
    func target(of move: Move) -> Self?
}

/// A move that may not be made in a state; names both, and which moves there are.
public struct IllegalMove: Error, Sendable, Hashable, CustomStringConvertible {
    /// What it is about, as `warning`.
    public let thing: String
    public let state: String
    public let move: String
    public let permitted: [String]

    public var description: String {
        let next = permitted.isEmpty ? "it has ended" : "from here: \(permitted.joined(separator: ", "))"
        return "\(move) is not possible for a \(thing) that is \(state); \(next)"
    }
}

extension StateMachine {
    /// The state after `move`.
    public func applying(_ move: Move) throws(IllegalMove) -> Self {
        if let target = target(of: move) { return target }
        let name = String(describing: Self.self).replacing("State", with: "")
        throw IllegalMove(
            thing: name.lowercased(), state: rawValue, move: move.rawValue, permitted: moves.map(\.rawValue))
    }

    /// The moves that may be made here.
    public var moves: [Move] { Move.allCases.filter { target(of: $0) != nil } }

    /// Every legal move, for tests and diagrams.
    public static var allMoves: [(from: Self, move: Move, to: Self)] {
        allCases.flatMap { state in
            Move.allCases.compactMap { move in state.target(of: move).map { (state, move, $0) } }
        }
    }

    /// The machine as a Mermaid state diagram, for the documents.
    public static var diagram: String {
        "stateDiagram-v2\n"
            + allMoves.map { "    \($0.from.rawValue) --> \($0.to.rawValue): \($0.move.rawValue)\n" }.joined()
    }
}
