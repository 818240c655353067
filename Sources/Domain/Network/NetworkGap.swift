/// A hole in the early-warning network: where a warning would find nobody, or nobody would see one coming (T15).
public struct NetworkGap: Sendable, Hashable {
    public enum Kind: String, Sendable, CaseIterable {
        case nobody
        case responsibleStopped = "responsible_stopped"
        /// Is named, and may do nothing there.
        case responsibleWithoutRole = "responsible_without_role"
        case tooFewPeerObservers = "too_few_peer_observers"
        case noCrisisLead = "no_crisis_lead"
    }

    /// A person who is named for a unit now.
    public struct Duty: Sendable, Hashable {
        public let account: Identifier
        public let part: NetworkPart
        public let isStopped: Bool
        /// Whether a role is granted to them that reaches the unit.
        public let hasRole: Bool

        public init(account: Identifier, part: NetworkPart, isStopped: Bool, hasRole: Bool) {
            self.account = account
            self.part = part
            self.isStopped = isStopped
            self.hasRole = hasRole
        }
    }

    public let unit: Identifier
    public let kind: Kind
    public let account: Identifier?
    /// Of peer observers: how many there are, how many there must be.
    public let present: Int
    public let required: Int

    public init(_ kind: Kind, at unit: Identifier, account: Identifier? = nil, present: Int = 0, required: Int = 0) {
        self.unit = unit
        self.kind = kind
        self.account = account
        self.present = present
        self.required = required
    }

    /// Whether the network has a node at the unit: from the school down, while it is open.
    public static func isNode(_ unit: UnitNode) -> Bool {
        guard !unit.isClosed else { return false }
        switch unit.kind {
        case .school, .grade, .department, .class, .dorm: return true
        case .province, .city, .county: return false
        }
    }

    /// The gaps at one unit.
    ///
    /// - Parameters:
    ///   - peerObservers: of a class, how many there are.
    ///   - crisisLeads: of a school, how many there are.
    public static func gaps(
        at unit: UnitNode, duties: [Duty], peerObservers: Int, crisisLeads: Int
    ) -> [NetworkGap] {
        guard isNode(unit) else { return [] }
        var gaps: [NetworkGap] = []
        let isAnybodyThere = duties.contains { !$0.isStopped && $0.hasRole }
        if duties.isEmpty { gaps.append(NetworkGap(.nobody, at: unit.id)) }
        for duty in duties where duty.part == .responsible {
            if duty.isStopped {
                gaps.append(NetworkGap(.responsibleStopped, at: unit.id, account: duty.account))
            } else if !duty.hasRole {
                gaps.append(NetworkGap(.responsibleWithoutRole, at: unit.id, account: duty.account))
            }
        }
        // Deputies stand in for somebody; they do not make one.
        if !duties.isEmpty, !duties.contains(where: { $0.part == .responsible }), !isAnybodyThere {
            gaps.append(NetworkGap(.nobody, at: unit.id))
        }
        let required = unit.kind == .class ? unit.stage?.peerObserversPerClass ?? 0 : 0
        if peerObservers < required {
            gaps.append(NetworkGap(.tooFewPeerObservers, at: unit.id, present: peerObservers, required: required))
        }
        if unit.kind == .school, crisisLeads == 0 { gaps.append(NetworkGap(.noCrisisLead, at: unit.id)) }
        return gaps
    }
}
