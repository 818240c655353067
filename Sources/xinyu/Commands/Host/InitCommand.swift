internal import ArgumentParser
internal import Daemon
internal import Foundation
internal import Services
internal import Vault
internal import XinyuAPI

/// `xinyu init`: makes an installation on this host. It needs no daemon; who may write the folder may make it.
struct InitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: Language.current.text(en: "Make a new installation on this host", zh: "在本机新建系统"),
        discussion: """
            Makes folders, root key, keys, database, access log and the first three accounts. Three people, because no \
            account may hold all three roles. Their passwords are asked for, or read from --passwords: three lines, of \
            the registrar, the security officer and the instrument manager. Each of them chooses an own one at the first \
            login.
            """)

    @Option(help: "Path of the configuration.", completion: .file(extensions: ["json"]))
    var config = "/etc/xinyu/xinyud.json"

    @Option(help: "Where the root key is written, if the configuration names no file.", completion: .file())
    var rootKey: String?

    @Option(help: "File with three passwords, a line each; - is standard input.", completion: .file())
    var passwords: String?

    @Option(help: "Login name of the registrar.")
    var registrar = "registrar"

    @Option(help: "Login name of the security officer.")
    var securityOfficer = "security"

    @Option(help: "Login name of the instrument manager.")
    var instrumentManager = "instruments"

    func run() async throws {
        do {
            let configuration = try await DaemonConfiguration.read(
                file: config, environment: ProcessInfo.processInfo.environment, executableFolder: Executable.folder)
            let installation = try Installation(
                configuration, rootKeyFile: rootKey, clock: SystemClock(), random: SystemRandom())
            try await installation.create(try people())
            Output.line(configuration.stateFolder)
            Output.note(
                Language.current.text(
                    en: """
                        Keep a copy of the root key apart from every backup of the data, and give \
                        \(configuration.logFolder)/\(Installation.verifierKeyName) to whoever verifies the access log.
                        """,
                    zh: """
                        请将根密钥另行保管，勿与数据备份放在一起；\
                        并将 \(configuration.logFolder)/\(Installation.verifierKeyName) 交给日志校验人。
                        """))
        } catch let code as ExitCode {
            throw code
        } catch {
            Output.note("\(error)")
            throw Failure.refused
        }
    }

    private func people() throws -> Installation.FirstPeople {
        let passwords = try readPasswords()
        return Installation.FirstPeople(
            registrar: person(registrar, .registrar, passwords[0]),
            securityOfficer: person(securityOfficer, .securityOfficer, passwords[1]),
            instrumentManager: person(instrumentManager, .instrumentManager, passwords[2]))
    }

    private func person(_ login: String, _ role: FirstRole, _ password: String) -> AccountBootstrap.Person {
        AccountBootstrap.Person(login: login, displayName: role.name, password: password)
    }

    /// Three, in the order of the roles.
    private func readPasswords() throws -> [String] {
        let roles = FirstRole.allCases
        guard let passwords else {
            return try roles.map { role in
                let prompt = Language.current.text(en: "Password of the \(role.name): ", zh: "\(role.name)密码：")
                guard let password = Secret.read(prompt: prompt) else { throw Failure.refused }
                return password
            }
        }
        let data =
            passwords == "-"
            ? FileHandle.standardInput.readDataToEndOfFile() : FileManager.default.contents(atPath: passwords)
        let lines = data.map { String(decoding: $0, as: UTF8.self).split(separator: "\n").map(String.init) } ?? []
        guard lines.count == roles.count else {
            Output.note(
                Language.current.text(
                    en: "--passwords takes \(roles.count) lines: registrar, security officer, instrument manager",
                    zh: "--passwords 须为 \(roles.count) 行：学籍与账号管理员、安全员、测评工具管理员"))
            throw Failure.refused
        }
        return lines
    }
}

/// The roles that an installation begins with.
private enum FirstRole: CaseIterable {
    case registrar, securityOfficer, instrumentManager

    var name: String {
        switch self {
        case .registrar: Words.role(.registrar)
        case .securityOfficer: Words.role(.securityOfficer)
        case .instrumentManager: Words.role(.instrumentManager)
        }
    }
}
