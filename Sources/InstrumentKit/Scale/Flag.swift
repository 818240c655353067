/// A finding about the sheet itself, mostly about its validity: evidence for a person.
public struct Flag: Sendable {
    let id: StaticString
    let holds: @Sendable (Sheet, [ScaleScore]) -> Bool?

    /// - Parameter holds: nothing where missing answers leave it open.
    public init(_ id: StaticString, _ holds: @escaping @Sendable (Sheet, [ScaleScore]) -> Bool?) {
        self.id = id
        self.holds = holds
    }
}
