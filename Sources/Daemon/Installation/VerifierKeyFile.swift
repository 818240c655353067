internal import AuditLog
internal import Foundation

/// The public key of the access log as a line of text, for `xinyu audit verify` and other verifiers of signed notes.
struct VerifierKeyFile {
    private let text: String

    init(_ log: AuditLog) { text = log.noteKey.map { $0.text + "\n" } ?? "" }

    func write(to path: String) throws(InstallationError) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw .last("create", path) }
        defer { close(descriptor) }
        let bytes = Array(text.utf8)
        guard fchmod(descriptor, 0o644) == 0, write(descriptor, bytes) == bytes.count, fsync(descriptor) == 0 else {
            throw .last("write", path)
        }
    }

    private func write(_ descriptor: Int32, _ bytes: [UInt8]) -> Int {
        Foundation.write(descriptor, bytes, bytes.count)
    }
}
