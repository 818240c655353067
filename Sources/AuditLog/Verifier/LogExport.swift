internal import Vault

/// An access log as a text file, to be kept or verified elsewhere:
///
///     xinyu-audit-log-1 <origin>
///     key <vkey>                         one or more: all that signed
///     <index> <base64 of the record>     all records from 0, in order
///     checkpoint <number of lines>       a signed note follows, right after the last record that it covers
///     …
///     end <number of records>
///
/// Lines end with a line feed. The last record is followed by a checkpoint, else what is after the last checkpoint is
/// unsigned. The form of a record is told at `AuditRecord.canonicalBytes`.
public enum LogExport {
    static let version = "xinyu-audit-log-1"

    /// The first lines.
    public static func header(origin: String, keys: [NoteKey]) -> String {
        keys.reduce("\(version) \(origin)\n") { $0 + "key \($1.text)\n" }
    }

    /// The line of a record.
    public static func record(at index: UInt64, canonical bytes: [UInt8]) -> String {
        "\(index) \(Base64Text.encode(bytes))\n"
    }

    /// The lines of a checkpoint.
    public static func checkpoint(_ note: SignedNote) -> String {
        let note = note.note
        return "checkpoint \(note.utf8.count { $0 == UInt8(ascii: "\n") })\n" + note
    }

    /// The last line.
    public static func end(size: UInt64) -> String { "end \(size)\n" }
}
