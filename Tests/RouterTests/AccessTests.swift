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

@Suite struct AccessTests {
    private func results(_ table: inout MethodTable) {
        table.addReading(
            ResultServiceMethods.listResults, scopeIdentifier: { (request: APIListResultsRequest) in request.studentID }
        ) {
            _, call in
            call.count(.results, 3)
            return APIListResultsResponse()
        }
    }

    private func ask(_ desk: Desk, _ student: String, _ meta: CallMeta) async throws -> APIListResultsResponse {
        try await desk.client.call(
            ResultServiceMethods.listResults, APIListResultsRequest.with { $0.studentID = student }, meta)
    }

    @Test func whoMayReadIsAnsweredAndRecordedUnderTheStudent() async throws {
        let school = try await School.open()
        let people = school.people
        let desk = try school.serve(results)
        _ = try await ask(desk, people.student.description, people.counsellor.meta(purpose: "预约面谈"))
        let record = try #require(try await school.records().first)
        #expect(record.actor == people.counsellor.account)
        #expect(record.role == "counsellor")
        #expect(record.subject == AuditRecord.Subject(kind: "student", id: people.student))
        #expect(record.method == "xinyu.v1.ResultService/ListResults")
        #expect(record.permission == "result_read")
        #expect(record.outcome == .ok)
        #expect(record.counts == [AuditRecord.Count(key: "results", value: 3)])
        #expect(record.peer == AuditRecord.Peer(uid: 1_000, pid: 4_711))
        #expect(try SealedPurpose.open(record, with: school.environment.ring) == "预约面谈")
        await school.close()
    }

    @Test func aRoleWithoutThePermissionIsDeniedAndRecorded() async throws {
        let school = try await School.open()
        let desk = try school.serve(results)
        await #expect(throws: RPCError.permissionDenied()) {
            try await ask(desk, school.people.student.description, school.people.teacher.meta)
        }
        let record = try #require(try await school.records().first)
        #expect(record.outcome == .permissionDenied)
        #expect(record.actor == school.people.teacher.account)
        #expect(record.subject.id == school.people.student)
        await school.close()
    }

    @Test func whatIsElsewhereAndWhatIsNotThereReadTheSame() async throws {
        let school = try await School.open()
        let desk = try school.serve(results)
        let nobody = Identifier(randomFrom: SeededRandomSource(seed: 5))
        var errors: [RPCError] = []
        for student in [school.people.student, nobody] {
            do {
                _ = try await ask(desk, student.description, school.people.stranger.meta)
            } catch let error as RPCError {
                errors.append(error)
            }
        }
        #expect(errors == [.notFound(), .notFound()])
        let records = try await school.records()
        #expect(records.map(\.outcome.code) == [5, 5])
        #expect(records.map(\.marks) == [.outOfScope, []])
        await school.close()
    }

    /// Who may read nowhere learns as little of what is not there as of what is.
    @Test func whoHoldsThePermissionNowhereLearnsNothingOfWhatIsNotThere() async throws {
        let school = try await School.open()
        let desk = try school.serve(results)
        let nobody = Identifier(randomFrom: SeededRandomSource(seed: 5))
        await #expect(throws: RPCError.permissionDenied()) {
            try await ask(desk, nobody.description, school.people.teacher.meta)
        }
        await school.close()
    }

    @Test func whatIsNoIdentifierIsAnInvalidArgument() async throws {
        let school = try await School.open()
        let desk = try school.serve(results)
        for text in ["", "1", String(repeating: "G", count: 32)] {
            do {
                _ = try await ask(desk, text, school.people.counsellor.meta)
                Issue.record("\(text) was taken")
            } catch let error as RPCError {
                #expect(error.status == .invalidArgument)
            }
        }
        await school.close()
    }

    @Test func everyWayOfNotBeingLoggedInReadsTheSame() async throws {
        let school = try await School.open()
        let desk = try school.serve(results)
        let unknown = SessionToken(randomFrom: SeededRandomSource(seed: 3)).text
        let metas = [
            CallMeta(), CallMeta(authorization: "Bearer " + unknown), CallMeta(authorization: "Bearer x"),
            CallMeta(authorization: "Basic " + school.people.counsellor.token.text),
        ]
        var errors: [RPCError] = []
        for meta in metas {
            do {
                _ = try await ask(desk, school.people.student.description, meta)
            } catch let error as RPCError {
                errors.append(error)
            }
        }
        #expect(errors.count == metas.count)
        #expect(errors.allSatisfy { $0.status == .unauthenticated && $0 == errors[0] })
        await school.close()
    }

    @Test func aSessionEndsAtItsTimeWithoutAnybodyDoingAnything() async throws {
        let school = try await School.open()
        let desk = try school.serve(results)
        _ = try await ask(desk, school.people.student.description, school.people.counsellor.meta)
        school.clock.advance(by: .seconds(1_801))
        await #expect(throws: RPCError.self) {
            try await ask(desk, school.people.student.description, school.people.counsellor.meta)
        }
        await school.close()
    }

    @Test func withoutAPurposeWhereOneIsNeededNothingIsOpened() async throws {
        let school = try await School.open()
        let opened = Tally()
        let desk = try school.serve { table in
            table.addReading(
                ArchiveServiceMethods.getTimeline,
                scopeIdentifier: { (request: APIGetTimelineRequest) in request.studentID }
            ) {
                _, _ in
                opened.add()
                return APIGetTimelineResponse()
            }
        }
        let request = APIGetTimelineRequest.with { $0.studentID = school.people.student.description }
        do {
            let _: APIGetTimelineResponse = try await desk.client.call(
                ArchiveServiceMethods.getTimeline, request, school.people.counsellor.meta)
            Issue.record("opened without a purpose")
        } catch let error as RPCError {
            #expect(error.status == .invalidArgument)
            #expect(error.details.fieldViolations.map(\.field) == ["meta.purpose"])
        }
        await #expect(throws: RPCError.self) {
            let _: APIGetTimelineResponse = try await desk.client.call(
                ArchiveServiceMethods.getTimeline, request, school.people.counsellor.meta(purpose: "  "))
        }
        #expect(opened.count == 0)
        let _: APIGetTimelineResponse = try await desk.client.call(
            ArchiveServiceMethods.getTimeline, request, school.people.counsellor.meta(purpose: "访谈"))
        #expect(opened.count == 1)
        await school.close()
    }

    @Test func aStudentReachesTheOwnSheetsOnly() async throws {
        let school = try await School.open()
        let desk = try school.serve { table in
            table.addReading(SheetServiceMethods.listMySheets, scopeIdentifier: { (_: APIListMySheetsRequest) in "" }) {
                _, call in
                #expect(call.context.target == .caller)
                #expect(call.context.identity.studentID == school.people.student)
                return APIListMySheetsResponse()
            }
        }
        let _: APIListMySheetsResponse = try await desk.client.call(
            SheetServiceMethods.listMySheets, APIListMySheetsRequest(), school.people.pupil.meta)
        await #expect(throws: RPCError.permissionDenied()) {
            let _: APIListMySheetsResponse = try await desk.client.call(
                SheetServiceMethods.listMySheets, APIListMySheetsRequest(), school.people.counsellor.meta)
        }
        // The pupil's own list opens nothing about anyone and is not recorded; that somebody else tried is.
        #expect(try await school.records().map(\.actor) == [school.people.counsellor.account])
        await school.close()
    }

    private func unit(_ desk: Desk, _ unit: Identifier, _ meta: CallMeta) async throws -> APIGetUnitResponse {
        try await desk.client.call(
            UnitServiceMethods.getUnit, APIGetUnitRequest.with { $0.unitID = unit.description }, meta)
    }

    /// What has no record when it is done has one when it is refused: attempts are how a search is noticed. What is
    /// elsewhere and what is not there are recorded alike, so that the time that it takes tells nothing either.
    @Test func aRefusalIsRecordedWhateverTheMethodKeeps() async throws {
        let school = try await School.open()
        let desk = try school.serve { table in
            table.addReading(
                UnitServiceMethods.getUnit, scopeIdentifier: { (request: APIGetUnitRequest) in request.unitID }
            ) { _, _ in APIGetUnitResponse() }
        }
        let people = school.people
        _ = try await unit(desk, people.firstClass, people.teacher.meta)
        #expect(try await school.records().isEmpty)

        let nobody = Identifier(randomFrom: SeededRandomSource(seed: 5))
        for (asked, visitor) in [
            (people.secondClass, people.teacher), (nobody, people.teacher), (people.firstClass, people.pupil),
        ] {
            await #expect(throws: RPCError.self) { try await unit(desk, asked, visitor.meta) }
        }
        let records = try await school.records()
        #expect(records.map(\.actor) == [people.teacher.account, people.teacher.account, people.pupil.account])
        #expect(records.map(\.outcome.code) == [5, 5, 7])
        #expect(records.map(\.marks) == [.outOfScope, [], []])
        #expect(records.map(\.subject.id) == [people.secondClass, nobody, people.firstClass])
        await school.close()
    }

    /// Who is not logged in leaves nothing: a stranger could fill the log. Nor does what is merely wrong.
    @Test func whatIsNoRefusalOfAPersonIsNotRecorded() async throws {
        let school = try await School.open()
        let desk = try school.serve { table in
            table.addReading(
                UnitServiceMethods.getUnit, scopeIdentifier: { (request: APIGetUnitRequest) in request.unitID }
            ) { _, _ -> APIGetUnitResponse in throw RPCError.notFound() }
        }
        await #expect(throws: RPCError.self) { try await unit(desk, school.people.school, CallMeta()) }
        await #expect(throws: RPCError.notFound()) {
            try await unit(desk, school.people.school, school.people.counsellor.meta)
        }
        await #expect(throws: RPCError.self) {
            let _: APIGetUnitResponse = try await desk.client.call(
                UnitServiceMethods.getUnit, APIGetUnitRequest.with { $0.unitID = "1" }, school.people.counsellor.meta)
        }
        #expect(try await school.records().isEmpty)
        await school.close()
    }
}
