public import Domain
public import Store

/// What a method that reads gets: one snapshot, and who asks. Valid in the method only.
public final class ReadingCall {
    public let context: CallContext
    public let transaction: ReadTransaction
    /// As of the snapshot, or a moment newer.
    public let units: UnitTree
    private(set) var counts = AuditCounts()

    init(context: CallContext, transaction: ReadTransaction, units: UnitTree) {
        self.context = context
        self.transaction = transaction
        self.units = units
    }

    /// Says how much was opened or changed, for the record; adds up.
    public func count(_ what: AuditCount, _ number: Int) { counts.add(what, number) }
}
