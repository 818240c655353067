internal import ArgumentParser
internal import JSONRPC
internal import XinyuAPI

/// `xinyu keys …`
struct KeyCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys", abstract: Language.current.text(en: "Keys, by the security officer", zh: "密钥管理（安全员）"),
        subcommands: [Status.self, Rotate.self], defaultSubcommand: Status.self)

    struct Status: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Terms and how many values each seals", zh: "各期密钥及其封存数量"))

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let response = try await KeyServiceClient(client).getKeyStatus(APIGetKeyStatusRequest(), door.meta())
                guard !door.json else { return try Output.message(response) }
                var table = Table("term", "state", "since", "owner keys", "sealed values")
                for term in response.terms {
                    table.add(
                        String(term.term), Words.keyTermState(term.state), Words.moment(term.createdAt),
                        String(term.ownerKeys),
                        String(term.sealedValues))
                }
                Output.table(table, whenEmpty: "")
                var uses = Table("key", "term", "used", "limit")
                for use in response.uses {
                    uses.add(use.purpose, String(use.term), String(use.count), String(use.limit))
                }
                Output.table(uses, whenEmpty: "")
                for use in response.uses where use.isNearLimit {
                    Output.note(
                        Language.current.text(
                            en: "the \(use.purpose) key of term \(use.term) nears its limit",
                            zh: "\(use.purpose) 第 \(use.term) 期密钥接近用量上限"))
                }
                if response.hasRotation { showProgress(response.rotation) }
            }
        }
    }

    struct Rotate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(
                en: "Begin a new term and seal everything again, or join a rotation under way", zh: "轮换数据密钥并重新封存（可续）"))

        @OptionGroup var door: Door

        func run() async throws {
            try await door.open { client in
                let stream = KeyServiceClient(client).rotateDataKeys(APIRotateDataKeysRequest(), try door.meta())
                var last = APIRotationProgress()
                for try await progress in stream {
                    last = progress
                    if !door.json { showProgress(progress) }
                }
                // How it came out, as one document.
                if door.json { try Output.message(last) }
            }
        }
    }
}

private func showProgress(_ progress: APIRotationProgress) {
    let text =
        "term \(progress.fromTerm) → \(progress.toTerm): \(progress.ownersDone)/\(progress.ownersTotal), "
        + "\(progress.valuesSealed) values"
    guard progress.isFinished else { return Output.progress(text) }
    Output.endProgress()
    Output.line(text)
    Output.line(progress.certificate)
}
