extension ServerConnection {
    /// Answers a line that names no call.
    func refuse(_ error: RPCError) {
        answer(.failure(error), id: .null, batch: nil)
    }

    func take(_ elements: [ScannedElement]) {
        let batch = BatchReply(limit: context.limits.replyBytes)
        for element in elements { take(element, batch: batch) }
        if let line = batch.complete() { writeLine { $0.append(contentsOf: line) } }
    }

    func take(_ element: ScannedElement, batch: BatchReply?) {
        switch element {
        case .badNotification(let error): context.counters.failed(error)
        case .fault(let error, let id):
            batch?.expect()
            answer(.failure(error), id: id, batch: batch)
        case .request(let envelope):
            if envelope.id != nil { batch?.expect() }
            if envelope.method == "rpc.cancel", !isRunning(envelope.id) {
                cancel(envelope, batch: batch)
            } else if let error = reasonToRefuse(envelope) {
                guard let id = envelope.id else { return context.counters.failed(error) }
                // Under a running call's id the answer would be taken for that call's.
                answer(.failure(error), id: isRunning(id) ? .null : id, batch: batch)
            } else {
                begin(envelope, batch: batch)
            }
        }
    }

    private func isRunning(_ id: CallID?) -> Bool { id.map { inFlight[$0] != nil } ?? false }

    private func reasonToRefuse(_ envelope: Envelope) -> RPCError? {
        if isRunning(envelope.id) {
            return .invalidRequest("a call with this id is still running on the connection")
        }
        if context.isDraining, !context.handler.answersWhileDraining(envelope.method) {
            return CancelReason.draining.error
        }
        if inFlight.count + notifications.count >= context.limits.callsInFlight {
            return .resourceExhausted(
                "\(context.limits.callsInFlight) calls of this connection are running; wait for an answer")
        }
        return nil
    }

    private func begin(_ envelope: Envelope, batch: BatchReply?) {
        let now = clock.now
        let limits = context.limits
        let timeout = envelope.meta.timeout.map { min($0, limits.longestTimeout) } ?? limits.defaultTimeout
        let deadline = now.advanced(by: timeout)
        callCount += 1
        let call = IncomingCall(
            envelope, connection: self, batch: batch, serial: callCount, arrival: now, deadline: deadline)
        if let id = call.id { inFlight[id] = call } else { notifications[ObjectIdentifier(call)] = call }
        context.counters.callBegan()
        wantLook(by: deadline)
        context.handler.handle(call)
    }

    // MARK: Answers

    /// The handler, or what cancelled the call, has answered.
    func finish(_ call: IncomingCall, _ outcome: Outbox.Outcome) {
        guard let id = call.id else {
            guard notifications.removeValue(forKey: ObjectIdentifier(call)) != nil else { return }
            context.counters.callsEnded()
            if case .failure(let error) = outcome { context.counters.failed(error) }
            return
        }
        guard inFlight.removeValue(forKey: id) != nil else { return }
        context.counters.callsEnded()
        answer(outcome, id: id, batch: call.batch)
    }

    private func answer(_ outcome: Outbox.Outcome, id: CallID, batch: BatchReply?) {
        var outcome = outcome
        if case .result(let result) = outcome, result.count > context.limits.replyBytes {
            outcome = .failure(
                .resourceExhausted("the answer is over \(context.limits.replyBytes) bytes; ask for less"))
        }
        if case .result(let result) = outcome, let batch, !batch.hasRoom(for: result.count) {
            outcome = .failure(
                .resourceExhausted("the batch's answers are over \(context.limits.replyBytes) bytes; ask for less"))
        }
        if case .failure(let error) = outcome { context.counters.failed(error) }
        if let batch {
            if let line = batch.add({ ReplyText.append(outcome, id: id, to: &$0) }) {
                writeLine { $0.append(contentsOf: line) }
            }
        } else {
            writeLine { ReplyText.append(outcome, id: id, to: &$0) }
        }
    }

    // MARK: Cancellation

    /// `rpc.cancel`: as a call it is always answered; for an id that is not running nothing else happens.
    private func cancel(_ envelope: Envelope, batch: BatchReply?) {
        if let id = CancelRequest.id(in: envelope.params) {
            if let call = inFlight[id] { end(call, .byCaller) }
            if let own = envelope.id { answer(.result([]), id: own, batch: batch) }
        } else {
            let error = RPCError.invalidParams(field: "id", description: "is the id of the call to cancel")
            if let own = envelope.id {
                answer(.failure(error), id: own, batch: batch)
            } else {
                context.counters.failed(error)
            }
        }
    }

    private func end(_ call: IncomingCall, _ reason: CancelReason) {
        guard let handlers = call.cancel(reason) else { return }
        finish(call, .failure(reason.error))
        for handler in handlers { handler() }
    }

    func endCalls(_ reason: CancelReason, where isMeant: (IncomingCall) -> Bool) {
        for call in Array(inFlight.values) + Array(notifications.values) where isMeant(call) {
            end(call, reason)
            // Answered on another thread, and nobody is left to hear it.
            if reason == .disconnected { forget(call) }
        }
    }

    private func forget(_ call: IncomingCall) {
        let known =
            call.id.map { inFlight.removeValue(forKey: $0) }
            ?? notifications.removeValue(forKey: ObjectIdentifier(call))
        if known != nil { context.counters.callsEnded() }
    }

    func expireCalls(at now: ContinuousClock.Instant) {
        for call in Array(inFlight.values) + Array(notifications.values) {
            if let deadline = call.openDeadline, deadline <= now { end(call, .deadline) }
        }
    }

    var soonestDeadline: ContinuousClock.Instant? {
        let calls = inFlight.values.lazy.compactMap { $0.openDeadline }.min()
        let others = notifications.values.lazy.compactMap { $0.openDeadline }.min()
        return [calls, others].compactMap { $0 }.min()
    }
}
