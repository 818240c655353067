internal import CSodium
internal import Domain

/// Bytes that must not be printed, swapped out or left behind in memory: zeroed when the last reference goes.
// @unchecked: the memory is written once, in the initialiser, before anybody else holds a reference.
public final class SecretBytes: @unchecked Sendable {
    /// In what memory a secret lies.
    enum Memory {
        /// Locked pages of its own between guard pages, left out of core dumps. Some 16 kB each: for the few keys that
        /// open all others.
        case guarded
        /// Ordinary memory. For keys of single people, of which there are tens of thousands: guarded pages for each
        /// would pass the kernel's limits of mappings and of locked memory.
        case plain
    }

    public let count: Int
    private let memory: Memory
    private let base: UnsafeMutablePointer<UInt8>

    /// Takes `bytes` over into protected memory, and overwrites the caller's copy with zeros.
    public convenience init(moving bytes: inout [UInt8]) {
        self.init(moving: &bytes, to: .guarded)
    }

    convenience init(moving bytes: inout [UInt8], to memory: Memory) {
        self.init(count: bytes.count, in: memory) { target in
            target.update(from: bytes, count: bytes.count)
            sodium_memzero(&bytes, bytes.count)
        }
    }

    /// `count` new bytes from `random`.
    convenience init(randomFrom random: any RandomSource, count: Int, in memory: Memory) {
        var bytes = random.bytes(count)
        self.init(moving: &bytes, to: memory)
    }

    /// `count` bytes, written by `fill`.
    init(count: Int, in memory: Memory, fill: (UnsafeMutablePointer<UInt8>) -> Void) {
        Sodium.require()
        self.count = count
        self.memory = memory
        switch memory {
        case .guarded:
            guard let pages = sodium_malloc(count) else { fatalError("no memory left for a key") }
            base = pages.bindMemory(to: UInt8.self, capacity: count)
        case .plain:
            base = UnsafeMutablePointer.allocate(capacity: count)
        }
        base.initialize(repeating: 0, count: count)
        fill(base)
        if memory == .guarded { sodium_mprotect_readonly(base) }
    }

    deinit {
        switch memory {
        case .guarded:
            // Zeroes the pages, too.
            sodium_free(base)
        case .plain:
            sodium_memzero(base, count)
            base.deallocate()
        }
    }

    /// Lends the bytes for the time of `body`; do not copy them.
    public func withUnsafeBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        body(UnsafeRawBufferPointer(start: base, count: count))
    }

    /// The same, for libsodium, which knows the length.
    func withBytes<Result>(_ body: (UnsafePointer<UInt8>) -> Result) -> Result { body(base) }

    /// Whether both hold the same bytes, in a time that depends on their number only.
    public func isEqual(to other: SecretBytes) -> Bool {
        count == other.count && sodium_memcmp(base, other.base, count) == 0
    }
}

extension SecretBytes: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String { "secret" }
    public var debugDescription: String { "secret" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
