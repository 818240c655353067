internal import Domain

/// The canonical bytes of a record, version 1. They are what is hashed and stored; they outlive this program.
///
/// All numbers are most significant byte first. A *text* is four bytes of length, then that many bytes of UTF-8; *bytes*
/// likewise, of any kind. Fields follow each other without gaps:
///
/// | at | field | form |
/// |---|---|---|
/// | 0 | version | 1 byte, = 1 |
/// | 1 | index in the log | 8 bytes |
/// | 9 | time, milliseconds since 1970-01-01T00:00:00Z | 8 bytes, two's complement |
/// | 17 | actor: account, or zeros | 16 bytes |
/// | 33 | user id of the peer process | 4 bytes |
/// | 37 | process id of the peer process | 4 bytes |
/// | 41 | outcome: gRPC status, 0…16 | 4 bytes |
/// | 45 | marks: 1 break-glass, 2 out of scope, 4 export; other bits zero | 4 bytes |
/// | 49 | subject, or zeros | 16 bytes |
/// | 65 | role | text |
/// | | method | text |
/// | | permission | text |
/// | | kind of the subject | text |
/// | | purpose, sealed; none if empty | bytes |
/// | | request id | text |
/// | | number of counts | 4 bytes |
/// | | for each count, in ascending order of its word's bytes, each word once: word, value | text, 8 bytes |
///
/// Nothing follows. A reader refuses whatever a writer would not have written.
extension AuditRecord {
    static let version: UInt8 = 1
    /// Bytes before the role.
    static let fixedCount = 65

    /// Why bytes are not a record.
    public enum Malformation: Error, Sendable, Equatable {
        case unknownVersion
        case cutShort
        case trailingBytes
        case notUTF8
        case unknownOutcome
        case unknownMarks
        case countsOutOfOrder
    }

    /// The canonical bytes, in one piece of memory.
    public var canonicalBytes: [UInt8] {
        var size =
            AuditRecord.fixedCount + 7 * 4 + role.utf8.count + method.utf8.count + permission.utf8.count
            + subject.kind.utf8.count + purpose.count + requestID.utf8.count
        for count in counts { size += 12 + count.key.utf8.count }
        return [UInt8](unsafeUninitializedCapacity: size) { buffer, initialized in
            var writer = CanonicalWriter(UnsafeMutableRawBufferPointer(buffer))
            writer.write(AuditRecord.version)
            writer.write(index)
            writer.write(time.milliseconds)
            writer.write(actor)
            writer.write(peer.uid)
            writer.write(peer.pid)
            writer.write(UInt32(outcome.code))
            writer.write(marks.rawValue)
            writer.write(subject.id)
            writer.write(role)
            writer.write(method)
            writer.write(permission)
            writer.write(subject.kind)
            purpose.withUnsafeBytes { writer.write($0) }
            writer.write(requestID)
            writer.write(UInt32(counts.count))
            for count in counts {
                writer.write(count.key)
                writer.write(count.value)
            }
            initialized = writer.offset
        }
    }

    /// The record of these bytes, which must be exactly what `canonicalBytes` writes.
    public init(canonical bytes: [UInt8]) throws(Malformation) {
        var reader = CanonicalReader(bytes)
        guard try reader.number(UInt8.self) == AuditRecord.version else { throw .unknownVersion }
        index = try reader.number()
        time = Timestamp(milliseconds: try reader.number())
        actor = try reader.identifier()
        peer = Peer(uid: try reader.number(), pid: try reader.number())
        guard let outcome = Outcome(code: try reader.number(UInt32.self)) else { throw .unknownOutcome }
        self.outcome = outcome
        marks = Marks(rawValue: try reader.number())
        guard marks.isSubset(of: .known) else { throw .unknownMarks }
        let subject = try reader.identifier()
        role = try reader.text()
        method = try reader.text()
        permission = try reader.text()
        self.subject = Subject(kind: try reader.text(), id: subject)
        purpose = Array(try reader.bytes())
        requestID = try reader.text()
        counts = try AuditRecord.counts(from: &reader)
        guard reader.isAtEnd else { throw .trailingBytes }
    }

    private static func counts(from reader: inout CanonicalReader) throws(Malformation) -> [Count] {
        var counts: [Count] = []
        // No room is made by the number, which may be anything; the bytes run out first.
        for _ in 0..<(try reader.number(UInt32.self)) {
            let count = Count(key: try reader.text(), value: try reader.number())
            if let last = counts.last, !last.key.utf8.lexicographicallyPrecedes(count.key.utf8) {
                throw .countsOutOfOrder
            }
            counts.append(count)
        }
        return counts
    }
}

extension AuditRecord.Malformation: CustomStringConvertible {
    public var description: String {
        switch self {
        case .unknownVersion: "the record has an unknown version"
        case .cutShort: "the record is cut short"
        case .trailingBytes: "there are bytes after the record"
        case .notUTF8: "a text of the record is not UTF-8"
        case .unknownOutcome: "the outcome is not a status"
        case .unknownMarks: "the record has unknown marks"
        case .countsOutOfOrder: "the counts are not in order"
        }
    }
}
