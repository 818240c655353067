import JSONRPC
import SwiftProtobuf
import Testing
import XinyuAPI

/// An answer names colleagues by account: who is told an identifier may know the name to it, and no more.
@Suite("Names of accounts")
struct AccountNameTests {
    @Test func colleaguesHaveNamesAndOthersHaveNone() async throws {
        let office = try await Office()
        let registrar = try await office.clerk("registrar")
        let school = try await registrar.unit(.school, "一中", stage: .junior)
        let id = try await registrar.account("teacher", in: school)
        let manager = try await office.clerk("manager")
        func names(_ ids: [String]) async throws -> [String: String] {
            try await manager.accounts.nameAccounts(.with { $0.accountIds = ids }).names
        }
        let known = try await names([id])
        #expect(known.keys.sorted() == [id])
        #expect(known[id]?.isEmpty == false)
        #expect(try await names([school, String(repeating: "0", count: 32)]).isEmpty)
        #expect(try await names([]).isEmpty)
        #expect(try await status { try await names(["teacher"]) } == .invalidArgument)
        #expect(try await status { try await names(Array(repeating: id, count: 201)) } == .invalidArgument)
        let nobody = office.clerk()
        #expect(
            try await status { try await nobody.accounts.nameAccounts(.with { $0.accountIds = [id] }) }
                == .unauthenticated)
        await office.close()
    }
}
