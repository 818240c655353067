internal import Access
internal import Domain
internal import Store

/// Who can be told at a unit of the network: pure questions to the store, for the service and for the escalation.
struct NetworkPeople {
    let policy: Policy
    let units: UnitTree
    let transaction: ReadTransaction
    let now: Timestamp

    /// Whether the account works and has a role that holds the permission and reaches one of these places.
    func may(_ account: Identifier, _ permission: Permission, at places: [Identifier]) throws -> Bool {
        guard try transaction.accountState(account) == .active else { return false }
        return try transaction.rolesInForce(of: account, at: now).contains { grant in
            guard policy.holds(grant.role, permission) else { return false }
            return reaches(grant.scopeKind, grant.scope, places)
        }
    }

    /// Whether any role of the account reaches the unit.
    func hasRole(_ account: Identifier, at unit: Identifier) throws -> Bool {
        try transaction.rolesInForce(of: account, at: now).contains { reaches($0.scopeKind, $0.scope, [unit]) }
    }

    private func reaches(_ kind: String, _ scope: Identifier, _ places: [Identifier]) -> Bool {
        switch Policy.ScopeKind(rawValue: kind) {
        case .installation: true
        case .unit: places.contains { units.contains(scope, $0) }
        case .student, .panel, .institution, nil: false
        }
    }

    /// Who is told of a warning at a unit: the responsible person, or the deputies where that one cannot be told.
    func told(at unit: Identifier, of place: StudentPlace) throws -> [Identifier] {
        let places = [place.classID, place.dormID, place.schoolID].compactMap { $0 }
        let duties = try transaction.networkDuties(ofUnit: unit, notEndedAt: now).filter { $0.isInForce(at: now) }
        for part in [NetworkPart.responsible, .deputy] {
            var found: [Identifier] = []
            for duty in duties where duty.part == part && !found.contains(duty.account) {
                if try may(duty.account, .warningAcknowledge, at: places) { found.append(duty.account) }
            }
            if !found.isEmpty { return found }
        }
        return []
    }

    /// Who has the last word in a school: its crisis leads, or its counsellors while there is none.
    func lastResort(of school: Identifier) throws -> [Identifier] {
        let leads = try transaction.holders(of: .crisisLead, inUnit: school, at: now)
        return leads.isEmpty ? try transaction.holders(of: .counsellor, inUnit: school, at: now) : leads
    }

    /// The holes at the open units of `unit` and below.
    func gaps(below unit: Identifier) throws -> [NetworkGap] {
        var gaps: [NetworkGap] = []
        for node in units.subtree(of: unit) where NetworkGap.isNode(node) {
            let duties = try transaction.networkDuties(ofUnit: node.id, notEndedAt: now)
                .filter { $0.isInForce(at: now) }
                .map { duty in
                    NetworkGap.Duty(
                        account: duty.account, part: duty.part,
                        isStopped: try transaction.accountState(duty.account) != .active,
                        hasRole: try hasRole(duty.account, at: node.id))
                }
            gaps += NetworkGap.gaps(
                at: node, duties: duties,
                peerObservers: node.kind == .class
                    ? try transaction.holders(of: .peerObserver, inUnit: node.id, at: now).count : 0,
                crisisLeads: node.kind == .school
                    ? try transaction.holders(of: .crisisLead, inUnit: node.id, at: now).count : 0)
        }
        return gaps
    }
}
