public import Domain

/// A place on the care list as far as it is counted.
public struct CareStanding: Sendable, Hashable {
    public let student: Identifier
    public let state: CareState
    public let level: AttentionLevel
    public let reviewAt: Timestamp?
}
