internal import CSodium
public import Domain

/// Randomness from the kernel, through libsodium.
public struct SystemRandom: RandomSource {
    public init() {
        Sodium.require()
    }

    public func bytes(_ count: Int) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        randombytes_buf(&bytes, count)
        return bytes
    }

    public func publicBytes(_ count: Int) -> [UInt8] {
        count <= RandomStock.largestPiece ? RandomStock.shared.take(count) : bytes(count)
    }
}
