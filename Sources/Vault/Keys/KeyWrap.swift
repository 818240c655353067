internal import CSodium
internal import Domain

/// A key of 32 bytes under another key:
///
///     version (1, = 1) ‖ nonce (24) ‖ key commitment (32) ‖ ciphertext (32) ‖ tag (16)
///
/// as told at `CommittingCipher`, with the domain `xinyu wrapped key 1`. The additional data are the version, then
/// purpose (as text; `owner` for the key of an owner), term (four bytes) and owner (zeros for a key of the ring), each
/// preceded by its length as eight bytes; all numbers most significant first.
enum KeyWrap {
    static let domain = "xinyu wrapped key 1"
    static let keyCount = 32
    static let count = 1 + CommittingCipher.overhead + keyCount
    private static let version: UInt8 = 1

    /// What the wrapped key is.
    struct Label {
        let purpose: String
        let term: UInt32
        let owner: Identifier

        init(_ purpose: KeyPurpose, term: UInt32) {
            self.purpose = purpose.rawValue
            self.term = term
            owner = .installation
        }

        init(owner: Identifier, term: UInt32) {
            purpose = "owner"
            self.term = term
            self.owner = owner
        }

        var additionalData: [UInt8] {
            let purpose = Array(purpose.utf8)
            return [KeyWrap.version]
                + bigEndian(UInt64(purpose.count)) + purpose
                + bigEndian(UInt64(4)) + bigEndian(term)
                + bigEndian(UInt64(16)) + owner.bytes
        }

        private func bigEndian(_ number: some FixedWidthInteger) -> [UInt8] {
            withUnsafeBytes(of: number.bigEndian) { Array($0) }
        }
    }

    enum Outcome {
        case unwrapped(SecretBytes)
        case otherKey
        case damaged
    }

    static func wrap(_ key: SecretBytes, as label: Label, with cipher: CommittingCipher, nonce: [UInt8]) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
            buffer[0] = version
            let message = UnsafeMutableBufferPointer(rebasing: buffer[1..<count])
            key.withBytes {
                message.baseAddress?.advanced(by: CommittingCipher.headerCount).update(from: $0, count: keyCount)
            }
            label.additionalData.withUnsafeBytes { cipher.seal(inPlace: message, nonce: nonce, additional: $0) }
            initialized = count
        }
    }

    static func unwrap(
        _ wrapped: [UInt8], as label: Label, with cipher: CommittingCipher, to memory: SecretBytes.Memory
    ) -> Outcome {
        guard wrapped.count == count, wrapped[0] == version else { return .damaged }
        var outcome = CommittingCipher.Outcome.damaged
        let key = SecretBytes(count: keyCount, in: memory) { target in
            wrapped.withUnsafeBufferPointer { wrapped in
                label.additionalData.withUnsafeBytes { additional in
                    outcome = cipher.open(
                        UnsafeBufferPointer(rebasing: wrapped[1...]), into: target, additional: additional)
                }
            }
        }
        switch outcome {
        case .opened: return .unwrapped(key)
        case .otherKey: return .otherKey
        case .damaged: return .damaged
        }
    }
}
