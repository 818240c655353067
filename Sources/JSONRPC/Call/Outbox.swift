/// What handlers on other threads want sent, until the loop fetches it; and the senders that wait for room.
struct Outbox {
    enum Outcome {
        case result([UInt8])
        case failure(RPCError)
    }

    enum Item {
        case answer(IncomingCall, Outcome)
        case message(IncomingCall, [UInt8])
        /// The call's deadline has changed.
        case deadline(IncomingCall)
    }

    struct Sender {
        let call: IncomingCall
        let continuation: CheckedContinuation<Void, any Error>
    }

    var items: [Item] = []
    /// Bytes of messages in `items`.
    var bytes = 0
    /// The stream holds more than its high mark.
    var isFull = false
    var isClosed = false
    var senders: [Int: Sender] = [:]
    /// Senders whose task was cancelled before they began to wait.
    var cancelledSenders: Set<Int> = []
    var nextSender = 0

    mutating func append(_ item: Item) -> NextStep {
        guard !isClosed else { return .nothing }
        items.append(item)
        return items.count == 1 ? .wakeLoop : .nothing
    }

    enum NextStep { case nothing, wakeLoop }
}
