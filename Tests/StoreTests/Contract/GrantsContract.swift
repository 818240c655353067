import Domain
import Store
import Testing

@Suite struct GrantsContract {
    @Test(arguments: EngineUnderTest.allCases)
    func onlyApprovedGrantsInTheirTimeAreInForce(_ engine: EngineUnderTest) async throws {
        let installation = try engine.install()
        let account = Samples.account(installation)
        let scope = installation.identifier()
        let start = installation.now
        func grant(_ state: GrantRecord.State, from: Int, to end: Int?) -> GrantRecord {
            GrantRecord(
                id: installation.identifier(), account: account.id, role: .counsellor, scopeKind: "school",
                scope: scope, startsAt: start + .seconds(from), endsAt: end.map { start + .seconds($0) },
                state: state, requestedBy: account.id, requestedAt: start + .seconds(from), reason: "接替王老师")
        }
        let approved = [grant(.approved, from: 0, to: nil), grant(.approved, from: 5, to: 10)]
        let others = [grant(.requested, from: 0, to: nil), grant(.revoked, from: 0, to: nil)]
        try await installation.store.write { transaction in
            try transaction.insert(account)
            for grant in approved + others { try transaction.insert(grant) }
        }
        try await installation.store.read { transaction in
            func inForce(_ second: Int) throws -> [GrantRecord] {
                try transaction.grantsInForce(of: account.id, at: start + .seconds(second))
            }
            #expect(try inForce(-1) == [])
            #expect(try inForce(0) == [approved[0]])
            #expect(try inForce(5) == approved)
            #expect(try inForce(10) == [approved[0]])
            let inScope = try transaction.grantsInForce(inScope: scope, role: .counsellor, at: start + .seconds(5))
            #expect(inScope == approved)
            #expect(try transaction.grantsInForce(inScope: scope, role: .mentor, at: start + .seconds(5)) == [])
            #expect(try transaction.grants(of: account.id).count == 4)
            #expect(try transaction.grants(in: .requested, limit: 10) == [others[0]])
            #expect(try transaction.grant(others[1].id)?.reason == "接替王老师")
        }
    }

    @Test(arguments: EngineUnderTest.allCases)
    func ofTwoDecisionsOneIsTold(_ engine: EngineUnderTest) async throws {
        let installation = try engine.install()
        let account = Samples.account(installation)
        let now = installation.now
        let asked = GrantRecord(
            id: installation.identifier(), account: account.id, role: .mentor, scopeKind: "class",
            scope: installation.identifier(), startsAt: now, state: .requested, requestedBy: account.id,
            requestedAt: now)
        var approved = asked
        approved.state = .approved
        approved.decidedBy = installation.identifier()
        approved.decidedAt = now
        let decided = approved
        try await installation.store.write { transaction in
            try transaction.insert(account)
            try transaction.insert(asked)
            #expect(try transaction.decide(decided, expected: .requested))
            #expect(try !transaction.decide(decided, expected: .requested))
            #expect(try transaction.grant(asked.id) == decided)
        }
    }
}
