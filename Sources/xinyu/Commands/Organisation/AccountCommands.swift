internal import ArgumentParser
internal import JSONRPC
internal import SwiftProtobuf
internal import XinyuAPI

/// `xinyu accounts …`
struct AccountCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "accounts", abstract: Language.current.text(en: "People and what they may do", zh: "账号与授权"),
        subcommands: [Create.self, List.self, Request.self, Pending.self, Decide.self, Revoke.self, Why.self])

    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Make an account and print its id", zh: "新建账号并输出编号"),
            discussion: """
                The first password is asked for, or read from standard input. The person chooses another at the first login.
                """)

        @Argument(help: "Identifier of the unit where the person works.")
        var unit: String

        @Argument var login: String

        @Argument(help: "The person's name.")
        var name: String

        @OptionGroup var door: Door

        func run() async throws {
            let prompt = Language.current.text(en: "First password: ", zh: "初始密码：")
            guard let password = Secret.read(prompt: prompt) else { throw Failure.refused }
            try await door.open { client in
                let response = try await AccountServiceClient(client).createAccount(
                    APICreateAccountRequest.with {
                        $0.unitID = unit
                        $0.login = login
                        $0.displayName = name
                        $0.firstPassword = password
                    }, door.meta())
                if door.json { try Output.message(response) } else { Output.line(response.account.id) }
            }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "The accounts of a unit", zh: "某单位的账号"))

        @Argument(help: "Identifier of the unit.")
        var unit: String

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let meta = try door.meta()
                let response = try await whole { page in
                    try await AccountServiceClient(client).listAccounts(
                        APIListAccountsRequest.with {
                            $0.unitID = unit
                            $0.page = page
                        }, meta)
                }
                guard !door.json else { return try Output.message(response) }
                var table = Table("id", "login", "name", "roles")
                for account in response.accounts {
                    let roles = account.grants.map { Words.role($0.role) }.joined(separator: ", ")
                    table.add(account.id, account.login, account.displayName, roles)
                }
                Output.table(table, whenEmpty: Language.current.text(en: "no accounts", zh: "没有账号"))
            }
        }
    }

    struct Request: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Ask for a role for somebody", zh: "为某人申请角色"))

        @Argument(help: "Identifier of the account.")
        var account: String

        @Argument(help: "As COUNSELLOR or CLASS_TEACHER.")
        var role: String

        @Option(help: "Identifier of the unit it holds in.")
        var unit: String?

        @Option(help: "Identifier of the student it holds for.")
        var student: String?

        @Option(help: "Identifier of the unit whose schools an expert advises; empty for all.")
        var panel: String?

        @Option(help: "Identifier of the institution that a hospital liaison answers for.")
        var institution: String?

        @Option(help: "Why.")
        var reason = ""

        @OptionGroup var door: Door

        private var scope: (kind: APIGrantScopeKind, id: String) {
            let named: [(APIGrantScopeKind, String?)] = [
                (.student, student), (.unit, unit), (.panel, panel), (.institution, institution),
            ]
            for case (let kind, let id?) in named { return (kind, id) }
            return (.installation, "")
        }

        func run() async throws {
            let role = try enumValue(APIRole.self, role, prefix: "ROLE_")
            try await door.open { client in
                let response = try await AccountServiceClient(client).requestGrant(
                    APIRequestGrantRequest.with {
                        $0.accountID = account
                        $0.role = role
                        $0.scopeKind = scope.kind
                        $0.scopeID = scope.id
                        $0.reason = reason
                    }, door.meta())
                guard !door.json else { return try Output.message(response) }
                Output.line(response.grant.id)
                if response.grant.state == .requested {
                    Output.note(
                        Language.current.text(en: "waits for the security officer", zh: "等待安全员批准"))
                }
            }
        }
    }

    struct Pending: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Grants that wait for a decision", zh: "待审批的授权"))

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await AccountServiceClient(client).listGrants(
                    APIListGrantsRequest.with { $0.state = .requested }, door.meta())
                guard !door.json else { return try Output.message(response) }
                let names = try await AccountNames(of: response.grants.map(\.accountID), client, try door.meta())
                var table = Table("id", "person", "role", "scope", "reason")
                for grant in response.grants {
                    table.add(
                        grant.id, names[grant.accountID], Words.role(grant.role),
                        "\(Words.scope(grant.scopeKind)) \(grant.scopeID)", grant.reason)
                }
                Output.table(table, whenEmpty: Language.current.text(en: "nothing waits", zh: "没有待审批项"))
            }
        }
    }

    struct Decide: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Approve or reject a grant", zh: "批准或驳回授权"))

        enum Decision: String, ExpressibleByArgument, CaseIterable { case approve, reject }

        @Argument(help: "Identifier of the grant.")
        var grant: String

        @Argument var decision: Decision

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await AccountServiceClient(client).decideGrant(
                    APIDecideGrantRequest.with {
                        $0.grantID = grant
                        $0.decision = decision == .approve ? .active : .rejected
                    }, door.meta())
                if door.json { try Output.message(response) }
            }
        }
    }

    struct Revoke: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Take a grant back at once", zh: "立即撤销授权"))

        @Argument(help: "Identifier of the grant.")
        var grant: String

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await AccountServiceClient(client).revokeGrant(
                    APIRevokeGrantRequest.with { $0.grantID = grant }, door.meta())
                if door.json { try Output.message(response) }
            }
        }
    }

    struct Why: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(
                en: "Which grant of an account opens a student's record", zh: "某账号凭何授权可查看某学生"))

        @Argument(help: "Identifier of the account.")
        var account: String

        @Argument(help: "Identifier of the student.")
        var student: String

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await AccountServiceClient(client).whyAllowed(
                    APIWhyAllowedRequest.with {
                        $0.accountID = account
                        $0.studentID = student
                    }, door.meta())
                guard !door.json else { return try Output.message(response) }
                Output.line(
                    response.isAllowed
                        ? Language.current.text(en: "allowed", zh: "可查看")
                        : Language.current.text(en: "not allowed", zh: "不可查看"))
                for line in response.lines { Output.line("  \(Words.role(line.grant.role)): \(line.explanation)") }
            }
        }
    }
}
