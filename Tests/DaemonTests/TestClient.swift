import Daemon
import EventLoop
import Foundation
import JSONRPC

/// A client in memory.
struct TestClient {
    /// One for all tests, and never stopped: a daemon drains only while the loops of its connections go round.
    private static let loop = Result { () throws(EventLoopError) in try EventLoop() }

    let rpc: RPCClient

    @discardableResult
    static func use<Answer>(
        _ assembly: DaemonAssembly, _ body: (TestClient) async throws -> Answer
    ) async throws -> Answer {
        let client = TestClient(rpc: assembly.connect(on: try loop.get()))
        defer { client.rpc.close() }
        return try await body(client)
    }

    /// The reply as a JSON object.
    func call(_ method: String, _ params: [String: String] = [:]) async throws -> [String: Any] {
        let bytes = try await rpc.call(method, params: Array(try JSONSerialization.data(withJSONObject: params)))
        return try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any] ?? [:]
    }

    /// A first password is changed, and set again: then it is the person's own.
    @discardableResult
    func logIn(_ login: String, _ password: String) async throws -> [String: Any] {
        let session = try await call("xinyu.v1.SessionService/Login", ["login": login, "password": password])
        if session["mustChangePassword"] as? Bool == true {
            for (current, new) in [(password, password + "?"), (password + "?", password)] {
                _ = try await call(
                    "xinyu.v1.SessionService/ChangePassword", ["currentPassword": current, "newPassword": new])
            }
        }
        return session
    }
}
