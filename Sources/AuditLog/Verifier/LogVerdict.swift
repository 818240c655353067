public import Vault

/// What a verifier found.
public enum LogVerdict: Sendable, Hashable {
    /// Every record is there, in its place, unaltered, and signed.
    case intact(size: UInt64, root: SHA256Digest)
    /// The first record that cannot be trusted, and why.
    case tampered(at: UInt64, Reason)
    /// It cannot be told, and why.
    case unverifiable(Obstacle)

    public enum Reason: Sendable, Hashable {
        /// The line is neither a record nor anything else that belongs there.
        case malformedLine
        /// The bytes are not a record.
        case malformedRecord(AuditRecord.Malformation)
        /// Another record is in this place: one is missing, there twice, or moved.
        case wrongIndex(found: UInt64)
        /// The database finds it under another time, actor or subject than it has.
        case misfiled
        /// A checkpoint is not one, or is not signed as it must be.
        case badCheckpoint(CheckpointError)
        /// A checkpoint stands elsewhere than after the last record that it covers.
        case misplacedCheckpoint(size: UInt64)
        /// One of the records from here up to the checkpoint of `size` was altered, added or taken away.
        case wrongRoot(checkpointOfSize: UInt64)
        /// The records from here on are under no checkpoint.
        case unsigned
        /// The file ends before its end.
        case cutShort
        /// There is something after the end.
        case trailingLines
        /// A witness has seen more records than there are.
        case rolledBack(witnessSaw: UInt64)
        /// A witness has seen other records up to `size`.
        case otherThanWitnessed(size: UInt64)
    }

    public enum Obstacle: Sendable, Hashable {
        /// The file is not an exported log, or of a version that is not known here.
        case notALog
        /// The log is not the one that was asked for.
        case otherLog(origin: String)
        /// The log names a key that is not trusted.
        case untrustedKey(String)
        /// The file cannot be read; the words of the system.
        case unreadable(String)
    }
}

extension LogVerdict: CustomStringConvertible {
    public var description: String {
        switch self {
        case .intact(let size, _): "intact: \(size) records, all signed"
        case .tampered(let index, let reason): "tampered at record \(index): \(reason)"
        case .unverifiable(let obstacle): "cannot be verified: \(obstacle)"
        }
    }
}

extension LogVerdict.Reason: CustomStringConvertible {
    public var description: String {
        switch self {
        case .malformedLine: "the line does not belong there"
        case .malformedRecord(let malformation): "\(malformation)"
        case .wrongIndex(let found): "record \(found) is in its place"
        case .misfiled: "the database finds it under another time, actor or subject than it has"
        case .badCheckpoint(let error): "\(error)"
        case .misplacedCheckpoint(let size): "a checkpoint of \(size) records is in a wrong place"
        case .wrongRoot(let size):
            "the records from here up to the checkpoint of \(size) are not those that were signed"
        case .unsigned: "no checkpoint covers the records from here on"
        case .cutShort: "the file is cut short"
        case .trailingLines: "there is something after the end"
        case .rolledBack(let size): "a witness has seen \(size) records"
        case .otherThanWitnessed(let size): "the first \(size) records are not those that a witness has seen"
        }
    }
}

extension LogVerdict.Obstacle: CustomStringConvertible {
    public var description: String {
        switch self {
        case .notALog: "this is not an exported log, or one of a newer version"
        case .otherLog(let origin): "the log is that of \(origin)"
        case .untrustedKey(let key): "the log is signed with \(key), which is not trusted: get that key from the school"
        case .unreadable(let reason): "the file cannot be read: \(reason)"
        }
    }
}
