import Access
import Domain
import Foundation
import JSONRPC
import Store
import SwiftProtobuf
import TestSupport
import Testing
import XinyuAPI

@testable import Router

@Suite struct RouterTests {
    private func units(_ table: inout MethodTable, _ method: MethodDescriptor = UnitServiceMethods.getUnit) {
        table.addReading(method, scopeIdentifier: { (request: APIGetUnitRequest) in request.unitID }) { _, _ in
            APIGetUnitResponse()
        }
    }

    // MARK: Start

    @Test func everyMethodOfTheContractMustBeThereOnce() async throws {
        let school = try await School.open()
        let contract = [UnitServiceMethods.getUnit] + HealthServiceMethods.all
        #expect(throws: RouterError.notImplemented(["xinyu.v1.UnitService/GetUnit"])) {
            try Router(MethodTable(), in: school.environment, contract: contract)
        }
        var twice = MethodTable()
        units(&twice)
        units(&twice)
        #expect(throws: RouterError.implementedTwice(["xinyu.v1.UnitService/GetUnit"])) {
            try Router(twice, in: school.environment, contract: contract)
        }
        var more = MethodTable()
        units(&more)
        #expect(throws: RouterError.notInContract(["xinyu.v1.UnitService/GetUnit"])) {
            try Router(more, in: school.environment, contract: HealthServiceMethods.all)
        }
        var other = MethodTable()
        let laxer = MethodDescriptor(
            name: "xinyu.v1.UnitService/GetUnit", permission: .anyone, audit: .none, execution: .reading, scope: .unit)
        units(&other, laxer)
        #expect(throws: RouterError.notInContract(["xinyu.v1.UnitService/GetUnit"])) {
            try Router(other, in: school.environment, contract: contract)
        }
        await school.close()
    }

    @Test func anImmediateMethodIsNeitherRecordedNorDecidedByTheDatabase() async throws {
        let school = try await School.open()
        for (permission, audit) in [(XinyuAPI.Permission.unitRead, AuditClass.none), (.signedIn, .access)] {
            let method = MethodDescriptor(
                name: "test.v1.Heavy/Get", permission: permission, audit: audit, execution: .immediate, scope: .caller)
            var table = MethodTable()
            table.addImmediate(method, scopeIdentifier: { (_: APIWhoAmIRequest) in "" }) { _, _ in APIWhoAmIResponse() }
            let heavy = table
            #expect(throws: RouterError.tooMuchForImmediate(["test.v1.Heavy/Get"])) {
                try Router(heavy, in: school.environment, contract: [method] + HealthServiceMethods.all)
            }
        }
        await school.close()
    }

    // MARK: Limits

    @Test func aMethodThatIsNotThereIsNamedSo() async throws {
        let school = try await School.open()
        let desk = try school.serve { units(&$0) }
        await #expect(throws: RPCError.methodNotFound) {
            _ = try await desk.client.call("xinyu.v1.UnitService/Nothing")
        }
        await school.close()
    }

    @Test func paramsOverTheMethodsLimitAreRefused() async throws {
        let school = try await School.open()
        let method = MethodDescriptor(
            name: "test.v1.Small/Get", permission: .unitRead, audit: .none, execution: .reading, scope: .unit,
            requestLimit: 64)
        let desk = try school.serve { units(&$0, method) }
        let fits = Array(#"{"unitId":"\#(school.people.school)"}"#.utf8)
        _ = try await desk.client.call(method.name, params: fits, meta: school.people.counsellor.meta)
        do {
            let long = fits + Array(repeating: UInt8(ascii: " "), count: 64)
            _ = try await desk.client.call(
                method.name, params: [UInt8(ascii: " ")] + long, meta: school.people.counsellor.meta)
        } catch let error as RPCError {
            #expect(error.status == .resourceExhausted)
        }
        await school.close()
    }

    @Test func aFieldThatIsNotThereIsNamedWithoutItsValue() async throws {
        let school = try await School.open()
        let desk = try school.serve { units(&$0) }
        do {
            _ = try await desk.client.call(
                "xinyu.v1.UnitService/GetUnit", params: Array(#"{"nobody":"张三"}"#.utf8),
                meta: school.people.counsellor.meta)
            Issue.record("an unknown field was taken")
        } catch let error as RPCError {
            #expect(error.status == .invalidArgument)
            #expect(error.details.fieldViolations.map(\.field) == ["nobody"])
            #expect(!error.message.contains("张三"))
        }
        await school.close()
    }

    // MARK: What is built in

    @Test func theContractIsToldToAnybody() async throws {
        let school = try await School.open()
        let desk = try school.serve { units(&$0) }
        let text = try await desk.client.call("rpc.discover")
        let document = try #require(try JSONSerialization.jsonObject(with: Data(text)) as? [String: Any])
        #expect((document["openrpc"] as? String)?.hasPrefix("1.") == true)
        let methods = document["methods"] as? [[String: Any]]
        #expect(methods?.contains { $0["name"] as? String == "xinyu.v1.UnitService/GetUnit" } == true)
        await school.close()
    }

    private func health(_ desk: Desk, _ service: String) async throws -> GRPCHealthCheckResponse.ServingStatus {
        try await HealthServiceClient(desk.client).check(.with { $0.service = service }).status
    }

    @Test func healthIsToldWithoutASessionForTheWholeAndForEachService() async throws {
        let school = try await School.open()
        let desk = try school.serve { units(&$0) }
        #expect(try await health(desk, "") == .serving)
        #expect(try await health(desk, "xinyu.v1.UnitService") == .serving)
        await #expect(throws: RPCError.notFound("no such service")) { _ = try await health(desk, "xinyu.v1.Nothing") }
        school.environment.serving.beginDraining()
        #expect(try await health(desk, "") == .notServing)
        await school.close()
    }

    @Test func aWatchOfHealthTellsEachChange() async throws {
        let school = try await School.open()
        let desk = try school.serve { units(&$0) }
        var told: [GRPCHealthCheckResponse.ServingStatus] = []
        for try await response in HealthServiceClient(desk.client).watch(GRPCHealthCheckRequest()) {
            told.append(response.status)
            switch told.count {
            case 1: school.environment.serving.storeFailed()
            case 2: school.environment.serving.storeWorks()
            default: break
            }
            if told.count == 3 { break }
        }
        #expect(told == [.serving, .notServing, .serving])
        for try await response in HealthServiceClient(desk.client).watch(.with { $0.service = "x" }) {
            #expect(response.status == .serviceUnknown)
            break
        }
        await school.close()
    }
}
