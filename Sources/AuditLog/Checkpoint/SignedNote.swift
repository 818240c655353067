public import Vault

/// Text with signatures under it, in the form of C2SP signed-note:
///
///     the text, which ends with a line end
///     (an empty line)
///     — <name> <base64 of the key's id and the signature>
///
/// The dash is U+2014; the signature is over the text with its last line end.
public struct SignedNote: Sendable, Hashable {
    struct Signature: Sendable, Hashable {
        let name: String
        let id: [UInt8]
        let bytes: [UInt8]
    }

    private static let dash = "\u{2014} "
    /// More are refused, so that a note cannot be made to cost.
    private static let mostSignatures = 100

    /// Ends with a line end.
    public let text: String
    let signatures: [Signature]

    /// `text`, which ends with a line end, signed with `signer`, whose public key is known as `key`. The first line must tell
    /// what is signed, so that a note of one kind is never taken for one of another.
    public init(_ text: String, signer: SigningKey, key: NoteKey) {
        self.text = text
        signatures = [Signature(name: key.name, id: key.id, bytes: signer.sign(Array(text.utf8)))]
    }

    /// Reads a note, without looking whether its signatures are true.
    ///
    /// - Throws: `CheckpointError.malformed`.
    public init(note: String) throws(CheckpointError) {
        guard note.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7F || $0 == "\n" }) else {
            throw .malformed("it has control characters")
        }
        let lines = note.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.last?.isEmpty == true else { throw .malformed("it does not end with a line end") }
        guard let divide = lines.dropLast().lastIndex(where: \.isEmpty), divide > 0 else {
            throw .malformed("it has no empty line before the signatures")
        }
        let signed = lines[(divide + 1)...].dropLast()
        guard (1...SignedNote.mostSignatures).contains(signed.count) else {
            throw .malformed("it has \(signed.count) signatures")
        }
        var signatures: [Signature] = []
        for line in signed { signatures.append(try SignedNote.signature(line)) }
        text = lines[..<divide].joined(separator: "\n") + "\n"
        self.signatures = signatures
    }

    /// The whole note.
    public var note: String {
        signatures.reduce(text + "\n") { note, signature in
            note + SignedNote.dash + signature.name + " " + Base64Text.encode(signature.id + signature.bytes) + "\n"
        }
    }

    /// Checks the signatures of the keys in `trusted`; those of other keys are passed over, as the form asks.
    ///
    /// - Throws: `CheckpointError.wrongSignature` if one of them is false, `.notSigned` if there is none.
    public func verify(trusted: [NoteKey]) throws(CheckpointError) {
        var isSigned = false
        for signature in signatures {
            for key in trusted where key.name == signature.name && key.id == signature.id {
                guard key.key.isValid(signature.bytes, for: Array(text.utf8)) else {
                    throw .wrongSignature(name: key.name)
                }
                isSigned = true
            }
        }
        guard isSigned else { throw .notSigned }
    }

    private static func signature(_ line: Substring) throws(CheckpointError) -> Signature {
        guard line.hasPrefix(dash) else { throw .malformed("a line of the signatures does not begin with a dash") }
        let parts = line.dropFirst(dash.count).split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count == 2, NoteKey.isName(parts[0]), let bytes = Base64Text.decode(parts[1]), bytes.count > 4
        else {
            throw .malformed("a line of the signatures is not a name and a signature")
        }
        return Signature(name: String(parts[0]), id: Array(bytes[..<4]), bytes: Array(bytes[4...]))
    }
}
