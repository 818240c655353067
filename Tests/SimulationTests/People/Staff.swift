import Domain
import JSONRPC
import SwiftProtobuf
import XinyuAPI

/// Everybody who works in the school or for it, by what they do.
struct Staff {
    let registrar: Person
    let officer: Person
    let manager: Person
    var counsellors: [Person] = []
    var crisisLeads: [Person] = []
    var gradeLeads: [Person] = []
    /// By class.
    var teachers: [String: Person] = [:]
    var peers: [String: [Person]] = [:]
    var mentors: [Person] = []
    var experts: [Person] = []
    var liaison: Person?
    var police: Person?
}

/// A registrar and a security officer who give people their accounts and roles.
struct Appointments {
    let registrar: Person
    let officer: Person
    let home: String
    let person: @Sendable (_ login: String, _ password: String, _ account: String) -> Person

    private static let password = "a-password-of-the-year"

    func appoint(
        _ login: String, _ role: APIRole, _ kind: APIGrantScopeKind = .unit, in place: String
    ) async throws -> Person {
        let accounts = AccountServiceClient(registrar)
        let account = try await accounts.createAccount(
            .with {
                $0.unitID = home
                $0.login = login
                $0.displayName = "老师\(login)"
                $0.firstPassword = Self.password
            }
        ).account.id
        let grant = try await accounts.requestGrant(
            .with {
                $0.accountID = account
                $0.role = role
                $0.scopeKind = kind
                $0.scopeID = place
                $0.reason = "学年任命"
            }
        ).grant
        // A clinical role takes two people.
        if grant.state == .requested {
            _ = try await AccountServiceClient(officer).decideGrant(
                .with {
                    $0.grantID = grant.id
                    $0.decision = .active
                })
        }
        return person(login, Self.password, account)
    }

    /// An account without a role: mentors get theirs with each student.
    func hire(_ login: String) async throws -> Person {
        let account = try await AccountServiceClient(registrar).createAccount(
            .with {
                $0.unitID = home
                $0.login = login
                $0.displayName = "导师\(login)"
                $0.firstPassword = Self.password
            }
        ).account.id
        return person(login, Self.password, account)
    }
}
