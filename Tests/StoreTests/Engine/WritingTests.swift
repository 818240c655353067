import Domain
import Store
import Synchronization
import Testing

/// What the writer promises: all or nothing, each closure by itself, answered when durable.
@Suite struct WritingTests {
    struct Refused: Error {}

    let installation: TestInstallation
    var store: Store { installation.store }

    init() throws {
        installation = try TestInstallation()
    }

    @Test func aWriteIsThereForTheNextRead() async throws {
        try await store.write { try $0.set("colour", to: "blue") }
        #expect(try await store.read { try $0.setting("colour") } == "blue")
    }

    @Test func aClosureThatThrowsLeavesNothing() async throws {
        await #expect(throws: Refused.self) {
            try await store.write { transaction in
                try transaction.set("colour", to: "blue")
                throw Refused()
            }
        }
        #expect(try await store.read { try $0.settings() } == [:])
    }

    @Test func closuresOfOneBatchFailEachByThemselves() async throws {
        let outcomes = Mutex<[Int: Bool]>([:])
        try await blockingTheWriter {
            for number in 0..<40 {
                store.write { (transaction) -> Void in
                    try transaction.set("number \(number)", to: "there")
                    if number % 3 == 0 { throw Refused() }
                } completion: { outcome in
                    outcomes.withLock { $0[number] = (try? outcome.get()) != nil }
                }
            }
        }
        try await store.write { _ in }
        let kept = try await store.read { try $0.settings() }
        for number in 0..<40 {
            #expect(outcomes.withLock { $0[number] } == (number % 3 != 0))
            #expect((kept["number \(number)"] != nil) == (number % 3 != 0))
        }
    }

    /// A closure can fail before it has changed anything, after a change, or after a statement that was refused; and in
    /// the batch before it there may be closures that changed nothing.
    @Test(arguments: 0..<24) func failuresOfEveryKindAreUndoneAlone(_ seed: Int) async throws {
        let outcomes = Mutex<[Int: Bool]>([:])
        let kinds = (0..<12).map { ($0 &* 7 &+ seed &* 5 &+ $0 &* $0 &* seed) % 5 }
        try await blockingTheWriter {
            for (number, kind) in kinds.enumerated() {
                store.write { (transaction) -> Void in
                    if kind == 0 { return }
                    if kind == 1 { throw Refused() }
                    try transaction.set("number \(number)", to: "there")
                    if kind == 2 { throw Refused() }
                    if kind == 3 {
                        #expect(throws: StoreError.self) {
                            try transaction.execute("INSERT INTO settings DEFAULT VALUES")
                        }
                    }
                } completion: { outcome in
                    outcomes.withLock { $0[number] = (try? outcome.get()) != nil }
                }
            }
        }
        try await store.write { _ in }
        let kept = try await store.read { try $0.settings() }
        for (number, kind) in kinds.enumerated() {
            #expect(outcomes.withLock { $0[number] } == (kind != 1 && kind != 2))
            #expect((kept["number \(number)"] != nil) == (kind >= 3))
        }
    }

    @Test func whatIsHandedInTogetherSharesACommitAndIsAnsweredInOrder() async throws {
        let answered = Mutex<[Int]>([])
        let commits = CountingParticipant()
        store.add(commits)
        try await blockingTheWriter {
            for number in 0..<50 {
                store.write {
                    try $0.set("n", to: "\(number)")
                } completion: { _ in
                    answered.withLock { $0.append(number) }
                }
            }
        }
        try await store.write { _ in }
        #expect(answered.withLock { $0 } == Array(0..<50))
        #expect(commits.commits <= 3)
        #expect(try await store.read { try $0.setting("n") } == "49")
    }

    @Test func actionsRunAfterTheCommitAndBeforeTheAnswer() async throws {
        let events = Mutex<[String]>([])
        await withCheckedContinuation { done in
            store.write { transaction in
                transaction.afterCommit { events.withLock { $0.append("action") } }
                events.withLock { $0.append("body") }
            } completion: { _ in
                events.withLock { $0.append("answer") }
                done.resume()
            }
        }
        #expect(events.withLock { $0 } == ["body", "action", "answer"])
    }

    @Test func actionsOfAFailedClosureNeverRun() async throws {
        let hasRun = Mutex(false)
        try? await store.write { transaction in
            transaction.afterCommit { hasRun.withLock { $0 = true } }
            throw Refused()
        }
        try await store.write { _ in }
        #expect(!hasRun.withLock { $0 })
    }

    @Test func aTransactionUsedAfterItsClosureIsRefused() async throws {
        let kept = Escaped()
        try await store.write { kept.write = $0 }
        try await store.read { kept.read = $0 }
        #expect(throws: StoreError.transactionOver) { try kept.write?.set("a", to: "b") }
        #expect(throws: StoreError.transactionOver) { try kept.write?.settings() }
        #expect(throws: StoreError.transactionOver) { try kept.read?.settings() }
    }

    @Test func aFullDiskFailsTheWholeBatchAndTheStoreGoesOn() async throws {
        var small = StoreConfiguration()
        small.pageLimit = 120
        let installation = try TestInstallation(small)
        let store = installation.store
        let outcomes = Mutex<[StoreError?]>([])
        try await store.write { try $0.set("before", to: "kept") }
        let commits = CountingParticipant()
        store.add(commits)
        try await blockingTheWriter(of: store) {
            for number in 0..<20 {
                store.write {
                    try $0.set("big \(number)", to: String(repeating: "x", count: 40_000))
                } completion: { outcome in
                    if case .failure(let error) = outcome { outcomes.withLock { $0.append(error as? StoreError) } }
                }
            }
        }
        // The closures after the one that filled the disk begin another batch.
        while outcomes.withLock({ $0.isEmpty }) { await Task.yield() }
        try await store.write { try $0.set("small", to: "y") }
        #expect(outcomes.withLock { $0.allSatisfy { $0 == .full } })
        #expect(commits.rollbacks > 0)
        #expect(try await store.read { try $0.setting("before") } == "kept")
        #expect(try await store.read { try $0.setting("small") } == "y")
    }

    @Test func aClosureThatHidesAFullDiskStillFails() async throws {
        var small = StoreConfiguration()
        small.pageLimit = 120
        let store = try TestInstallation(small).store
        await #expect(throws: StoreError.self) {
            try await store.write { transaction in
                for number in 0..<40 {
                    try? transaction.set("big \(number)", to: String(repeating: "x", count: 40_000))
                }
            }
        }
        #expect(try await store.read { try $0.settings() } == [:])
    }

    @Test func aParticipantThatRefusesFailsTheBatch() async throws {
        let refusing = RefusingParticipant()
        store.add(refusing)
        await #expect(throws: Refused.self) { try await store.write { try $0.set("a", to: "b") } }
        #expect(try await store.read { try $0.settings() } == [:])
        #expect(refusing.rollbacks.withLock { $0 } == 1)
    }

    @Test func tooMuchWaitingIsRefused() async throws {
        var narrow = StoreConfiguration()
        narrow.waitingLimit = 5
        let store = try TestInstallation(narrow).store
        let refused = Mutex(0)
        try await blockingTheWriter(of: store) {
            for _ in 0..<20 {
                store.write { _ in
                } completion: { outcome in
                    if case .failure(let error) = outcome, error as? StoreError == .overloaded {
                        refused.withLock { $0 += 1 }
                    }
                }
            }
        }
        while refused.withLock({ $0 }) < 15 { await Task.yield() }
        #expect(refused.withLock { $0 } == 15)
    }

    @Test func aClosedStoreRefuses() async throws {
        try await store.write { try $0.set("a", to: "b") }
        await store.close()
        await #expect(throws: StoreError.closed) { try await store.write { _ in } }
        await #expect(throws: StoreError.closed) { try await store.read { try $0.settings() } }
    }

    @Test func whatWasWaitingAtTheCloseIsDone() async throws {
        let done = Mutex(0)
        for number in 0..<100 {
            store.write {
                try $0.set("n", to: "\(number)")
            } completion: { outcome in
                if (try? outcome.get()) != nil { done.withLock { $0 += 1 } }
            }
        }
        await store.close()
        #expect(done.withLock { $0 } == 100)
    }

    /// Holds the writer until `body` has handed in its writes, so that they wait together.
    private func blockingTheWriter(of store: Store? = nil, _ body: () -> Void) async throws {
        let gate = Gate()
        (store ?? self.store).write { _ in
            gate.pass()
        } completion: { _ in
        }
        await gate.arrival()
        body()
        gate.open()
    }
}
