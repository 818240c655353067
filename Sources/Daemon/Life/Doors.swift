internal import EventLoop
internal import JSONRPC

/// The event loops, and the sockets that are listened at: those that the service manager handed over, or the one that
/// the configuration names.
struct Doors: Sendable {
    let loops: [EventLoop]
    private let listeners: [UnixListener]

    /// Opens them: from here on calls are answered.
    static func open(
        _ configuration: DaemonConfiguration, handed: [ServiceManager.HandedSocket], server: Server
    ) async throws(StartFailure) -> Doors {
        var loops: [EventLoop] = []
        do {
            let sockets = handed.isEmpty ? [try ListeningSocket(path: configuration.socket)] : handed.map(\.socket)
            for _ in 0..<configuration.loops { loops.append(try EventLoop()) }
            var listeners: [UnixListener] = []
            for (index, socket) in sockets.enumerated() {
                let home = loops[index % loops.count]
                listeners.append(
                    try await UnixListener.serve(socket, on: home, and: loops.filter { $0 !== home }) {
                        server.accept($0)
                    })
            }
            return Doors(loops: loops, listeners: listeners)
        } catch {
            for loop in loops { await loop.stop() }
            throw StartFailure(error)
        }
    }

    /// Takes no new connections; those that are open go on.
    func closeListeners() async { for listener in listeners { await listener.close() } }

    /// After the last connection has ended.
    func stop() async { for loop in loops { await loop.stop() } }
}
