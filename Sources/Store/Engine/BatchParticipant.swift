/// Something that keeps a state of its own in step with the commits, such as the head of the access log.
///
/// All calls come on the writer's thread, in this order for each batch: for each closure `closureDidSucceed` or
/// `closureDidFail`, then `willCommit` if any closure succeeded, then `didCommit` or `didRollback`.
public protocol BatchParticipant: AnyObject, Sendable {
    /// What the closure that has just run did will be part of the commit.
    func closureDidSucceed()
    /// What the closure that has just run did has been undone.
    func closureDidFail()
    /// The last chance to write into the batch. An error fails the whole batch.
    func willCommit(_ transaction: WriteTransaction) throws
    /// The batch is durable.
    func didCommit()
    /// Nothing of the batch was stored.
    func didRollback()
}
