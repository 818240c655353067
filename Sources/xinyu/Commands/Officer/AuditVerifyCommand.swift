internal import ArgumentParser
internal import AuditLog
internal import Foundation

/// `AuditCommands` has a command of the same name.
private typealias SignedCheckpoint = Checkpoint

extension AuditCommands {
    /// `xinyu audit verify FILE`: without a daemon.
    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Language.current.text(en: "Verify an exported log, without a daemon", zh: "离线校验导出的日志"),
            discussion: """
                The verifier key is that of the school, taken from its daemon or its log folder and kept apart from \
                the export: a log that vouches for itself proves nothing. Checkpoints that a witness kept (one signed \
                note a file) show a log that was cut back.
                """)

        @Argument(help: "The exported log.", completion: .file())
        var file: String

        @Option(name: .customLong("key"), help: "Verifier key, or a file that holds one; once for each.")
        var keys: [String]

        @Option(name: .customLong("witness"), help: "File with a checkpoint that was kept elsewhere; once for each.")
        var witnesses: [String] = []

        func run() async throws {
            let trusted = try keys.map { text in
                let content = (try? String(contentsOfFile: text, encoding: .utf8)) ?? text
                guard let key = NoteKey(text: content.trimmingCharacters(in: .whitespacesAndNewlines)) else {
                    throw ValidationError("--key takes a verifier key, as name+hash+base64, or a file with one")
                }
                return key
            }
            guard let origin = trusted.first?.name else { throw ValidationError("give a --key") }
            let witnessed = try witnesses.map { path in
                do {
                    let note = try SignedNote(note: String(contentsOfFile: path, encoding: .utf8))
                    return try SignedCheckpoint(note, origin: origin, trusted: trusted)
                } catch {
                    throw ValidationError("\(path) holds no checkpoint of \(origin) signed by a trusted key")
                }
            }
            var verifier = LogVerifier(origin: origin, trusted: trusted, witnessed: witnessed)
            let verdict = verifier.verify(file: file)
            Output.line("\(verdict)")
            guard case .intact = verdict else { throw Failure.refused }
        }
    }
}
