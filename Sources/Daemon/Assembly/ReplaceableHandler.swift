internal import JSONRPC
internal import Synchronization

/// Answers calls by the router of the moment, so that rules can be read again while connections stay.
final class ReplaceableHandler: CallHandler {
    /// Nothing until the services are made, which is before anybody is served.
    private let present = Mutex<(any CallHandler)?>(nil)

    /// Calls from now on are answered by `handler`; those that run are finished by the former one.
    func replace(with handler: any CallHandler) { present.withLock { $0 = handler } }

    func handle(_ call: IncomingCall) {
        guard let handler = current else { return call.fail(.unavailable("the server starts")) }
        handler.handle(call)
    }

    func connectionEnded(_ connection: ServerConnection) { current?.connectionEnded(connection) }

    func answersWhileDraining(_ method: String) -> Bool { current?.answersWhileDraining(method) ?? false }

    private var current: (any CallHandler)? { present.withLock { $0 } }
}
