internal import ArgumentParser
internal import Foundation
internal import JSONRPC
internal import SwiftProtobuf
internal import XinyuAPI

/// `xinyu login NAME`: the password is asked for, or read from standard input.
struct LoginCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "login", abstract: Language.current.text(en: "Open a session", zh: "登录"),
        discussion: """
            The password is asked for, or read from standard input. With --code, a student's one-time code is. While \
            it is the first password, which somebody else has set, a new one is asked for, or read from the next line.
            """
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
            if response.mustChangePassword { try await replaceFirstPassword(secret, client) }
            // Not the answer as it came: the token stands in its file alone.
            if door.json {
                try Output.message(
                    APIWhoAmIResponse.with {
                        $0.accountID = response.accountID
                        $0.studentID = response.studentID
                        $0.grants = response.grants
                        $0.expiresAt = response.expiresAt
                    })
            }
            let roles = response.grants.map { Words.role($0.role) }.joined(separator: ", ")
            Output.note(Language.current.text(en: "logged in: \(roles)", zh: "已登录：\(roles)"))
        }
    }
}

extension LoginCommand {
    /// The session stays as it is until there is a new password: who breaks off is asked again at the next login.
    private func replaceFirstPassword(_ first: String, _ client: RPCClient) async throws {
        Output.note(
            Language.current.text(
                en: "your password was set by somebody else: choose your own", zh: "当前密码由他人设置，请设置本人密码"))
        let prompt = Language.current.text(en: "New password: ", zh: "新密码：")
        let again = Language.current.text(en: "The same again: ", zh: "再次输入新密码：")
        guard let new = Secret.readNew(prompt: prompt, again: again) else { throw Failure.refused }
        _ = try await SessionServiceClient(client).changePassword(
            APIChangePasswordRequest.with {
                $0.currentPassword = first
                $0.newPassword = new
            })
    }
}

/// `xinyu password`
struct PasswordCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "password", abstract: Language.current.text(en: "Change your password", zh: "修改密码"),
        discussion: "Both passwords are asked for, or read from standard input, a line each.")

    @OptionGroup var door: Door

    func run() async throws {
        let language = Language.current
        guard let current = Secret.read(prompt: language.text(en: "Present password: ", zh: "当前密码：")),
            let new = Secret.readNew(
                prompt: language.text(en: "New password: ", zh: "新密码："),
                again: language.text(en: "The same again: ", zh: "再次输入新密码："))
        else { throw Failure.refused }
        try await door.open { client in
            let response = try await SessionServiceClient(client).changePassword(
                APIChangePasswordRequest.with {
                    $0.currentPassword = current
                    $0.newPassword = new
                }, door.meta())
            if door.json { try Output.message(response) }
            Output.note(
                language.text(en: "changed; your other sessions are over", zh: "密码已修改，其他会话已失效"))
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
            let response = try await SessionServiceClient(client).logout(APILogoutRequest(), door.meta())
            if door.json { try Output.message(response) }
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
