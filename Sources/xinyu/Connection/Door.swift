internal import ArgumentParser
internal import EventLoop
internal import Foundation
internal import JSONRPC

/// The options that every command has which speaks to the daemon, and the connection that they lead to.
struct Door: ParsableArguments {
    @Option(help: "Path of the daemon's socket; XINYU_SOCKET otherwise.")
    var socket: String?

    @Flag(help: "Print the answer as JSON.")
    var json = false

    @Option(help: "Why personal data is asked for; kept in the access log.")
    var purpose: String?

    @Option(name: .customLong("key"), help: "Idempotency key: the same key gives the same answer.")
    var idempotencyKey: String?

    var socketPath: String {
        socket ?? ProcessInfo.processInfo.environment["XINYU_SOCKET"] ?? "/run/xinyu/xinyu.sock"
    }

    var sessionFile: SessionFile { SessionFile(socket: socketPath) }

    /// What goes beside the parameters of each call: the login's token, the purpose, the key.
    func meta() throws -> CallMeta {
        CallMeta(
            authorization: try sessionFile.read().map { "Bearer " + $0 }, idempotencyKey: idempotencyKey,
            purpose: purpose)
    }

    /// Connects, runs `body`, closes; troubles are told to the person and become exit codes.
    func open(_ body: (RPCClient) async throws -> Void) async throws {
        let path = socketPath
        do {
            let loop = try EventLoop()
            let client = try await RPCClient.connect(path: path, on: loop)
            defer { client.close() }
            try await body(client)
        } catch let error as RPCError {
            Output.endProgress()
            throw Failure.report(error)
        } catch let error as EventLoopError {
            throw Failure.report(error, socket: path)
        } catch let trouble as SessionFile.Trouble {
            Output.note("\(trouble)")
            throw Failure.refused
        }
    }
}
