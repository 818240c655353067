import Domain
import JSONRPC
import SwiftProtobuf
import TestSupport
import Testing
import Vault
import XinyuAPI

@testable import Services

@Suite("Accounts")
struct AccountServiceTests {
    @Test("An account is made once, whatever the case and width of its name")
    func create() async throws {
        let office = try await Office()
        let clerk = try await office.clerk("registrar")
        let school = try await clerk.unit(.school, "一中", stage: .junior)
        let id = try await clerk.account("Zhang.San", in: school)
        for taken in ["zhang.san", "ZHANG.SAN", "ｚｈａｎｇ.ｓａｎ"] {
            #expect(try await status { try await clerk.account(taken, in: school) } == .alreadyExists)
        }
        let account = try await clerk.accounts.getAccount(.with { $0.accountID = id }).account
        #expect(account.login == "Zhang.San")
        #expect(account.unitID == school)
        #expect(account.state == .active)
        #expect(account.createdAt.seconds == 1_788_220_800)
        #expect(account.grants.isEmpty)
        #expect(try await office.clerk("zhang.san").isLoggedIn())
        await office.close()
    }

    @Test("Every field that is wrong is named")
    func badFields() async throws {
        let office = try await Office()
        let clerk = try await office.clerk("registrar")
        let school = try await clerk.unit(.school, "一中", stage: .junior)
        let error = try await failure {
            try await clerk.accounts.createAccount(
                .with {
                    $0.unitID = school
                    $0.login = "a b"
                    $0.firstPassword = "short"
                })
        }
        #expect(error?.status == .invalidArgument)
        #expect(error?.details.fieldViolations.map(\.field) == ["login", "displayName", "firstPassword"])
        #expect(
            try await status { try await clerk.account("login-as-password", in: school, password: "Login-As-Password") }
                == .invalidArgument)
        await office.close()
    }

    @Test("Stopping ends the sessions at once; restoring lets in again; nobody does it to themself")
    func stopping() async throws {
        let office = try await Office()
        let registrar = try await office.clerk("registrar")
        let school = try await registrar.unit(.school, "一中", stage: .junior)
        let id = try await registrar.account("teacher", in: school)
        _ = try await registrar.request(.classTeacher, in: school, for: id)
        let teacher = try await office.clerk("teacher")

        func set(_ id: String, _ state: APIAccountState) async throws -> APIAccount {
            try await registrar.accounts.setAccountState(
                .with {
                    $0.accountID = id
                    $0.state = state
                }
            ).account
        }
        #expect(try await set(id, .stopped).state == .stopped)
        #expect(try await !teacher.isLoggedIn())
        #expect(try await status { try await office.clerk("teacher") } == .unauthenticated)
        #expect(try await set(id, .active).state == .active)
        #expect(try await !teacher.isLoggedIn())
        #expect(try await office.clerk("teacher").isLoggedIn())
        #expect(try await status { try await set(id, .unspecified) } == .invalidArgument)
        let own = office.firstAccounts[0].description
        #expect(try await status { try await set(own, .stopped) } == .failedPrecondition)
        await office.close()
    }

    @Test("A password that was set again is the only one, and ends the sessions")
    func reset() async throws {
        let office = try await Office()
        let registrar = try await office.clerk("registrar")
        let school = try await registrar.unit(.school, "一中", stage: .junior)
        let id = try await registrar.account("teacher", in: school)
        _ = try await registrar.request(.classTeacher, in: school, for: id)
        let teacher = try await office.clerk("teacher")
        func reset(_ password: String) async throws -> APIResetPasswordResponse {
            try await registrar.accounts.resetPassword(
                .with {
                    $0.accountID = id
                    $0.firstPassword = password
                })
        }
        #expect(try await status { try await reset("TEACHER") } == .invalidArgument)
        #expect(try await teacher.isLoggedIn())
        _ = try await reset("quite another one")
        #expect(try await !teacher.isLoggedIn())
        #expect(try await status { try await office.clerk("teacher") } == .unauthenticated)
        #expect(try await office.clerk("teacher", password: "quite another one").isLoggedIn())
        await office.close()
    }

    @Test("Pages of a unit and all below it hold each account once", arguments: [1, 2, 3, 7])
    func pages(_ size: UInt32) async throws {
        let office = try await Office()
        let clerk = try await office.clerk("registrar")
        let school = try await clerk.unit(.school, "一中", stage: .junior)
        let neighbour = try await clerk.unit(.school, "二中", stage: .junior)
        let grade = try await clerk.unit(.grade, "初一", under: school, grade: 7)
        var expected: Set<String> = []
        for number in 1...3 { expected.insert(try await clerk.account("s\(number)", in: school)) }
        for number in 1...3 { expected.insert(try await clerk.account("g\(number)", in: grade)) }
        _ = try await clerk.account("n", in: neighbour)

        var found: [String] = []
        var token = ""
        repeat {
            let answer = try await clerk.accounts.listAccounts(
                .with {
                    $0.unitID = school
                    $0.page.size = size
                    $0.page.token = token
                })
            #expect(answer.accounts.count <= Int(size))
            found += answer.accounts.map(\.id)
            token = answer.nextPage
        } while !token.isEmpty && found.count < 100
        #expect(found.count == 6)
        #expect(Set(found) == expected)
        for token in ["x", school, school + school, neighbour + neighbour] {
            let status = try await status {
                try await clerk.accounts.listAccounts(
                    .with {
                        $0.unitID = school
                        $0.page.token = token
                    })
            }
            // The school itself is a place of this list, so that its own token is good.
            #expect(status == (token == school + school ? nil : .invalidArgument))
        }
        await office.close()
    }

    @Test("The first accounts are made once, and only fit ones")
    func bootstrap() async throws {
        let office = try await Office()
        let hasher = try PasswordHasher(cost: .minimal, random: SystemRandom())
        let bootstrap = AccountBootstrap(hasher: hasher, ring: office.ring, random: SystemRandom())
        func run(_ logins: [String], password: String = Office.password) async throws {
            let people = logins.map { AccountBootstrap.Person(login: $0, displayName: "人", password: password) }
            _ = try await bootstrap.run(
                registrar: people[0], securityOfficer: people[1], instrumentManager: people[2], in: office.store,
                log: office.log, at: office.clock.now())
        }
        await #expect(throws: AccountBootstrap.Refusal.hasAccounts) { try await run(["a", "b", "c"]) }
        await #expect(throws: AccountBootstrap.Refusal.sameLogin) { try await run(["a", "b", "Ａ"]) }
        await #expect(throws: AccountBootstrap.Refusal.self) { try await run(["a", "b", "c"], password: "short") }
        await office.close()
    }
}
