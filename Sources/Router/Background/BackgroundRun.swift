internal import AuditLog
public import Domain
internal import Glibc
public import Store

/// One time that a background work is done: one moment, a way to the store, and a record of each change.
///
/// Here, and nowhere else, the access log learns what the installation does by itself. A record is committed in the
/// transaction of what it tells of; all records of a run share a request id.
public struct BackgroundRun: Sendable {
    /// How many things one transaction takes on, so that no other write waits long behind it.
    private static let most = 128
    /// How many transactions a run takes for one kind of thing; the rest waits for the next time.
    private static let mostPieces = 256

    /// One moment for the whole run.
    public let now: Timestamp
    private let desk: BackgroundDesk
    private let name: BackgroundWorkName
    private let requestID: String

    init(_ desk: BackgroundDesk, _ name: BackgroundWorkName, requestID: String) {
        self.desk = desk
        self.name = name
        self.requestID = requestID
        now = desk.clock.now()
    }

    /// The committed tree of units.
    public var units: UnitTree { desk.units.tree }

    public func read<Value: Sendable>(
        _ body: @escaping @Sendable (ReadTransaction) throws -> Value
    ) async throws -> Value {
        try await desk.store.read(body)
    }

    /// Changes in one transaction, with its records; durable when this returns. What `body` throws undoes it.
    public func write<Value: Sendable>(
        _ body: @escaping @Sendable (BackgroundChange) throws -> Value
    ) async throws -> Value {
        try await desk.store.write { transaction in
            let change = BackgroundChange(transaction, now: now, random: desk.random)
            let value = try body(change)
            try record(change, in: transaction)
            for event in change.events { transaction.afterCommit { desk.feed.publish(event) } }
            return value
        }
    }

    /// Does what is due in pieces.
    ///
    /// - Parameters:
    ///   - due: what is due, at most so many; what `body` has done is due no more.
    /// - Returns: how many were done.
    @discardableResult
    public func settle<Due>(
        _ due: @escaping @Sendable (ReadTransaction, _ limit: Int) throws -> [Due],
        _ body: @escaping @Sendable (Due, BackgroundChange) throws -> Void
    ) async throws -> Int {
        // A look costs less than a turn of the writer, and there is mostly nothing.
        guard try await read({ try !due($0, 1).isEmpty }) else { return 0 }
        var count = 0
        for _ in 0..<Self.mostPieces {
            let done = try await write { change in
                let found = try due(change.transaction, Self.most)
                for item in found { try body(item, change) }
                return found.count
            }
            count += done
            if done < Self.most { break }
        }
        return count
    }

    /// One record for each thing that was changed; one about nothing in particular for a change that names nothing.
    private func record(_ change: BackgroundChange, in transaction: WriteTransaction) throws {
        var subjects = change.subjects
        if subjects.isEmpty, transaction.hasChangedRows { subjects = [(.none, AuditCounts())] }
        guard !subjects.isEmpty else { return }
        for (subject, counts) in subjects {
            try desk.log.append(
                AuditRecord(
                    time: now, actor: .installation, role: "",
                    peer: AuditRecord.Peer(uid: getuid(), pid: UInt32(truncatingIfNeeded: getpid())),
                    method: name.rawValue, permission: "", subject: subject, purpose: [], outcome: .ok,
                    counts: counts.recorded, requestID: requestID),
                in: transaction)
        }
        desk.log.announce(in: transaction, to: desk.feed)
    }
}
