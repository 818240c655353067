public import Domain
import Synchronization

/// Gives out what it was made of, in order, then zeros: to make known answers again. For tests only.
public final class FixedRandomSource: RandomSource {
    private let rest: Mutex<[UInt8]>

    public init(_ bytes: [UInt8]) {
        rest = Mutex(bytes)
    }

    public func bytes(_ count: Int) -> [UInt8] {
        rest.withLock { rest in
            let given = Array(rest.prefix(count))
            rest.removeFirst(given.count)
            return given + [UInt8](repeating: 0, count: count - given.count)
        }
    }
}
