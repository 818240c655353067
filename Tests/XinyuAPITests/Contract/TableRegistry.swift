internal import Synchronization
internal import XinyuAPI

/// A registry that keeps what it is told, and calls handlers through JSON as the router does.
struct TableRegistry: MethodRegistry {
    struct Reading {}
    struct Changing {}
    struct Running: Sendable {}
    struct Immediate {}

    struct Entry: Sendable {
        let method: MethodDescriptor
        let scope: @Sendable ([UInt8]) throws -> String
        /// One answer, or all messages of a stream.
        let call: @Sendable ([UInt8]) async throws -> [[UInt8]]
    }

    private(set) var entries: [String: Entry] = [:]

    private mutating func add<Request: RequestMessage>(
        _ method: MethodDescriptor, _ scope: @escaping @Sendable (Request) -> String,
        _ call: @escaping @Sendable (Request) async throws -> [[UInt8]]
    ) {
        entries[method.name] = Entry(
            method: method, scope: { scope(try Request(params: $0)) }, call: { try await call(Request(params: $0)) })
    }

    mutating func addReading<Request: RequestMessage, Response: ResponseMessage>(
        _ method: MethodDescriptor, scopeIdentifier: @escaping @Sendable (Request) -> String,
        _ handler: @escaping @Sendable (Request, Reading) throws -> Response
    ) {
        add(method, scopeIdentifier) { request in [try handler(request, Reading()).encodedResult()] }
    }

    mutating func addChanging<Request: RequestMessage, Response: ResponseMessage>(
        _ method: MethodDescriptor, scopeIdentifier: @escaping @Sendable (Request) -> String,
        _ handler: @escaping @Sendable (Request, Changing) throws -> Response
    ) {
        add(method, scopeIdentifier) { request in [try handler(request, Changing()).encodedResult()] }
    }

    mutating func addRunning<Request: RequestMessage, Response: ResponseMessage>(
        _ method: MethodDescriptor, scopeIdentifier: @escaping @Sendable (Request) -> String,
        _ handler: @escaping @Sendable (Request, Running) async throws -> Response
    ) {
        add(method, scopeIdentifier) { request in [try await handler(request, Running()).encodedResult()] }
    }

    mutating func addStreaming<Request: RequestMessage, Response: ResponseMessage>(
        _ method: MethodDescriptor, scopeIdentifier: @escaping @Sendable (Request) -> String,
        _ handler:
            @escaping @Sendable (Request, Running, @Sendable (Response) async throws -> Void) async throws -> Void
    ) {
        add(method, scopeIdentifier) { request in
            let sent = Sent()
            try await handler(request, Running()) { message in
                let text = try message.encodedResult()
                sent.texts.withLock { $0.append(text) }
            }
            return sent.texts.withLock { $0 }
        }
    }

    mutating func addImmediate<Request: RequestMessage, Response: ResponseMessage>(
        _ method: MethodDescriptor, scopeIdentifier: @escaping @Sendable (Request) -> String,
        _ handler: @escaping @Sendable (Request, Immediate) throws -> Response
    ) {
        add(method, scopeIdentifier) { request in [try handler(request, Immediate()).encodedResult()] }
    }

    private final class Sent: Sendable {
        let texts = Mutex<[[UInt8]]>([])
    }
}
