import Access
import AuditLog
import Domain
import JSONRPC
import Store
import SwiftProtobuf
import TestSupport
import Testing
import Vault
import XinyuAPI

@testable import Router

@Suite struct ChangingTests {
    private struct Mishap: Error {}

    /// Renames the unit, then does whatever else.
    private func rename(
        _ table: inout MethodTable, runs: Tally = Tally(),
        then body: @escaping @Sendable (ChangingCall) throws -> Void = { _ in }
    ) {
        table.addChanging(
            UnitServiceMethods.renameUnit, scopeIdentifier: { (request: APIRenameUnitRequest) in request.unitID }
        ) { request, call in
            runs.add()
            guard let id = Identifier(request.unitID), var unit = try call.transaction.unit(id) else {
                throw RPCError.notFound()
            }
            unit.name = request.name
            try call.transaction.update(unit)
            call.count(.units, 1)
            try body(call)
            return APIRenameUnitResponse.with { $0.unit.name = "\(request.name) \(runs.count)" }
        }
    }

    private func ask(_ desk: Desk, _ unit: Identifier, _ name: String, _ meta: CallMeta) async throws -> String {
        let response: APIRenameUnitResponse = try await desk.client.call(
            UnitServiceMethods.renameUnit,
            APIRenameUnitRequest.with {
                $0.unitID = unit.description
                $0.name = name
            }, meta)
        return response.unit.name
    }

    private func name(of unit: Identifier, in school: School) async throws -> String? {
        try await school.store.read { try $0.unit(unit)?.name }
    }

    @Test func aChangeAndItsRecordAreStoredTogether() async throws {
        let school = try await School.open()
        let desk = try school.serve { rename(&$0) }
        _ = try await ask(desk, school.people.firstClass, "一班", school.people.registrar.meta)
        #expect(try await name(of: school.people.firstClass, in: school) == "一班")
        let records = try await school.records()
        #expect(records.map(\.outcome) == [.ok])
        #expect(records.first?.subject == AuditRecord.Subject(kind: "unit", id: school.people.firstClass))
        #expect(records.first?.counts == [AuditRecord.Count(key: "units", value: 1)])
        await school.close()
    }

    /// Status of the record for what a method threw.
    @Test(arguments: [
        (RPCError.failedPrecondition("not now") as any Error, UInt8(9), "not now"),
        (WarningState.Illegal.resolvingARaisedOne, 9, "resolve"),
        (Mishap(), 13, "internal error"),
        (StoreError.constraint(.unique, "x"), 13, "internal error"),
    ])
    func whatFailsIsUndoneAndOnlyItsFailureIsRecorded(error: any Error, status: UInt8, words: String) async throws {
        let school = try await School.open()
        let before = try await name(of: school.people.firstClass, in: school)
        let desk = try school.serve { rename(&$0) { _ in throw error } }
        do {
            _ = try await ask(desk, school.people.firstClass, "一班", school.people.registrar.meta)
            Issue.record("it went through")
        } catch let answer as RPCError {
            #expect(answer.status?.rawValue == Int(status))
            #expect(answer.message.contains(words))
        }
        #expect(try await name(of: school.people.firstClass, in: school) == before)
        let records = try await school.records()
        #expect(records.map(\.outcome.code) == [status])
        #expect(records.first?.counts == [])
        await school.close()
    }

    @Test func whatIsDeniedIsRecordedAndChangesNothing() async throws {
        let school = try await School.open()
        let runs = Tally()
        let desk = try school.serve { rename(&$0, runs: runs) }
        await #expect(throws: RPCError.permissionDenied()) {
            _ = try await ask(desk, school.people.firstClass, "x", school.people.teacher.meta)
        }
        await #expect(throws: RPCError.notFound()) {
            _ = try await ask(desk, school.people.neighbour, "x", school.people.registrar.meta)
        }
        #expect(runs.count == 0)
        #expect(try await school.records().map(\.outcome.code) == [7, 5])
        await school.close()
    }

    @Test func aNotificationIsRefusedAndRecorded() async throws {
        let school = try await School.open()
        let runs = Tally()
        let desk = try school.serve { rename(&$0, runs: runs) }
        let transport = desk.anotherLine()
        transport.send(
            #"{"jsonrpc":"2.0","method":"xinyu.v1.UnitService/RenameUnit","params":{"unitId":"\#(school.people.firstClass)","name":"x"},"#
                + #""meta":{"authorization":"Bearer \#(school.people.registrar.token.text)"}}"#)
        try await eventually { try await !school.records().isEmpty }
        let record = try #require(try await school.records().first)
        #expect(record.outcome.code == 9)
        #expect(record.subject.id == school.people.firstClass)
        #expect(runs.count == 0)
        await school.close()
    }

    // MARK: Idempotency

    @Test func theSameKeyGetsTheSameAnswerAcrossARestartToo() async throws {
        var school = try await School.open()
        let runs = Tally()
        var desk = try school.serve { rename(&$0, runs: runs) }
        let meta = school.people.registrar.meta(key: "k1")
        #expect(try await ask(desk, school.people.firstClass, "一班", meta) == "一班 1")
        #expect(try await ask(desk, school.people.firstClass, "一班", meta) == "一班 1")
        school = try await school.reopened()
        desk = try school.serve { rename(&$0, runs: runs) }
        #expect(try await ask(desk, school.people.firstClass, "一班", meta) == "一班 1")
        #expect(runs.count == 1)
        #expect(try await ask(desk, school.people.firstClass, "一班", school.people.registrar.meta(key: "k2")) == "一班 2")
        await school.close()
    }

    @Test func aKeyThatWasUsedForAnotherRequestIsRefused() async throws {
        let school = try await School.open()
        let runs = Tally()
        let desk = try school.serve { rename(&$0, runs: runs) }
        let meta = school.people.registrar.meta(key: "k1")
        _ = try await ask(desk, school.people.firstClass, "一班", meta)
        do {
            _ = try await ask(desk, school.people.firstClass, "二班", meta)
            Issue.record("the key was taken twice")
        } catch let error as RPCError {
            #expect(error.status == .alreadyExists)
        }
        #expect(runs.count == 1)
        #expect(try await name(of: school.people.firstClass, in: school) == "一班")
        await school.close()
    }

    @Test func aCallThatFailedDoesNotUseUpItsKey() async throws {
        let school = try await School.open()
        let runs = Tally()
        let desk = try school.serve { rename(&$0, runs: runs) { _ in if runs.count == 1 { throw RPCError.aborted() } } }
        let meta = school.people.registrar.meta(key: "k1")
        await #expect(throws: RPCError.aborted()) {
            _ = try await ask(desk, school.people.firstClass, "一班", meta)
        }
        #expect(try await ask(desk, school.people.firstClass, "一班", meta) == "一班 2")
        await school.close()
    }

    // MARK: Effects

    @Test func theTreeInMemoryIsNewWhenTheAnswerComes() async throws {
        let school = try await School.open()
        let people = school.people
        let desk = try school.serve { table in
            rename(&table) { call in
                guard var unit = try call.transaction.unit(people.secondClass) else { throw RPCError.notFound() }
                unit.closedAt = call.context.now
                try call.transaction.update(unit)
                call.unitsChanged()
            }
        }
        #expect(school.environment.units.tree[people.secondClass]?.isClosed == false)
        _ = try await ask(desk, people.firstClass, "一班", people.registrar.meta)
        #expect(school.environment.units.tree[people.secondClass]?.isClosed == true)
        await school.close()
    }

    @Test func aTreeThatWasNotCommittedIsForgotten() async throws {
        let school = try await School.open()
        let people = school.people
        let watch = CommitWatch(failure: .full)
        school.store.add(watch)
        let desk = try school.serve { table in
            rename(&table) { call in
                guard var unit = try call.transaction.unit(people.secondClass) else { throw RPCError.notFound() }
                unit.closedAt = call.context.now
                try call.transaction.update(unit)
                call.unitsChanged()
            }
        }
        do {
            _ = try await ask(desk, people.firstClass, "一班", people.registrar.meta)
            Issue.record("nothing could be stored")
        } catch let error as RPCError {
            #expect(error.status == .unavailable)
        }
        #expect(!school.environment.serving.isServing)
        #expect(school.environment.units.treeForWriting[people.secondClass]?.isClosed == false)
        watch.fail(with: nil)
        _ = try await ask(desk, people.firstClass, "一班", people.registrar.meta)
        #expect(school.environment.serving.isServing)
        #expect(school.environment.units.tree[people.secondClass]?.isClosed == true)
        await school.close()
    }

    @Test func aDeadlineInTheMiddleLeavesNothingHalfDone() async throws {
        let school = try await School.open()
        let gate = Gate()
        let desk = try school.serve { rename(&$0) { _ in gate.pass() } }
        let before = try await name(of: school.people.firstClass, in: school)
        do {
            _ = try await ask(
                desk, school.people.firstClass, "一班", school.people.registrar.meta(timeout: .milliseconds(20)))
            Issue.record("it was answered in time")
        } catch let error as RPCError {
            #expect(error == .deadlineExceeded)
        }
        gate.open()
        // Behind the write that was waiting.
        try await school.store.write { _ in }
        #expect(try await name(of: school.people.firstClass, in: school) == before)
        #expect(try await !school.records().contains { $0.outcome == .ok })
        await school.close()
    }

    // MARK: Sessions

    @Test func whatIsTakenFromAnAccountIsGoneBeforeTheAnswer() async throws {
        let school = try await School.open()
        let people = school.people
        let desk = try school.serve { table in
            rename(&table) { call in
                guard var grant = try call.transaction.grants(of: people.teacher.account).first else { return }
                grant.state = .revoked
                _ = try call.transaction.decide(grant, expected: .approved)
                call.accessChanged(account: people.teacher.account)
            }
        }
        #expect(school.environment.sessions.use(people.teacher.token.hash, at: school.clock.now()) != nil)
        _ = try await ask(desk, people.firstClass, "一班", people.registrar.meta)
        #expect(school.environment.sessions.use(people.teacher.token.hash, at: school.clock.now()) == nil)
        await school.close()
    }

    @Test func sessionsThatWereRevokedInTheStoreEndInMemory() async throws {
        let school = try await School.open()
        let people = school.people
        let desk = try school.serve { table in
            rename(&table) { call in
                try call.transaction.revokeSessions(of: people.teacher.account, at: call.context.now)
                call.accessChanged(account: people.teacher.account)
            }
        }
        _ = try await ask(desk, people.firstClass, "一班", people.registrar.meta)
        #expect(school.environment.sessions.use(people.teacher.token.hash, at: school.clock.now()) == nil)
        await school.close()
    }
}

extension WarningState {
    enum Illegal {
        static var resolvingARaisedOne: any Error {
            do throws(IllegalMove) {
                _ = try WarningState.raised.applying(.resolve)
                return NeverCame()
            } catch {
                return error
            }
        }
    }
}
