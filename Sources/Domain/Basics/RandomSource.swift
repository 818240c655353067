/// Where randomness comes from: the kernel in the daemon, a seed in tests.
public protocol RandomSource: Sendable {
    /// `count` new random bytes.
    func bytes(_ count: Int) -> [UInt8]
}
