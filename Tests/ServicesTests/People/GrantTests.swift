import Domain
import JSONRPC
import SwiftProtobuf
import TestSupport
import Testing
import Vault
import XinyuAPI

@testable import Services

@Suite("Grants")
struct GrantTests {
    /// A school, somebody in it without a role, and the two who grant.
    private struct Stage {
        let office: Office
        let registrar: Clerk
        let officer: Clerk
        let school: String
        let person: String

        init() async throws {
            office = try await Office()
            registrar = try await office.clerk("registrar")
            officer = try await office.clerk("officer")
            school = try await registrar.unit(.school, "一中", stage: .junior)
            person = try await registrar.account("person", in: school)
        }

        func grants() async throws -> [APIGrant] {
            try await registrar.accounts.getAccount(.with { $0.accountID = person }).account.grants
        }
    }

    @Test("A role that reads nothing clinical is granted at once, for sessions that are open too")
    func atOnce() async throws {
        let stage = try await Stage()
        let person = try await stage.office.clerk("person")
        let grant = try await stage.registrar.request(.classTeacher, in: stage.school, for: stage.person)
        #expect(grant.state == .active)
        #expect(grant.requestedBy == stage.office.firstAccounts[0].description)
        #expect(grant.decidedBy.isEmpty)
        #expect(try await person.sessions.whoAmI(APIWhoAmIRequest()).grants.map(\.role) == [.classTeacher])
        await stage.office.close()
    }

    @Test("A clinical role opens nothing before a second person approves it")
    func twoPeople() async throws {
        let stage = try await Stage()
        _ = try await stage.registrar.request(.classTeacher, in: stage.school, for: stage.person)
        let person = try await stage.office.clerk("person")
        let asked = try await stage.registrar.request(.counsellor, in: stage.school, for: stage.person) {
            $0.reason = "新任专职教师"
        }
        #expect(asked.state == .requested)
        #expect(try await person.sessions.whoAmI(APIWhoAmIRequest()).grants.map(\.role) == [.classTeacher])
        #expect(try await status { try await stage.registrar.decide(asked, .active) } == .permissionDenied)

        let waiting = try await stage.officer.accounts.listGrants(.with { $0.state = .requested }).grants
        #expect(waiting.map(\.id) == [asked.id])
        #expect(waiting.map(\.reason) == ["新任专职教师"])
        let approved = try await stage.officer.decide(asked, .active)
        #expect(approved.state == .active)
        #expect(approved.decidedBy == stage.office.firstAccounts[1].description)
        #expect(
            try await Set(person.sessions.whoAmI(APIWhoAmIRequest()).grants.map(\.role)) == [
                .classTeacher, .counsellor,
            ])
        #expect(try await status { try await stage.officer.decide(asked, .rejected) } == .failedPrecondition)
        await stage.office.close()
    }

    @Test("What is rejected opens nothing and can be asked for again")
    func rejected() async throws {
        let stage = try await Stage()
        let asked = try await stage.registrar.request(.crisisLead, in: stage.school, for: stage.person)
        for decision in [APIGrantState.unspecified, .requested, .revoked] {
            #expect(try await status { try await stage.officer.decide(asked, decision) } == .invalidArgument)
        }
        #expect(try await stage.officer.decide(asked, .rejected).state == .rejected)
        #expect(try await status { try await stage.officer.decide(asked, .active) } == .failedPrecondition)
        // Grants are listed in the order in which they were asked for.
        stage.office.clock.advance(by: .seconds(1))
        stage.office.clock.advance(by: .seconds(1))
        #expect(try await stage.registrar.request(.crisisLead, in: stage.school, for: stage.person).state == .requested)
        #expect(try await stage.grants().map(\.state) == [.rejected, .requested])
        await stage.office.close()
    }

    @Test("A grant that is taken back is gone from open sessions")
    func revoked() async throws {
        let stage = try await Stage()
        let teacher = try await stage.registrar.request(.classTeacher, in: stage.school, for: stage.person)
        let lead = try await stage.registrar.request(.gradeLead, in: stage.school, for: stage.person)
        let person = try await stage.office.clerk("person")
        func revoke(_ grant: APIGrant) async throws -> APIGrant {
            try await stage.registrar.accounts.revokeGrant(.with { $0.grantID = grant.id }).grant
        }
        #expect(try await revoke(teacher).state == .revoked)
        #expect(try await person.sessions.whoAmI(APIWhoAmIRequest()).grants.map(\.role) == [.gradeLead])
        #expect(try await status { try await revoke(teacher) } == .failedPrecondition)
        #expect(try await revoke(lead).state == .revoked)
        #expect(try await status { try await person.units.getUnit(.with { $0.unitID = stage.school }) } != nil)
        await stage.office.close()
    }

    /// With whom the security officer must not be one person.
    private static let readers: [APIRole] = [
        .peerObserver, .classTeacher, .gradeLead, .mentor, .counsellor, .crisisLead, .expert, .hospitalLiaison,
        .registrar,
    ]

    @Test("Who guards the log reads nobody's data: every combination is refused, in both orders", arguments: readers)
    func combinations(_ role: APIRole) async throws {
        let stage = try await Stage()
        let student = try await stage.office.enrol(in: nil, of: stage.school).description
        let hospital = try await stage.office.hospital(for: stage.school).description
        func place(_ request: inout APIRequestGrantRequest) {
            switch role {
            case .mentor: (request.scopeKind, request.scopeID) = (.student, student)
            case .expert: request.scopeKind = .panel
            case .hospitalLiaison: (request.scopeKind, request.scopeID) = (.institution, hospital)
            default: break
            }
        }
        func installation(_ request: inout APIRequestGrantRequest) {
            request.scopeKind = .installation
            request.scopeID = ""
        }
        let reader = try await stage.registrar.account("reader", in: stage.school)
        _ = try await stage.registrar.request(role, in: stage.school, for: reader, place)
        #expect(
            try await status {
                try await stage.registrar.request(.securityOfficer, in: "", for: reader, installation)
            } == .failedPrecondition)

        let guardian = try await stage.registrar.account("guard", in: stage.school)
        _ = try await stage.registrar.request(.securityOfficer, in: "", for: guardian, installation)
        #expect(
            try await status { try await stage.registrar.request(role, in: stage.school, for: guardian, place) }
                == .failedPrecondition)
        await stage.office.close()
    }

    @Test("A combination that came about while a request waited is refused at the decision")
    func combinationMeanwhile() async throws {
        let stage = try await Stage()
        let asked = try await stage.registrar.request(.counsellor, in: stage.school, for: stage.person)
        // The request already counts, so that the other role must have come another way.
        #expect(
            try await status {
                try await stage.registrar.request(.securityOfficer, in: "", for: stage.person) {
                    $0.scopeKind = .installation
                }
            } == .failedPrecondition)
        _ = try await stage.registrar.accounts.setAccountState(
            .with {
                $0.accountID = stage.person
                $0.state = .stopped
            })
        #expect(try await status { try await stage.officer.decide(asked, .active) } == .failedPrecondition)
        await stage.office.close()
    }

    @Test("What cannot be asked for")
    func refused() async throws {
        let stage = try await Stage()
        let own = stage.office.firstAccounts[0].description
        let cases: [(String, APIRole, String, GRPCStatus, (inout APIRequestGrantRequest) -> Void)] = [
            ("to oneself", .gradeLead, own, .failedPrecondition, { _ in }),
            ("no role", .unspecified, stage.person, .invalidArgument, { _ in }),
            ("a student's role", .student, stage.person, .invalidArgument, { _ in }),
            (
                "a counsellor of everything", .counsellor, stage.person, .failedPrecondition,
                {
                    $0.scopeKind = .installation
                    $0.scopeID = ""
                }
            ),
            ("no place", .classTeacher, stage.person, .invalidArgument, { $0.scopeKind = .unspecified }),
            ("a place that is not there", .classTeacher, stage.person, .notFound, { $0.scopeID = stage.person }),
            (
                "a place for the installation", .supervisor, stage.person, .invalidArgument,
                { $0.scopeKind = .installation }
            ),
            (
                "an end before the start", .classTeacher, stage.person, .failedPrecondition,
                {
                    $0.startsAt = .init(seconds: 2_000_000_000)
                    $0.endsAt = .init(seconds: 1_999_999_999)
                }
            ),
            (
                "an end that has passed", .classTeacher, stage.person, .failedPrecondition,
                { $0.endsAt = .init(seconds: 1_000_000_000) }
            ),
            (
                "a long reason", .classTeacher, stage.person, .invalidArgument,
                { $0.reason = String(repeating: "长", count: 501) }
            ),
        ]
        for (what, role, account, expected, change) in cases {
            let status = try await status {
                try await stage.registrar.request(role, in: stage.school, for: account, change)
            }
            #expect(status == expected, "\(what)")
        }
        #expect(try await stage.grants().isEmpty)
        await stage.office.close()
    }

    @Test("A role is granted once in a place, also when it only begins later")
    func twice() async throws {
        let stage = try await Stage()
        let later = Google_Protobuf_Timestamp(seconds: 1_788_220_900)
        _ = try await stage.registrar.request(.classTeacher, in: stage.school, for: stage.person) {
            $0.startsAt = later
        }
        #expect(
            try await status { try await stage.registrar.request(.classTeacher, in: stage.school, for: stage.person) }
                == .alreadyExists)
        let person = try await stage.office.clerk("person")
        #expect(try await status { try await person.units.getUnit(.with { $0.unitID = stage.school }) } != nil)
        stage.office.clock.advance(by: .seconds(100))
        #expect(try await person.units.getUnit(.with { $0.unitID = stage.school }).unit.id == stage.school)
        await stage.office.close()
    }

    @Test("A registrar of one school grants nothing in another")
    func place() async throws {
        let stage = try await Stage()
        let neighbour = try await stage.registrar.unit(.school, "二中", stage: .junior)
        let asked = try await stage.registrar.request(.registrar, in: stage.school, for: stage.person)
        _ = try await stage.officer.decide(asked, .active)
        let local = try await stage.office.clerk("person")
        let colleague = try await local.account("colleague", in: stage.school)
        #expect(try await local.request(.classTeacher, in: stage.school, for: colleague).state == .active)
        #expect(try await status { try await local.request(.classTeacher, in: neighbour, for: colleague) } == .notFound)
        #expect(
            try await status {
                try await local.request(.supervisor, in: "", for: colleague) { $0.scopeKind = .installation }
            } == .notFound)
        #expect(try await status { try await local.account("far", in: neighbour) } != nil)
        await stage.office.close()
    }

    @Test("Why somebody may read a record, or what is missing")
    func whyAllowed() async throws {
        let stage = try await Stage()
        let grade = try await stage.registrar.unit(.grade, "初一", under: stage.school, grade: 7)
        let (first, second) = (
            try await stage.registrar.unit(.class, "1班", under: grade),
            try await stage.registrar.unit(.class, "2班", under: grade)
        )
        let student = try await stage.office.enrol(in: first, of: stage.school).description
        func why() async throws -> APIWhyAllowedResponse {
            try await stage.officer.accounts.whyAllowed(
                .with {
                    $0.studentID = student
                    $0.accountID = stage.person
                })
        }
        #expect(try await !why().isAllowed)
        _ = try await stage.registrar.request(.classTeacher, in: second, for: stage.person)
        stage.office.clock.advance(by: .seconds(1))
        let asked = try await stage.registrar.request(.counsellor, in: stage.school, for: stage.person)
        var answer = try await why()
        #expect(!answer.isAllowed)
        #expect(answer.lines.map(\.coversStudent) == [false, false])
        #expect(answer.lines.map(\.ceiling) == [.unspecified, .unspecified])
        _ = try await stage.officer.decide(asked, .active)
        answer = try await why()
        #expect(answer.isAllowed)
        #expect(answer.lines.map(\.isInForce) == [true, true])
        #expect(answer.lines.map(\.coversStudent) == [false, true])
        #expect(answer.lines.map(\.ceiling) == [.unspecified, .raw])
        #expect(answer.lines.allSatisfy { !$0.explanation.isEmpty })
        await stage.office.close()
    }
}
