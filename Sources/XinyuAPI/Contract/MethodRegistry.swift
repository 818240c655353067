/// Where services are made known: the router, or a table in a test.
///
/// Each generated service protocol has a `register(_:)` that calls the functions below, one for each method, so that a
/// method can neither be forgotten nor run in another way than its contract says. The contexts are the registry's own
/// types: this target knows neither transactions nor sessions.
///
/// `scopeIdentifier` reads, from a request, the identifier of what the call is about; it is empty when the method's
/// scope is the installation or the caller, and whatever the caller sent otherwise.
public protocol MethodRegistry {
    /// What a method gets that reads one snapshot.
    associatedtype Reading
    /// What a method gets that runs inside one write transaction.
    associatedtype Changing
    /// What a method gets that opens transactions of its own, streams, or waits.
    associatedtype Running
    /// What a method gets that answers from memory.
    associatedtype Immediate

    mutating func addReading<Request: RequestMessage, Response: ResponseMessage>(
        _ method: MethodDescriptor, scopeIdentifier: @escaping @Sendable (Request) -> String,
        _ handler: @escaping @Sendable (Request, Reading) throws -> Response)

    mutating func addChanging<Request: RequestMessage, Response: ResponseMessage>(
        _ method: MethodDescriptor, scopeIdentifier: @escaping @Sendable (Request) -> String,
        _ handler: @escaping @Sendable (Request, Changing) throws -> Response)

    mutating func addRunning<Request: RequestMessage, Response: ResponseMessage>(
        _ method: MethodDescriptor, scopeIdentifier: @escaping @Sendable (Request) -> String,
        _ handler: @escaping @Sendable (Request, Running) async throws -> Response)

    /// A server stream: the handler sends messages until it returns, which ends the stream.
    mutating func addStreaming<Request: RequestMessage, Response: ResponseMessage>(
        _ method: MethodDescriptor, scopeIdentifier: @escaping @Sendable (Request) -> String,
        _ handler:
            @escaping @Sendable (Request, Running, @Sendable (Response) async throws -> Void) async throws -> Void)

    /// A method that answers on the loop: its handler must not block.
    mutating func addImmediate<Request: RequestMessage, Response: ResponseMessage>(
        _ method: MethodDescriptor, scopeIdentifier: @escaping @Sendable (Request) -> String,
        _ handler: @escaping @Sendable (Request, Immediate) throws -> Response)
}
