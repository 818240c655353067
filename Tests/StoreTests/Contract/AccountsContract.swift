import Domain
import Store
import Testing

@Suite struct AccountsContract {
    @Test(arguments: EngineUnderTest.allCases)
    func anAccountIsFoundByIdLoginAndStudent(_ engine: EngineUnderTest) async throws {
        let installation = try engine.install()
        let account = Samples.account(installation)
        try await installation.store.write { (transaction) throws -> Void in
            #expect(try !transaction.hasAccounts())
            try transaction.insert(account)
        }
        try await installation.store.read { (transaction) throws -> Void in
            #expect(try transaction.hasAccounts())
            #expect(try transaction.account(account.id) == account)
            #expect(try transaction.account(loginIndex: account.loginIndex) == account)
            #expect(try transaction.account(loginIndex: [0]) == nil)
            #expect(try transaction.account(ofStudent: account.id) == nil)
            #expect(try transaction.accounts(limit: 10) == [account])
            #expect(try transaction.accounts(after: account.id, limit: 10) == [])
        }
    }

    @Test(arguments: EngineUnderTest.allCases)
    func aLoginNameIsTakenOnce(_ engine: EngineUnderTest) async throws {
        let installation = try engine.install()
        let (first, second) = (Samples.account(installation), Samples.account(installation))
        try await installation.store.write { try $0.insert(first) }
        await #expect(throws: StoreError.constraint(.unique, "accounts.login_index")) {
            try await installation.store.write { try $0.insert(second) }
        }
    }

    @Test(arguments: EngineUnderTest.allCases)
    func failuresAreCountedAndForgotten(_ engine: EngineUnderTest) async throws {
        let installation = try engine.install()
        let account = Samples.account(installation)
        let later = installation.now + .seconds(60)
        try await installation.store.write { transaction in
            try transaction.insert(account)
            #expect(try transaction.countFailure(of: account.id, lockedUntil: nil) == 1)
            #expect(try transaction.countFailure(of: account.id, lockedUntil: later) == 2)
            #expect(try transaction.account(account.id)?.lockedUntil == later)
            try transaction.clearFailures(of: account.id)
            #expect(try transaction.account(account.id) == account)
            #expect(try transaction.countFailure(of: installation.identifier(), lockedUntil: nil) == nil)
        }
    }

    @Test(arguments: EngineUnderTest.allCases)
    func sessionsAreTouchedRevokedAndForgotten(_ engine: EngineUnderTest) async throws {
        let installation = try engine.install()
        let account = Samples.account(installation)
        let start = installation.now
        let sessions = (0..<3).map { number in
            SessionRecord(
                tokenHash: [UInt8(number)], account: account.id, createdAt: start + .seconds(number), usedAt: start,
                expiresAt: start + .seconds(100))
        }
        try await installation.store.write { transaction in
            try transaction.insert(account)
            for session in sessions { try transaction.insert(session) }
            try transaction.touchSession(tokenHash: [0], at: start + .seconds(9))
            try transaction.touchSession(tokenHash: [0], at: start + .seconds(3))
            #expect(try transaction.session(tokenHash: [0])?.usedAt == start + .seconds(9))
            #expect(try transaction.revokeSession(tokenHash: [1], at: start))
            #expect(try !transaction.revokeSession(tokenHash: [1], at: start))
            #expect(try transaction.openSessions(of: account.id, at: start).map(\.tokenHash) == [[0], [2]])
            #expect(try transaction.openSessions(of: account.id, at: start + .seconds(100)) == [])
            #expect(try transaction.revokeSessions(of: account.id, at: start) == 2)
            #expect(try transaction.deleteSessions(expiredBefore: start + .seconds(101)) == 3)
            #expect(try transaction.session(tokenHash: [0]) == nil)
        }
    }

    @Test(arguments: EngineUnderTest.allCases)
    func aSessionNeedsItsAccount(_ engine: EngineUnderTest) async throws {
        let installation = try engine.install()
        let now = installation.now
        let session = SessionRecord(
            tokenHash: [1], account: installation.identifier(), createdAt: now, usedAt: now, expiresAt: now)
        await #expect(throws: StoreError.constraint(.foreignKey, "")) {
            try await installation.store.write { try $0.insert(session) }
        }
    }
}
