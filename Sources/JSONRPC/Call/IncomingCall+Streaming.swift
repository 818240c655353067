extension IncomingCall {
    /// Sends one message of a server stream: the notification `rpc.stream` with `{"id":<id>,"message":<message>}`.
    ///
    /// Returns when there is room for another. Throws an `RPCError` when the call has ended (cancelled, over its
    /// deadline, connection gone), when a message is over the reply limit, or when so many senders push at once that
    /// the connection's queue overflows; throws `CANCELLED` when the task is cancelled while it waits, and then the
    /// message is on its way all the same.
    public func send(message: [UInt8]) async throws {
        guard !isNotification else { throw RPCError.failedPrecondition("a notification has no stream") }
        beginStreaming()
        try await connection.send(message, of: self)
    }
}
