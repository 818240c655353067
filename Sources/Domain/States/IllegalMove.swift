/// A move that may not be made in a state; names both, and which moves there are.
public struct IllegalMove: Error, Sendable, Hashable, CustomStringConvertible {
    /// What it is about, as `care-list entry`.
    public let thing: String
    /// As `in intervention`.
    public let state: String
    public let move: String
    public let permitted: [String]

    init<Machine: StateMachine>(_ move: Machine.Move, of state: Machine) {
        thing = Machine.thing
        self.state = state.word
        self.move = move.rawValue
        permitted = state.moves.map(\.rawValue)
    }

    public var description: String {
        let article = thing.first.map { "aeiou".contains($0) } == true ? "an" : "a"
        let next = permitted.isEmpty ? "it has ended" : "from here: \(permitted.joined(separator: ", "))"
        return "\(move) is not possible for \(article) \(thing) that is \(state); \(next)"
    }

    /// Every refusal of a machine, so that a client can find one again by what it says, and say it in another language.
    public static func all<Machine: StateMachine>(of machine: Machine.Type) -> [IllegalMove] {
        Machine.allCases.flatMap { state in
            Machine.Move.allCases.filter { state.target(of: $0) == nil }.map { IllegalMove($0, of: state) }
        }
    }
}
