internal import CSodium

/// A SHA-256 hash (FIPS 180-4), kept in place without memory of its own.
public struct SHA256Digest: Hashable, Sendable {
    public static let byteCount = 32

    private var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)

    /// The hash with these bytes, or nothing if there are not 32 of them.
    public init?(bytes: some Collection<UInt8>) {
        guard bytes.count == SHA256Digest.byteCount else { return nil }
        withUnsafeMutableBytes(of: &words) { $0.copyBytes(from: bytes) }
    }

    /// The hash of one byte followed by `message`: RFC 6962 tells leaves from nodes by the first byte.
    public init(of first: UInt8, _ message: UnsafeRawBufferPointer) {
        var state = crypto_hash_sha256_state()
        var first = first
        crypto_hash_sha256_init(&state)
        crypto_hash_sha256_update(&state, &first, 1)
        crypto_hash_sha256_update(&state, message.bindMemory(to: UInt8.self).baseAddress, UInt64(message.count))
        withMutableBytes { _ = crypto_hash_sha256_final(&state, $0) }
    }

    /// The hash of `message`.
    public init(of message: [UInt8]) {
        withMutableBytes { target in
            _ = crypto_hash_sha256(target, message, UInt64(message.count))
        }
    }

    /// The hash of one byte followed by two hashes.
    public init(of first: UInt8, _ left: SHA256Digest, _ right: SHA256Digest) {
        let count = 1 + 2 * SHA256Digest.byteCount
        withUnsafeTemporaryAllocation(byteCount: count, alignment: 8) { message in
            message[0] = first
            left.copyBytes(to: UnsafeMutableRawBufferPointer(rebasing: message[1..<33]))
            right.copyBytes(to: UnsafeMutableRawBufferPointer(rebasing: message[33..<65]))
            withMutableBytes { target in
                _ = crypto_hash_sha256(
                    target, message.assumingMemoryBound(to: UInt8.self).baseAddress, UInt64(count))
            }
        }
    }

    private mutating func withMutableBytes(_ body: (UnsafeMutablePointer<UInt8>) -> Void) {
        withUnsafeMutablePointer(to: &words) { words in
            body(UnsafeMutableRawPointer(words).assumingMemoryBound(to: UInt8.self))
        }
    }

    /// The 32 bytes.
    public var bytes: [UInt8] { withUnsafeBytes(of: words) { Array($0) } }

    /// Copies the 32 bytes to the start of `target`.
    public func copyBytes(to target: UnsafeMutableRawBufferPointer) {
        withUnsafeBytes(of: words) { target.copyMemory(from: $0) }
    }

    public static func == (left: SHA256Digest, right: SHA256Digest) -> Bool { left.words == right.words }

    public func hash(into hasher: inout Hasher) {
        withUnsafeBytes(of: words) { hasher.combine(bytes: $0) }
    }
}
