internal import EventLoop
internal import Synchronization

extension ServerConnection {
    /// Does `item` now when the caller is on the loop; else leaves it for the loop, which is woken once for all that
    /// gathers.
    func post(_ item: Outbox.Item) {
        if loop.isCurrent {
            gather {
                // Messages that were sent before from elsewhere go first.
                fetchItems()
                perform(item)
            }
        } else if outbox.withLock({ $0.append(item) }) == .wakeLoop {
            loop.execute { self.empty() }
        }
    }

    private func empty() {
        gather { fetchItems() }
        let isFull = outbox.withLock { $0.isFull }
        let mark = isFull ? context.limits.lowWaterMark : context.limits.highWaterMark
        if stream.queuedBytes <= mark { makeRoom() }
    }

    private func fetchItems() {
        let items = outbox.withLock { outbox -> [Outbox.Item] in
            guard !outbox.items.isEmpty else { return [] }
            let items = outbox.items
            outbox.items = []
            outbox.bytes = 0
            return items
        }
        for item in items { perform(item) }
    }

    private func perform(_ item: Outbox.Item) {
        switch item {
        case .answer(let call, let outcome): finish(call, outcome)
        case .message(let call, let message):
            // After the call's end there is nobody to take it.
            guard let id = call.id, inFlight[id] === call else { return }
            writeLine { ReplyText.append(message: message, id: id, to: &$0) }
        case .deadline(let call):
            if let deadline = call.openDeadline { wantLook(by: deadline) }
        }
    }

    // MARK: Streams

    /// Queues a stream's message, and waits while the queue is over its high mark.
    func send(_ message: [UInt8], of call: IncomingCall) async throws {
        let limits = context.limits
        guard message.count <= limits.replyBytes else {
            throw RPCError.resourceExhausted("a message is over \(limits.replyBytes) bytes")
        }
        if let error = call.endError { throw error }
        let (sender, step) = try outbox.withLock { outbox -> (Int?, Outbox.NextStep) in
            guard !outbox.isClosed else { throw CancelReason.disconnected.error }
            guard outbox.bytes + message.count <= limits.replyBytes + limits.highWaterMark else {
                throw RPCError.resourceExhausted("messages come faster than the connection takes them")
            }
            let step = outbox.append(.message(call, message))
            outbox.bytes += message.count
            guard outbox.isFull || outbox.bytes > limits.highWaterMark else { return (nil, step) }
            outbox.nextSender += 1
            return (outbox.nextSender, step)
        }
        if step == .wakeLoop { loop.execute { self.empty() } }
        if let sender { try await wait(sender, of: call) }
    }

    private func wait(_ sender: Int, of call: IncomingCall) async throws {
        defer { _ = outbox.withLock { $0.cancelledSenders.remove(sender) } }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let verdict: Result<Void, any Error>? = outbox.withLock { outbox in
                    if outbox.cancelledSenders.remove(sender) != nil { return .failure(RPCError.cancelled) }
                    if outbox.isClosed { return .failure(CancelReason.disconnected.error) }
                    if let error = call.endError { return .failure(error) }
                    guard outbox.isFull || outbox.bytes > context.limits.highWaterMark else { return .success(()) }
                    outbox.senders[sender] = Outbox.Sender(call: call, continuation: continuation)
                    return nil
                }
                if let verdict { continuation.resume(with: verdict) }
            }
        } onCancel: {
            let waiting = outbox.withLock { outbox -> Outbox.Sender? in
                let waiting = outbox.senders.removeValue(forKey: sender)
                if waiting == nil { outbox.cancelledSenders.insert(sender) }
                return waiting
            }
            waiting?.continuation.resume(throwing: RPCError.cancelled)
        }
    }

    /// The stream has room again.
    func makeRoom() {
        let senders = outbox.withLock { outbox -> [Outbox.Sender] in
            outbox.isFull = false
            guard !outbox.senders.isEmpty, outbox.bytes <= context.limits.highWaterMark else { return [] }
            defer { outbox.senders = [:] }
            return Array(outbox.senders.values)
        }
        for sender in senders { sender.continuation.resume() }
    }

    /// The call has ended: who waits to send learns it.
    func wakeSenders(of call: IncomingCall) {
        let senders = outbox.withLock { outbox -> [Outbox.Sender] in
            let woken = outbox.senders.filter { $0.value.call === call }
            for key in woken.keys { outbox.senders[key] = nil }
            return Array(woken.values)
        }
        guard !senders.isEmpty else { return }
        let error = call.endError ?? .cancelled
        for sender in senders { sender.continuation.resume(throwing: error) }
    }

    func closeOutbox() {
        let senders = outbox.withLock { outbox -> [Outbox.Sender] in
            outbox.isClosed = true
            outbox.items = []
            defer { outbox.senders = [:] }
            return Array(outbox.senders.values)
        }
        for sender in senders { sender.continuation.resume(throwing: CancelReason.disconnected.error) }
    }
}
