public import Domain
public import Vault

/// How far a log is, in a form to be signed (C2SP tlog-checkpoint):
///
///     <origin>
///     <size, decimal>
///     <root hash, base64>
///     time <milliseconds since 1970-01-01T00:00:00Z, decimal>
///
/// The last line is an extension, and may be missing.
public struct Checkpoint: Sendable, Hashable {
    private static let timePrefix = "time "

    /// Names the log, as `school.example/xinyu`. The key that signs it has the same name.
    public let origin: String
    /// Records in the log.
    public let size: UInt64
    public let root: SHA256Digest
    public let time: Timestamp?

    public init(origin: String, size: UInt64, root: SHA256Digest, time: Timestamp? = nil) {
        self.origin = origin
        self.size = size
        self.root = root
        self.time = time
    }

    /// The text that is signed.
    public var text: String {
        let body = "\(origin)\n\(size)\n\(Base64Text.encode(root.bytes))\n"
        return time.map { body + Checkpoint.timePrefix + "\($0.milliseconds)\n" } ?? body
    }

    /// Reads what `text` writes. Extension lines of others are passed over.
    ///
    /// - Throws: `CheckpointError.malformed`.
    public init(text: String) throws(CheckpointError) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.count >= 4, lines.last?.isEmpty == true, lines.dropLast().allSatisfy({ !$0.isEmpty }) else {
            throw .malformed("it has not three lines or more")
        }
        guard let size = UInt64(lines[1]), String(size) == lines[1] else { throw .malformed("its size is no number") }
        guard let bytes = Base64Text.decode(lines[2]), let root = SHA256Digest(bytes: bytes) else {
            throw .malformed("its root is not a hash in base64")
        }
        var time: Timestamp?
        for line in lines[3...] where line.hasPrefix(Checkpoint.timePrefix) {
            let digits = line.dropFirst(Checkpoint.timePrefix.count)
            guard time == nil, let milliseconds = Int64(digits), String(milliseconds) == digits else {
                throw .malformed("its time is no number, or is there twice")
            }
            time = Timestamp(milliseconds: milliseconds)
        }
        self.init(origin: String(lines[0]), size: size, root: root, time: time)
    }

    /// The checkpoint as a note signed with `signer`, whose public key is `key`.
    public func signed(with signer: SigningKey, as key: NoteKey) -> SignedNote {
        SignedNote(text, signer: signer, key: key)
    }

    /// The checkpoint in a note, which must be of the log `origin` and signed with a key in `trusted`.
    public init(_ note: SignedNote, origin: String, trusted: [NoteKey]) throws(CheckpointError) {
        try note.verify(trusted: trusted)
        try self.init(text: note.text)
        guard self.origin == origin else { throw .otherLog(origin: self.origin) }
    }
}
