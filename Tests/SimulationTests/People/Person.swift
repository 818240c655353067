import Domain
import JSONRPC
import SwiftProtobuf
import Synchronization
import XinyuAPI

/// Somebody with an account, who logs in when there is need, calls as the role that the account has, and tries again
/// when the line was cut.
final class Person: APICaller, Sendable {
    private struct Session {
        var token: String
        var openedAt: Timestamp
        var usedAt: Timestamp
    }

    static let longestSession = Duration.seconds(6 * 86_400)
    static let longestIdle = Duration.seconds(23 * 3_600)

    private static let purpose = "学年工作"
    private static let isCut = RPCError(.status(.unavailable), "the line is cut")

    let login: String
    /// Set once it is known.
    var account: String { identity.withLock { $0 } }
    private let password: String
    private let clock: any WallClock
    private let line: Line
    private let witness: Witness
    private let session = Mutex<Session?>(nil)
    private let identity: Mutex<String>

    init(
        _ login: String, _ password: String, account: String = "", on line: Line, _ witness: Witness,
        clock: any WallClock
    ) {
        (self.login, self.password, self.line, self.witness, self.clock) = (login, password, line, witness, clock)
        identity = Mutex(account)
    }

    /// A person who came in by a one-time code.
    init(token: String, account: String, on line: Line, _ witness: Witness, clock: any WallClock) {
        (login, password) = ("", "")
        (self.line, self.witness, self.clock) = (line, witness, clock)
        identity = Mutex(account)
        session.withLock { $0 = Session(token: token, openedAt: clock.now(), usedAt: clock.now()) }
    }

    // MARK: - Calls

    func call(_ method: String, params: [UInt8], meta: CallMeta) async throws -> [UInt8] {
        guard let descriptor = Witness.methods[method] else { throw RPCError(.methodNotFound, method) }
        var meta = meta
        meta.purpose = meta.purpose ?? Self.purpose
        // The same for all attempts: what was done before the line was cut is not done twice.
        if descriptor.idempotent { meta.idempotencyKey = "\(login)-\(witness.number())" }
        let isLogin = descriptor.permission == .anyone
        for _ in 0..<8 {
            let id = witness.begin(descriptor)
            meta.requestID = id
            if !isLogin { meta.authorization = "Bearer " + (try await token()) }
            let way = await line.way()
            do {
                let answer = try await way.client.call(method, params: params, meta: meta)
                if line.stillStands(way) {
                    witness.end(id, .answered)
                    return answer
                }
            } catch let error as RPCError where error.status == .unavailable || error.status == .cancelled {
                try await Task.sleep(for: .milliseconds(20))
            } catch let error as RPCError where error.status == .unauthenticated && !password.isEmpty && !isLogin {
                // The session is over sooner than was thought.
                session.withLock { $0 = nil }
            } catch {
                // What the caller has not heard is not known.
                if line.stillStands(way) {
                    witness.end(id, .refused)
                    throw error
                }
            }
        }
        throw Self.isCut
    }

    func stream(_ method: String, params: [UInt8], meta: CallMeta) -> AsyncThrowingStream<[UInt8], any Error> {
        AsyncThrowingStream { continuation in
            let task = Task {
                guard let descriptor = Witness.methods[method] else { return continuation.finish() }
                let id = witness.begin(descriptor)
                let way = await line.way()
                do {
                    var meta = meta
                    meta.purpose = meta.purpose ?? Self.purpose
                    meta.authorization = "Bearer " + (try await token())
                    meta.requestID = id
                    for try await message in way.client.stream(method, params: params, meta: meta) {
                        continuation.yield(message)
                    }
                    guard line.stillStands(way) else { throw Self.isCut }
                    witness.end(id, .answered)
                    continuation.finish()
                } catch {
                    let stands = line.stillStands(way)
                    if stands { witness.end(id, .refused) }
                    continuation.finish(throwing: stands ? error : Self.isCut)
                }
            }
            continuation.onTermination = { _ in task.cancel() }
        }
    }

    // MARK: - Session

    /// A session that still counts, or another one.
    private func token() async throws -> String {
        let now = clock.now()
        let present = session.withLock { session -> String? in
            guard let open = session, now - open.openedAt < Self.longestSession, now - open.usedAt < Self.longestIdle
            else { return nil }
            session?.usedAt = now
            return open.token
        }
        if let present { return present }
        let service = SessionServiceClient(self)
        let response = try await service.login(
            .with {
                $0.login = login
                $0.password = password
            })
        identity.withLock { $0 = response.accountID }
        session.withLock { $0 = Session(token: response.token, openedAt: now, usedAt: now) }
        if response.mustChangePassword {
            for (current, new) in [(password, password + "?"), (password + "?", password)] {
                _ = try await service.changePassword(
                    .with {
                        $0.currentPassword = current
                        $0.newPassword = new
                    })
            }
        }
        return response.token
    }
}
