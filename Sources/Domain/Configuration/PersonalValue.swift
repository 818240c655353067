/// A value about a person that must never reach a log, an error or a crash message.
///
/// Whoever prints, interpolates, dumps or reflects such a value gets its type's name only. The content is taken out by
/// name, where it is meant.
public protocol PersonalValue: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable, Sendable {}

extension PersonalValue {
    public var description: String { "\(Self.self)(withheld)" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: [(label: String?, value: Any)]()) }
}
