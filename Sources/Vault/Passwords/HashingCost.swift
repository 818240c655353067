internal import CSodium

/// What Argon2id costs who computes it.
public struct HashingCost: Sendable, Hashable {
    /// Passes over the memory.
    public let operations: UInt64
    /// In bytes.
    public let memory: Int

    /// 64 MiB, 2 passes: some 60 ms. The least for production.
    public static let interactive = HashingCost(
        unchecked: UInt64(crypto_pwhash_OPSLIMIT_INTERACTIVE), Int(crypto_pwhash_MEMLIMIT_INTERACTIVE))
    /// 256 MiB, 3 passes: some 0.4 s.
    public static let moderate = HashingCost(
        unchecked: UInt64(crypto_pwhash_OPSLIMIT_MODERATE), Int(crypto_pwhash_MEMLIMIT_MODERATE))
    /// The least that Argon2id takes. It protects nothing: for tests.
    public static let minimal = HashingCost(
        unchecked: UInt64(crypto_pwhash_OPSLIMIT_MIN), Int(crypto_pwhash_MEMLIMIT_MIN))

    /// Nothing outside of 1…64 passes and 8 KiB…4 GiB.
    public init?(operations: UInt64, memory: Int) {
        guard (1...64).contains(operations), (8_192...4 << 30).contains(memory) else { return nil }
        self.init(unchecked: operations, memory)
    }

    private init(unchecked operations: UInt64, _ memory: Int) {
        self.operations = operations
        self.memory = memory
    }

    /// Whether it is enough for production.
    public var isAtLeastInteractive: Bool {
        operations >= HashingCost.interactive.operations && memory >= HashingCost.interactive.memory
    }
}
