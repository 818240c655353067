public import Store

/// Why the access log could not be opened, written or signed.
public enum AuditLogError: Error, Sendable, Equatable {
    /// The log folder, or a file in it, could not be used; the step, and the system's words.
    case folder(step: String, reason: String)
    /// The name of the log has a plus sign, white space or control characters, or is empty.
    case badOrigin
    /// The newest checkpoint is missing though the database has a log, or is not one of this log; why.
    case checkpointMissing
    case checkpointRefused(CheckpointError)
    /// The database has fewer records than were signed: an old copy was put back, or records were taken out.
    case shorterThanCheckpoint(database: UInt64, checkpoint: UInt64)
    /// The first records of the database are not those that were signed.
    case otherThanCheckpoint(size: UInt64)
    /// Records and head in the database do not fit together.
    case headDamaged
    /// The bytes of a stored record are not one; its place.
    case recordDamaged(at: UInt64)
    case store(StoreError)
}

extension AuditLogError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .folder(let step, let reason):
            "the log folder cannot be used (\(step): \(reason)): check owner, modes and space"
        case .badOrigin: "the name of the log must have no white space, plus sign or control characters"
        case .checkpointMissing:
            "the log folder has no checkpoint, but the database has a log: give the right folder, or restore it"
        case .checkpointRefused(let error): error.description
        case .shorterThanCheckpoint(let database, let checkpoint):
            "the database has \(database) records, \(checkpoint) were signed: it was put back or cut; find out by whom"
        case .otherThanCheckpoint(let size):
            "the first \(size) records are not those that were signed: the database was altered; find out by whom"
        case .headDamaged: "records and head of the log do not fit together: the database was altered or is damaged"
        case .recordDamaged(let index): "record \(index) of the log is damaged"
        case .store(let error): error.description
        }
    }
}
