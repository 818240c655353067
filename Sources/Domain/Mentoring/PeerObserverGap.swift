/// A class that has fewer peer observers · 心理委员 than it is to have (T15: at least two in junior, senior and higher
/// education).
public struct PeerObserverGap: Sendable, Hashable {
    public let schoolClass: Identifier
    public let present: Int
    public let wanted: Int

    /// Nothing for a class that has enough.
    public init?(_ schoolClass: UnitNode, present: Int) {
        guard schoolClass.kind == .class, !schoolClass.isClosed, let wanted = schoolClass.stage?.peerObserversPerClass,
            present < wanted
        else { return nil }
        self.schoolClass = schoolClass.id
        self.present = present
        self.wanted = wanted
    }
}
