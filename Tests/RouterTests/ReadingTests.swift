import Access
import AuditLog
import Domain
import JSONRPC
import Store
import SwiftProtobuf
import TestSupport
import Testing
import XinyuAPI

@testable import Router

@Suite struct ReadingTests {
    private static let entry = APICareEntry.with {
        $0.id = "1"
        $0.studentName = "学生"
        $0.level = .concern
        $0.scores = ["phq9 12"]
    }

    private func care(_ table: inout MethodTable) {
        table.addReading(
            CareServiceMethods.listCareEntries,
            scopeIdentifier: { (request: APIListCareEntriesRequest) in request.unitID }
        ) { _, call in
            APIListCareEntriesResponse.with { $0.entries = [Self.entry] }
        }
    }

    private func ask(_ desk: Desk, _ unit: Identifier, _ meta: CallMeta) async throws -> APIListCareEntriesResponse {
        try await desk.client.call(
            CareServiceMethods.listCareEntries, APIListCareEntriesRequest.with { $0.unitID = unit.description }, meta)
    }

    @Test func whatLiesAboveTheCeilingIsLeftOutAndNamed() async throws {
        let school = try await School.open()
        let desk = try school.serve(care)
        let full = try await ask(desk, school.people.firstClass, school.people.counsellor.meta)
        #expect(full.entries == [Self.entry])
        #expect(full.incomplete.isEmpty)
        let cut = try await ask(desk, school.people.firstClass, school.people.teacher.meta)
        #expect(cut.entries.map(\.studentName) == ["学生"])
        #expect(cut.entries.map(\.level) == [.concern])
        #expect(cut.entries.map(\.scores) == [[]])
        #expect(cut.incomplete.contains("entries.scores"))
        #expect(cut.incomplete.contains("entries.history"))
        await school.close()
    }

    @Test func whatLiesAboveTheCeilingCannotBeAskedBy() async throws {
        let school = try await School.open()
        let opened = Tally()
        let method = MethodDescriptor(
            name: "test.v1.Warnings/List", permission: .coverageRead, audit: .access, execution: .reading, scope: .unit)
        let desk = try school.serve { table in
            table.addReading(method, scopeIdentifier: { (request: APIListWarningsRequest) in request.unitID }) { _, _ in
                opened.add()
                return APIListWarningsResponse()
            }
        }
        var request = APIListWarningsRequest.with { $0.unitID = school.people.firstClass.description }
        let _: APIListWarningsResponse = try await desk.client.call(method, request, school.people.teacher.meta)
        request.states = [.raised]
        do {
            let _: APIListWarningsResponse = try await desk.client.call(method, request, school.people.teacher.meta)
            Issue.record("asked by what must not be seen")
        } catch let error as RPCError {
            #expect(error.status == .permissionDenied)
            #expect(error.details.fieldViolations.map(\.field) == ["states"])
        }
        #expect(opened.count == 1)
        #expect(try await school.records().map(\.outcome.code) == [0, 7])
        let _: APIListWarningsResponse = try await desk.client.call(method, request, school.people.counsellor.meta)
        #expect(opened.count == 2)
        await school.close()
    }

    @Test func anAnswerLeavesOnlyWhenItsRecordIsDurable() async throws {
        let school = try await School.open()
        let gate = Gate()
        school.store.add(CommitWatch(gate: gate))
        let desk = try school.serve(care)
        let answered = Tally()
        let call = Task {
            let response = try await ask(desk, school.people.firstClass, school.people.counsellor.meta)
            answered.add()
            return response
        }
        // The commit of the record is on its way and held up: the answer is ready, and not sent.
        try await gate.arrival()
        #expect(answered.count == 0)
        #expect(school.log.head.size == 0)
        gate.open()
        #expect(try await call.value.entries == [Self.entry])
        #expect(school.log.head.size == 1)
        await school.close()
    }

    @Test func withoutARecordThereIsNoAnswer() async throws {
        let school = try await School.open()
        let watch = CommitWatch(failure: .full)
        school.store.add(watch)
        let desk = try school.serve(care)
        do {
            _ = try await ask(desk, school.people.firstClass, school.people.counsellor.meta)
            Issue.record("answered without a record")
        } catch let error as RPCError {
            #expect(error.status == .unavailable)
        }
        #expect(!school.environment.serving.isServing)
        watch.fail(with: nil)
        _ = try await ask(desk, school.people.firstClass, school.people.counsellor.meta)
        #expect(school.environment.serving.isServing)
        await school.close()
    }

    @Test func anEmptyUnitIsTheInstallation() async throws {
        let school = try await School.open()
        let desk = try school.serve { table in
            table.addReading(
                UnitServiceMethods.listUnits, scopeIdentifier: { (request: APIListUnitsRequest) in request.unitID }
            ) {
                _, _ in APIListUnitsResponse()
            }
        }
        await #expect(throws: RPCError.notFound()) {
            let _: APIListUnitsResponse = try await desk.client.call(
                UnitServiceMethods.listUnits, APIListUnitsRequest(), school.people.counsellor.meta)
        }
        await school.close()
    }
}
