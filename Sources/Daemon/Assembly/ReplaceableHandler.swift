internal import JSONRPC
internal import Synchronization

/// Answers calls by the router of the moment, so that rules can be read again while connections stay.
final class ReplaceableHandler: CallHandler {
    private let present: Mutex<any CallHandler>

    init(_ handler: any CallHandler) { present = Mutex(handler) }

    /// Calls from now on are answered by `handler`; those that run are finished by the former one.
    func replace(with handler: any CallHandler) { present.withLock { $0 = handler } }

    func handle(_ call: IncomingCall) { current.handle(call) }

    func connectionEnded(_ connection: ServerConnection) { current.connectionEnded(connection) }

    func answersWhileDraining(_ method: String) -> Bool { current.answersWhileDraining(method) }

    private var current: any CallHandler { present.withLock { $0 } }
}
