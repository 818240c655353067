public import JSONRPC

/// What carries the calls of a typed client: a connection, or a stand-in in a test.
public protocol APICaller: Sendable {
    /// Calls `method` and answers the result's JSON.
    func call(_ method: String, params: [UInt8], meta: CallMeta) async throws -> [UInt8]

    /// Calls a method that streams; each element is one message's JSON.
    func stream(_ method: String, params: [UInt8], meta: CallMeta) -> AsyncThrowingStream<[UInt8], any Error>
}

extension APICaller {
    /// Calls `method` with a message and answers a message. Throws an `RPCError`.
    public func call<Request: RequestMessage, Response: ResponseMessage>(
        _ method: MethodDescriptor, _ request: Request, _ meta: CallMeta
    ) async throws -> Response {
        try await Response(result: call(method.name, params: request.encodedParams(), meta: meta))
    }

    /// Calls a method that streams messages. Letting go of the stream cancels the call.
    public func stream<Request: RequestMessage, Response: ResponseMessage>(
        _ method: MethodDescriptor, _ request: Request, _ meta: CallMeta
    ) -> MessageStream<Response> {
        do {
            return MessageStream(stream(method.name, params: try request.encodedParams(), meta: meta))
        } catch {
            return MessageStream(AsyncThrowingStream { $0.finish(throwing: error) })
        }
    }
}
