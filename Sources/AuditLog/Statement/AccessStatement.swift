public import Domain
public import Vault

/// Who has read or changed the record of one person, as a text file that can be checked without the daemon:
///
///     xinyu-access-statement-1 <origin of the log>
///     subject <id>
///     key <vkey>
///     actor <id> <name>                             what the school says; one for each who is named below
///     record <index> <base64 of the record>         all records of the subject, in order
///     proof <index> <base64 of the hashes>          after each record: its way to the root (RFC 6962)
///     checkpoint <number of lines>                  a signed note follows
///     …
///     end <number of records>
///
/// Each record is shown to stand in the signed tree at its place. That none is missing is shown against an exported log of
/// the same tree (`xinyu records verify FILE --log LOG`); whoever finds another record of the subject below the size of the
/// checkpoint has the school's signature against it.
public struct AccessStatement: Sendable, Equatable {
    static let version = "xinyu-access-statement-1"

    /// A record with its proof.
    public struct Entry: Sendable, Equatable {
        public let index: UInt64
        public let canonical: [UInt8]
        public let path: [SHA256Digest]

        public init(index: UInt64, canonical: [UInt8], path: [SHA256Digest]) {
            self.index = index
            self.canonical = canonical
            self.path = path
        }
    }

    public let origin: String
    public let subject: Identifier
    public let key: NoteKey
    /// By id.
    public let actors: [Identifier: String]
    public let entries: [Entry]
    public let checkpoint: SignedNote

    public init(
        origin: String, subject: Identifier, key: NoteKey, actors: [Identifier: String], entries: [Entry],
        checkpoint: SignedNote
    ) {
        self.origin = origin
        self.subject = subject
        self.key = key
        self.actors = actors
        self.entries = entries
        self.checkpoint = checkpoint
    }

    public var text: String {
        var text = "\(Self.version) \(origin)\nsubject \(subject)\nkey \(key.text)\n"
        for (id, name) in actors.sorted(by: { $0.key < $1.key }) {
            text += "actor \(id) \(name.replacing("\n", with: " "))\n"
        }
        for entry in entries {
            text += "record \(entry.index) \(Base64Text.encode(entry.canonical))\n"
            text += "proof \(entry.index) \(Base64Text.encode(entry.path.flatMap(\.bytes)))\n"
        }
        return text + LogExport.checkpoint(checkpoint) + "end \(entries.count)\n"
    }
}
