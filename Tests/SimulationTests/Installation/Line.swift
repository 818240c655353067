import JSONRPC
import Synchronization

/// The way to the assembly of the moment. While it is cut, who calls waits, as people do before a dead screen.
final class Line: Sendable {
    /// A client, and which assembly it leads to.
    struct Way: Sendable {
        let client: RPCClient
        fileprivate let number: Int
    }

    private struct State {
        var way: Way?
        var number = 0
        var waiting: [CheckedContinuation<Way, Never>] = []
    }

    private let state: Mutex<State>

    init(_ client: RPCClient) { state = Mutex(State(way: Way(client: client, number: 0))) }

    /// The way that leads somewhere, once there is one.
    func way() async -> Way {
        await withCheckedContinuation { continuation in
            let way = state.withLock { state -> Way? in
                if state.way == nil { state.waiting.append(continuation) }
                return state.way
            }
            if let way { continuation.resume(returning: way) }
        }
    }

    /// Whether an answer that came this way has reached its caller: not if the power went meanwhile.
    func stillStands(_ way: Way) -> Bool { state.withLock { $0.way?.number == way.number } }

    /// From now on no answer reaches anybody, though what was asked before may still be done.
    ///
    /// - Returns: the client, to be closed when nothing of it is wanted any more.
    func cut() -> RPCClient? {
        state.withLock { state in
            defer { state.way = nil }
            return state.way?.client
        }
    }

    func mend(with client: RPCClient) {
        let (waiting, way) = state.withLock { state in
            state.number += 1
            let way = Way(client: client, number: state.number)
            state.way = way
            defer { state.waiting = [] }
            return (state.waiting, way)
        }
        for continuation in waiting { continuation.resume(returning: way) }
    }
}
