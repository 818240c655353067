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

@Suite("Sessions")
struct SessionTests {
    @Test("A session ends when it is idle, and after its time however much it is used")
    func ends() async throws {
        let office = try await Office(limits: SessionLimits(idle: .seconds(100), absolute: .seconds(250)))
        let (idle, busy) = (try await office.clerk("registrar"), try await office.clerk("registrar"))
        office.clock.advance(by: .seconds(99))
        #expect(try await busy.isLoggedIn())
        office.clock.advance(by: .seconds(1))
        #expect(try await !idle.isLoggedIn())
        #expect(try await busy.isLoggedIn())
        office.clock.advance(by: .seconds(99))
        #expect(try await busy.isLoggedIn())
        office.clock.advance(by: .seconds(50))
        #expect(try await busy.isLoggedIn())
        office.clock.advance(by: .seconds(1))
        #expect(try await !busy.isLoggedIn())
        await office.close()
    }

    @Test("A session is alive after a restart, until it is logged out on any connection")
    func restart() async throws {
        var office = try await Office()
        let token = try await office.clerk().login("registrar", Office.password).token
        office = try await office.reopened()
        let (first, second) = (office.clerk(), office.clerk())
        for clerk in [first, second] { _ = try await clerk.sessions.attach(.with { $0.token = token }) }
        _ = try await first.sessions.logout(APILogoutRequest())
        #expect(try await !first.isLoggedIn())
        #expect(try await !second.isLoggedIn())
        office = try await office.reopened()
        #expect(try await status { try await office.clerk().sessions.attach(.with { $0.token = token }) } != nil)
        await office.close()
    }

    @Test(
        "Tokens that never were are refused",
        arguments: ["", "xys_", "nonsense", "xys_" + String(repeating: "A", count: 43)])
    func foreign(_ token: String) async throws {
        let office = try await Office()
        let clerk = office.clerk()
        #expect(try await status { try await clerk.sessions.attach(.with { $0.token = token }) } == .unauthenticated)
        await office.close()
    }

    @Test("One more login than an account may have ends the oldest session")
    func surplus() async throws {
        let office = try await Office(limits: SessionLimits(perAccount: 2))
        var clerks: [Clerk] = []
        for _ in 1...3 {
            clerks.append(try await office.clerk("registrar"))
            office.clock.advance(by: .seconds(1))
        }
        var alive: [Bool] = []
        for clerk in clerks { alive.append(try await clerk.isLoggedIn()) }
        #expect(alive == [false, true, true])
        await office.close()
    }

    @Test("A new password ends the other sessions and takes effect at once")
    func changePassword() async throws {
        let office = try await Office()
        let (own, other) = (try await office.clerk("registrar"), try await office.clerk("registrar"))
        func change(_ current: String, _ new: String) async throws -> APIChangePasswordResponse {
            try await own.sessions.changePassword(
                .with {
                    $0.currentPassword = current
                    $0.newPassword = new
                })
        }
        #expect(try await status { try await change("wrong password", "another password") } == .unauthenticated)
        for bad in ["short", "Registrar", String(repeating: "x", count: 1_025)] {
            #expect(try await status { try await change(Office.password, bad) } == .invalidArgument)
        }
        #expect(try await other.isLoggedIn())
        _ = try await change(Office.password, "another password")
        #expect(try await own.isLoggedIn())
        #expect(try await !other.isLoggedIn())
        #expect(try await status { try await office.clerk("registrar") } == .unauthenticated)
        #expect(try await office.clerk("registrar", password: "another password").isLoggedIn())
        await office.close()
    }

    @Test("A weaker hash is made anew at the login")
    func rehash() async throws {
        let office = try await Office()
        let costlier = try #require(HashingCost(operations: 2, memory: 8_192))
        let hash = try PasswordHasher(cost: costlier, random: SystemRandom()).hash(Office.password)
        let id = office.firstAccounts[0]
        try await office.store.write { try $0.setPassword(hash, .own, of: id) }
        _ = try await office.clerk("registrar")
        let stored = try await office.store.read { try $0.account(id)?.passwordHash }
        #expect(stored != hash)
        #expect(stored?.contains("t=1") == true)
        #expect(try await office.clerk("registrar").isLoggedIn())
        await office.close()
    }
}

@Suite("One-time codes")
struct OneTimeCodeTests {
    private struct Slip {
        let code: OneTimeCode
        let student: Identifier
        let campaign: Identifier
    }

    /// A student with a code of a campaign that ends in an hour.
    private func issue(in office: Office, for student: Identifier? = nil) async throws -> Slip {
        let school = Identifier(randomFrom: SystemRandom())
        let id: Identifier
        if let student { id = student } else { id = try await office.enrol(in: nil, of: school.description) }
        let slip = Slip(
            code: OneTimeCode(randomFrom: SystemRandom()), student: id, campaign: Identifier(randomFrom: SystemRandom())
        )
        let now = office.clock.now()
        let hash = slip.code.hash(with: office.ring.indexKey)
        try await office.store.write { transaction in
            try transaction.execute(
                """
                INSERT INTO campaigns (school_id, id, title_sealed, school_year, state, opens_at, closes_at,
                    consent_version, consent_sealed, created_by, created_at)
                VALUES ($1, $2, x'00', 2026, 'open', $3, $3, 1, x'00', $1, $3)
                """, [.identifier(school), .identifier(slip.campaign), .time(now)])
            try transaction.issue(
                SheetCodeRecord(
                    codeHash: hash, school: school, campaign: slip.campaign, student: slip.student, createdAt: now,
                    expiresAt: now + .seconds(3_600)))
        }
        return slip
    }

    private func login(_ clerk: Clerk, _ code: String) async throws -> APILoginResponse {
        try await clerk.sessions.loginWithCode(.with { $0.code = code })
    }

    @Test("A code opens the student's session once, until the campaign ends")
    func once() async throws {
        let office = try await Office()
        let slip = try await issue(in: office)
        let clerk = office.clerk()
        let answer = try await login(clerk, slip.code.text.lowercased().replacing("-", with: " "))
        #expect(answer.studentID == slip.student.description)
        #expect(answer.grants.map(\.role) == [.student])
        #expect(answer.grants.map(\.scopeKind) == [.student])
        #expect(answer.grants.map(\.scopeID) == [slip.student.description])
        #expect(answer.expiresAt.seconds == 1_788_220_800 + 3_600)
        #expect(try await clerk.sessions.whoAmI(APIWhoAmIRequest()).studentID == slip.student.description)
        #expect(try await status { try await login(office.clerk(), slip.code.text) } == .unauthenticated)

        let records = try await office.records().filter { $0.method.hasSuffix("/LoginWithCode") }
        #expect(records.map(\.outcome.code) == [0, 16])
        #expect(records.first?.actor.description == answer.accountID)
        await office.close()
    }

    @Test("A student has the same account at the next code, and a new code makes the former worthless")
    func again() async throws {
        let office = try await Office()
        let first = try await issue(in: office)
        let account = try await login(office.clerk(), first.code.text).accountID
        let second = try await issue(in: office, for: first.student)
        #expect(try await login(office.clerk(), second.code.text).accountID == account)

        let slip = try await issue(in: office)
        let now = office.clock.now()
        let (lost, found) = (slip.code, OneTimeCode(randomFrom: SystemRandom()))
        let hash = found.hash(with: office.ring.indexKey)
        try await office.store.write { transaction in
            let former = try #require(try transaction.sheetCode(hash: lost.hash(with: office.ring.indexKey)))
            try transaction.issue(
                SheetCodeRecord(
                    codeHash: hash, school: former.school, campaign: former.campaign, student: former.student,
                    createdAt: now, expiresAt: now + .seconds(60)))
        }
        #expect(try await status { try await login(office.clerk(), lost.text) } == .unauthenticated)
        #expect(try await login(office.clerk(), found.text).studentID == slip.student.description)
        await office.close()
    }

    @Test("A code that is over, wrong, or of a student who left opens nothing")
    func refused() async throws {
        let office = try await Office()
        let clerk = office.clerk()
        for code in ["", "7K2MX", "7K2MX-9QWD4", "not a code at all"] {
            #expect(try await status { try await login(clerk, code) } == .unauthenticated)
        }
        let left = try await issue(in: office)
        try await office.leave(left.student)
        #expect(try await status { try await login(clerk, left.code.text) } == .unauthenticated)
        let late = try await issue(in: office)
        office.clock.advance(by: .seconds(3_600))
        #expect(try await status { try await login(clerk, late.code.text) } == .unauthenticated)
        await office.close()
    }
}
