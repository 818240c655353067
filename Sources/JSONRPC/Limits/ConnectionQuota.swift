internal import Synchronization

/// Counts open connections, all of them and by user, against the limits.
final class ConnectionQuota: Sendable {
    private struct Open {
        var all = 0
        var byUser: [UInt32: Int] = [:]
    }

    private let limit: Int
    private let limitPerUser: Int
    private let open = Mutex(Open())

    init(limit: Int, perUser: Int) {
        self.limit = limit
        limitPerUser = perUser
    }

    /// Counts a connection of `user`, or says why it cannot be had. A transport without users counts only as a whole.
    func admit(_ user: UInt32?) -> RPCError? {
        open.withLock { open in
            guard open.all < limit else {
                return .resourceExhausted("too many connections", retryDelay: .seconds(1))
            }
            if let user {
                guard open.byUser[user, default: 0] < limitPerUser else {
                    return .resourceExhausted("too many connections of this user", retryDelay: .seconds(1))
                }
                open.byUser[user, default: 0] += 1
            }
            open.all += 1
            return nil
        }
    }

    func release(_ user: UInt32?) {
        open.withLock { open in
            open.all -= 1
            guard let user, let count = open.byUser[user] else { return }
            open.byUser[user] = count > 1 ? count - 1 : nil
        }
    }
}
