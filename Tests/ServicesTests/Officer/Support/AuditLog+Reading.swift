import Store

@testable import AuditLog

extension AuditLog {
    /// Oldest first.
    func allRecords() async throws -> [AuditRecord] {
        try await store.read { try self.records(matching: AuditFilter(), limit: 10_000, in: $0) }
    }

    func lastRecord() async throws -> AuditRecord? { try await allRecords().last }
}

extension LogVerdict {
    var isIntact: Bool {
        if case .intact = self { true } else { false }
    }
}
