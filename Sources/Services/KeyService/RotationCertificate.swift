internal import AuditLog
internal import Domain
internal import Store
internal import Vault

/// What a rotation of data keys has done, to be signed:
///
///     xinyu-key-rotation-1 <origin of the access log>
///     rotation <id>
///     from-term <term>
///     to-term <term>
///     started <milliseconds since 1970-01-01T00:00:00Z>
///     finished <milliseconds>
///     before term <term> owner-keys <number> sealed-values <number>      one for each term
///     after term <term> owner-keys <number> sealed-values <number>       one for each term
///     retired <term>                                                     one for each key that is destroyed
///
/// What is sealed under a retired term after a rotation belonged to owners whose keys were destroyed before: nobody
/// can open it.
struct RotationCertificate {
    static let version = "xinyu-key-rotation-1"

    let origin: String
    /// Finished.
    let rotation: KeyRotationRecord
    let before: TermCounts
    let after: TermCounts
    let retired: [UInt32]

    /// Ends with a line end.
    var text: String {
        var lines = [
            "\(RotationCertificate.version) \(origin)", "rotation \(rotation.id)", "from-term \(rotation.fromTerm)",
            "to-term \(rotation.toTerm)", "started \(rotation.startedAt.milliseconds)",
        ]
        if let finished = rotation.finishedAt { lines.append("finished \(finished.milliseconds)") }
        lines += before.lines.map { "before " + $0 }
        lines += after.lines.map { "after " + $0 }
        lines += retired.map { "retired \($0)" }
        return lines.joined(separator: "\n") + "\n"
    }

    /// - Throws: `AuditLogError.badOrigin`.
    func signed(with signer: SigningKey) throws(AuditLogError) -> SignedNote {
        guard let key = NoteKey(name: origin, key: signer.verifyKey) else { throw .badOrigin }
        return SignedNote(text, signer: signer, key: key)
    }
}
