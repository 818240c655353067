/// What answers the calls of a server.
public protocol CallHandler: Sendable {
    /// A call has come. On the connection's loop: must not block. The call is answered by `reply` or `fail`, now or
    /// later, from any thread; one that never is ends at its deadline.
    func handle(_ call: IncomingCall)
    /// The connection is over, and its calls are cancelled. On the connection's loop; called exactly once.
    func connectionEnded(_ connection: ServerConnection)
    /// Whether a method is answered while the server drains, as health is. Not by default.
    func answersWhileDraining(_ method: String) -> Bool
}

extension CallHandler {
    public func connectionEnded(_ connection: ServerConnection) {}
    public func answersWhileDraining(_ method: String) -> Bool { false }
}

/// Why a call was ended before its handler answered.
public enum CancelReason: Sendable, Hashable {
    /// The caller sent `rpc.cancel`.
    case byCaller
    case deadline
    /// The connection is over.
    case disconnected
    /// The server stops.
    case draining

    var error: RPCError {
        switch self {
        case .byCaller: .cancelled
        case .deadline: .deadlineExceeded
        case .disconnected: .unavailable("the connection is over")
        case .draining: .unavailable("the server stops; connect again", retryDelay: .seconds(1))
        }
    }
}

/// What a server tells its log about a call that failed for a reason the caller does not learn.
public struct CallFault: Sendable {
    public let method: String
    public let requestID: String
    public let cause: any Error

    /// The error's type and, for an enum, its case: never a payload, which may quote data.
    public var name: String {
        let mirror = Mirror(reflecting: cause)
        let type = String(reflecting: type(of: cause))
        guard mirror.displayStyle == .enum else { return type }
        let label = mirror.children.isEmpty ? String(describing: cause) : mirror.children.first?.label
        return label.map { type + "." + $0 } ?? type
    }
}
