/// The messages of a server stream, decoded one by one as the reader asks for them.
///
///     for try await event in client.watchWarnings(request) { … }
///
/// Letting go of it cancels the call. Throws an `RPCError`.
public struct MessageStream<Response: ResponseMessage>: AsyncSequence, Sendable {
    public struct AsyncIterator: AsyncIteratorProtocol {
        fileprivate var texts: AsyncThrowingStream<[UInt8], any Error>.Iterator

        public mutating func next() async throws -> Response? {
            try await texts.next().map { text in try Response(result: text) }
        }
    }

    private let texts: AsyncThrowingStream<[UInt8], any Error>

    init(_ texts: AsyncThrowingStream<[UInt8], any Error>) {
        self.texts = texts
    }

    public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(texts: texts.makeAsyncIterator()) }
}
