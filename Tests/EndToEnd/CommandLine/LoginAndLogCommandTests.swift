import Foundation
import JSONRPC
import SwiftProtobuf
import TestInstallation
import Testing
import XinyuAPI

extension EndToEnd {
    /// `xinyu` as a person has it, against the real daemon.
    @Suite("Logging in, and the access log")
    struct LoginAndLogCommandTests {
        @Test("The first login leads through a new password, and another change goes the same way")
        func firstPassword() async throws {
            let host = try await DaemonHost.make()
            try await host.start()
            let (first, own, other) = (DaemonHost.firstPasswords[0], "a password of my own", "and another one")
            let brokenOff = try await host.xinyu(["login", "registrar"], input: first + "\n")
            #expect(brokenOff.status == 1)
            let closed = try await host.xinyu(["units"])
            #expect(closed.status == 1)
            #expect(closed.errors.contains("xinyu.v1.SessionService/ChangePassword"), "\(closed.errors)")
            let login = try await host.xinyu(["login", "registrar"], input: "\(first)\n\(own)\n")
            #expect(login.status == 0, "\(login.errors)")
            #expect(try await host.xinyu(["units"]).status == 0)
            let change = try await host.xinyu(["password"], input: "\(own)\n\(other)\n")
            #expect(change.status == 0, "\(change.errors)")
            #expect(try await host.xinyu(["login", "registrar"], input: other + "\n").status == 0)
            #expect(try await host.xinyu(["login", "registrar"], input: own + "\n").status == 3)
        }

        @Test("The access log is listed page by page, newest first, as far as is asked for")
        func auditList() async throws {
            let host = try await DaemonHost.make()
            try await host.start()
            let client = try await host.client()
            let officer = try await SchoolBuilder(client).login("security", DaemonHost.firstPasswords[1])
            // Each list is a record itself, so that these fill more than one page of the largest size.
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<1_040 {
                    if number >= 64 { try await group.next() }
                    group.addTask {
                        _ = try await AuditServiceClient(client).listRecords(.with { $0.page.size = 1 }, officer.meta)
                    }
                }
                try await group.waitForAll()
            }
            let login = try await host.xinyu(["login", "security"], input: DaemonHost.firstPasswords[1] + "\n")
            #expect(login.status == 0, "\(login.errors)")

            func list(_ arguments: String...) async throws -> APIListRecordsResponse {
                let finished = try await host.xinyu(["audit", "list", "--json"] + arguments)
                #expect(finished.status == 0, "\(finished.errors)")
                return try APIListRecordsResponse(jsonString: finished.output)
            }
            let all = try await list("--all")
            #expect(all.entries.count > 1_040)
            #expect(all.entries.map(\.index) == (0..<UInt64(all.entries.count)).reversed())
            #expect(all.nextPage.isEmpty)
            for limit in [1, 50, 1_000, 1_020] {
                let some = try await list("--limit", "\(limit)")
                let newest = try #require(some.entries.first?.index)
                #expect(some.entries.map(\.index) == (newest - UInt64(limit - 1)...newest).reversed())
                #expect(!some.nextPage.isEmpty)
            }
            #expect(try await list().entries.count == 50)
            let rare = try await list("--all", "--method", "xinyu init")
            #expect(rare.entries.map(\.index) == [5, 4, 3, 2, 1, 0])
            for wrong in [["--limit", "0"], ["--limit", "5", "--all"]] {
                #expect(try await host.xinyu(["audit", "list"] + wrong).status == 64)
            }
        }
    }
}
