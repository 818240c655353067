import JSONRPC
import SwiftProtobuf
import Testing
import XinyuAPI

@Suite("First passwords")
struct FirstPasswordTests {
    private static let own = "a password of my own"
    private static let open: Set<String> = [
        "xinyu.v1.SessionService/ChangePassword", "xinyu.v1.SessionService/WhoAmI", "xinyu.v1.SessionService/Logout",
    ]

    @Test("With a first password nothing is open but to change it, to ask who one is, and to leave")
    func closed() async throws {
        let office = try await Office()
        let clerk = office.clerk()
        #expect(try await clerk.login("registrar", Office.password).mustChangePassword)
        let who = try await clerk.sessions.whoAmI(APIWhoAmIRequest())
        #expect(who.mustChangePassword)
        #expect(who.grants.map(\.role) == [.registrar])
        let served = [
            SessionServiceMethods.all, UnitServiceMethods.all, AccountServiceMethods.all, RosterServiceMethods.all,
        ].joined()
        for method in served where method.permission != .anyone && !Self.open.contains(method.name) {
            let refused = try await failure { try await clerk.client.call(method.name, params: Array("{}".utf8)) }
            #expect(refused?.status == .failedPrecondition, "\(method.name)")
            #expect(refused?.message.contains("xinyu.v1.SessionService/ChangePassword") == true, "\(method.name)")
        }
        _ = try await clerk.sessions.logout(APILogoutRequest())
        #expect(try await !clerk.isLoggedIn())
        await office.close()
    }

    @Test("The contract opens no further method to them")
    func contract() {
        #expect(Set(Contract.methods.filter(\.isOpenToFirstPassword).map(\.name)) == Self.open)
    }

    @Test("Who changes it goes on in the same session, now and after a restart")
    func changed() async throws {
        var office = try await Office()
        let clerk = office.clerk()
        let token = try await clerk.login("registrar", Office.password).token
        try await clerk.changePassword(Office.password, to: Self.own)
        #expect(try await !clerk.sessions.whoAmI(APIWhoAmIRequest()).mustChangePassword)
        _ = try await clerk.unit(.province, "云岭省")
        office = try await office.reopened()
        let later = office.clerk()
        #expect(try await !later.sessions.attach(.with { $0.token = token }).mustChangePassword)
        #expect(try await !office.clerk().login("registrar", Self.own).mustChangePassword)
        await office.close()
    }

    @Test("The same password again is not a change")
    func same() async throws {
        let office = try await Office()
        let clerk = office.clerk()
        _ = try await clerk.login("registrar", Office.password)
        let refused = try await failure { try await clerk.changePassword(Office.password, to: Office.password) }
        #expect(refused?.details.fieldViolations.map(\.field) == ["newPassword"])
        #expect(try await clerk.sessions.whoAmI(APIWhoAmIRequest()).mustChangePassword)
        await office.close()
    }

    @Test("An account that is made, and a password that is reset, begin with a first one; a restart forgets it not")
    func madeAndReset() async throws {
        var office = try await Office()
        let registrar = try await office.clerk("registrar")
        let province = try await registrar.unit(.province, "云岭省")
        let account = try await registrar.account("newcomer", in: province)
        #expect(try await office.clerk().login("newcomer", Office.password).mustChangePassword)
        _ = try await office.clerk("newcomer")
        #expect(try await !office.clerk().login("newcomer", Office.password).mustChangePassword)
        _ = try await registrar.accounts.resetPassword(
            .with {
                $0.accountID = account
                $0.firstPassword = "set by the registrar"
            })
        office = try await office.reopened()
        #expect(try await office.clerk().login("newcomer", "set by the registrar").mustChangePassword)
        await office.close()
    }
}
