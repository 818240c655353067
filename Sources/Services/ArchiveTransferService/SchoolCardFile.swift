internal import AuditLog
internal import Domain
internal import JSONRPC
internal import Vault

/// A school as others know it: what parcels are sealed to, and whose signature stands under its parcels and receipts.
/// Format 1 of the file is told in `docs/records.md`.
struct SchoolCardFile {
    static let kind = "xinyu-school-card-1"

    let school: Identifier
    let name: String
    /// X25519.
    let box: [UInt8]
    /// Of the installation.
    let key: NoteKey
    let madeAt: Timestamp
    let note: String

    init(school: Identifier, name: String, box: [UInt8], madeAt: Timestamp, signer: Signer) {
        let text = SignedText(
            Self.kind,
            [
                ("school", school.description), ("name", name), ("box", Base64Text.encode(box)),
                ("made", String(madeAt.milliseconds)),
            ], signer: signer)
        self.school = school
        self.name = name
        self.box = box
        self.madeAt = madeAt
        key = signer.key
        note = text.note.note
    }

    /// - Throws: `SignedText.Failure`.
    init(note: String) throws(SignedText.Failure) {
        let text = try SignedText(Self.kind, note: note)
        guard let school = Identifier(try text.value("school")),
            let box = Base64Text.decode(try text.value("box")), box.count == BoxKeyPair.keyCount,
            let made = Int64(try text.value("made")), let key = NoteKey(text: try text.value("key"))
        else { throw .malformed("a value does not read as it should") }
        self.school = school
        self.box = box
        self.key = key
        self.note = note
        name = try text.value("name")
        madeAt = Timestamp(milliseconds: made)
    }

    /// What is compared by another way: the first 16 bytes of SHA-256 over the school, both keys and their name, as
    /// eight groups of four hexadecimal digits.
    var fingerprint: String {
        let digest = SHA256Digest(of: school.bytes + box + Array(key.text.utf8)).bytes.prefix(16)
        let digits = digest.map { byte in String(byte + 0, radix: 16).leftPadded(to: 2) }.joined()
        return stride(from: 0, to: 32, by: 4).map { start in
            let from = digits.index(digits.startIndex, offsetBy: start)
            return String(digits[from..<digits.index(from, offsetBy: 4)])
        }.joined(separator: " ")
    }

    /// Of the key alone that parcels are sealed to: by which a parcel names its receiver.
    static func name(ofBox box: [UInt8]) -> String { Base64Text.encode(box) }
}

extension String {
    fileprivate func leftPadded(to width: Int) -> String { String(repeating: "0", count: max(0, width - count)) + self }
}

extension RPCError {
    /// A file that was given is not what it should be.
    static func file(_ failure: SignedText.Failure, field: String, _ what: String) -> RPCError {
        switch failure {
        case .malformed(let reason): invalidArgument(field: field, description: "is no \(what): \(reason)")
        case .notSigned:
            invalidArgument(field: field, description: "is a \(what) whose signature is false: it was changed")
        }
    }
}
