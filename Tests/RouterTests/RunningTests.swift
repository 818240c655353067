import Access
import AuditLog
import Domain
import Foundation
import JSONRPC
import Store
import SwiftProtobuf
import Synchronization
import TestSupport
import Testing
import Vault
import XinyuAPI

@testable import Router

@Suite struct RunningTests {
    private func watching(_ table: inout MethodTable, during: @escaping @Sendable () async throws -> Void, ended: Tally)
    {
        table.addStreaming(
            WarningServiceMethods.watchWarnings,
            scopeIdentifier: { (request: APIWatchWarningsRequest) in request.unitID }
        ) { request, call, send in
            defer { ended.add() }
            guard let school = Identifier(request.unitID) else { throw RPCError.notFound() }
            let changes = call.watch(.warnings(school: school))
            try await send(
                APIWarningEvent.with {
                    $0.isSnapshot = true
                    $0.warning.id = "snapshot"
                })
            try await during()
            for try await case .warning(let id, _) in changes {
                try await send(APIWarningEvent.with { $0.warning.id = id.description })
            }
        }
    }

    private func watch(_ desk: Desk, _ unit: Identifier, _ meta: CallMeta) -> MessageStream<APIWarningEvent> {
        desk.client.stream(
            WarningServiceMethods.watchWarnings, APIWatchWarningsRequest.with { $0.unitID = unit.description }, meta)
    }

    /// The change comes after the subscription and before the snapshot has been read through: it must not be lost.
    @Test func aWatchTellsThePresentStateAndThenEveryChange() async throws {
        let school = try await School.open()
        let people = school.people
        let feed = school.environment.feed
        let warnings = [people.student, people.otherStudent, people.firstClass]
        let ended = Tally()
        let desk = try school.serve { table in
            watching(&table, during: { feed.publish(.warning(warnings[0], school: people.school)) }, ended: ended)
        }
        var told: [String] = []
        for try await event in watch(desk, people.school, people.counsellor.meta) {
            told.append(event.warning.id)
            switch told.count {
            case 1:
                // Recorded before anything was told.
                #expect(try await school.records().map(\.outcome) == [.ok])
            case 2:
                feed.publish(.warning(warnings[1], school: people.neighbour))
                feed.publish(.warning(warnings[2], school: people.school))
            default: break
            }
            if told.count == 3 { break }
        }
        #expect(told == ["snapshot", warnings[0].description, warnings[2].description])
        // Letting go of the stream ends the method, and its subscription.
        try await eventually { ended.count == 1 && !feed.isWatched(.warnings(school: people.school)) }
        #expect(try await school.records().count == 1)
        await school.close()
    }

    @Test func aWatchOfAnotherSchoolIsRefusedLikeOneThatIsNotThere() async throws {
        let school = try await School.open()
        let ended = Tally()
        let desk = try school.serve { watching(&$0, during: {}, ended: ended) }
        await #expect(throws: RPCError.notFound()) {
            for try await _ in watch(desk, school.people.neighbour, school.people.counsellor.meta) {}
        }
        #expect(ended.count == 0)
        #expect(try await school.records().map(\.outcome.code) == [5])
        await school.close()
    }

    @Test(arguments: ["session", "grant"])
    func aWatchEndsWithWhatItWasOpenedBy(lost: String) async throws {
        let school = try await School.open()
        let people = school.people
        let (feed, sessions) = (school.environment.feed, school.environment.sessions)
        let ended = Tally()
        let desk = try school.serve { watching(&$0, during: {}, ended: ended) }
        var told = 0
        do {
            for try await _ in watch(desk, people.school, people.counsellor.meta) {
                told += 1
                guard told == 1 else { continue }
                switch lost {
                case "session": sessions.revoke(people.counsellor.token.hash)
                default: sessions.replace(Identity(accountID: people.counsellor.account, studentID: nil, grants: []))
                }
                feed.publish(.warning(people.student, school: people.school))
            }
            Issue.record("it ended in order")
        } catch let error as RPCError {
            #expect(error.status == (lost == "session" ? .unauthenticated : .permissionDenied))
        }
        #expect(told == 1)
        try await eventually { ended.count == 1 }
        await school.close()
    }

    // MARK: Committing

    private func creating(_ table: inout MethodTable, runs: Tally, fails: Bool = false) {
        table.addRunning(
            AccountServiceMethods.createAccount,
            scopeIdentifier: { (request: APICreateAccountRequest) in request.unitID }
        ) { request, call in
            runs.add()
            let response: APICreateAccountResponse = try await call.commit { call in
                call.count(.accounts, 1)
                return APICreateAccountResponse.with { $0.account.id = "\(request.login) \(runs.count)" }
            }
            if fails { throw RPCError.aborted() }
            return response
        }
    }

    private func create(_ desk: Desk, _ school: School, key: String?) async throws -> String {
        let response: APICreateAccountResponse = try await desk.client.call(
            AccountServiceMethods.createAccount,
            APICreateAccountRequest.with {
                $0.unitID = school.people.school.description
                $0.login = "a"
            }, school.people.registrar.meta(key: key))
        return response.account.id
    }

    @Test func whatIsCommittedHasItsRecordAndAnswersARepetition() async throws {
        let school = try await School.open()
        let runs = Tally()
        let desk = try school.serve { creating(&$0, runs: runs) }
        #expect(try await create(desk, school, key: "k") == "a 1")
        #expect(try await create(desk, school, key: "k") == "a 1")
        #expect(runs.count == 1)
        let records = try await school.records()
        #expect(records.map(\.outcome) == [.ok, .ok])
        #expect(records.first?.counts == [AuditRecord.Count(key: "accounts", value: 1)])
        #expect(try await create(desk, school, key: nil) == "a 2")
        await school.close()
    }

    @Test func aFailureAfterAWriteStandsBesideTheRecordOfTheWrite() async throws {
        let school = try await School.open()
        let desk = try school.serve { creating(&$0, runs: Tally(), fails: true) }
        await #expect(throws: RPCError.aborted()) { _ = try await create(desk, school, key: nil) }
        #expect(try await school.records().map(\.outcome.code) == [0, 10])
        await school.close()
    }

    @Test func aMethodThatWritesNothingIsRecordedAtItsEnd() async throws {
        let school = try await School.open()
        let desk = try school.serve { table in
            table.addRunning(AuditServiceMethods.verifyLog, scopeIdentifier: { (_: APIVerifyLogRequest) in "" }) {
                _, _ in
                let records = try await school.records()
                #expect(records.isEmpty)
                return APIVerifyLogResponse()
            }
        }
        let _: APIVerifyLogResponse = try await desk.client.call(
            AuditServiceMethods.verifyLog, APIVerifyLogRequest(), school.people.officer.meta)
        #expect(try await school.records().map(\.outcome) == [.ok])
        await school.close()
    }

    @Test func cancellingEndsTheTaskOfTheMethod() async throws {
        let school = try await School.open()
        let (begun, cancelled) = (Tally(), Tally())
        let desk = try school.serve { table in
            table.addRunning(AuditServiceMethods.getCheckpoint, scopeIdentifier: { (_: APIGetCheckpointRequest) in "" })
            {
                _, call in
                begun.add()
                do {
                    try await Task.sleep(for: .seconds(600))
                } catch {
                    #expect(call.isCancelled)
                    cancelled.add()
                    throw error
                }
                return APIGetCheckpointResponse()
            }
        }
        let call = Task {
            let _: APIGetCheckpointResponse = try await desk.client.call(
                AuditServiceMethods.getCheckpoint, APIGetCheckpointRequest(), school.people.officer.meta)
        }
        try await eventually { begun.count == 1 }
        call.cancel()
        await #expect(throws: RPCError.cancelled) { try await call.value }
        try await eventually { cancelled.count == 1 }
        await school.close()
    }

    // MARK: Sessions

    private func sessions(_ table: inout MethodTable, _ school: School) {
        let people = school.people
        table.addRunning(SessionServiceMethods.login, scopeIdentifier: { (_: APILoginRequest) in "" }) {
            request, call in
            call.identify(account: people.teacher.account)
            guard request.password == "right" else { throw RPCError.unauthenticated("login or password is wrong") }
            let token = SessionToken(randomFrom: call.random)
            let now = call.context.now
            try await call.write { call in
                let record = SessionRecord(
                    tokenHash: token.hash, account: people.teacher.account, createdAt: now, usedAt: now,
                    expiresAt: now + .seconds(3_600))
                try call.transaction.insert(record)
                guard let identity = try call.transaction.identity(of: people.teacher.account, at: now) else { return }
                call.sessionOpened(
                    Session(
                        tokenHash: token.hash, identity: identity, createdAt: now, expiresAt: record.expiresAt,
                        usedAt: now))
            }
            call.bind(sessionTokenHash: token.hash)
            return APILoginResponse.with { $0.token = token.text }
        }
        table.addImmediate(SessionServiceMethods.whoAmI, scopeIdentifier: { (_: APIWhoAmIRequest) in "" }) { _, call in
            APIWhoAmIResponse.with { $0.accountID = call.context.accountID.description }
        }
        table.addChanging(SessionServiceMethods.logout, scopeIdentifier: { (_: APILogoutRequest) in "" }) { _, call in
            guard let token = call.context.sessionTokenHash else { throw RPCError.unauthenticated() }
            try call.transaction.revokeSession(tokenHash: token, at: call.context.now)
            call.sessionEnded(tokenHash: token)
            return APILogoutResponse()
        }
    }

    private func whoAmI(_ client: RPCClient, _ meta: CallMeta = CallMeta()) async throws -> String {
        let response: APIWhoAmIResponse = try await client.call(SessionServiceMethods.whoAmI, APIWhoAmIRequest(), meta)
        return response.accountID
    }

    @Test func aLoginBindsItsConnectionAndALogoutEndsTheSessionEverywhere() async throws {
        let school = try await School.open()
        let desk = try school.serve { sessions(&$0, school) }
        let response: APILoginResponse = try await desk.client.call(
            SessionServiceMethods.login, APILoginRequest.with { $0.password = "right" }, CallMeta())
        #expect(try await whoAmI(desk.client) == school.people.teacher.account.description)
        let other = desk.anotherClient()
        let meta = CallMeta(authorization: "Bearer " + response.token)
        #expect(try await whoAmI(other, meta) == school.people.teacher.account.description)
        await #expect(throws: RPCError.self) { _ = try await whoAmI(other) }
        let _: APILogoutResponse = try await other.call(SessionServiceMethods.logout, APILogoutRequest(), meta)
        for (client, meta) in [(desk.client, CallMeta()), (other, meta)] {
            do {
                _ = try await whoAmI(client, meta)
                Issue.record("the session goes on")
            } catch let error as RPCError {
                #expect(error.status == .unauthenticated)
            }
        }
        let records = try await school.records()
        #expect(records.map { $0.method.suffix(6) } == ["/Login", "Logout"])
        #expect(records.map(\.actor) == [school.people.teacher.account, school.people.teacher.account])
        await school.close()
    }

    @Test func aLoginThatFailsIsRecordedUnderTheAccountThatWasTried() async throws {
        let school = try await School.open()
        let desk = try school.serve { sessions(&$0, school) }
        await #expect(throws: RPCError.unauthenticated("login or password is wrong")) {
            let _: APILoginResponse = try await desk.client.call(
                SessionServiceMethods.login, APILoginRequest(), CallMeta())
        }
        let record = try #require(try await school.records().first)
        #expect(record.actor == school.people.teacher.account)
        #expect(record.outcome.code == 16)
        await school.close()
    }

    @Test func sessionsAreKnownAgainAfterARestart() async throws {
        var school = try await School.open()
        let token = school.people.teacher.meta
        school = try await school.reopened()
        let desk = try school.serve { sessions(&$0, school) }
        #expect(try await whoAmI(desk.client, token) == school.people.teacher.account.description)
        await school.close()
    }
}
