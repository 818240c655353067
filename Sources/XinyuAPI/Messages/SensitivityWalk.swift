public import Domain

/// One walk through a message, below a ceiling: which fields lie above it, by their path in the JSON, each once.
///
/// Paths are put together only when a field is named for the first time; a list of a thousand entries costs a
/// comparison of numbers for each field of the second entry and all that follow.
public struct SensitivityWalk: Sendable {
    /// What the caller may see at most.
    public let ceiling: Sensitivity
    /// The paths found, in the order of the walk: `entries.reason`.
    public private(set) var names: [String] = []
    private var path: [StaticString] = []
    /// Stands for `path`; one entry for each message that the walk is inside of.
    private var places: [UInt] = [0]
    private var named: [UInt] = []

    public init(ceiling: Sensitivity) {
        self.ceiling = ceiling
    }

    /// Whether a field of `sensitivity` must not be seen.
    public func hides(_ sensitivity: Sensitivity) -> Bool { sensitivity > ceiling }

    /// Names the field `name` of the message that the walk is in.
    public mutating func note(_ name: StaticString) {
        let place = Self.place(of: name, in: places[places.count - 1])
        guard !named.contains(place) else { return }
        named.append(place)
        var text = ""
        for step in path {
            text += step.description
            text += "."
        }
        text += name.description
        // The same words in two places of the code are two places here.
        if !names.contains(text) { names.append(text) }
    }

    /// Goes into the message that the field `name` holds.
    public mutating func enter(_ name: StaticString) {
        path.append(name)
        places.append(Self.place(of: name, in: places[places.count - 1]))
    }

    /// Comes back from the last `enter`.
    public mutating func leave() {
        guard path.popLast() != nil else { return }
        places.removeLast()
    }

    /// FNV's multiplication over the addresses of the names, which are literals of the generated code.
    private static func place(of name: StaticString, in parent: UInt) -> UInt {
        let word = name.hasPointerRepresentation ? UInt(bitPattern: name.utf8Start) : UInt(name.unicodeScalar.value)
        return (parent ^ word) &* 0x100_0000_01b3 &+ 1
    }
}
