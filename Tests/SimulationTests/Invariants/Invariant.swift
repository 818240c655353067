import Domain
import Store

/// Something that holds at any moment at which the background works have done what was due: a pure look at the store.
struct Invariant: Sendable {
    let name: String
    /// What breaks it, a line each; ids and states only.
    let violations: @Sendable (ReadTransaction, Timestamp) throws -> [String]

    static let all =
        Invariant.ofWarnings + Invariant.ofCare + Invariant.ofCrises + Invariant.ofBookings + Invariant.ofHistories
        + Invariant.ofReferences + Invariant.ofAssessment + Invariant.ofDepartures

    /// Everything that is broken, each line with the name of its invariant.
    static func violations(in store: Store, at now: Timestamp) async throws -> [String] {
        try await store.read { transaction in
            try all.flatMap { invariant in try invariant.violations(transaction, now).map { "\(invariant.name): \($0)" }
            }
        }
    }

    /// One that is broken by each row of a query, which names the row in its first column.
    static func none(_ name: String, _ sql: StaticString, at isDated: Bool = false) -> Invariant {
        Invariant(name: name) { transaction, now in
            try transaction.all(sql, isDated ? [.time(now)] : []) { row in try row.text(0) }
        }
    }
}
