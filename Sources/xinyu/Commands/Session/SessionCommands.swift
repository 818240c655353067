internal import ArgumentParser
internal import Foundation
internal import JSONRPC
internal import SwiftProtobuf
internal import XinyuAPI

/// `xinyu login NAME`: the password is asked for, or read from standard input.
struct LoginCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "login", abstract: Language.current.text(en: "Open a session", zh: "登录"),
        discussion: "The password is asked for, or read from standard input. With --code, a student's one-time code is."
    )

    @Argument(help: "Login name.")
    var login: String?

    @Flag(help: "Log in with a student's one-time code.")
    var code = false

    @OptionGroup var door: Door

    func validate() throws {
        if login == nil && !code { throw ValidationError("give a login name, or --code") }
    }

    func run() async throws {
        let prompt =
            code
            ? Language.current.text(en: "One-time code: ", zh: "一次性验证码：")
            : Language.current.text(en: "Password: ", zh: "密码：")
        guard let secret = Secret.read(prompt: prompt) else { throw Failure.refused }
        try await door.open { client in
            let sessions = SessionServiceClient(client)
            let response: APILoginResponse
            if let login {
                response = try await sessions.login(
                    APILoginRequest.with {
                        $0.login = login
                        $0.password = secret
                    })
            } else {
                response = try await sessions.loginWithCode(APILoginWithCodeRequest.with { $0.code = secret })
            }
            try door.sessionFile.write(response.token)
            let roles = response.grants.map { Words.role($0.role) }.joined(separator: ", ")
            Output.note(Language.current.text(en: "logged in: \(roles)", zh: "已登录：\(roles)"))
        }
    }
}

/// `xinyu logout`
struct LogoutCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "logout", abstract: Language.current.text(en: "End the session", zh: "退出登录"))

    @OptionGroup var door: Door

    func run() async throws {
        try await door.open { client in
            // The file goes in any case: a session that the daemon no longer knows is over too.
            defer { door.sessionFile.remove() }
            _ = try await SessionServiceClient(client).logout(APILogoutRequest(), door.meta())
        }
    }
}

/// `xinyu whoami`
struct WhoAmICommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "whoami", abstract: Language.current.text(en: "Your account and roles", zh: "当前账号与角色"))

    @OptionGroup var door: Door

    func run() async throws {
        try await door.open { client in
            let response = try await SessionServiceClient(client).whoAmI(APIWhoAmIRequest(), door.meta())
            guard !door.json else { return try Output.message(response) }
            var table = Table("role", "scope", "scope id", "until")
            for grant in response.grants {
                table.add(
                    Words.role(grant.role), Words.scope(grant.scopeKind), grant.scopeID,
                    grant.hasEndsAt ? Words.moment(grant.endsAt) : "")
            }
            Output.line(response.accountID)
            Output.table(table, whenEmpty: Language.current.text(en: "no roles", zh: "没有角色"))
        }
    }
}
