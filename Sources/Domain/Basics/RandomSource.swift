/// Where randomness comes from: the kernel in the daemon, a seed in tests.
public protocol RandomSource: Sendable {
    /// `count` new random bytes.
    func bytes(_ count: Int) -> [UInt8]

    /// The same for what will be seen by others, and must only be unpredictable and new: nonces, identifiers. A source
    /// may keep some of it in stock.
    func publicBytes(_ count: Int) -> [UInt8]
}

extension RandomSource {
    public func publicBytes(_ count: Int) -> [UInt8] { bytes(count) }
}
