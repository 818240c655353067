import AuditLog
import Domain
import JSONRPC
import Store
import SwiftProtobuf
import TestSupport
import Testing
import Vault
import XinyuAPI

@testable import Services

@Suite("Login")
struct LoginTests {
    @Test("A login opens a session and binds its connection, and no other")
    func login() async throws {
        let office = try await Office()
        let clerk = office.clerk()
        #expect(try await !clerk.isLoggedIn())
        let answer = try await clerk.login("registrar", Office.password)
        #expect(answer.accountID == office.firstAccounts[0].description)
        #expect(answer.grants.map(\.role) == [.registrar])
        #expect(answer.expiresAt.seconds == 1_788_220_800 + 12 * 3_600)
        #expect(answer.studentID.isEmpty)
        let me = try await clerk.sessions.whoAmI(APIWhoAmIRequest())
        #expect(me.accountID == answer.accountID)
        #expect(me.grants == answer.grants)
        #expect(me.expiresAt == answer.expiresAt)

        let other = office.clerk()
        #expect(try await !other.isLoggedIn())
        let token = CallMeta(authorization: "Bearer " + answer.token)
        #expect(try await other.sessions.whoAmI(APIWhoAmIRequest(), token).accountID == answer.accountID)
        #expect(try await !other.isLoggedIn())
        #expect(try await other.sessions.attach(.with { $0.token = answer.token }).accountID == answer.accountID)
        #expect(try await other.isLoggedIn())
        await office.close()
    }

    @Test("The login name is the same in any case and width", arguments: ["Registrar", "ＲＥＧＩＳＴＲＡＲ", " registrar "])
    func names(_ name: String) async throws {
        let office = try await Office()
        #expect(try await office.clerk(name).isLoggedIn())
        await office.close()
    }

    @Test("Whatever is wrong, the answer is the same")
    func oneAnswer() async throws {
        let office = try await Office()
        let registrar = try await office.clerk("registrar")
        let school = try await registrar.unit(.school, "一中", stage: .junior)
        let stopped = try await registrar.account("stopped", in: school)
        _ = try await registrar.accounts.setAccountState(
            .with {
                $0.accountID = stopped
                $0.state = .stopped
            })
        let clerk = office.clerk()
        var failures: [RPCError?] = []
        for (login, password) in [
            ("registrar", "wrong password"), ("nobody", Office.password), ("stopped", Office.password), ("", ""),
            ("registrar", ""), ("nobody", String(repeating: "长", count: 2_000)),
        ] {
            failures.append(try await failure { try await clerk.login(login, password) })
        }
        #expect(failures.first??.status == .unauthenticated)
        for failure in failures { #expect(failure == failures.first) }
        #expect(try await !clerk.isLoggedIn())
        await office.close()
    }

    @Test("Failed logins are recorded, under the account where there is one")
    func records() async throws {
        let office = try await Office()
        let clerk = office.clerk()
        _ = try await failure { try await clerk.login("registrar", "wrong password") }
        _ = try await failure { try await clerk.login("nobody", "wrong password") }
        _ = try await clerk.login("officer", Office.password)
        let records = try await office.records().filter { $0.method.hasSuffix("/Login") }
        #expect(records.map(\.outcome.code) == [16, 16, 0])
        #expect(
            records.map(\.actor) == [office.firstAccounts[0], .installation, office.firstAccounts[1]])
        await office.close()
    }

    @Test("Waiting grows alike for a name that exists and one that does not")
    func throttle() async throws {
        let office = try await Office()
        let clerk = office.clerk()
        for name in ["registrar", "nobody"] {
            var waits: [Duration?] = []
            for _ in 1...8 {
                let failure = try await failure { try await clerk.login(name, "wrong password") }
                #expect(failure?.status == .unauthenticated)
                waits.append(failure?.details.retryDelay)
                if let wait = waits.last ?? nil { office.clock.advance(by: wait) }
            }
            #expect(waits == [nil, nil, nil, nil, nil, .seconds(1), .seconds(2), .seconds(4)], "\(name)")
        }
        await office.close()
    }

    @Test("While a name waits, the right password opens nothing; afterwards it does, and all is forgotten")
    func waiting() async throws {
        let office = try await Office()
        let clerk = office.clerk()
        for _ in 1...7 {
            let failure = try await failure { try await clerk.login("registrar", "wrong password") }
            if let wait = failure?.details.retryDelay, wait == .seconds(1) { office.clock.advance(by: wait) }
        }
        let early = try await failure { try await clerk.login("registrar", Office.password) }
        #expect(early?.status == .unauthenticated)
        #expect(early?.details.retryDelay == .seconds(2))
        office.clock.advance(by: .milliseconds(1_999))
        #expect(try await status { try await clerk.login("registrar", Office.password) } == .unauthenticated)
        #expect(try await office.clerk("officer").isLoggedIn(), "nobody else waits")
        office.clock.advance(by: .milliseconds(1))
        _ = try await clerk.login("registrar", Office.password)
        let failure = try await failure { try await clerk.login("registrar", "wrong password") }
        #expect(failure?.details.retryDelay == nil, "counted from one again")
        await office.close()
    }

    @Test("An account's wait holds across a restart")
    func waitingAfterRestart() async throws {
        var office = try await Office()
        for _ in 1...6 {
            _ = try await failure { try await office.clerk().login("registrar", "wrong password") }
        }
        office = try await office.reopened()
        #expect(try await status { try await office.clerk("registrar") } == .unauthenticated)
        office.clock.advance(by: .seconds(1))
        office = try await office.reopened()
        #expect(try await office.clerk("registrar").isLoggedIn())
        await office.close()
    }
}

@Suite("Counting failed logins")
struct LoginFailuresTests {
    private let start = Timestamp(milliseconds: 1_000_000)

    @Test("Memory is bounded, and the newest are kept")
    func bound() {
        let failures = LoginFailures(limit: 8)
        for round in 0..<6 {
            for name in 0..<100 {
                _ = failures.count([UInt8(name)], at: start + .seconds(round * 1_000 + name))
            }
        }
        // Each name was pushed out by the others before it came again: none has ever reached the sixth failure.
        for name in 0..<100 { #expect(failures.wait(of: [UInt8(name)], at: start + .seconds(5_100)) == nil) }
        for _ in 1...5 { #expect(failures.count([200], at: start + .seconds(6_000)) == nil) }
        #expect(failures.count([200], at: start + .seconds(6_000)) == start + .seconds(6_001))
    }

    @Test("A day without a failure begins anew")
    func memory() {
        let failures = LoginFailures()
        for _ in 1...9 { _ = failures.count([1], at: start) }
        #expect(failures.wait(of: [1], at: start) == .seconds(8))
        let later = start + .seconds(24 * 3_600)
        #expect(failures.count([1], at: later) == nil)
        #expect(failures.wait(of: [1], at: later) == nil)
    }

    @Test("Wrong codes are heard in bursts, and then at their pace")
    func codes() {
        let budget = WrongCodeBudget(perSecond: 2, burst: 3)
        for _ in 1...3 {
            #expect(budget.isOpen(at: start))
            budget.countWrongCode(at: start)
        }
        #expect(!budget.isOpen(at: start))
        #expect(!budget.isOpen(at: start + .milliseconds(499)))
        #expect(budget.isOpen(at: start + .milliseconds(500)))
        #expect(budget.isOpen(at: start), "a clock that is set back takes nothing")
    }
}
