import AuditLog
import JSONRPC
import Synchronization
import XinyuAPI

/// Remembers every call of the year by its request id, and what the access log must therefore say.
final class Witness: Sendable {
    /// How a call has ended for its caller.
    enum Ending: Sendable { case answered, refused, lost }

    struct Call: Sendable {
        let method: MethodDescriptor
        var ending: Ending = .lost
    }

    private struct State {
        var calls: [String: Call] = [:]
        var serial = 0
    }

    static let methods = Dictionary(uniqueKeysWithValues: Contract.methods.map { ($0.name, $0) })
    private let state = Mutex(State())

    /// Another number each time, for a key.
    func number() -> Int {
        state.withLock { state in
            state.serial += 1
            return state.serial
        }
    }

    var count: Int { state.withLock { $0.calls.count } }

    /// A request id for a call that begins.
    func begin(_ method: MethodDescriptor) -> String {
        state.withLock { state in
            state.serial += 1
            let id = "year-\(state.serial)"
            state.calls[id] = Call(method: method)
            return id
        }
    }

    func end(_ id: String, _ ending: Ending) { state.withLock { $0.calls[id]?.ending = ending } }

    var calls: [String: Call] { state.withLock { $0.calls } }

    /// The changes that were acknowledged so far: after a crash each must be there.
    var acknowledgedChanges: Set<String> {
        state.withLock { state in
            Set(state.calls.filter { $0.value.ending == .answered && $0.value.method.isAudited }.keys)
        }
    }

    /// What is wrong with a log in which each request id comes so often.
    func faults(in counts: [String: Int]) -> [String] {
        var faults: [String] = []
        for (id, call) in calls {
            let found = counts[id] ?? 0
            let right =
                switch call.ending {
                case .answered: found == (call.method.isAudited ? 1 : 0)
                // Refused before it is known what for leaves nothing; a refusal for lack of a right is always kept.
                // What runs on after its access was recorded has a second record of how it failed.
                case .refused, .lost: found <= (call.method.execution == .running ? 2 : 1)
                }
            if !right { faults.append("\(call.method.name) (\(call.ending)) is in the log \(found) times") }
        }
        return faults
    }
}

extension MethodDescriptor {
    var isAudited: Bool { audit != .none }
}
