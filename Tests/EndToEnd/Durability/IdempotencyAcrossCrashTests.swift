import Foundation
import JSONRPC
import SwiftProtobuf
import TestInstallation
import Testing
import XinyuAPI

extension EndToEnd {
    @Suite("An idempotency key across kill -9")
    struct IdempotencyAcrossCrashTests {
        @Test("The same key gives the same answer and makes nothing twice")
        func sameAnswer() async throws {
            let host = try await DaemonHost.make()
            try await host.start()
            let registrar = try await SchoolBuilder(try await host.client()).login(
                "registrar", DaemonHost.firstPasswords[0])
            let request = APICreateUnitRequest.with {
                $0.kind = .province
                $0.name = "云岭省"
            }
            let first = try await UnitServiceClient(try await host.client()).createUnit(
                request, registrar.meta(key: "province"))
            host.kill()
            try await host.start()
            let units = UnitServiceClient(try await host.client())
            #expect(try await units.createUnit(request, registrar.meta(key: "province")) == first)
            #expect(try await units.listUnits(.init(), registrar.meta).units.map(\.id) == [first.unit.id])
            // The same key for something else is a mistake of the caller's.
            let other = APICreateUnitRequest.with {
                $0.kind = .province
                $0.name = "又一省"
            }
            await #expect {
                _ = try await units.createUnit(other, registrar.meta(key: "province"))
            } throws: { ($0 as? RPCError)?.status == .alreadyExists }
            // Another key is another call, and a second province of that name is refused.
            await #expect {
                _ = try await units.createUnit(request, registrar.meta(key: "again"))
            } throws: { ($0 as? RPCError)?.status == .alreadyExists }
        }

        @Test("A submission that was cut before its receipt is taken once")
        func submission() async throws {
            let host = try await DaemonHost.make()
            try await host.start()
            let school = try await SampleSchool.open(try await host.client(), roster: .demo(first: 3))
            let submission = try #require(Submission.all(in: school).first)
            let first = try await submission.send(over: try await host.client(), key: "sheet")
            host.kill()
            try await host.start()
            let client = try await host.client()
            #expect(try await submission.send(over: client, key: "sheet") == first)
            // Without the key too: the same answers give the same receipt.
            #expect(try await submission.send(over: client).submittedAt == first.submittedAt)
        }
    }
}
