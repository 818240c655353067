internal import ArgumentParser
internal import Foundation
internal import Instruments

extension InstrumentCommands {
    /// `xinyu instrument sign FOLDER --secret-key FILE`
    struct Sign: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(
                en: "Sign an instrument's folder with minisign, without a daemon", zh: "用 minisign 为测评工具签名"),
            discussion: """
                The signature covers ID.so and, through its trusted comment, manifest.json: sign again after a change of \
                either. minisign asks for the key's password itself; `minisign -G` makes a pair of keys.
                """)

        @Argument(help: "Folder with manifest.json and ID.so.", completion: .directory)
        var folder: String

        @Option(help: "minisign secret key.", completion: .file(extensions: ["key"]))
        var secretKey: String

        func run() async throws {
            let files = InstrumentFiles(authorFolder: folder)
            let comment: String
            do {
                comment = try files.trustedComment()
            } catch {
                Output.note(
                    Language.current.text(
                        en: "\(folder)/manifest.json cannot be used; xinyu instrument check \(folder) says why",
                        zh: "\(folder)/manifest.json 不可用；原因请见 xinyu instrument check \(folder)"))
                throw Failure.refused
            }
            for path in ["\(folder)/\(files.id).so", secretKey] where !FileManager.default.fileExists(atPath: path) {
                Output.note(Language.current.text(en: "there is no file \(path)", zh: "没有文件 \(path)"))
                throw Failure.refused
            }
            let plugin = "\(folder)/\(files.id).so"
            let status = ForegroundProgram.run([
                "minisign", "-S", "-s", secretKey, "-m", plugin, "-x", plugin + ".minisig", "-t", comment,
            ])
            switch status {
            case 0?: Output.line("\(plugin).minisig: \(comment)")
            case nil:
                Output.note(
                    Language.current.text(
                        en:
                            "minisign is not installed: apt install minisign, or see https://jedisct1.github.io/minisign",
                        zh: "没有安装 minisign：请运行 apt install minisign，或见 https://jedisct1.github.io/minisign"))
                throw Failure.refused
            case let status?:
                Output.note(
                    Language.current.text(
                        en:
                            "minisign refused, with \(status): nothing was signed; is \(secretKey) a secret key, and its "
                            + "password right?",
                        zh: "minisign 未能签名（\(status)）；请确认 \(secretKey) 是私钥，且密码正确"))
                throw Failure.refused
            }
        }
    }
}
