import Domain
import Store
import Synchronization
import Testing

@Suite struct ReadingTests {
    let installation: TestInstallation
    var store: Store { installation.store }

    init() throws {
        installation = try TestInstallation()
    }

    @Test func aSnapshotDoesNotMove() async throws {
        try await store.write { try $0.set("n", to: "1") }
        let gate = Gate()
        async let seen = store.read { transaction in
            let before = try transaction.setting("n")
            gate.pass()
            return [before, try transaction.setting("n")]
        }
        await gate.arrival()
        try await store.write { try $0.set("n", to: "2") }
        gate.open()
        #expect(try await seen == ["1", "1"])
        #expect(try await store.read { try $0.setting("n") } == "2")
    }

    @Test func aReadDoesNotWaitForALongOne() async throws {
        let gate = Gate()
        async let long: Void = store.read { _ in gate.pass() }
        await gate.arrival()
        for _ in 0..<10 { _ = try await store.read { try $0.settings() } }
        gate.open()
        _ = try await long
    }

    @Test func eachReadSeesWhatWasAnsweredBeforeIt() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for task in 0..<8 {
                group.addTask { [store] in
                    for number in 0..<25 {
                        try await store.write { try $0.set("task \(task)", to: "\(number)") }
                        let seen = try await store.read { try $0.setting("task \(task)") }
                        #expect(seen == "\(number)")
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    @Test func aReadCannotWrite() async throws {
        await #expect(throws: StoreError.statementRefused) {
            try await store.read { transaction in
                try transaction.query("INSERT INTO settings (name, value) VALUES ('a', 'b')") { _ in }
            }
        }
    }

    @Test(
        arguments: [
            "COMMIT", "ROLLBACK", "BEGIN", "SAVEPOINT a", "RELEASE one", "PRAGMA synchronous = 0", "ATTACH 'x' AS y",
            "VACUUM", "DROP TABLE settings", "  \n pragma user_version", "",
        ] as [RefusedStatement])
    func onlyDataGoesThroughATransaction(_ refused: RefusedStatement) async throws {
        await #expect(throws: StoreError.statementRefused) {
            try await store.write { try $0.execute(refused.sql) }
        }
    }

    @Test func parametersAreNumberedAsWritten() async throws {
        let row = try await store.read { transaction in
            try transaction.first("SELECT $2, $1, $2", [.text("first"), .integer(2)]) { row in
                (try row.integer(0), try row.text(1), try row.integer(2))
            }
        }
        #expect(row?.0 == 2 && row?.1 == "first" && row?.2 == 2)
    }

    @Test func aWrongNumberOfArgumentsIsRefused() async throws {
        await #expect(throws: StoreError.argumentCount(wanted: 2, given: 1)) {
            try await store.read { try $0.exists("SELECT $1, $2", [.null]) }
        }
    }

    @Test func everyKindOfValueComesBack() async throws {
        let identifier = installation.identifier()
        try await store.read { transaction in
            try transaction.query(
                "SELECT $1, $2, $3, $4, $5, $6",
                [.null, .integer(.min), .text("心育 \u{0} end"), .blob([0, 255]), .identifier(identifier), .blob([])]
            ) { row in
                let (isNull, number, text) = (row.isNull(0), try row.integer(1), try row.text(2))
                #expect(isNull && number == .min && text == "心育 \u{0} end")
                let (blob, empty, found) = (try row.blob(3), try row.blob(5), try row.identifier(4))
                #expect(blob == [0, 255] && empty == [] && found == identifier)
                let absent = try row.optionalText(0)
                #expect(absent == nil)
            }
        }
    }

    @Test func aValueOfAnotherKindIsAnError() async throws {
        let refusals = try await store.read { transaction in
            try transaction.first("SELECT NULL, -1, 'word', X'00'") { row in
                var refusals: [StoreError] = []
                do throws(StoreError) { _ = try row.text(0) } catch { refusals.append(error) }
                do throws(StoreError) { _ = try row.number(1, as: UInt32.self) } catch { refusals.append(error) }
                do throws(StoreError) { _ = try row.state(2, as: Role.self) } catch { refusals.append(error) }
                do throws(StoreError) { _ = try row.identifier(3) } catch { refusals.append(error) }
                return refusals
            }
        }
        #expect(refusals == (0..<4).map { .unexpectedValue(column: $0) })
    }

    @Test func aQueryCanRunWithinARowOfItself() async throws {
        try await store.write { transaction in
            for name in ["a", "b", "c"] { try transaction.set(name, to: name) }
        }
        let pairs = try await store.read { transaction in
            let names = { try transaction.all("SELECT name FROM settings ORDER BY name") { try $0.text(0) } }
            var pairs: [String] = []
            try transaction.query("SELECT name FROM settings ORDER BY name") { row in
                let outer = try row.text(0)
                pairs += try names().map { outer + $0 }
                pairs += try transaction.settings().keys.sorted().prefix(1).map { outer + $0 }
            }
            return pairs
        }
        #expect(pairs.count == 12)
    }
}

/// A literal, for statements are never text made at run time.
struct RefusedStatement: ExpressibleByStringLiteral, Sendable, CustomTestStringConvertible {
    let sql: StaticString

    init(stringLiteral sql: StaticString) { self.sql = sql }

    var testDescription: String { "\(sql)" }
}
