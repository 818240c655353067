import Access
import Domain
import Testing

@Suite("Who asks for a grant, and who approves it")
struct GrantRulesTests {
    private let place: Place
    private let registrar = identifier(91)
    private let officer = identifier(92)

    init() throws { place = try Place() }

    private func violation(
        _ role: Role, _ scope: GrantScope, from startsAt: Timestamp? = nil, until endsAt: Timestamp? = nil,
        by requester: Identifier? = nil, holding present: [Role] = []
    ) -> GrantRules.Violation? {
        do {
            try GrantRules.checkRequest(
                role, scope, startsAt: startsAt, endsAt: endsAt, for: place.account, by: requester ?? registrar,
                holding: present, policy: place.decider.policy)
            return nil
        } catch {
            return error
        }
    }

    @Test("A role is granted in its own kinds of place only", arguments: Role.allCases)
    func places(role: Role) throws {
        let row = try #require(RoleTable.rows[role])
        let scopes: [(Policy.ScopeKind, GrantScope)] = [
            (.installation, .installation), (.unit, .unit(place.school)), (.student, .student(place.student.id)),
            (.panel, .panel(place.school)), (.institution, .institution(place.hospital)),
        ]
        #expect(scopes.count == Policy.ScopeKind.allCases.count)
        for (kind, scope) in scopes {
            #expect(violation(role, scope) == (row.places.contains(kind) ? nil : .scopeNotForRole(role)))
        }
    }

    @Test("Nobody grants a role to themself, whatever else is wrong")
    func toOneself() {
        #expect(violation(.classTeacher, .unit(place.classOne), by: place.account) == .toOneself)
        #expect(violation(.securityOfficer, .unit(place.school), by: place.account) == .toOneself)
    }

    @Test("A span has a beginning before its end")
    func spans() {
        let (now, later) = (Place.now, Place.now + .milliseconds(1))
        let scope = GrantScope.unit(place.classOne)
        #expect(violation(.classTeacher, scope, from: now, until: later) == nil)
        #expect(violation(.classTeacher, scope, from: now, until: now) == .endsBeforeItStarts)
        #expect(violation(.classTeacher, scope, from: later, until: now) == .endsBeforeItStarts)
        #expect(violation(.classTeacher, scope, from: later) == nil)
        #expect(violation(.classTeacher, scope, until: now) == nil)
    }

    @Test("Who watches over access reads nobody's data, whichever role came first", arguments: Role.allCases)
    func separation(role: Role) throws {
        let mayBoth: Set<Role> = [.securityOfficer, .supervisor, .instrumentManager]
        let isApart = !mayBoth.contains(role)
        #expect(
            violation(.securityOfficer, .installation, holding: [.instrumentManager, role])
                == (isApart ? .forbiddenCombination(.securityOfficer, role) : nil))
        let kind = try #require(RoleTable.rows[role]?.places.first)
        let scope: GrantScope =
            switch kind {
            case .installation: .installation
            case .unit: .unit(place.school)
            case .student: .student(place.student.id)
            case .panel: .panel(nil)
            case .institution: .institution(place.hospital)
            }
        #expect(
            violation(role, scope, holding: [.securityOfficer])
                == (isApart ? .forbiddenCombination(role, .securityOfficer) : nil))
        // With any other role it goes together.
        #expect(
            violation(role, scope, holding: Role.allCases.filter { $0 != .securityOfficer && role != .securityOfficer })
                == nil)
    }

    @Test("A second person decides: neither who asked nor who gets it")
    func decisions() {
        func violation(by decider: Identifier, askedBy requester: Identifier) -> GrantRules.Violation? {
            do {
                try GrantRules.checkDecision(for: place.account, askedBy: requester, decidedBy: decider)
                return nil
            } catch {
                return error
            }
        }
        #expect(violation(by: officer, askedBy: registrar) == nil)
        #expect(violation(by: registrar, askedBy: registrar) == .sameTwoPeople)
        #expect(violation(by: place.account, askedBy: registrar) == .toOneself)
        #expect(violation(by: place.account, askedBy: place.account) == .toOneself)
    }

    @Test("Each violation has its own words, which say what to do")
    func wording() {
        let all: [(GrantRules.Violation, String)] = [
            (.toOneself, "nobody grants a role to themself; ask a colleague"),
            (.sameTwoPeople, "who asked for a grant cannot approve it; a second person must"),
            (
                .forbiddenCombination(.counsellor, .securityOfficer),
                "counsellor cannot be combined with security_officer"
            ),
            (.scopeNotForRole(.mentor), "mentor is not granted in a scope of this kind"),
            (.endsBeforeItStarts, "the grant must end after it starts"),
            (.notWaiting, "the grant does not wait for a decision"),
        ]
        for (violation, text) in all { #expect(violation.description == text) }
    }
}
