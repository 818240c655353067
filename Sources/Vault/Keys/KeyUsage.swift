internal import Synchronization

/// How much a key has been used since the ring was opened.
public struct KeyUsage: Sendable, Hashable {
    /// Beyond this many messages under the keys of one term it is time for a new term. With nonces of 192 bits the
    /// chance that two of 2^40 are the same is below 2^-112; the limit is far inside what the cipher allows.
    public static let limit: UInt64 = 1 << 40

    public let purpose: KeyPurpose
    public let term: UInt32
    /// Values sealed, keys wrapped, or texts signed.
    public let count: UInt64

    public init(purpose: KeyPurpose, term: UInt32, count: UInt64) {
        self.purpose = purpose
        self.term = term
        self.count = count
    }

    /// The same key with what it did in former runs.
    public func adding(_ earlier: UInt64) -> KeyUsage {
        let (sum, isTooMuch) = count.addingReportingOverflow(earlier)
        return KeyUsage(purpose: purpose, term: term, count: isTooMuch ? .max : sum)
    }

    /// Whether it is past nine tenths of the limit.
    public var isNearLimit: Bool { count > KeyUsage.limit / 10 * 9 }
}

/// Counts what keys of one term do, from any thread.
final class UsageCounter: Sendable {
    private let atomic = Atomic<UInt64>(0)

    var count: UInt64 { atomic.load(ordering: .relaxed) }

    func add() { atomic.add(1, ordering: .relaxed) }
}
