import Access
import Domain
import Testing

@Suite("Open sessions")
struct SessionRegistryTests {
    private let registry = SessionRegistry(idle: .seconds(60))

    private func after(_ seconds: Int) -> Timestamp { Place.now + .seconds(seconds) }

    private func identity(_ account: Int, _ grants: [Grant] = []) -> Identity {
        Identity(accountID: identifier(account), studentID: nil, grants: grants)
    }

    /// Opens a session that is over after 300 seconds.
    private func open(_ token: UInt8, for account: Int, at seconds: Int = 0) {
        registry.add(
            Session(
                tokenHash: [token], identity: identity(account), createdAt: after(seconds),
                expiresAt: after(seconds + 300), usedAt: after(seconds)))
    }

    /// The account of the session, looked at without using it.
    private func holder(_ token: UInt8, at seconds: Int = 1) -> Identifier? {
        registry.look([token], at: after(seconds))?.identity.accountID
    }

    @Test("A session is found by its token only")
    func found() {
        open(1, for: 1)
        #expect(registry.use([1], at: after(1))?.identity.accountID == identifier(1))
        #expect(registry.use([2], at: after(1)) == nil)
        #expect(registry.use([], at: after(1)) == nil)
        #expect(registry.count == 1)
    }

    @Test("Use keeps a session open, and it ends when it is not used")
    func idle() {
        open(1, for: 1)
        #expect(registry.use([1], at: after(59)) != nil)
        #expect(registry.use([1], at: after(118))?.usedAt == after(118))
        #expect(registry.use([1], at: after(178)) == nil)
        #expect(registry.count == 0)
        // What has ended stays so, also for a clock that goes back.
        #expect(registry.use([1], at: after(119)) == nil)
    }

    @Test("Looking is no use")
    func looking() {
        open(1, for: 1)
        for second in [20, 40, 59] { #expect(registry.look([1], at: after(second))?.usedAt == after(0)) }
        #expect(registry.look([1], at: after(60)) == nil)
        #expect(registry.look([2], at: after(1)) == nil)
    }

    @Test("A session ends at last however much it is used")
    func absolute() {
        open(1, for: 1)
        for second in stride(from: 50, to: 300, by: 50) { #expect(registry.use([1], at: after(second)) != nil) }
        #expect(registry.look([1], at: Timestamp(milliseconds: after(300).milliseconds - 1)) != nil)
        #expect(registry.look([1], at: after(300)) == nil)
        #expect(registry.use([1], at: after(300)) == nil)
    }

    @Test("A clock that is set back does not age a session")
    func clockBack() {
        open(1, for: 1, at: 100)
        #expect(registry.use([1], at: after(0)) != nil)
        #expect(registry.use([1], at: after(159)) != nil)
    }

    @Test("A revoked session is over at once, and only it")
    func revoked() {
        open(1, for: 1)
        open(2, for: 1)
        registry.revoke([1])
        registry.revoke([9])
        #expect(holder(1) == nil)
        #expect(holder(2) == identifier(1))
    }

    @Test("An account's sessions end together, but for the one that is spared")
    func revokedAccounts() {
        for (token, account) in [(1, 1), (2, 1), (3, 1), (4, 2)] as [(UInt8, Int)] { open(token, for: account) }
        registry.revoke(account: identifier(1), sparing: [2])
        #expect([1, 2, 3, 4].filter { holder($0) != nil } == [2, 4])
        // Another account's token spares nothing.
        registry.revoke(account: identifier(1), sparing: [4])
        #expect([1, 2, 3, 4].filter { holder($0) != nil } == [4])
        registry.revoke(account: identifier(1))
        registry.revoke(account: identifier(2))
        #expect(registry.count == 0)
    }

    @Test("What the store does not have open is over")
    func keeping() {
        for (token, account) in [(1, 1), (2, 1), (3, 1), (4, 2)] as [(UInt8, Int)] { open(token, for: account) }
        registry.revoke(account: identifier(1), keeping: [[1], [3], [8]])
        #expect([1, 2, 3, 4].filter { holder($0) != nil } == [1, 3, 4])
        registry.revoke(account: identifier(1), keeping: [])
        #expect([1, 2, 3, 4].filter { holder($0) != nil } == [4])
    }

    @Test("Changed grants count from the next call, and change nothing else of the session")
    func replaced() throws {
        open(1, for: 1)
        open(2, for: 1)
        open(3, for: 2)
        let grant = Grant(
            id: identifier(60), accountID: identifier(1), role: .mentor, scope: .student(identifier(30)))
        registry.replace(identity(1, [grant]))
        for token in [1, 2] as [UInt8] {
            let session = try #require(registry.use([token], at: after(1)))
            #expect(session.identity.grants == [grant])
            #expect(session.expiresAt == after(300))
        }
        #expect(registry.use([3], at: after(1))?.identity.grants == [])
        registry.replace(identity(7, [grant]))
        #expect(registry.count == 3)
    }

    @Test("A token that is opened again is its new account's alone")
    func reopened() {
        open(1, for: 1)
        open(1, for: 2, at: 1)
        #expect(registry.count == 1)
        registry.revoke(account: identifier(1))
        #expect(holder(1, at: 2) == identifier(2))
        registry.revoke(account: identifier(2))
        #expect(holder(1, at: 2) == nil)
    }

    @Test("What is over is forgotten, idle or old, and the rest stays")
    func removed() {
        open(1, for: 1, at: 0)
        open(2, for: 2, at: 30)
        open(3, for: 3, at: 31)
        registry.removeExpired(at: after(59))
        #expect(registry.count == 3)
        registry.removeExpired(at: after(90))
        #expect(registry.count == 1)
        #expect(holder(3, at: 90) == identifier(3))
        registry.removeExpired(at: after(331))
        #expect(registry.count == 0)
    }
}

@Suite("Waiting after failed logins")
struct LoginThrottleTests {
    @Test(
        "Five mistakes are free, then the wait doubles up to a quarter of an hour",
        arguments: [
            (0, 0), (1, 0), (5, 0), (6, 1), (7, 2), (8, 4), (9, 8), (10, 16), (11, 32), (12, 64), (13, 128), (14, 256),
            (15, 512), (16, 900), (17, 900), (1_000_000, 900), (.max, 900), (-1, 0), (.min, 0),
        ])
    func wait(failures: Int, seconds: Int) {
        #expect(LoginThrottle.wait(after: failures) == .seconds(seconds))
    }
}
