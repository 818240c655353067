internal import CSodium
internal import Synchronization

/// Random bytes fetched from the kernel a few thousand at once, for nonces and identifiers: each call of the kernel
/// costs more than sealing a short value does. Keys, tokens and codes never come from here.
///
/// The process must not fork and go on: both would give out the same. The daemon starts other programs only.
final class RandomStock: Sendable {
    static let shared = RandomStock()
    static let largestPiece = 64
    private static let size = 4_096

    private struct State {
        var bytes = [UInt8](repeating: 0, count: RandomStock.size)
        /// How many have been given out; all, before the first filling.
        var used = RandomStock.size
    }

    private let state = Mutex(State())

    /// - Parameter count: at most `largestPiece`.
    func take(_ count: Int) -> [UInt8] {
        state.withLock { state in
            if state.used + count > RandomStock.size {
                randombytes_buf(&state.bytes, RandomStock.size)
                state.used = 0
            }
            let range = state.used..<state.used + count
            state.used += count
            let piece = Array(state.bytes[range])
            // What was given out is not found here again.
            state.bytes.withUnsafeMutableBytes { sodium_memzero($0.baseAddress.map { $0 + range.lowerBound }, count) }
            return piece
        }
    }
}
