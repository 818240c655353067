import Access
import Domain
import Testing

/// Every role × every permission × place and time.
@Suite("Roles against the design's table")
struct RoleTableTests {
    private let place: Place

    init() throws { place = try Place() }

    /// Where the role is granted in these tests: so that the student is inside, and the stranger outside if anybody is.
    private func scope(of role: Role) -> GrantScope {
        switch role {
        case .student, .mentor: .student(place.student.id)
        case .expert: .panel(place.school)
        case .hospitalLiaison: .institution(place.hospital)
        case .peerObserver, .classTeacher: .unit(place.classOne)
        case .gradeLead: .unit(place.grade)
        case .counsellor, .crisisLead, .supervisor, .registrar, .externalReporter: .unit(place.school)
        case .securityOfficer, .instrumentManager: .installation
        }
    }

    /// What the role's grant reaches in these tests, and what it does not.
    private func targets(of role: Role) -> (inside: Target, outside: Target) {
        switch role {
        case .expert: (place.consultation([place.account]), place.consultation([identifier(51)]))
        case .hospitalLiaison: (place.referral(to: place.hospital), place.referral(to: place.otherHospital))
        default: (.student(place.student), .student(place.stranger))
        }
    }

    @Test("A permission is there exactly in place, in time, and in the table", arguments: Role.allCases)
    func permissions(role: Role) throws {
        let row = try #require(RoleTable.rows[role])
        let scope = scope(of: role)
        let (earlier, later) = (Place.now + .milliseconds(-1), Place.now + .milliseconds(1))
        let inForce = place.identity([place.grant(role, scope, from: Place.now, until: later)])
        let expired = place.identity([place.grant(role, scope, from: earlier, until: Place.now)])
        let notYet = place.identity([place.grant(role, scope, from: later)])
        let (inside, outside) = targets(of: role)
        for permission in Permission.allCases where permission != .anyone && permission != .signedIn {
            let holds = row.may.contains(permission)
            let expected: Decision =
                holds ? .allowed(ceiling: row.sees, role: role, grantID: identifier(60)) : .denied(.notPermitted)
            let elsewhere: Decision =
                scope == .installation ? expected : .denied(holds ? .outOfScope : .notPermitted)
            #expect(place.decision(inForce, permission, on: inside) == expected, "\(permission.rawValue)")
            #expect(place.decision(inForce, permission, on: outside) == elsewhere, "\(permission.rawValue)")
            for identity in [expired, notYet, place.identity([])] {
                #expect(place.decision(identity, permission, on: inside) == .denied(.notPermitted))
            }
            #expect(place.decision(.nobody, permission, on: inside) == .denied(.noIdentity))
        }
    }

    @Test("What the policy tells of a role is the table's row", arguments: Role.allCases)
    func rows(role: Role) throws {
        let row = try #require(RoleTable.rows[role])
        let policy = place.decider.policy
        #expect(policy.permissions(of: role) == row.may)
        #expect(policy.ceiling(of: role) == row.sees)
        #expect(policy.needsApproval(role) == (row.people == 2))
        for permission in Permission.allCases {
            #expect(policy.holds(role, permission) == row.may.contains(permission))
        }
    }

    @Test("The security officer is kept from every role that reads about students, and no other pair is kept apart")
    func separation() {
        let free: Set<Role> = [.securityOfficer, .supervisor, .instrumentManager]
        for one in Role.allCases {
            for other in Role.allCases {
                let isApart =
                    one == .securityOfficer && !free.contains(other) || other == .securityOfficer && !free.contains(one)
                #expect(place.decider.policy.forbids(one, with: other) == isApart, "\(one), \(other)")
            }
        }
    }
}
