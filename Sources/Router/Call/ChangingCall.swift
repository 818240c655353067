public import Access
public import Domain
public import Store

/// What a method that changes gets: the one write transaction, which the router commits together with the call's
/// record. Valid in the method only. What it throws undoes all that it wrote.
public final class ChangingCall {
    public let context: CallContext
    public let transaction: WriteTransaction
    /// With what earlier writes have changed.
    public let units: UnitTree
    public let random: any RandomSource
    private(set) var effects = CommitEffects()
    /// For functions that only read, and work for reading methods too.
    public private(set) lazy var reading = ReadingCall(context: context, transaction: transaction, units: units)

    init(context: CallContext, transaction: WriteTransaction, units: UnitTree, random: any RandomSource) {
        self.context = context
        self.transaction = transaction
        self.units = units
        self.random = random
    }

    public func newIdentifier() -> Identifier { Identifier(randomFrom: random) }

    /// Says how much was opened or changed, for the record; adds up.
    public func count(_ what: AuditCount, _ number: Int) { reading.count(what, number) }

    var counts: AuditCounts { reading.counts }

    /// The tree of units is not what it was: it is read again in this transaction, and taken over with its commit.
    public func unitsChanged() { effects.unitsChanged = true }

    /// Open sessions of `account` get its present grants with the commit; an account that is stopped, or has no grant
    /// left, loses its sessions.
    public func accessChanged(account: Identifier) { effects.accountsChanged.insert(account) }

    /// A session that was stored in this transaction counts from its commit on.
    public func sessionOpened(_ session: Session) { effects.sessionsOpened.append(session) }

    /// A session that was revoked in this transaction ends with its commit, on every connection that uses it.
    public func sessionEnded(tokenHash: [UInt8]) { effects.sessionsEnded.append(tokenHash) }

    /// Tells those who watch, once it is committed.
    public func publish(_ event: FeedEvent) { effects.events.append(event) }
}
