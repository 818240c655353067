import TestSupport

/// Reproducible numbers for property tests.
struct SeededNumbers: RandomNumberGenerator {
    private let source: SeededRandomSource

    init(seed: some BinaryInteger) { source = SeededRandomSource(seed: UInt64(truncatingIfNeeded: seed)) }

    func next() -> UInt64 { source.bytes(8).reduce(0) { $0 << 8 | UInt64($1) } }
}
