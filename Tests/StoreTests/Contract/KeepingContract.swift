import Domain
import Store
import Testing

/// Idempotency, instruments, rotations, settings and the rows of the access log.
@Suite struct KeepingContract {
    @Test(arguments: EngineUnderTest.allCases)
    func aKeyIsAnsweredOnce(_ engine: EngineUnderTest) async throws {
        let installation = try engine.install()
        let start = installation.now
        let call = IdempotentCall(
            account: installation.identifier(), key: "k1", method: "m", requestHash: [1], response: [2, 3],
            at: start)
        try await installation.store.write { try $0.insert(call) }
        await #expect(throws: StoreError.self) { try await installation.store.write { try $0.insert(call) } }
        try await installation.store.write { (transaction) throws -> Void in
            #expect(try transaction.idempotentCall(of: call.account, key: "k1") == call)
            #expect(try transaction.idempotentCall(of: call.account, key: "k2") == nil)
            #expect(try transaction.idempotentCall(of: installation.identifier(), key: "k1") == nil)
            #expect(try transaction.deleteIdempotentCalls(before: start, limit: 10) == 0)
            #expect(try transaction.deleteIdempotentCalls(before: start + .seconds(1), limit: 10) == 1)
        }
    }

    @Test(arguments: EngineUnderTest.allCases)
    func oneVersionOfAnInstrumentIsActive(_ engine: EngineUnderTest) async throws {
        let installation = try engine.install()
        @Sendable func version(_ version: String, _ state: InstrumentState) -> InstrumentRecord {
            InstrumentRecord(
                id: "phq9", version: version, hash: [1], state: state, installedBy: .installation,
                installedAt: installation.now, manifestHash: [2])
        }
        let (first, second) = (version("1.0", .active), version("1.1", .installed))
        try await installation.store.write { transaction in
            try transaction.insert(first)
            try transaction.insert(second)
            #expect(try transaction.activeInstrument("phq9") == first)
            #expect(try transaction.allInstruments() == [first, second])
        }
        await #expect(throws: StoreError.self) {
            try await installation.store.write { try $0.update(version("1.1", .active)) }
        }
        try await installation.store.write { (transaction) throws -> Void in
            #expect(try transaction.update(version("1.0", .retired)))
            #expect(try transaction.update(version("1.1", .active)))
            #expect(try transaction.instrument("phq9", version: "1.1")?.state == .active)
            #expect(try !transaction.update(version("9", .active)))
        }
    }

    @Test(arguments: EngineUnderTest.allCases)
    func oneRotationOfAKindRuns(_ engine: EngineUnderTest) async throws {
        let installation = try engine.install()
        func rotation(_ kind: KeyRotationRecord.Kind) -> KeyRotationRecord {
            KeyRotationRecord(
                id: installation.identifier(), kind: kind, fromTerm: 1, toTerm: 2, total: 7,
                startedBy: installation.identifier(), startedAt: installation.now)
        }
        let (data, again, root) = (rotation(.data), rotation(.data), rotation(.root))
        try await installation.store.write { transaction in
            try transaction.insert(data)
            try transaction.insert(root)
        }
        await #expect(throws: StoreError.constraint(.unique, "key_rotations.kind")) {
            try await installation.store.write { try $0.insert(again) }
        }
        try await installation.store.write { transaction in
            var done = data
            done.state = .finished
            done.done = 7
            done.finishedAt = installation.now
            done.certificate = "signed"
            #expect(try transaction.update(done))
            #expect(try transaction.keyRotation(data.id) == done)
            try transaction.insert(again)
            #expect(Set(try transaction.runningKeyRotations().map(\.id)) == [again.id, root.id])
            #expect(try transaction.keyRotations().count == 3)
        }
    }

    @Test(arguments: EngineUnderTest.allCases)
    func settingsAreSetAndRemoved(_ engine: EngineUnderTest) async throws {
        let store = try engine.install().store
        try await store.write { transaction in
            try transaction.set("a", to: "1")
            try transaction.set("a", to: "2")
            try transaction.set("b", to: "3")
            #expect(try transaction.settings() == ["a": "2", "b": "3"])
            try transaction.removeSetting("a")
            #expect(try transaction.setting("a") == nil)
        }
    }

    @Test(arguments: EngineUnderTest.allCases)
    func theLogIsFilteredByEachAttribute(_ engine: EngineUnderTest) async throws {
        let installation = try engine.install()
        let (actors, subject) = ([installation.identifier(), installation.identifier()], installation.identifier())
        let rows = (0..<20).map { (number: Int) -> AuditRow in
            let about: Identifier? = number % 5 == 0 ? subject : nil
            let at = Timestamp(milliseconds: Int64(number) * 10)
            return AuditRow(
                position: Int64(number), at: at, actor: actors[number % 2], subject: about, record: [UInt8(number)])
        }
        try await installation.store.write { (transaction) throws -> Void in
            #expect(try transaction.auditHead() == nil)
            #expect(try transaction.nextAuditPosition() == 0)
            for row in rows { try transaction.insert(row) }
            try transaction.setAuditHead(AuditHeadRow(size: 1, root: [1], frontier: [2]))
            try transaction.setAuditHead(AuditHeadRow(size: 20, root: [3], frontier: [4]))
        }
        try await installation.store.read { transaction in
            func found(_ filter: AuditFilter, from position: Int64 = 0, limit: Int = 100) throws -> [Int64] {
                try transaction.auditRecords(matching: filter, from: position, limit: limit).map(\.position)
            }
            #expect(try found(AuditFilter(subject: subject)) == [0, 5, 10, 15])
            #expect(try found(AuditFilter(subject: subject, actor: actors[1])) == [5, 15])
            #expect(try found(AuditFilter(actor: actors[0]), from: 10, limit: 3) == [10, 12, 14])
            let span = AuditFilter(from: Timestamp(milliseconds: 30), until: Timestamp(milliseconds: 60))
            #expect(try found(span) == [3, 4, 5])
            #expect(try found(AuditFilter()) == Array(0..<20))
            var read: [AuditRow] = []
            try transaction.auditRecords(in: 4..<7) { read.append($0) }
            #expect(read == Array(rows[4..<7]))
            #expect(try transaction.nextAuditPosition() == 20)
            #expect(try transaction.auditHead() == AuditHeadRow(size: 20, root: [3], frontier: [4]))
        }
        await #expect(throws: StoreError.self) { try await installation.store.write { try $0.insert(rows[3]) } }
    }
}
