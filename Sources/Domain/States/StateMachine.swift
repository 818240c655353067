/// A thing that goes from state to state by moves that are written out, and by no others.
///
///     let next = try WarningState.raised.applying(.acknowledge)
public protocol StateMachine: RawRepresentable, CaseIterable, Hashable, Sendable where RawValue == String {
    associatedtype Move: RawRepresentable & CaseIterable & Hashable & Sendable where Move.RawValue == String

    /// What a person calls such a thing, as `warning`; from the type's name unless it is said otherwise.
    static var thing: String { get }

    /// Where the move leads, or nothing when it may not be made here.
    func target(of move: Move) -> Self?
}

extension StateMachine {
    public static var thing: String {
        let name = String(describing: Self.self).replacing("State", with: "")
        let words = name.reduce(into: "") { words, character in
            if character.isUppercase, !words.isEmpty { words.append(" ") }
            words.append(character)
        }
        return words.lowercased()
    }

    /// The state as a person reads it: `in intervention`.
    public var word: String { rawValue.replacing("_", with: " ") }

    /// The state after `move`.
    public func applying(_ move: Move) throws(IllegalMove) -> Self {
        guard let target = target(of: move) else { throw IllegalMove(move, of: self) }
        return target
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
