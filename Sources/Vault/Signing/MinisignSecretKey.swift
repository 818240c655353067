public import Domain

/// A key that makes signatures which the stock `minisign` accepts.
public struct MinisignSecretKey: Sendable {
    public let publicKey: MinisignPublicKey
    private let key: SigningKey

    /// `key`, with a new number from `random`.
    public init(_ key: SigningKey, random: any RandomSource) {
        self.key = key
        publicKey = MinisignPublicKey(key: key.verifyKey, number: random.bytes(8))
    }

    /// - Parameter trustedComment: one line; line ends in it become spaces.
    public func sign(
        _ message: [UInt8], trustedComment: String, algorithm: MinisignSignature.Algorithm = .hashed
    ) -> MinisignSignature {
        let comment = String(trustedComment.map { $0.isNewline ? " " : $0 })
        let bytes = key.sign(algorithm.signedBytes(of: message))
        return MinisignSignature(
            algorithm: algorithm, number: publicKey.number, bytes: bytes, trustedComment: comment,
            globalBytes: key.sign(bytes + Array(comment.utf8)))
    }
}
