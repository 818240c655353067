public import AuditLog
internal import JSONRPC
public import Router
internal import Store
internal import SwiftProtobuf
public import Vault
public import XinyuAPI

/// `xinyu.v1.AuditService`: the access log, for the security officer.
public struct AuditServiceImplementation: AuditService {
    /// Told at once when a watch begins.
    private static let newestForWatch = 20
    /// Read at a time by a watch that is behind.
    private static let watchedPiece: UInt64 = 500

    private let log: AuditLog
    private let ring: KeyRing

    /// - Parameter ring: has the keys that opened purposes are sealed with.
    public init(log: AuditLog, ring: KeyRing) {
        self.log = log
        self.ring = ring
    }

    public func listRecords(_ request: APIListRecordsRequest, _ call: ReadingCall) throws -> APIListRecordsResponse {
        let page = try PageRequest(request.page)
        let newest = NewestRecords(filter: try RecordFilter(request.filter), transaction: call.transaction)
        let end = try Self.end(of: page, in: call.transaction)
        let (records, rest) = try newest.find(before: end, limit: page.size)
        call.count(.entries, records.count)
        return .with { response in
            response.entries = records.map { APIAuditEntry($0, openedWith: ring) }
            response.nextPage = rest.map(String.init) ?? ""
        }
    }

    public func watchRecords(
        _ request: APIWatchRecordsRequest, _ call: RunningCall, _ send: @Sendable (APIAuditEntry) async throws -> Void
    ) async throws {
        let filter = try RecordFilter(request.filter)
        let changes = call.watch(.auditRecords)
        // Who watches is in the log before anything is told, and also when nothing is.
        try await call.write { _ in }
        let (records, size) = try await call.read { reading in
            let size = try reading.transaction.nextAuditPosition()
            let newest = NewestRecords(filter: filter, transaction: reading.transaction)
            return (try newest.find(before: size, limit: Self.newestForWatch).records, size)
        }
        for record in records.reversed() { try await send(APIAuditEntry(record, openedWith: ring)) }
        var next = UInt64(clamping: size)
        for try await case .auditRecords(let size) in changes {
            while next < size {
                let end = min(size, next + Self.watchedPiece)
                for record in try await self.records(in: next..<end, matching: filter, call) {
                    try await send(APIAuditEntry(record, openedWith: ring))
                }
                next = end
            }
        }
        try Task.checkCancellation()
    }

    public func exportLog(
        _ request: APIExportLogRequest, _ call: RunningCall, _ send: @Sendable (APIExportedLines) async throws -> Void
    ) async throws {
        guard request.fromIndex == 0 else {
            throw RPCError.invalidArgument(
                field: "fromIndex", description: "must be 0: only a log from its beginning can be verified")
        }
        var lines = ExportedLines()
        try await log.export { text in
            try Task.checkCancellation()
            for part in lines.append(text) { try await send(part) }
        }
        if let part = lines.finish() { try await send(part) }
    }

    public func verifyLog(_ request: APIVerifyLogRequest, _ call: RunningCall) async throws -> APIVerifyLogResponse {
        let verdict = try await log.verify()
        return .with { response in
            switch verdict {
            case .intact(let size, let root):
                response.isIntact = true
                response.size = size
                response.root = Base64Text.encode(root.bytes)
            case .tampered, .unverifiable:
                response.size = log.head.size
                response.finding = verdict.description
            }
        }
    }

    public func getCheckpoint(
        _ request: APIGetCheckpointRequest, _ call: RunningCall
    ) async throws -> APIGetCheckpointResponse {
        let note = try await log.checkpoint()
        guard let key = log.noteKey else { throw AuditLogError.badOrigin }
        return .with { response in
            response.checkpoint = note.note
            response.verifierKey = key.text
        }
    }

    // MARK: -

    /// Before which position the page begins; its token is just that.
    private static func end(of page: PageRequest, in transaction: ReadTransaction) throws -> Int64 {
        let size = try transaction.nextAuditPosition()
        guard !page.token.isEmpty else { return size }
        guard let end = Int64(page.token), (1...max(size, 1)).contains(end) else { throw PageRequest.foreignToken }
        return end
    }

    private func records(
        in positions: Range<UInt64>, matching filter: RecordFilter, _ call: RunningCall
    ) async throws -> [AuditRecord] {
        try await call.read { reading in
            var records: [AuditRecord] = []
            try reading.transaction.auditRecords(
                in: Int64(clamping: positions.lowerBound)..<Int64(clamping: positions.upperBound)
            ) { row in
                let record = try AuditRecord(stored: row)
                if filter.fitsInFull(record) { records.append(record) }
            }
            return records
        }
    }
}
