internal import CSodium

/// XChaCha20-Poly1305-IETF with a key commitment.
///
/// From a key *K* of 32 bytes two are derived once, for a `domain` that names what is sealed:
///
///     encryption key = BLAKE2b-256(key: K, domain ‖ " encryption")
///     commitment key = BLAKE2b-256(key: K, domain ‖ " commitment")
///
/// and a sealed message is
///
///     nonce (24) ‖ commitment (32) ‖ ciphertext ‖ tag (16)
///     commitment = BLAKE2b-256(key: commitment key, nonce)
///
/// XChaCha20-Poly1305 alone does not commit: one can make a ciphertext that opens under two keys to two texts. Here
/// that takes a collision of BLAKE2b. As the commitment depends on the nonce, it does not link two messages under one
/// key. It also tells a wrong key from an altered message.
final class CommittingCipher: Sendable {
    static let nonceCount = 24
    static let commitmentCount = 32
    static let tagCount = 16
    /// Bytes before the ciphertext.
    static let headerCount = nonceCount + commitmentCount
    /// Bytes beside the ciphertext.
    static let overhead = headerCount + tagCount

    enum Outcome {
        case opened
        case otherKey
        case damaged
    }

    /// Both keys, encryption first.
    private let keys: SecretBytes

    init(key: SecretBytes, domain: String, memory: SecretBytes.Memory) {
        keys = SecretBytes(count: 64, in: memory) { target in
            BLAKE2b.derive(domain + " encryption", from: key, into: target)
            BLAKE2b.derive(domain + " commitment", from: key, into: target + 32)
        }
    }

    /// Seals in place: `message` has the plaintext after room for the header, and room for the tag behind it.
    func seal(
        inPlace message: UnsafeMutableBufferPointer<UInt8>, nonce: [UInt8], additional: UnsafeRawBufferPointer
    ) {
        guard let start = message.baseAddress else { return }
        let text = start + CommittingCipher.headerCount
        let textCount = message.count - CommittingCipher.overhead
        nonce.withUnsafeBufferPointer { nonce in
            keys.withBytes { key in
                guard let source = nonce.baseAddress else { return }
                start.update(from: source, count: CommittingCipher.nonceCount)
                commit(key: key, nonce: start, into: start + CommittingCipher.nonceCount)
                crypto_aead_xchacha20poly1305_ietf_encrypt_detached(
                    text, text + textCount, nil, text, UInt64(textCount),
                    additional.bindMemory(to: UInt8.self).baseAddress, UInt64(additional.count), nil, start, key)
            }
        }
    }

    /// Opens `sealed` into `text`, which has room for the ciphertext.
    func open(
        _ sealed: UnsafeBufferPointer<UInt8>, into text: UnsafeMutablePointer<UInt8>?,
        additional: UnsafeRawBufferPointer
    ) -> Outcome {
        guard sealed.count >= CommittingCipher.overhead, let start = sealed.baseAddress else { return .damaged }
        let textCount = sealed.count - CommittingCipher.overhead
        let ciphertext = start + CommittingCipher.headerCount
        return keys.withBytes { key in
            let isOurs = withUnsafeTemporaryAllocation(of: UInt8.self, capacity: CommittingCipher.commitmentCount) {
                guard let commitment = $0.baseAddress else { return false }
                commit(key: key, nonce: start, into: commitment)
                return sodium_memcmp(commitment, start + CommittingCipher.nonceCount, $0.count) == 0
            }
            guard isOurs else { return .otherKey }
            let code = crypto_aead_xchacha20poly1305_ietf_decrypt_detached(
                text, nil, ciphertext, UInt64(textCount), ciphertext + textCount,
                additional.bindMemory(to: UInt8.self).baseAddress, UInt64(additional.count), start, key)
            return code == 0 ? .opened : .damaged
        }
    }

    private func commit(
        key: UnsafePointer<UInt8>, nonce: UnsafePointer<UInt8>, into target: UnsafeMutablePointer<UInt8>
    ) {
        crypto_generichash(
            target, CommittingCipher.commitmentCount, nonce, UInt64(CommittingCipher.nonceCount), key + 32, 32)
    }
}
