public import Domain

/// An argument of a statement.
public enum Value: Sendable, Hashable {
    case null
    case integer(Int64)
    case text(String)
    case blob([UInt8])
    /// Stored as its sixteen bytes.
    case identifier(Identifier)

    /// Stored as its milliseconds.
    public static func time(_ moment: Timestamp) -> Value { .integer(moment.milliseconds) }

    /// Stored as its text.
    public static func state(_ state: some RawRepresentable<String>) -> Value { .text(state.rawValue) }

    public static func number(_ number: some BinaryInteger) -> Value { .integer(Int64(truncatingIfNeeded: number)) }

    public init(_ identifier: Identifier?) { self = identifier.map(Value.identifier) ?? .null }
    public init(_ moment: Timestamp?) { self = moment.map(Value.time) ?? .null }
    public init(_ text: String?) { self = text.map(Value.text) ?? .null }
    public init(_ bytes: [UInt8]?) { self = bytes.map(Value.blob) ?? .null }
    public init(_ number: (some BinaryInteger)?) { self = if let number { .number(number) } else { .null } }
}
