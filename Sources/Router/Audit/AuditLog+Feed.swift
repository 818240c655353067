internal import AuditLog
internal import Store

extension AuditLog {
    /// Tells those who watch the log that `transaction` makes it longer, once that is committed.
    func announce(in transaction: WriteTransaction, to feed: ChangeFeed) {
        guard feed.isWatched(.auditRecords) else { return }
        // The log has taken its new head over before.
        transaction.afterCommit { feed.publish(.auditRecords(size: self.head.size)) }
    }
}
